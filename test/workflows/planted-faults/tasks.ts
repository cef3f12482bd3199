import { definitionOf, type Fault, parametersOf, stateOf } from './fault.ts';

export const taskFaults: Fault[] = [
  {
    rule: 'every task is a step, a callback or a machine',
    fault: 'a task calls a service by itself',
    at: ['aftercare', 'Decide what is next'],
    plant: (world) =>
      Object.assign(stateOf(world, 'aftercare', 'Decide what is next'), {
        Resource: 'arn:aws:states:::dynamodb:getItem',
      }),
  },
  {
    rule: 'every task is bounded',
    fault: 'a task has no timeout',
    at: ['client-journey', 'Treat'],
    plant: (world) => Object.assign(stateOf(world, 'client-journey', 'Treat'), { TimeoutSeconds: undefined }),
  },
  {
    rule: 'every task is bounded',
    fault: 'a timeout is longer than the service allows',
    at: ['client-journey', 'Treat'],
    plant: (world) =>
      Object.assign(stateOf(world, 'client-journey', 'Treat'), { TimeoutSeconds: 100_000_000 }),
  },
  {
    rule: 'every task is bounded',
    fault: 'a timeout is taken from a field without a unit',
    at: ['treatment', 'Wait for a date'],
    plant: (world) =>
      Object.assign(stateOf(world, 'treatment', 'Wait for a date'), {
        TimeoutSecondsPath: '$.decision.timeout',
      }),
  },
  {
    rule: 'every step is tried again through an outage of three hours',
    fault: 'a step gives up after six tries',
    at: ['clinic-day', 'Draw clients'],
    plant: (world) => {
      for (const retrier of stateOf(world, 'clinic-day', 'Draw clients').Retry ?? []) retrier.MaxAttempts = 6;
    },
  },
  {
    rule: 'every step is tried again through an outage of three hours',
    fault: 'a callback does not try again when the store is away',
    at: ['human-task', 'Wait for an answer'],
    plant: (world) => {
      const retriers = stateOf(world, 'human-task', 'Wait for an answer').Retry ?? [];
      for (const retrier of retriers) retrier.ErrorEquals = retrier.ErrorEquals.slice(2);
    },
  },
  {
    rule: 'every step is tried again through an outage of three hours',
    fault: 'a nested start does not try again',
    at: ['treatment', 'Hold review'],
    plant: (world) => Object.assign(stateOf(world, 'treatment', 'Hold review'), { Retry: [] }),
  },
  {
    rule: 'a wait that ran out, or a machine that failed, is not simply tried again',
    fault: 'silence asks the same question again',
    at: ['human-task', 'Wait for an answer'],
    plant: (world) =>
      stateOf(world, 'human-task', 'Wait for an answer').Retry?.push({
        ErrorEquals: ['States.Timeout'],
        MaxAttempts: 1,
      }),
  },
  {
    rule: 'a wait that ran out, or a machine that failed, is not simply tried again',
    fault: 'a failed stage runs again without an operator',
    at: ['client-journey', 'Admit'],
    plant: (world) => stateOf(world, 'client-journey', 'Admit').Retry?.push({ ErrorEquals: ['States.ALL'] }),
  },
  {
    rule: 'every task and every group of tasks catches all that can be caught',
    fault: 'a step catches nothing',
    at: ['drug-test', 'Take up the telling'],
    plant: (world) => Object.assign(stateOf(world, 'drug-test', 'Take up the telling'), { Catch: [] }),
  },
  {
    rule: 'every task and every group of tasks catches all that can be caught',
    fault: 'a Map catches timeouts only',
    at: ['clinic-day', 'Start each test'],
    plant: (world) =>
      Object.assign(stateOf(world, 'clinic-day', 'Start each test'), {
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Report failure' }],
      }),
  },
  {
    rule: 'every callback passes its token',
    fault: 'a callback passes something else as its token',
    at: ['admission', 'Wait for a place'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'admission', 'Wait for a place'), {
        Payload: { wait: 'place', 'taskToken.$': '$$.Execution.Id' },
      }),
  },
  {
    rule: 'silence leads to an escalation or a new decision',
    fault: 'silence ends the question',
    at: ['human-task', 'Wait for an answer'],
    plant: (world) => {
      const [silence] = stateOf(world, 'human-task', 'Wait for an answer').Catch ?? [];
      if (silence) silence.Next = 'Settled';
    },
  },
  {
    rule: 'silence leads to an escalation or a new decision',
    fault: 'silence is only reported as a failure',
    at: ['treatment', 'Wait for a date'],
    plant: (world) => stateOf(world, 'treatment', 'Wait for a date').Catch?.shift(),
  },
  {
    rule: 'every wait for a date has a name that signals know',
    fault: 'a wait has a name of its own',
    at: ['treatment', 'Wait for a date'],
    plant: (world) =>
      Object.assign(parametersOf(world, 'treatment', 'Wait for a date').Payload ?? {}, {
        wait: 'the weekend',
      }),
  },
  {
    rule: 'signals can interrupt where something may happen meanwhile',
    fault: 'treatment cannot be interrupted',
    at: ['treatment', ''],
    plant: (world) =>
      Object.assign(parametersOf(world, 'treatment', 'Wait for a date').Payload ?? {}, { wait: 'aftercare' }),
  },
  {
    rule: 'a machine waits longer than the machine it waits for can run',
    fault: 'a caller gives up before its question does',
    at: ['drug-test', 'Tell the client'],
    plant: (world) => Object.assign(stateOf(world, 'drug-test', 'Tell the client'), { TimeoutSeconds: 4000 }),
  },
  {
    rule: 'no task is given longer than its machine',
    fault: 'a machine ends before one of its tasks',
    at: ['drug-test', 'Tell the client'],
    plant: (world) => Object.assign(definitionOf(world, 'drug-test'), { TimeoutSeconds: 5000 }),
  },
];
