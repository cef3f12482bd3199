import { placeholder } from '../healthy-world.ts';
import { type Fault, parametersOf, stateOf } from './fault.ts';

export const peopleFaults: Fault[] = [
  {
    rule: 'every question is of a kind that exists',
    fault: 'a question is of no kind',
    at: ['treatment', 'Hold review'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'treatment', 'Hold review').Input ?? {}, { kind: 'small talk' }),
  },
  {
    rule: 'every question is of a kind that exists',
    fault: 'the kind of a question is computed',
    at: ['treatment', 'Hold review'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'treatment', 'Hold review'), {
        Input: { 'kind.$': '$.decision.reason' },
      }),
  },
  {
    rule: 'a choice only names outcomes that exist',
    fault: 'an answer is none of the choices',
    at: ['treatment', 'Does the client go on?'],
    plant: (world) => {
      for (const rule of stateOf(world, 'treatment', 'Does the client go on?').Choices ?? [])
        rule.StringEquals = 'yes';
    },
  },
  {
    rule: 'a choice only names outcomes that exist',
    fault: 'a stage never ends so',
    at: ['client-journey', 'Was the client admitted?'],
    plant: (world) => {
      for (const rule of stateOf(world, 'client-journey', 'Was the client admitted?').Choices ?? [])
        rule.StringEquals = 'enrolled';
    },
  },
  {
    rule: 'no result of a test leads to an ending',
    fault: 'a result ends the treatment',
    at: ['drug-test', 'Take up the telling'],
    plant: (world) =>
      Object.assign(stateOf(world, 'drug-test', 'Take up the telling'), {
        Resource: placeholder('EndTreatment'),
      }),
  },
  {
    rule: 'no result of a test leads to an ending',
    fault: 'a result starts another machine than a question',
    at: ['drug-test', 'Tell the client'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'drug-test', 'Tell the client'), {
        StateMachineArn: placeholder('FollowUpMachine'),
      }),
  },
  {
    rule: 'no result of a test leads to an ending',
    fault: 'the treatment asks about a result',
    at: ['treatment', 'Hold review'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'treatment', 'Hold review').Input ?? {}, {
        kind: 'clinician-decision',
      }),
  },
  {
    rule: 'no result of a test leads to an ending',
    fault: 'a stage waits for what a test comes to',
    at: ['treatment', 'Hold review'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'treatment', 'Hold review'), {
        StateMachineArn: placeholder('DrugTestMachine'),
      }),
  },
];
