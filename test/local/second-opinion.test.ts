import { describe, expect, it } from 'vitest';
import { ask, launch, machine, nest, task } from './asl.ts';
import { type Play, type PlayedCall, playBoth } from './second-opinion.ts';

class Unavailable extends Error {
  override name = 'Unavailable';
}

const echo = ({ payload }: PlayedCall) => payload;

/** Fails as often as the payload says, then echoes. */
function failing({ payload, nth }: PlayedCall) {
  const { failures = 0 } = payload as { failures?: number };
  if (nth < failures) throw new Unavailable(`call ${nth}`);
  return payload;
}

const question = { 'question.$': '$.question' };

const choices = {
  StartAt: 'Which?',
  States: {
    'Which?': {
      Type: 'Choice',
      Choices: [
        { Not: { Variable: '$.kind', IsPresent: true }, Next: 'Missing' },
        { Variable: '$.kind', IsNull: true, Next: 'Null' },
        {
          And: [
            { Variable: '$.kind', StringMatches: 'ua-*' },
            { Variable: '$.count', NumericGreaterThanPath: '$.limit' },
          ],
          Next: 'Over',
        },
        {
          Or: [
            { Variable: '$.kind', StringEquals: 'walk-in' },
            { Variable: '$.at', TimestampLessThan: '2030-01-01T00:00:00Z' },
          ],
          Next: 'Early',
        },
        { Variable: '$.urgent', BooleanEquals: true, Next: 'Urgent' },
        { Variable: '$.note', IsPresent: false, Next: 'Silent' },
      ],
      Default: 'Otherwise',
    },
    Missing: { Type: 'Succeed' },
    Null: { Type: 'Succeed' },
    Over: { Type: 'Pass', Result: { over: true }, ResultPath: '$.verdict', End: true },
    Early: { Type: 'Pass', InputPath: '$.at', End: true },
    Urgent: { Type: 'Fail', Error: 'Urgent', Cause: 'too urgent' },
    Silent: { Type: 'Pass', OutputPath: '$.kind', End: true },
    Otherwise: { Type: 'Wait', Seconds: 90, End: true },
  },
};

const templates = {
  StartAt: 'Shape',
  States: {
    Shape: {
      Type: 'Pass',
      Parameters: {
        fixed: { list: [1, 'two', null] },
        'deep.$': '$.a.b[1].c',
        nested: [{ 'name.$': "$['odd name']" }],
        'text.$': "States.Format('{} of {}', $.n, States.ArrayLength($.a.b))",
        'merged.$': 'States.JsonMerge(States.StringToJson($.text), $.extra, false)',
        'sum.$': 'States.MathAdd($.n, -3)',
        'parsed.$': "States.StringToJson('[1,2]')",
        'string.$': 'States.JsonToString($.extra)',
        'items.$': "States.Array('x', $.n, true)",
        'item.$': 'States.ArrayGetItem($.a.b, 0)',
        'machine.$': '$$.StateMachine.Name',
        'state.$': '$$.State.Name',
        'input.$': '$$.Execution.Input.n',
      },
      ResultPath: '$.made.here',
      Next: 'Trim',
    },
    Trim: {
      Type: 'Pass',
      InputPath: '$.made',
      Parameters: { 'here.$': '$.here' },
      ResultPath: '$',
      Next: 'Drop',
    },
    Drop: { Type: 'Pass', Result: 'dropped', ResultPath: null, End: true },
  },
};

const retries = machine({
  Work: task('do-work', {
    Retry: [
      { ErrorEquals: ['Other'], MaxAttempts: 9 },
      {
        ErrorEquals: ['Unavailable'],
        IntervalSeconds: 10,
        MaxAttempts: 2,
        BackoffRate: 3,
        MaxDelaySeconds: 20,
      },
    ],
    Catch: [
      { ErrorEquals: ['States.Timeout'], Next: 'Never' },
      { ErrorEquals: ['States.TaskFailed'], ResultPath: '$.error', Next: 'Caught' },
    ],
    ResultSelector: { 'got.$': '$.failures' },
    ResultPath: '$.result',
    Next: 'Again',
  }),
  Again: task('do-work', { InputPath: '$.second', ResultPath: null }),
  Caught: { Type: 'Pass', End: true },
  Never: { Type: 'Fail' },
});

const each = machine({
  Each: {
    Type: 'Map',
    ItemsPath: '$.items',
    ItemSelector: { 'index.$': '$$.Map.Item.Index', 'value.$': '$$.Map.Item.Value', 'of.$': '$.name' },
    MaxConcurrency: 2,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
      StartAt: 'Big?',
      States: {
        'Big?': {
          Type: 'Choice',
          Choices: [{ Variable: '$.value', NumericGreaterThan: 10, Next: 'Too big' }],
          Default: 'Take',
        },
        'Too big': { Type: 'Fail', Error: 'TooBig', Cause: 'more than 10' },
        Take: task('take'),
      },
    },
    Catch: [{ ErrorEquals: ['TooBig'], ResultPath: '$.error', Next: 'Refused' }],
    ResultPath: '$.taken',
    End: true,
  },
  Refused: { Type: 'Pass', End: true },
});

const both = machine({
  Both: {
    Type: 'Parallel',
    Branches: [
      machine({
        Left: ask('ask', { Next: 'Left done' }, question),
        'Left done': { Type: 'Pass', End: true },
      }),
      machine({ Right: task('take') }),
    ],
    ResultSelector: { 'left.$': '$[0]', 'right.$': '$[1].question' },
    Next: 'After',
  },
  After: { Type: 'Succeed', OutputPath: '$.left' },
});

const asking = machine({
  Ask: ask(
    'ask',
    {
      TimeoutSecondsPath: '$.timeoutSeconds',
      Retry: [{ ErrorEquals: ['Unavailable'] }],
      Catch: [
        { ErrorEquals: ['States.Timeout'], ResultPath: '$.late', Next: 'Remind' },
        { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Broken' },
      ],
      ResultPath: '$.answer',
    },
    question,
  ),
  Remind: task('remind', { ResultPath: '$.reminded', Next: 'Wait a day' }),
  'Wait a day': { Type: 'Wait', Seconds: 86_400, End: true },
  Broken: { Type: 'Fail', ErrorPath: '$.error.Error', CausePath: '$.error.Cause' },
});

const nested = machine({
  First: nest(
    'asking',
    {
      'Name.$': "States.Format('{}-1', $$.Execution.Name)",
      Input: { 'question.$': '$.question', timeoutSeconds: 60 },
    },
    {
      ResultSelector: { 'answer.$': '$.Output.answer' },
      ResultPath: '$.first',
      Catch: [{ ErrorEquals: ['States.TaskFailed'], ResultPath: '$.error', Next: 'Second' }],
      Next: 'Second',
    },
  ),
  Second: launch('each', { Input: { items: [1], name: 'aside' } }, { ResultPath: null }),
});

const machines = { choices, templates, retries, each, both, asking, nested };

const plays: Record<string, Omit<Play, 'machines' | 'steps'> & Partial<Play>> = {
  'choice: nothing there': { machine: 'choices', input: {} },
  'choice: null': { machine: 'choices', input: { kind: null } },
  'choice: And with a path': { machine: 'choices', input: { kind: 'ua-random', count: 3, limit: 2 } },
  'choice: Or, And not matching': {
    machine: 'choices',
    input: { kind: 'walk-in', at: '2031-01-01T00:00:00Z', count: 1, limit: 2 },
  },
  'choice: timestamp': {
    machine: 'choices',
    input: { kind: 'x', at: '2029-12-31T23:59:59Z', urgent: false },
  },
  'choice: fails': { machine: 'choices', input: { kind: 'x', at: '2031-01-01T00:00:00Z', urgent: true } },
  'choice: IsPresent false': { machine: 'choices', input: { kind: 'x', at: 'no time', urgent: 1 } },
  'choice: default': { machine: 'choices', input: { kind: 'x', at: 'no time', urgent: 1, note: '' } },
  'templates and intrinsics': {
    machine: 'templates',
    input: {
      n: 7,
      a: { b: [0, { c: 'deep' }] },
      text: '{"a":1,"b":2}',
      'odd name': 'odd',
      extra: { b: 'over', z: null },
    },
  },
  'retry until it works': {
    machine: 'retries',
    input: { failures: 2, second: { failures: 0 } },
    steps: failing,
  },
  'retry in vain, then catch': { machine: 'retries', input: { failures: 3 }, steps: failing },
  'fail without retry': {
    machine: 'retries',
    input: { failures: 0, second: { failures: 1 } },
    steps: failing,
  },
  'map over items': { machine: 'each', input: { items: [1, 2, 3, 4, 5], name: 'five' } },
  'map with an item that fails': { machine: 'each', input: { items: [1, 20], name: 'two' } },
  'map over nothing': { machine: 'each', input: { items: [], name: 'none' } },
  'parallel with a callback': {
    machine: 'both',
    input: { question: 'q' },
    answers: () => ({ output: { yes: 1 } }),
  },
  'callback answered': {
    machine: 'asking',
    input: { question: 'q', timeoutSeconds: 5 },
    answers: () => ({ output: 'yes' }),
  },
  'callback timed out': {
    machine: 'asking',
    input: { question: 'q', timeoutSeconds: 5 },
    answers: () => 'timeout',
  },
  'callback failed, retried': {
    machine: 'asking',
    input: { question: 'q', timeoutSeconds: 5 },
    answers: ({ nth }) => (nth < 2 ? { error: 'Unavailable', cause: 'down' } : { output: nth }),
  },
  'callback failed for good': {
    machine: 'asking',
    input: { question: 'q', timeoutSeconds: 5 },
    answers: () => ({ error: 'Refused', cause: 'not my client' }),
  },
  'nested, answered': {
    machine: 'nested',
    input: { question: 'q' },
    answers: () => ({ output: { ok: true } }),
  },
  'nested, failed': {
    machine: 'nested',
    input: { question: 'q' },
    answers: () => ({ error: 'No', cause: 'no' }),
  },
};

describe('a second opinion on the runner, from aws-local-stepfunctions', () => {
  it.each(Object.entries(plays))('%s', async (_name, play) => {
    const { ours, theirs } = await playBoth({ machines, steps: echo, ...play });
    expect(ours.length).toBeGreaterThan(3);
    expect(ours).toEqual(theirs);
  });
});
