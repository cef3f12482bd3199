import { describe, expect, it } from 'vitest';
import { TaskTimedOut } from '../../local/runner/errors.ts';
import { ask, machine, nest, task } from './asl.ts';
import { StepError, stage } from './stage.ts';

const parallel = (branches: object[], fields: object = {}) => ({
  Type: 'Parallel',
  Branches: branches,
  ...('Next' in fields ? {} : { End: true }),
  ...fields,
});

const waiting = machine({ Wait: { Type: 'Wait', Seconds: 60, End: true } });
const asking = machine({ Ask: ask('ask-home', { TimeoutSeconds: 600 }) });
const failingAfter = (seconds: number) =>
  machine({
    Pause: { Type: 'Wait', Seconds: seconds, Next: 'Fail' },
    Fail: { Type: 'Fail', Error: 'Broken', Cause: 'why' },
  });

describe('Parallel', () => {
  it('hands its input to each branch and gathers the outputs in order of the branches', async () => {
    const branches = [
      machine({ Slow: { Type: 'Wait', Seconds: 9, Next: 'A' }, A: { Type: 'Pass', Result: 'a', End: true } }),
      machine({ B: { Type: 'Pass', End: true } }),
    ];
    const on = stage({
      m: machine({ Both: parallel(branches, { Parameters: { 'p.$': '$.x' }, ResultPath: '$.r' }) }),
    });
    expect((await on.run('m', { x: 1 })).output).toEqual({ x: 1, r: ['a', { p: 1 }] });
    expect(on.seconds()).toBe(9);
  });

  it('that fails stops the other branches: tokens, timers and nested executions', async () => {
    const nesting = machine({ Nest: nest('child', { Name: 'child-1' }) });
    const child = machine({ 'Child waits': { Type: 'Wait', Seconds: 86_400, End: true } });
    const both = parallel([asking, waiting, nesting, failingAfter(10)], {
      Catch: [{ ErrorEquals: ['Broken'], ResultPath: '$.error', Next: 'Caught' }],
    });
    const on = stage({ child, m: machine({ Both: both, Caught: { Type: 'Succeed' } }) });
    const { output, executionId } = await on.run('m', {});
    expect(output).toEqual({ error: { Error: 'Broken', Cause: 'why' } });
    expect(on.seconds()).toBe(10);
    expect(() => on.runner.succeed(on.token(), 1)).toThrow(TaskTimedOut);
    expect(on.runner.list({ machine: 'child' })).toMatchObject([
      { status: 'ABORTED', parentId: executionId },
    ]);
    expect(on.clock.pending).toBe(0);
  });

  it('stops branches inside branches', async () => {
    const inner = machine({ Inner: parallel([asking, waiting]) });
    const on = stage({ m: machine({ Outer: parallel([inner, failingAfter(1)]) }) });
    const failed = await on.run('m', {});
    expect([failed.error, on.seconds(), on.clock.pending]).toEqual(['Broken', 1, 0]);
    expect(() => on.runner.succeed(on.token(), 1)).toThrow(TaskTimedOut);
  });

  it('fails once: a second failure at the same moment does nothing', async () => {
    const both = parallel(
      [
        failingAfter(1),
        machine({
          'Fail too': { Type: 'Wait', Seconds: 1, Next: 'F' },
          F: { Type: 'Fail', Error: 'Second' },
        }),
      ],
      {
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      },
    );
    const on = stage({ m: machine({ Both: both, Caught: task('count') }) });
    expect((await on.run('m')).output).toMatchObject({ Error: 'Broken' });
    expect(on.calls).toHaveLength(1);
  });

  it('is retried as a whole', async () => {
    let failures = 1;
    const work = machine({ Work: task('do-work') });
    const both = parallel([work, machine({ Ask: ask('ask-home', { TimeoutSeconds: 60 }) })], {
      Retry: [{ ErrorEquals: ['Broken'], IntervalSeconds: 5 }],
    });
    const on = stage(
      { m: machine({ Both: both }) },
      {
        'do-work': () => {
          failures -= 1;
          if (failures >= 0) throw new StepError('Broken');
          return 'done';
        },
      },
    );
    const id = on.runner.start('m', {});
    await on.pass(5);
    on.runner.succeed(on.token(), 'yes');
    await on.settle();
    expect(on.runner.describe(id).output).toEqual(['done', 'yes']);
  });

  it('shows each open branch, and ends with a stop', async () => {
    const on = stage({ m: machine({ Both: parallel([asking, waiting]) }) });
    const id = on.runner.start('m', {});
    await on.settle();
    expect(on.runner.openStates(id).map(({ state, waiting: what }) => [state, what])).toEqual([
      ['Both', 'branches'],
      ['Ask', 'callback'],
      ['Wait', 'timer'],
    ]);
    on.runner.stop(id);
    expect(on.runner.openStates(id)).toEqual([]);
    expect(on.clock.pending).toBe(0);
  });

  it('passes the context object into its branches', async () => {
    const inner = machine({
      In: {
        Type: 'Pass',
        Parameters: { 'in.$': '$$.Execution.Input.x', 'at.$': '$$.State.Name' },
        End: true,
      },
    });
    const on = stage({
      m: machine({ Trim: { Type: 'Pass', Result: {}, Next: 'Both' }, Both: parallel([inner]) }),
    });
    expect((await on.run('m', { x: 1 })).output).toEqual([{ in: 1, at: 'In' }]);
  });
});

const mapping = (processor: object, fields: object = {}) => ({
  Type: 'Map',
  ItemProcessor: processor,
  ...('Next' in fields ? {} : { End: true }),
  ...fields,
});

describe('what a branch or an iteration is handed', () => {
  const inside = machine({ In: { Type: 'Pass', Result: 1, End: true } });
  const half = 'x'.repeat(140_000);
  const twice = { 'a.$': '$.half', 'b.$': '$.half' };

  it('counts as a payload', async () => {
    const on = stage({ m: machine({ Both: parallel([inside], { Parameters: { long: 'x'.repeat(100) } }) }) });
    const { executionId } = await on.run('m');
    expect(on.runner.transitions(executionId).largestPayloadBytes).toBe('{"long":""}'.length + 100);
  });

  it('is limited like every payload', async () => {
    const both = stage({ m: machine({ Both: parallel([inside], { Parameters: twice }) }) });
    expect((await both.run('m', { half })).error).toBe('States.DataLimitExceeded');
    const each = stage({
      m: machine({ Each: mapping(inside, { ItemsPath: '$.items', ItemSelector: twice }) }),
    });
    expect((await each.run('m', { half, items: [1] })).error).toBe('States.DataLimitExceeded');
  });
});

describe('Map', () => {
  const pausing = machine({ Pause: { Type: 'Wait', SecondsPath: '$', End: true } });

  it('runs over the items, and gathers the outputs in order of the items', async () => {
    const on = stage({ m: machine({ Each: mapping(pausing, { ItemsPath: '$.items', ResultPath: '$.r' }) }) });
    expect((await on.run('m', { items: [3, 1, 2] })).output).toEqual({ items: [3, 1, 2], r: [3, 1, 2] });
    expect(on.seconds()).toBe(3);
  });

  it.each([
    [1, 10],
    [2, 6],
    [3, 5],
    [0, 4],
  ])('runs %s at a time', async (maxConcurrency, seconds) => {
    const on = stage({ m: machine({ Each: mapping(pausing, { MaxConcurrency: maxConcurrency }) }) });
    expect((await on.run('m', [1, 2, 3, 4])).output).toEqual([1, 2, 3, 4]);
    expect(on.seconds()).toBe(seconds);
  });

  it('runs 40 at a time at most', async () => {
    const on = stage({ m: machine({ Each: mapping(pausing) }) });
    await on.run(
      'm',
      Array.from({ length: 41 }, () => 1),
    );
    expect(on.seconds()).toBe(2);
  });

  it('knows item and index in ItemSelector and in its states, also in branches inside', async () => {
    const inside = machine({
      In: {
        Type: 'Pass',
        Parameters: { 'index.$': '$$.Map.Item.Index', 'of.$': '$.of', 'id.$': '$$.Map.Item.Value.id' },
        End: true,
      },
    });
    const each = mapping(machine({ Both: parallel([inside]) }), {
      ItemsPath: '$.items',
      ItemSelector: { 'of.$': '$.name', 'i.$': '$$.Map.Item.Index' },
    });
    const on = stage({ m: machine({ Each: each }) });
    expect((await on.run('m', { name: 'n', items: [{ id: 'a' }, { id: 'b' }] })).output).toEqual([
      [{ index: 0, of: 'n', id: 'a' }],
      [{ index: 1, of: 'n', id: 'b' }],
    ]);
  });

  it('over nothing gives nothing', async () => {
    expect((await stage({ m: machine({ Each: mapping(pausing) }) }).run('m', [])).output).toEqual([]);
  });

  it('over what is no list fails with States.Runtime', async () => {
    const on = stage({ m: machine({ Each: mapping(pausing, { ItemsPath: '$.items' }) }) });
    expect((await on.run('m', { items: {} })).error).toBe('States.Runtime');
    expect((await on.run('m', {})).error).toBe('States.Runtime');
  });

  it('with one item that fails stops the others, and starts no further ones', async () => {
    const work = machine({
      Work: task('do-work', { Next: 'Pause' }),
      Pause: { Type: 'Wait', Seconds: 60, End: true },
    });
    const on = stage(
      { m: machine({ Each: mapping(work, { MaxConcurrency: 2 }) }) },
      {
        'do-work': (_payload, { executionId }) => {
          if (on.calls.length === 2) throw new StepError('Broken', executionId);
          return {};
        },
      },
    );
    const failed = await on.run('m', ['a', 'b', 'c']);
    expect([failed.error, on.calls.length, on.seconds()]).toEqual(['Broken', 2, 0]);
  });
});
