import { describe, expect, it } from 'vitest';
import { ask, launch, machine, nest, task } from './asl.ts';
import { StepError, stage } from './stage.ts';

const types = async (definition: object, input: unknown = {}, steps = {}, others = {}) => {
  const on = stage({ m: definition, ...others }, steps);
  const { executionId } = await on.run('m', input);
  return on.runner
    .historyOf(executionId)
    .map(({ type, state }) => (state === undefined ? type : `${type} ${state}`));
};

const broken = () => {
  throw new StepError('Broken', 'why');
};

/** The orders below were compared with recorded histories of the service. */
describe('the history of an execution', () => {
  it('of a step, retried and caught: entered once, left once', async () => {
    const work = task('do-work', {
      Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
    });
    const definition = machine({ Work: work, Caught: { Type: 'Pass', End: true } });
    expect(await types(definition, {}, { 'do-work': broken })).toEqual([
      'ExecutionStarted',
      'TaskStateEntered Work',
      'LambdaFunctionScheduled Work',
      'LambdaFunctionStarted Work',
      'LambdaFunctionFailed Work',
      'LambdaFunctionScheduled Work',
      'LambdaFunctionStarted Work',
      'LambdaFunctionFailed Work',
      'TaskStateExited Work',
      'PassStateEntered Caught',
      'PassStateExited Caught',
      'ExecutionSucceeded',
    ]);
  });

  it('of a callback that times out', async () => {
    expect(await types(machine({ Ask: ask('ask-home', { TimeoutSeconds: 60 }) }))).toEqual([
      'ExecutionStarted',
      'TaskStateEntered Ask',
      'TaskScheduled Ask',
      'TaskStarted Ask',
      'TaskSubmitted Ask',
      'TaskTimedOut Ask',
      'ExecutionFailed',
    ]);
  });

  it('of a callback that is answered, a choice and a wait', async () => {
    const definition = machine({
      Ask: ask('ask-home', { Next: 'Yes?' }),
      'Yes?': { Type: 'Choice', Choices: [{ Variable: '$', BooleanEquals: true, Next: 'Wait' }] },
      Wait: { Type: 'Wait', Seconds: 1, Next: 'Done' },
      Done: { Type: 'Succeed' },
    });
    const on = stage(
      { m: definition },
      { 'ask-home': (_p, call) => on.runner.succeed(call.taskToken ?? '', true) },
    );
    const { executionId } = await on.run('m');
    expect(on.events(executionId)).toEqual([
      '0 ExecutionStarted',
      '0 TaskStateEntered Ask',
      '0 TaskScheduled Ask',
      '0 TaskStarted Ask',
      '0 TaskSubmitted Ask',
      '0 TaskSucceeded Ask',
      '0 TaskStateExited Ask',
      '0 ChoiceStateEntered Yes?',
      '0 ChoiceStateExited Yes?',
      '0 WaitStateEntered Wait',
      '1 WaitStateExited Wait',
      '1 SucceedStateEntered Done',
      '1 SucceedStateExited Done',
      '1 ExecutionSucceeded',
    ]);
  });

  it('of nested executions, waited for and launched', async () => {
    const definition = machine({ Nest: nest('child', {}, { Next: 'Launch' }), Launch: launch('child') });
    expect(await types(definition, {}, {}, { child: machine({ Only: { Type: 'Succeed' } }) })).toEqual([
      'ExecutionStarted',
      'TaskStateEntered Nest',
      'TaskScheduled Nest',
      'TaskStarted Nest',
      'TaskSubmitted Nest',
      'TaskSucceeded Nest',
      'TaskStateExited Nest',
      'TaskStateEntered Launch',
      'TaskScheduled Launch',
      'TaskStarted Launch',
      'TaskSucceeded Launch',
      'TaskStateExited Launch',
      'ExecutionSucceeded',
    ]);
  });

  it('of a Parallel that is retried, then caught: it fails once', async () => {
    const both = {
      Type: 'Parallel',
      Branches: [machine({ Fail: { Type: 'Fail', Error: 'Broken' } })],
      Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      End: true,
    };
    expect(await types(machine({ Both: both, Caught: { Type: 'Succeed' } }))).toEqual([
      'ExecutionStarted',
      'ParallelStateEntered Both',
      'ParallelStateStarted Both',
      'FailStateEntered Fail',
      'ParallelStateStarted Both',
      'FailStateEntered Fail',
      'ParallelStateFailed Both',
      'ParallelStateExited Both',
      'SucceedStateEntered Caught',
      'SucceedStateExited Caught',
      'ExecutionSucceeded',
    ]);
  });

  it('of a Map with an item that fails: the others are noted as aborted, and so are the tasks inside', async () => {
    const inside = machine({ Ask: ask('ask-home', { TimeoutSeconds: 60 }) });
    const definition = machine({ Each: { Type: 'Map', ItemProcessor: inside, End: true } });
    const later = (await types(definition, [1, 2])).slice(3);
    expect(later).toEqual([
      'MapIterationStarted Each',
      'MapIterationStarted Each',
      'TaskStateEntered Ask',
      'TaskScheduled Ask',
      'TaskStarted Ask',
      'TaskSubmitted Ask',
      'TaskStateEntered Ask',
      'TaskScheduled Ask',
      'TaskStarted Ask',
      'TaskSubmitted Ask',
      'TaskTimedOut Ask',
      'MapIterationFailed Each',
      'TaskStateAborted Ask',
      'MapIterationAborted Each',
      'TaskStateAborted Ask',
      'MapStateFailed Each',
      'ExecutionFailed',
    ]);
  });

  it('of a Map that goes well, one item after the other', async () => {
    const inside = machine({ In: { Type: 'Pass', End: true } });
    const definition = machine({
      Each: { Type: 'Map', MaxConcurrency: 1, ItemProcessor: inside, End: true },
    });
    const iteration = [
      'MapIterationStarted Each',
      'PassStateEntered In',
      'PassStateExited In',
      'MapIterationSucceeded Each',
    ];
    expect(await types(definition, [1, 2])).toEqual([
      'ExecutionStarted',
      'MapStateEntered Each',
      'MapStateStarted Each',
      ...iteration,
      ...iteration,
      'MapStateSucceeded Each',
      'MapStateExited Each',
      'ExecutionSucceeded',
    ]);
  });

  it('of a stopped execution ends with the stop alone', async () => {
    const branches = [machine({ Wait: { Type: 'Wait', Seconds: 60, End: true } })];
    const on = stage({ m: machine({ Both: { Type: 'Parallel', Branches: branches, End: true } }) });
    const id = on.runner.start('m', {});
    await on.pass(30);
    on.runner.stop(id, { error: 'Operator', cause: 'moved away' });
    expect(on.events(id).slice(-2)).toEqual(['0 WaitStateEntered Wait', '30 ExecutionAborted']);
    expect(on.runner.historyOf(id).at(-1)).toMatchObject({ error: 'Operator', cause: 'moved away' });
  });

  it('keeps data, errors and causes with the events', async () => {
    const on = stage({ m: machine({ Work: task('do-work', { ResultPath: '$.r' }) }) });
    const { executionId } = await on.run('m', { a: 1 });
    expect(on.runner.historyOf(executionId).map(({ id, data }) => [id, data])).toEqual([
      [1, { a: 1 }],
      [2, { a: 1 }],
      [3, { a: 1 }],
      [4, undefined],
      [5, { a: 1 }],
      [6, { a: 1, r: { a: 1 } }],
      [7, { a: 1, r: { a: 1 } }],
    ]);
  });
});

describe('counting', () => {
  const work = machine({
    Work: task('do-work', { ResultPath: '$.r', Next: 'Trim' }),
    Trim: { Type: 'Pass', InputPath: '$.a', End: true },
  });

  it.each([true, false])('goes on whether the history is kept or not: %s', async (history) => {
    const on = stage({ m: work }, { 'do-work': () => 'é' }, { history });
    const { executionId } = await on.run('m', { a: 1 });
    // {"a":1,"r":"é"}: é is two bytes.
    expect(on.runner.transitions(executionId)).toEqual({
      transitions: 2,
      events: 9,
      largestPayloadBytes: 16,
    });
    expect(on.runner.historyOf(executionId)).toHaveLength(history ? 9 : 0);
  });

  it('takes the output of the execution as a payload too', async () => {
    const on = stage({
      m: machine({ Only: { Type: 'Pass', Result: { long: 'x'.repeat(100) }, End: true } }),
    });
    const { executionId } = await on.run('m', {});
    expect(on.runner.transitions(executionId).largestPayloadBytes).toBe('{"long":""}'.length + 100);
  });

  it('sums up over all executions', async () => {
    const on = stage({ m: work, asking: machine({ Ask: ask('ask-home', { TimeoutSeconds: 60 }) }) });
    await on.run('m', { a: 1 });
    await on.run('asking');
    on.runner.start('asking', {});
    await on.settle();
    expect(on.runner.counts()).toEqual({
      executions: 3,
      byStatus: { RUNNING: 1, SUCCEEDED: 1, FAILED: 1, TIMED_OUT: 0, ABORTED: 0 },
      transitions: 4,
      events: 9 + 7 + 5,
      mostEvents: 9,
      largestPayloadBytes: 19,
      openCallbacks: 1,
    });
    expect(on.runner.list({ status: 'RUNNING' }).map(({ name }) => name)).toEqual(['run-3']);
  });
});
