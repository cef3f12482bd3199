import { describe, expect, it } from 'vitest';
import { ExecutionAlreadyExists, TaskTimedOut } from '../../local/runner/errors.ts';
import { ask, launch, machine, nest, task } from './asl.ts';
import { StepError, stage, startMs } from './stage.ts';

const child = machine({ Ask: ask('ask-home', { TimeoutSeconds: 600, ResultPath: '$.answer' }) });
const named = { 'Name.$': "States.Format('{}-1', $.id)", Input: { 'who.$': '$.id' } };
const parent = (fields: object = {}, parameters: object = named) => ({
  child,
  parent: machine({ Nest: nest('child', { ...parameters }, { ResultPath: '$.nested', ...fields }) }),
});

async function nesting(machines: Record<string, unknown> = parent()) {
  const on = stage(machines);
  const id = on.runner.start('parent', { id: 'p' }, { name: 'parent-1' });
  await on.settle();
  const childId = 'arn:local:states:local:000000000000:execution:child:p-1';
  return {
    ...on,
    id,
    childId,
    describe: () => on.runner.describe(id),
    child: () => on.runner.describe(childId),
  };
}

describe('a nested execution that is waited for', () => {
  it('gets the input and the name the parent chose, and knows its parent', async () => {
    const on = await nesting();
    expect(on.child()).toMatchObject({ machine: 'child', name: 'p-1', input: { who: 'p' }, parentId: on.id });
    expect(on.runner.openStates(on.id)).toMatchObject([
      { state: 'Nest', waiting: 'child', childId: on.childId },
    ]);
    expect(on.runner.list({ parentId: on.id }).map(({ executionId }) => executionId)).toEqual([on.childId]);
  });

  it('gives its description, with the output as JSON', async () => {
    const on = await nesting();
    await on.pass(5);
    on.runner.succeed(on.token(), { ok: true });
    await on.settle();
    expect(on.describe()).toMatchObject({ status: 'SUCCEEDED' });
    expect(on.describe().output).toEqual({
      id: 'p',
      nested: {
        ExecutionArn: on.childId,
        Input: { who: 'p' },
        InputDetails: { Included: true },
        Name: 'p-1',
        Output: { who: 'p', answer: { ok: true } },
        OutputDetails: { Included: true },
        StartDate: startMs,
        StateMachineArn: 'arn:local:states:local:000000000000:stateMachine:child',
        Status: 'SUCCEEDED',
        StopDate: startMs + 5000,
      },
    });
  });

  it('that fails is States.TaskFailed, with its description as the cause', async () => {
    const on = await nesting();
    on.runner.fail(on.token(), { error: 'Declined', cause: 'no bed' });
    await on.settle();
    expect(on.describe()).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(on.describe().cause ?? '')).toMatchObject({
      Status: 'FAILED',
      Error: 'Declined',
      Cause: 'no bed',
    });
  });

  it('that is stopped is States.TaskFailed too', async () => {
    const on = await nesting();
    on.runner.stop(on.childId, { error: 'Operator' });
    await on.settle();
    expect(JSON.parse(on.describe().cause ?? '')).toMatchObject({ Status: 'ABORTED', Error: 'Operator' });
  });

  it('is stopped with its parent, and so is what it waits for itself', async () => {
    const machines = { ...parent(), grand: machine({ Nest: nest('parent', { Input: { id: 'p' } }) }) };
    const on = stage(machines);
    const id = on.runner.start('grand', {});
    await on.settle();
    on.runner.stop(id);
    expect(on.runner.list().map(({ machine: name, status }) => [name, status])).toEqual([
      ['grand', 'ABORTED'],
      ['parent', 'ABORTED'],
      ['child', 'ABORTED'],
    ]);
    expect(() => on.runner.succeed(on.token(), 1)).toThrow(TaskTimedOut);
    expect(on.clock.pending).toBe(0);
  });

  it('is stopped when the parent no longer waits: its task timed out', async () => {
    const late = await nesting({
      child,
      parent: machine({
        Nest: nest('child', named, {
          TimeoutSeconds: 60,
          Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: 'Late' }],
          Next: 'Late',
        }),
        Late: { Type: 'Succeed' },
      }),
    });
    await late.pass(60);
    expect(late.describe()).toMatchObject({ status: 'SUCCEEDED', output: { id: 'p' } });
    expect(late.child()).toMatchObject({ status: 'ABORTED', stoppedAtMs: startMs + 60_000 });
  });

  it('that ends at the moment its parent stops waiting changes nothing any more', async () => {
    const on = stage({
      child,
      parent: machine({
        Nest: nest('child', named, {
          TimeoutSeconds: 60,
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
          Next: 'In time',
        }),
        Late: task('late'),
        'In time': { Type: 'Succeed' },
      }),
    });
    on.at(60, () => on.runner.stop('arn:local:states:local:000000000000:execution:child:p-1'));
    const ended = await on.run('parent', { id: 'p' });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'States.Timeout' } });
    expect(on.calls.map(({ step }) => step)).toEqual(['ask-home', 'late']);
    expect(on.events(ended.executionId)).not.toContain('60 TaskFailed Nest');
  });

  it('is stopped when the whole parent timed out', async () => {
    const machines = parent();
    const on = await nesting({ ...machines, parent: { ...machines.parent, TimeoutSeconds: 60 } });
    await on.pass(60);
    expect([on.describe().status, on.child().status]).toEqual(['TIMED_OUT', 'ABORTED']);
  });

  it('needs a name that is free: a retry under a used name fails as on the service', async () => {
    const on = await nesting(parent({ TimeoutSeconds: 60, Retry: [{ ErrorEquals: ['States.Timeout'] }] }));
    await on.pass(60);
    expect(on.runner.openStates(on.id)).toMatchObject([{ waiting: 'retry', childId: undefined }]);
    await on.pass(1);
    expect(on.describe().error).toBe('StepFunctions.ExecutionAlreadyExistsException');
  });

  it('under a name that runs already with the same input is joined, not stopped', async () => {
    const on = await nesting();
    const second = on.runner.start('parent', { id: 'p' }, { name: 'parent-2' });
    await on.settle();
    expect(on.runner.list({ machine: 'child' })).toHaveLength(1);
    on.runner.stop(second);
    on.runner.succeed(on.token(), 'yes');
    await on.settle();
    expect([on.describe().status, on.child().status]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  });

  it("gets names and input by the service's rules", async () => {
    const failure = async (parameters: object) => (await nesting(parent({}, parameters))).describe().error;
    expect(await failure({ Name: 'with space' })).toBe('StepFunctions.InvalidNameException');
    expect(await failure({ 'Name.$': '$', Input: {} })).toBe('StepFunctions.InvalidNameException');
    expect(await failure({ Input: 'not json' })).toBe('StepFunctions.InvalidExecutionInputException');
    const on = await nesting(parent({}, { Input: '{"who":"text"}' }));
    expect(on.runner.list({ machine: 'child' })[0]?.input).toEqual({ who: 'text' });
  });
});

describe('an execution that is launched and left alone', () => {
  const machines = {
    child,
    parent: machine({ Launch: launch('child', named, { ResultPath: '$.launched' }) }),
  };

  it('outlives the parent, which goes on at once', async () => {
    const on = await nesting(machines);
    expect(on.describe()).toMatchObject({
      status: 'SUCCEEDED',
      output: { launched: { ExecutionArn: on.childId } },
    });
    expect(on.child().status).toBe('RUNNING');
    on.runner.succeed(on.token(), 'yes');
    await on.settle();
    expect(on.child().status).toBe('SUCCEEDED');
  });

  it('fails to start under a closed name', async () => {
    const on = await nesting(machines);
    on.runner.stop(on.childId);
    const again = await on.run('parent', { id: 'p' });
    expect(again.error).toBe('StepFunctions.ExecutionAlreadyExistsException');
  });
});

describe('names of executions', () => {
  const machines = {
    m: machine({ Work: task('do-work', { Next: 'Wait' }), Wait: { Type: 'Wait', Seconds: 60, End: true } }),
  };

  it('make the id, and the same name with the same input is the same running execution', async () => {
    const on = stage(machines);
    const id = on.runner.start('m', { a: 1 }, { name: 'c-1-day-1' });
    expect(id).toBe('arn:local:states:local:000000000000:execution:m:c-1-day-1');
    expect(on.runner.start('m', { a: 1 }, { name: 'c-1-day-1' })).toBe(id);
    await on.clock.runUntilIdle();
    expect(on.calls).toHaveLength(1);
  });

  it('are refused with another input, and when closed, for 90 days', async () => {
    const on = stage(machines);
    on.runner.start('m', { a: 1 }, { name: 'n' });
    expect(() => on.runner.start('m', { a: 2 }, { name: 'n' })).toThrow(ExecutionAlreadyExists);
    await on.pass(60);
    expect(() => on.runner.start('m', { a: 1 }, { name: 'n' })).toThrow(ExecutionAlreadyExists);
    await on.pass(90 * 86_400 - 1);
    expect(() => on.runner.start('m', { a: 1 }, { name: 'n' })).toThrow(ExecutionAlreadyExists);
    await on.pass(1);
    expect(on.runner.describe(on.runner.start('m', { a: 3 }, { name: 'n' })).status).toBe('RUNNING');
  });

  it.each(['', 'a b', 'a/b', 'a:b', 'a*', 'x'.repeat(81), 'a\u0007'])('may not be %j', (name) => {
    expect(() => stage(machines).runner.start('m', {}, { name })).toThrow('Invalid name');
  });

  it('are given in sequence where none is chosen', () => {
    const { runner } = stage(machines);
    runner.start('m', {}, { name: 'run-1' });
    expect([runner.start('m', {}), runner.start('m', {})].map((id) => runner.describe(id).name)).toEqual([
      'run-2',
      'run-3',
    ]);
  });

  it('belong to machines and executions that exist', () => {
    const { runner } = stage(machines);
    expect(() => runner.start('other', {})).toThrow("State machine does not exist: 'other': use one of m");
    for (const call of [
      runner.describe,
      runner.stop,
      runner.historyOf,
      runner.transitions,
      runner.openStates,
    ]) {
      expect(() => call('nobody')).toThrow("Execution does not exist: 'nobody'");
    }
  });
});

describe('an execution', () => {
  it('is told of when it starts and when it ends', async () => {
    const machines = { m: machine({ Work: task('do-work') }) };
    const on = stage(machines, {
      'do-work': ({ fails }) => {
        if (fails) throw new StepError('Broken', 'why');
        return {};
      },
    });
    await on.run('m', {});
    await on.run('m', { fails: true });
    expect(on.statuses.map(({ name, status, error }) => [name, status, error])).toEqual([
      ['run-1', 'RUNNING', undefined],
      ['run-1', 'SUCCEEDED', undefined],
      ['run-2', 'RUNNING', undefined],
      ['run-2', 'FAILED', 'Broken'],
    ]);
  });

  it('times out as a whole', async () => {
    const on = stage({
      m: machine({ Wait: { Type: 'Wait', Seconds: 100, End: true } }, { TimeoutSeconds: 99 }),
    });
    expect(await on.run('m')).toMatchObject({ status: 'TIMED_OUT', stoppedAtMs: startMs + 99_000 });
  });

  it('lasts a year at most', async () => {
    const on = stage({ m: machine({ Ask: ask('ask-home') }) });
    expect(await on.run('m')).toMatchObject({ status: 'TIMED_OUT', stoppedAtMs: startMs + 365 * 86_400_000 });
  });

  it('that has ended is not changed by a stop', async () => {
    const on = stage({ m: machine({ Done: { Type: 'Succeed' } }) });
    const { executionId } = await on.run('m', 1);
    on.runner.stop(executionId);
    expect(on.runner.describe(executionId)).toMatchObject({ status: 'SUCCEEDED', output: 1 });
    expect(on.statuses).toHaveLength(2);
  });

  it('can be stopped by its own step, whose result then counts for nothing', async () => {
    const on = stage(
      { m: machine({ Work: task('do-work', { Next: 'After' }), After: task('after') }) },
      {
        'do-work': (_payload, { executionId }) => {
          on.runner.stop(executionId, { cause: 'enough' });
          return {};
        },
      },
    );
    expect(await on.run('m')).toMatchObject({ status: 'ABORTED', cause: 'enough' });
    expect(on.calls.map(({ step }) => step)).toEqual(['do-work']);
    expect(on.events(on.calls[0]?.executionId ?? '').slice(-2)).toEqual([
      '0 LambdaFunctionStarted Work',
      '0 ExecutionAborted',
    ]);
  });

  it('that loops without end fails at 25,000 events', async () => {
    const on = stage({ m: machine({ Work: task('do-work', { Next: 'Work' }) }) }, {}, { history: false });
    const { status, error, executionId } = await on.run('m');
    expect([status, error]).toEqual(['FAILED', 'States.Runtime']);
    expect(on.runner.transitions(executionId).events).toBeLessThanOrEqual(25_000);
  });
});
