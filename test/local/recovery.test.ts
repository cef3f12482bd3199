import { describe, expect, it } from 'vitest';
import { ask, machine, task } from './asl.ts';
import { StepError, stage } from './stage.ts';

const retrying = (retry: object[], fields: object = {}) => ({
  m: machine({ Work: task('do-work', { Retry: retry, ...fields }) }),
});

/** Fails with these errors, one after the other, and then works. */
function failing(...errors: string[]) {
  let call = 0;
  return () => {
    const error = errors[call];
    call += 1;
    if (error !== undefined) throw new StepError(error);
    return { after: call };
  };
}

const attemptsAt = (on: ReturnType<typeof stage>, id: string) =>
  on
    .events(id)
    .filter((event) => event.includes('LambdaFunctionStarted'))
    .map((event) => Number(event.split(' ')[0]));

describe('Retry', () => {
  it.each<[string, object, number[]]>([
    ['by default three times, after 1, 2 and 4 seconds', {}, [0, 1, 3, 7]],
    ['at its own pace', { IntervalSeconds: 10, BackoffRate: 1, MaxAttempts: 2 }, [0, 10, 20]],
    [
      'up to the longest delay',
      { IntervalSeconds: 10, BackoffRate: 3, MaxDelaySeconds: 25 },
      [0, 10, 35, 60],
    ],
    ['in fractions of seconds', { IntervalSeconds: 1, BackoffRate: 1.5, MaxAttempts: 3 }, [0, 1, 2.5, 4.75]],
    ['never, with MaxAttempts 0', { MaxAttempts: 0 }, [0]],
  ])('tries again %s', async (_name, fields, seconds) => {
    const on = stage(retrying([{ ErrorEquals: ['A'], ...fields }]), {
      'do-work': failing('A', 'A', 'A', 'A', 'A'),
    });
    const { status, error, executionId } = await on.run('m');
    expect([status, error]).toEqual(['FAILED', 'A']);
    expect(attemptsAt(on, executionId)).toEqual(seconds);
  });

  it('ends with the first attempt that works', async () => {
    const on = stage(retrying([{ ErrorEquals: ['States.ALL'] }]), { 'do-work': failing('A', 'B') });
    expect((await on.run('m')).output).toEqual({ after: 3 });
  });

  it('counts for each retrier by itself', async () => {
    const retry = [
      { ErrorEquals: ['A'], MaxAttempts: 1, IntervalSeconds: 1 },
      { ErrorEquals: ['B'], MaxAttempts: 1, IntervalSeconds: 5 },
    ];
    const on = stage(retrying(retry), { 'do-work': failing('A', 'B') });
    expect((await on.run('m')).status).toBe('SUCCEEDED');
    expect((await stage(retrying(retry), { 'do-work': failing('A', 'B', 'A') }).run('m')).error).toBe('A');
  });

  it('begins anew at each visit of the state', async () => {
    const machines = {
      m: machine({
        Work: task('do-work', { Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }], Next: 'Twice?' }),
        'Twice?': {
          Type: 'Choice',
          Choices: [{ Variable: '$.after', NumericGreaterThan: 3, Next: 'Done' }],
          Default: 'Work',
        },
        Done: { Type: 'Succeed' },
      }),
    };
    const steps = { 'do-work': failing('A') };
    const twice = failing('A');
    let visits = 0;
    const on = stage(machines, {
      'do-work': () => {
        visits += 1;
        if (visits <= 2) return steps['do-work']();
        twice();
        return { after: visits };
      },
    });
    expect((await on.run('m')).output).toEqual({ after: 4 });
  });

  it('computes Parameters again, with the count in the context object and a new token', async () => {
    const asking = ask(
      'ask-home',
      { Retry: [{ ErrorEquals: ['A'] }] },
      { 'attempt.$': '$$.State.RetryCount' },
    );
    const on = stage({ m: machine({ Ask: asking }) });
    const id = on.runner.start('m', {});
    await on.settle();
    on.runner.fail(on.token(), { error: 'A' });
    await on.pass(1);
    expect(on.calls.map((call) => (call.payload as { attempt: number }).attempt)).toEqual([0, 1]);
    expect(on.token(0)).not.toBe(on.token(1));
    on.runner.succeed(on.token(1), 'yes');
    await on.settle();
    expect(on.runner.describe(id).output).toBe('yes');
  });

  it('is called off when the execution is stopped during the pause', async () => {
    const on = stage(retrying([{ ErrorEquals: ['A'], IntervalSeconds: 60 }]), { 'do-work': failing('A') });
    const id = on.runner.start('m', {});
    await on.pass(30);
    expect(on.runner.openStates(id)).toMatchObject([{ state: 'Work', waiting: 'retry' }]);
    on.runner.stop(id, { error: 'Operator', cause: 'left the program' });
    expect(on.clock.pending).toBe(0);
    await on.clock.runUntilIdle();
    expect(on.calls).toHaveLength(1);
    expect(on.seconds()).toBe(30);
    expect(on.runner.describe(id)).toMatchObject({
      status: 'ABORTED',
      error: 'Operator',
      cause: 'left the program',
    });
  });
});

describe('Catch', () => {
  const catching = (catchers: object[], fields: object = {}) => ({
    m: machine({
      Work: task('do-work', { Catch: catchers, ...fields }),
      First: { Type: 'Pass', End: true },
      ...(catchers.length > 1 ? { Second: { Type: 'Pass', Result: 'second', End: true } } : {}),
    }),
  });

  it('goes on with the error in place of the input', async () => {
    const on = stage(catching([{ ErrorEquals: ['A'], Next: 'First' }]), { 'do-work': failing('A') });
    const { output } = await on.run('m', { kept: 1 });
    expect(output).toEqual({ Error: 'A', Cause: '{"errorType":"A","errorMessage":"","trace":[]}' });
  });

  it('goes on with the error beside the raw input where ResultPath says so, without OutputPath', async () => {
    const catchers = [{ ErrorEquals: ['A'], ResultPath: '$.error', Next: 'First' }];
    const on = stage(catching(catchers, { InputPath: '$.in', OutputPath: '$.none' }), {
      'do-work': failing('A'),
    });
    expect(await on.run('m', { in: {} })).toMatchObject({ output: { in: {}, error: { Error: 'A' } } });
  });

  it('goes on with the raw input alone where ResultPath is null', async () => {
    const on = stage(catching([{ ErrorEquals: ['A'], ResultPath: null, Next: 'First' }]), {
      'do-work': failing('A'),
    });
    expect((await on.run('m', { kept: 1 })).output).toEqual({ kept: 1 });
  });

  it('comes after Retry, and takes the first catcher that matches', async () => {
    const catchers = [
      { ErrorEquals: ['B'], Next: 'First' },
      { ErrorEquals: ['States.ALL'], Next: 'Second' },
    ];
    const on = stage(catching(catchers, { Retry: [{ ErrorEquals: ['A'], MaxAttempts: 1 }] }), {
      'do-work': failing('A', 'A'),
    });
    expect((await on.run('m')).output).toBe('second');
    expect(on.calls).toHaveLength(2);
  });

  it.each<[string, string, boolean]>([
    ['A', 'A', true],
    ['A', 'B', false],
    ['States.ALL', 'A', true],
    ['States.ALL', 'States.Timeout', true],
    ['States.TaskFailed', 'A', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['States.Timeout', 'States.Timeout', true],
    ['States.ALL', 'States.Runtime', false],
    ['States.Runtime', 'States.Runtime', false],
    ['States.TaskFailed', 'States.Runtime', false],
  ])('%s, given %s: %s', async (caught, thrown, expected) => {
    const on = stage(catching([{ ErrorEquals: [caught], Next: 'First' }]), { 'do-work': failing(thrown) });
    expect((await on.run('m')).status).toBe(expected ? 'SUCCEEDED' : 'FAILED');
  });

  it('catches what goes wrong with the result', async () => {
    const selecting = { ResultSelector: { 'x.$': 'States.MathAdd($.a, 1)' } };
    const on = stage(
      catching([{ ErrorEquals: ['States.IntrinsicFailure'], ResultPath: '$.e', Next: 'First' }], selecting),
    );
    expect(await on.run('m', { a: 'text' })).toMatchObject({ status: 'SUCCEEDED', output: { a: 'text' } });
  });

  it('fails the execution where the error cannot be joined with the input', async () => {
    const on = stage(catching([{ ErrorEquals: ['A'], ResultPath: '$.a.b', Next: 'First' }]), {
      'do-work': failing('A'),
    });
    expect((await on.run('m', { a: 1 })).error).toBe('States.ResultPathMatchFailure');
  });

  it('sees an error without name or cause as null, and a timeout with an empty cause', async () => {
    const catchers = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
    const asking = ask('ask-home', { TimeoutSeconds: 60, Catch: catchers });
    const on = stage({ m: machine({ Ask: asking, Caught: { Type: 'Pass', End: true } }) });
    const failed = on.runner.start('m', {});
    await on.settle();
    on.runner.fail(on.token(), {});
    const late = on.runner.start('m', {});
    await on.clock.runUntilIdle();
    expect(on.runner.describe(failed).output).toEqual({ Error: null, Cause: null });
    expect(on.runner.describe(late).output).toEqual({ Error: 'States.Timeout', Cause: '' });
  });
});

describe('a crash around a step', () => {
  it('before it: the step has done nothing, and is tried again', async () => {
    let crashes = 1;
    const beforeStep = () => {
      if (crashes > 0) {
        crashes -= 1;
        throw new StepError('Crash');
      }
    };
    const on = stage(retrying([{ ErrorEquals: ['Crash'] }]), {}, { hooks: { beforeStep } });
    expect((await on.run('m')).status).toBe('SUCCEEDED');
    expect(on.calls).toHaveLength(1);
  });

  it('after it: the step has done its work, and does it again', async () => {
    let crashes = 1;
    const seen: unknown[] = [];
    const afterStep = (_call: unknown, result: unknown) => {
      seen.push(result);
      if (crashes > 0) {
        crashes -= 1;
        throw new StepError('Crash');
      }
    };
    const on = stage(
      retrying([{ ErrorEquals: ['Crash'] }]),
      { 'do-work': () => 'done' },
      { hooks: { afterStep } },
    );
    expect((await on.run('m')).output).toBe('done');
    expect(on.calls).toHaveLength(2);
    expect(seen).toEqual(['done', 'done']);
  });
});
