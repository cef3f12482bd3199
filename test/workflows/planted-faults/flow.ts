import { definitionOf, type Fault, stateOf } from './fault.ts';

export const flowFaults: Fault[] = [
  {
    rule: 'every target exists in its own scope',
    fault: 'a branch leads to a state outside of it',
    at: ['client-journey', 'Treat'],
    plant: (world) =>
      Object.assign(stateOf(world, 'client-journey', 'Treat'), { Next: 'Episode closed', End: undefined }),
  },
  {
    rule: 'every target exists in its own scope',
    fault: 'a machine starts nowhere',
    at: ['treatment', 'Begin'],
    plant: (world) => Object.assign(definitionOf(world, 'treatment'), { StartAt: 'Begin' }),
  },
  {
    rule: 'nothing is unreachable',
    fault: 'a Map holds a state that nothing leads to',
    at: ['clinic-day', 'Forgotten'],
    plant: (world) =>
      Object.assign(stateOf(world, 'clinic-day', 'Start each test').ItemProcessor?.States ?? {}, {
        Forgotten: { Type: 'Succeed' },
      }),
  },
  {
    rule: 'every state can still come to an ending',
    fault: 'two waits lead to one another for ever',
    at: ['treatment', 'Wait for a date'],
    plant: (world) => {
      const wait = stateOf(world, 'treatment', 'Wait for a date');
      wait.Next = 'Wait for a date';
      for (const catcher of wait.Catch ?? []) catcher.Next = 'Wait for a date';
    },
  },
  {
    rule: 'every loop passes a wait, or is known to end by itself',
    fault: 'silence is taken up again at once',
    at: ['human-task', 'Take up silence'],
    plant: (world) =>
      Object.assign(stateOf(world, 'human-task', 'Take up silence'), { Next: 'Take up silence' }),
  },
  {
    rule: 'every loop passes a wait, or is known to end by itself',
    fault: 'a wait that cannot even be opened is opened again at once',
    at: ['treatment', 'Wait for a date'],
    plant: (world) => {
      for (const catcher of stateOf(world, 'treatment', 'Wait for a date').Catch ?? [])
        catcher.Next = 'Wait for a date';
    },
  },
  {
    rule: 'nothing waits where it cannot be interrupted',
    fault: 'a date is waited for by a Wait state',
    at: ['follow-up', 'Wait for a date'],
    plant: (world) =>
      Object.assign(definitionOf(world, 'follow-up').States, {
        'Wait for a date': {
          Type: 'Wait',
          SecondsPath: '$.decision.timeoutSeconds',
          Next: 'Decide what is next',
        },
      }),
  },
  {
    rule: 'machines decide nothing: a choice only tells outcomes apart',
    fault: 'a choice has no Default',
    at: ['treatment', 'What is due?'],
    plant: (world) => Object.assign(stateOf(world, 'treatment', 'What is due?'), { Default: undefined }),
  },
  {
    rule: 'machines decide nothing: a choice only tells outcomes apart',
    fault: 'a choice looks at a number',
    at: ['treatment', 'What is due?'],
    plant: (world) =>
      Object.assign(stateOf(world, 'treatment', 'What is due?'), {
        Choices: [{ Variable: '$.decision.day', NumericGreaterThan: 3, Next: 'Treatment ended' }],
      }),
  },
  {
    rule: 'machines decide nothing: a choice only tells outcomes apart',
    fault: 'a choice names an outcome twice',
    at: ['admission', 'Is there a place?'],
    plant: (world) => {
      const place = stateOf(world, 'admission', 'Is there a place?');
      place.Choices = [...(place.Choices ?? []), ...(place.Choices ?? [])];
    },
  },
  {
    rule: 'machines are written in plain JSONPath, without variables',
    fault: 'a state assigns a variable',
    at: ['drug-test', 'Take up the telling'],
    plant: (world) =>
      Object.assign(stateOf(world, 'drug-test', 'Take up the telling'), { Assign: { told: true } }),
  },
  {
    rule: 'machines are written in plain JSONPath, without variables',
    fault: 'a machine is written in JSONata',
    at: ['drug-test', ''],
    plant: (world) => Object.assign(definitionOf(world, 'drug-test'), { QueryLanguage: 'JSONata' }),
  },
  {
    rule: 'every machine is bounded below one year',
    fault: 'a machine has no bound',
    at: ['aftercare', ''],
    plant: (world) => Object.assign(definitionOf(world, 'aftercare'), { TimeoutSeconds: undefined }),
  },
  {
    rule: 'every machine is bounded below one year',
    fault: 'a machine may run for a year',
    at: ['aftercare', ''],
    plant: (world) => Object.assign(definitionOf(world, 'aftercare'), { TimeoutSeconds: 31_536_000 }),
  },
  {
    rule: 'asl-validator accepts every machine',
    fault: 'a state is of no type that exists',
    at: ['aftercare', ''],
    plant: (world) => Object.assign(stateOf(world, 'aftercare', 'All done'), { Type: 'Finish' }),
  },
];
