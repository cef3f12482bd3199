import { placeholder } from '../healthy-world.ts';
import { definitionOf, type Fault, parametersOf, stateOf } from './fault.ts';

export const payloadFaults: Fault[] = [
  {
    rule: 'only ids, codes, deadlines and outcomes are passed on',
    fault: 'a name is passed on',
    at: ['clinic-day', 'Draw clients'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'clinic-day', 'Draw clients'), { 'clientName.$': '$.clinicId' }),
  },
  {
    rule: 'only ids, codes, deadlines and outcomes are passed on',
    fault: 'a comment is passed on under the name of an outcome',
    at: ['drug-test', 'Take up the telling'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'drug-test', 'Take up the telling'), {
        'outcome.$': '$.answer.comment',
      }),
  },
  {
    rule: 'only ids, codes, deadlines and outcomes are passed on',
    fault: 'a sentence is passed on',
    at: ['admission', 'Admitted'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'admission', 'Admitted'), {
        outcome: 'Admitted after a relapse in May.',
      }),
  },
  {
    rule: 'only ids, codes, deadlines and outcomes are passed on',
    fault: 'a whole execution is passed on',
    at: ['human-task', 'Open task'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'human-task', 'Open task'), { 'question.$': '$$.Execution.Input' }),
  },
  {
    rule: 'only ids, codes, deadlines and outcomes are passed on',
    fault: 'something is computed in passing',
    at: ['human-task', 'Open task'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'human-task', 'Open task'), {
        'rung.$': 'States.MathAdd($.attempt, 1)',
      }),
  },
  {
    rule: 'every placeholder names a step or a machine',
    fault: 'a step is not there',
    at: ['clinic-day', ''],
    plant: (world) =>
      Object.assign(stateOf(world, 'clinic-day', 'Draw clients'), { Resource: placeholder('DrawStraws') }),
  },
  {
    rule: 'every placeholder names a step or a machine',
    fault: 'a machine is not there',
    at: ['client-journey', ''],
    plant: (world) =>
      Object.assign(parametersOf(world, 'client-journey', 'Treat'), {
        StateMachineArn: placeholder('HolidayMachine'),
      }),
  },
  {
    rule: 'every path exists on every way that leads to it',
    fault: 'a step reads an answer that nobody was asked for',
    at: ['admission', 'Reserve place'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'admission', 'Reserve place'), { 'outcome.$': '$.answer.outcome' }),
  },
  {
    rule: 'every path exists on every way that leads to it',
    fault: 'a state inside a Map reads what the Map does not give it',
    at: ['clinic-day', 'Start test'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'clinic-day', 'Start test'), {
        Input: { 'testId.$': '$.decision.testId' },
      }),
  },
  {
    rule: 'every path exists on every way that leads to it',
    fault: 'a report names an error that was thrown away',
    at: ['treatment', 'Report failure'],
    plant: (world) => {
      for (const catcher of stateOf(world, 'treatment', 'Hold review').Catch ?? []) catcher.ResultPath = null;
    },
  },
  {
    rule: 'every path exists on every way that leads to it',
    fault: 'a machine reads what only some of its callers give',
    at: ['human-task', 'Open task'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'human-task', 'Open task'), { 'testId.$': '$.testId' }),
  },
  {
    rule: 'no result replaces the ids that a machine carries',
    fault: 'a result replaces everything',
    at: ['human-task', 'Take up silence'],
    plant: (world) =>
      Object.assign(stateOf(world, 'human-task', 'Take up silence'), { ResultPath: undefined }),
  },
  {
    rule: 'no result replaces the ids that a machine carries',
    fault: 'an answer is thrown away',
    at: ['drug-test', 'Tell the client'],
    plant: (world) => Object.assign(stateOf(world, 'drug-test', 'Tell the client'), { ResultPath: null }),
  },
  {
    rule: 'an outcome is looked at right after it came',
    fault: 'an ending hands back an older outcome',
    at: ['treatment', 'Treatment ended'],
    plant: (world) => Object.assign(stateOf(world, 'treatment', 'Hold review'), { Next: 'Treatment ended' }),
  },
  {
    rule: 'an outcome is looked at right after it came',
    fault: 'an outcome is thrown away, and an older one is looked at',
    at: ['human-task', 'May somebody be asked?'],
    plant: (world) => Object.assign(stateOf(world, 'human-task', 'Take up silence'), { ResultPath: null }),
  },
  {
    rule: 'every ending of a machine hands back what its caller reads',
    fault: 'an ending hands back nothing',
    at: ['client-journey', 'Admit'],
    plant: (world) =>
      Object.assign(definitionOf(world, 'admission').States, { 'Not admitted': { Type: 'Succeed' } }),
  },
  {
    rule: 'an execution is named by ids, date and attempt, and begins once',
    fault: 'a name has no attempt',
    at: ['client-journey', 'Treat'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'client-journey', 'Treat'), {
        'Name.$': "States.Format('{}-treatment', $.episodeId)",
      }),
  },
  {
    rule: 'an execution is named by ids, date and attempt, and begins once',
    fault: 'a name holds an outcome',
    at: ['client-journey', 'Treat'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'client-journey', 'Treat'), {
        'Name.$': "States.Format('{}-{}-{}', $.episodeId, $.answer.outcome, $.attempt)",
      }),
  },
  {
    rule: 'an execution is named by ids, date and attempt, and begins once',
    fault: 'a stage has no name',
    at: ['client-journey', 'Treat'],
    plant: (world) => Object.assign(parametersOf(world, 'client-journey', 'Treat'), { 'Name.$': undefined }),
  },
  {
    rule: 'an execution is named by ids, date and attempt, and begins once',
    fault: 'a second start is taken for a failure',
    at: ['clinic-day', 'Start test'],
    plant: (world) => stateOf(world, 'clinic-day', 'Start test').Catch?.shift(),
  },
];
