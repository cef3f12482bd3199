import { describe, expect, it } from 'vitest';
import { ask, machine, task } from './asl.ts';
import { StepError, stage, startMs } from './stage.ts';

const only = (state: object) => ({ only: machine({ Only: state }) });
const output = async (state: object, input: unknown, steps = {}) => {
  const { status, output: out, error } = await stage(only(state), steps).run('only', input);
  return status === 'SUCCEEDED' ? out : `${status} ${error}`;
};

describe("a state's input and output", () => {
  it('passes through InputPath, Parameters, ResultSelector, ResultPath and OutputPath, in this order', async () => {
    const state = task('do-work', {
      InputPath: '$.in',
      Parameters: { 'p.$': '$.a' },
      ResultSelector: { 'r.$': '$.p' },
      ResultPath: '$.out.here',
      OutputPath: '$.out',
    });
    expect(await output(state, { in: { a: 1 }, kept: 2, out: { b: 3 } })).toEqual({ b: 3, here: { r: 1 } });
  });

  it('is an empty object where InputPath or OutputPath is null', async () => {
    expect(await output(task('do-work', { InputPath: null }), { a: 1 })).toEqual({});
    expect(await output({ Type: 'Pass', OutputPath: null, End: true }, { a: 1 })).toEqual({});
  });

  it('keeps the raw input where ResultPath is null, and drops it where ResultPath is $', async () => {
    expect(await output(task('do-work', { InputPath: '$.a', ResultPath: null }), { a: 1 })).toEqual({ a: 1 });
    expect(await output(task('do-work', { InputPath: '$.a', ResultPath: '$' }), { a: 1 })).toBe(1);
  });

  it.each([false, 0, '', null])('can be %j, from Pass as from a step', async (falsy) => {
    expect(await output({ Type: 'Pass', Result: falsy, End: true }, { a: 1 })).toBe(falsy);
    expect(
      await output(task('do-work', { ResultPath: '$.r' }), { a: 1 }, { 'do-work': () => falsy }),
    ).toEqual({
      a: 1,
      r: falsy ?? { a: 1 },
    });
  });

  it('is null where a step gives nothing', async () => {
    const { runner, clock } = stage(only(task('do-work')), {}, { steps: async () => undefined });
    const id = runner.start('only', {});
    await clock.runUntilIdle();
    expect(runner.describe(id).output).toBeNull();
  });

  it('does not read paths in the Result of a Pass', async () => {
    expect(await output({ Type: 'Pass', Result: { 'a.$': '$.b' }, End: true }, {})).toEqual({ 'a.$': '$.b' });
  });

  it('fails with States.Runtime where a path finds nothing, saying where', async () => {
    const { status, error, cause } = await stage(only({ Type: 'Pass', InputPath: '$.a', End: true })).run(
      'only',
    );
    expect([status, error]).toEqual(['FAILED', 'States.Runtime']);
    expect(cause).toBe(
      "An error occurred while executing the state 'Only' (entered at the event id #2). The JSONPath '$.a' specified for the field 'InputPath' could not be found in the input '{}'",
    );
  });

  it('is a copy for each step, so that a step can change what it was given', async () => {
    const machines = {
      two: machine({ First: task('spoil', { ResultPath: null, Next: 'Second' }), Second: task('look') }),
    };
    const spoil = (payload: Record<string, unknown>) => {
      (payload.list as number[]).push(2);
      return {};
    };
    expect((await stage(machines, { spoil }).run('two', { list: [1] })).output).toEqual({ list: [1] });
  });

  it('travels as JSON between steps', async () => {
    const at = new Date(startMs);
    expect(await output(task('do-work'), {}, { 'do-work': () => ({ at, gone: undefined }) })).toEqual({
      at: '2030-01-01T08:00:00.000Z',
    });
  });
});

describe('a payload beyond 262,144 bytes', () => {
  const large = 'é'.repeat(131_072);
  const catching = (name: string) => [{ ErrorEquals: [name], ResultPath: null, Next: 'Caught' }];
  const caught = (name: string) => ({
    m: machine({ Work: task('do-work', { Catch: catching(name) }), Caught: { Type: 'Succeed' } }),
  });

  it('is the error States.DataLimitExceeded of the step that gave it', async () => {
    const { status, error } = await stage(only(task('do-work')), { 'do-work': () => large }).run('only');
    expect([status, error]).toEqual(['FAILED', 'States.DataLimitExceeded']);
  });

  it('is caught by its name, not by States.ALL', async () => {
    const steps = { 'do-work': () => large };
    expect((await stage(caught('States.DataLimitExceeded'), steps).run('m')).status).toBe('SUCCEEDED');
    expect((await stage(caught('States.ALL'), steps).run('m')).status).toBe('FAILED');
    expect((await stage(caught('States.TaskFailed'), steps).run('m')).status).toBe('FAILED');
  });

  it('fails a Pass that puts too much together, and a step that is handed too much', async () => {
    const half = 'x'.repeat(140_000);
    const twice = { 'a.$': '$.half', 'b.$': '$.half' };
    expect(await output({ Type: 'Pass', Parameters: twice, End: true }, { half })).toBe(
      'FAILED States.DataLimitExceeded',
    );
    expect(await output(task('do-work', { Parameters: twice }), { half })).toBe(
      'FAILED States.DataLimitExceeded',
    );
  });

  it('is refused as input of an execution', () => {
    expect(() => stage(only({ Type: 'Succeed' })).runner.start('only', large)).toThrow(
      '262146 bytes are more than 262144',
    );
  });
});

describe('Choice', () => {
  const choice = (rules: object[], fields: object = {}) => ({
    m: machine({
      Choose: { Type: 'Choice', Choices: rules, ...fields },
      Yes: { Type: 'Pass', Result: 'yes', End: true },
      No: { Type: 'Pass', Result: 'no', End: true },
    }),
  });
  const yes = { Variable: '$.a', NumericEquals: 1, Next: 'Yes' };
  const no = { Variable: '$.b', IsPresent: true, Next: 'No' };

  it('takes the first rule that matches', async () => {
    const on = stage(choice([yes, no]));
    expect((await on.run('m', { a: 1, b: 1 })).output).toBe('yes');
    expect((await on.run('m', { a: 2, b: 1 })).output).toBe('no');
  });

  it('fails with States.NoChoiceMatched where none matches and there is no Default', async () => {
    expect((await stage(choice([yes, no])).run('m', { a: 2 })).error).toBe('States.NoChoiceMatched');
    expect((await stage(choice([yes], { Default: 'No' })).run('m', { a: 2 })).output).toBe('no');
  });
});

describe('Wait', () => {
  it.each<[string, object, number]>([
    ['Seconds', { Seconds: 90 }, 90],
    ['SecondsPath', { SecondsPath: '$.s' }, 7],
    ['Timestamp', { Timestamp: '2030-04-01T08:00:00Z' }, 90 * 86_400],
    ['TimestampPath, with an offset', { TimestampPath: '$.at' }, 3600],
    ['a Timestamp in the past', { Timestamp: '2029-01-01T00:00:00Z' }, 0],
  ])('waits for %s', async (_name, fields, seconds) => {
    const on = stage(only({ Type: 'Wait', ...fields, End: true }));
    const { stoppedAtMs } = await on.run('only', { s: 7, at: '2030-01-01T11:00:00+02:00' });
    expect(((stoppedAtMs ?? 0) - startMs) / 1000).toBe(seconds);
  });

  it.each([
    ['SecondsPath', -1],
    ['SecondsPath', 1.5],
    ['SecondsPath', '60'],
    ['TimestampPath', '2030-01-01'],
    ['TimestampPath', 5],
  ])('fails with States.Runtime where %s finds %j', async (field, value) => {
    expect(await output({ Type: 'Wait', [field]: '$.a', End: true }, { a: value })).toBe(
      'FAILED States.Runtime',
    );
  });
});

describe('Succeed and Fail', () => {
  it('end the execution, with output, or with error and cause', async () => {
    expect(await output({ Type: 'Succeed', OutputPath: '$.a' }, { a: 1 })).toBe(1);
    const failed = await stage(only({ Type: 'Fail', Error: 'Closed', Cause: 'the home closed' })).run('only');
    expect([failed.status, failed.error, failed.cause]).toEqual(['FAILED', 'Closed', 'the home closed']);
  });

  it('take error and cause from paths and intrinsics', async () => {
    const state = { Type: 'Fail', ErrorPath: '$.e', CausePath: "States.Format('because of {}', $.c)" };
    const failed = await stage(only(state)).run('only', { e: 'E', c: 'C' });
    expect([failed.error, failed.cause]).toEqual(['E', 'because of C']);
    expect(await output(state, { e: 1, c: 'C' })).toBe('FAILED States.Runtime');
  });

  it('need neither error nor cause', async () => {
    const failed = await stage(only({ Type: 'Fail' })).run('only');
    expect([failed.status, failed.error, failed.cause]).toEqual(['FAILED', undefined, undefined]);
  });
});

describe('a step that fails', () => {
  it("gives its error's name, and a cause as Lambda words it", async () => {
    const work = () => {
      throw new StepError('TransactionConflict', 'twice');
    };
    const failed = await stage(only(task('do-work')), { 'do-work': work }).run('only');
    expect(failed.error).toBe('TransactionConflict');
    expect(JSON.parse(failed.cause ?? '')).toEqual({
      errorType: 'TransactionConflict',
      errorMessage: 'twice',
      trace: [],
    });
  });

  it('may throw before it returns a promise, or throw what is no error', async () => {
    const throwing = (thrown: unknown) =>
      stage(
        only(task('do-work')),
        {},
        {
          steps: () => {
            throw thrown;
          },
        },
      ).run('only');
    expect((await throwing(new TypeError('{"json":true}'))).error).toBe('TypeError');
    const failed = await throwing('just text');
    expect(failed.error).toBe('Lambda.Unknown');
    expect(failed.cause).toContain('{"errorMessage":"just text"}');
  });

  it('fails where its result is no JSON', async () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    expect(await output(task('do-work'), {}, { 'do-work': () => circular })).toBe('FAILED TypeError');
  });
});

describe('TimeoutSecondsPath', () => {
  it.each([0, -5, 1.5, '60', 100_000_000, null])(
    'that finds %j fails with States.Runtime',
    async (seconds) => {
      const state = ask('ask-home', { TimeoutSecondsPath: '$.s' });
      expect(await output(state, { s: seconds })).toBe('FAILED States.Runtime');
    },
  );

  it('is read before Parameters', async () => {
    const on = stage(only(ask('ask-home', { TimeoutSecondsPath: '$.deep.s' }, { 'other.$': '$.o' })));
    const { status, error } = await on.run('only', { deep: { s: 61 }, o: 1 });
    expect([status, error, on.seconds()]).toEqual(['FAILED', 'States.Timeout', 61]);
  });
});
