import { describe, expect, it } from 'vitest';
import { compileTest } from '../../local/runner/choice.ts';
import { StateError } from '../../local/runner/errors.ts';
import type { Json } from '../../local/runner/json.ts';
import {
  machineOfPlaceholder,
  machinePlaceholder,
  stepOfPlaceholder,
  stepPlaceholder,
} from '../../local/runner/names.ts';
import { compileLookup, compileResultPath, type Scope } from '../../local/runner/paths.ts';
import { compileTemplate } from '../../local/runner/templates.ts';

const everywhere = { insideMap: true, hasToken: true };

const scope: Scope = {
  execution: {
    id: 'execution-1',
    name: 'c-1-admission-1',
    input: { clientId: 'c-1', deep: { list: [7] } },
    startedAtMs: Date.parse('2030-01-01T08:00:00Z'),
    machine: { name: 'admission' },
  },
  state: { name: 'Ask counselor' },
  enteredAtMs: Date.parse('2030-01-02T08:00:00.5Z'),
  retryCount: 2,
  token: 'token-1',
  item: { index: 3, value: { home: 'h-1' } },
};

const look = (path: string, input: Json) => compileLookup(path, everywhere)(input, scope);
const fill = (template: Json, input: Json) => compileTemplate(template, everywhere)(input, scope);
const call = (text: string, input: Json = {}) => fill({ 'x.$': text }, input);
const test = (rule: Json, input: Json) => compileTest(rule, everywhere)(input, scope);

function errorOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof StateError) return error.error;
    throw error;
  }
  return 'nothing was thrown';
}

describe('paths', () => {
  const input = {
    task: { 'due at': 'noon', ids: ['a', { b: 1 }] },
    "it's": 1,
    empty: null,
    zero: 0,
    no: false,
  };

  it.each<[string, Json | undefined]>([
    ['$', input],
    ['$.task.ids[0]', 'a'],
    ['$.task.ids[1].b', 1],
    ["$.task['due at']", 'noon'],
    ['$["task"]["due at"]', 'noon'],
    ["$['it\\'s']", 1],
    ['$.empty', null],
    ['$.zero', 0],
    ['$.no', false],
    ['$.task.ids[2]', undefined],
    ['$.task.ids.length', undefined],
    ['$.zero.deeper', undefined],
    ['$.constructor', undefined],
    ['$.empty.deeper', undefined],
  ])('finds what is at %s', (path, expected) => {
    expect(look(path, input)).toEqual(expected);
  });

  it.each<[string, Json | undefined]>([
    ['$$.Execution.Id', 'execution-1'],
    ['$$.Execution.Name', 'c-1-admission-1'],
    ['$$.Execution.Input.deep.list[0]', 7],
    ['$$.Execution.Input.missing', undefined],
    ['$$.Execution.StartTime', '2030-01-01T08:00:00.000Z'],
    ['$$.State.Name', 'Ask counselor'],
    ['$$.State.EnteredTime', '2030-01-02T08:00:00.500Z'],
    ['$$.State.RetryCount', 2],
    ['$$.StateMachine.Id', 'arn:local:states:local:000000000000:stateMachine:admission'],
    ['$$.StateMachine.Name', 'admission'],
    ['$$.Task.Token', 'token-1'],
    ['$$.Map.Item.Index', 3],
    ['$$.Map.Item.Value.home', 'h-1'],
  ])('finds %s in the context object', (path, expected) => {
    expect(look(path, {})).toEqual(expected);
  });

  it('joins a result with the input without changing it', () => {
    const before = { a: { b: 1, c: 2 } };
    expect(compileResultPath('$.a.b')(before, 9)).toEqual({ a: { b: 9, c: 2 } });
    expect(compileResultPath('$.new.deep')(before, 9)).toEqual({ a: { b: 1, c: 2 }, new: { deep: 9 } });
    expect(compileResultPath('$')(before, 9)).toBe(9);
    expect(compileResultPath(undefined)(before, 9)).toBe(9);
    expect(compileResultPath(null)(before, 9)).toBe(before);
    expect(before).toEqual({ a: { b: 1, c: 2 } });
  });

  it('does not put a result into what is no object', () => {
    expect(errorOf(() => compileResultPath('$.a.b')({ a: 'text' }, 1))).toBe('States.ResultPathMatchFailure');
    expect(errorOf(() => compileResultPath('$.a')([1], 1))).toBe('States.ResultPathMatchFailure');
  });
});

describe('payload templates', () => {
  it('computes the fields that end in .$ at any depth, and takes the rest as it is', () => {
    const template = { a: [{ 'b.$': '$.x' }, 2], c: { d: '$.x' }, 'e.$': '$.falsy' };
    expect(fill(template, { x: 'y', falsy: false })).toEqual({
      a: [{ b: 'y' }, 2],
      c: { d: '$.x' },
      e: false,
    });
  });

  it('fails with States.Runtime, naming path, field and input, when a path finds nothing', () => {
    const run = () => fill({ 'who.$': '$.person.id' }, { person: {} });
    expect(errorOf(run)).toBe('States.Runtime');
    expect(run).toThrow(
      "The JSONPath '$.person.id' specified for the field 'who.$' could not be found in the input '{\"person\":{}}'",
    );
  });
});

describe('intrinsic functions', () => {
  const input = { n: 4, list: ['a', 'b'], who: { id: 'p-1' }, extra: { id: 'p-2', z: 1 }, json: '{"a":[1]}' };

  it.each<[string, Json]>([
    ["States.Format('{} of {}: {} {}', $.n, $.list[0], true, null)", '4 of a: true null'],
    ["States.Format('\\{{}\\} it\\'s', $.n)", "{4} it's"],
    ["States.Format('no slots')", 'no slots'],
    ["States.Array($.n, 'x', 1.5, States.Array())", [4, 'x', 1.5, []]],
    ['States.JsonMerge($.who, $.extra, false)', { id: 'p-2', z: 1 }],
    ['States.MathAdd($.n, -5)', -1],
    ['States.StringToJson($.json)', { a: [1] }],
    ['States.JsonToString($.who)', '{"id":"p-1"}'],
    ['States.ArrayLength($.list)', 2],
    ['States.ArrayGetItem($.list, States.MathAdd(0, 1))', 'b'],
    ["States.Format('{}-{}', $$.Execution.Name, $$.State.RetryCount)", 'c-1-admission-1-2'],
    ["States.Format('a, b) {}', $['n'])", 'a, b) 4'],
  ])('%s', (text, expected) => {
    expect(call(text, input)).toEqual({ x: expected });
  });

  it.each([
    "States.Format('{} {}', $.n)",
    "States.Format('{}', $.n, $.n)",
    "States.Format('{}', $.who)",
    'States.Format($.n)',
    'States.JsonMerge($.who, $.extra, true)',
    'States.JsonMerge($.who, $.n, false)',
    'States.MathAdd($.n, 0.5)',
    "States.StringToJson('{')",
    'States.StringToJson($.n)',
    'States.ArrayLength($.n)',
    'States.ArrayGetItem($.list, 2)',
    "States.ArrayGetItem($.list, '0')",
  ])('%s fails with States.IntrinsicFailure', (text) => {
    expect(errorOf(() => call(text, input))).toBe('States.IntrinsicFailure');
  });
});

describe('choice rules', () => {
  const input = {
    text: 'beta',
    number: 5,
    yes: true,
    nothing: null,
    at: '2030-01-01T10:00:00+02:00',
    same: '2030-01-01T08:00:00Z',
    other: 'alpha',
    limit: 6,
  };

  it.each<[Json, boolean]>([
    [{ Variable: '$.text', StringEquals: 'beta' }, true],
    [{ Variable: '$.text', StringLessThan: 'b' }, false],
    [{ Variable: '$.text', StringGreaterThanPath: '$.other' }, true],
    [{ Variable: '$.number', StringEquals: '5' }, false],
    [{ Variable: '$.number', NumericEquals: 5 }, true],
    [{ Variable: '$.number', NumericLessThanPath: '$.limit' }, true],
    [{ Variable: '$.number', NumericGreaterThanEquals: 6 }, false],
    [{ Variable: '$.text', NumericLessThanEquals: 9 }, false],
    [{ Variable: '$.yes', BooleanEquals: true }, true],
    [{ Variable: '$.yes', BooleanEqualsPath: '$.nothing' }, false],
    [{ Variable: '$.at', TimestampEqualsPath: '$.same' }, true],
    [{ Variable: '$.at', TimestampLessThan: '2030-01-01T08:00:00.001Z' }, true],
    [{ Variable: '$.at', TimestampGreaterThanEquals: '2030-01-01T09:00:00Z' }, false],
    [{ Variable: '$.text', TimestampEquals: '2030-01-01T08:00:00Z' }, false],
    [{ Variable: '$.missing', IsPresent: true }, false],
    [{ Variable: '$.missing', IsPresent: false }, true],
    [{ Variable: '$.nothing', IsPresent: true }, true],
    [{ Variable: '$.nothing', IsNull: true }, true],
    [{ Variable: '$.text', IsNull: false }, true],
    [{ Variable: '$.text', IsString: true }, true],
    [{ Variable: '$.number', IsString: false }, true],
    [{ Variable: '$.number', IsNumeric: true }, true],
    [{ Variable: '$.yes', IsBoolean: true }, true],
    [{ Variable: '$.at', IsTimestamp: true }, true],
    [{ Variable: '$.text', IsTimestamp: true }, false],
    [{ Variable: '$$.State.RetryCount', NumericEquals: 2 }, true],
    [{ Not: { Variable: '$.yes', BooleanEquals: true } }, false],
    [
      {
        Or: [
          { Variable: '$.yes', BooleanEquals: false },
          { Variable: '$.number', NumericEquals: 5 },
        ],
      },
      true,
    ],
    [
      {
        And: [
          { Variable: '$.missing', IsPresent: true },
          { Variable: '$.missing', StringEquals: 'x' },
        ],
      },
      false,
    ],
    [
      {
        Or: [
          { Variable: '$.missing', IsPresent: false },
          { Variable: '$.missing', StringEquals: 'x' },
        ],
      },
      true,
    ],
  ])('%j is %s', (rule, expected) => {
    expect(test(rule, input)).toBe(expected);
  });

  it.each<[string, string, boolean]>([
    ['ua-*', 'ua-random', true],
    ['*-random', 'ua-random', true],
    ['u*-*m', 'ua-random', true],
    ['*', '', true],
    ['a*a', 'a', false],
    ['a*b*c', 'abxbc', true],
    ['a*bb*b', 'abb', false],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['a\\\\*', 'a\\anything', true],
    ['a.c', 'abc', false],
  ])('StringMatches %s on %s is %s', (pattern, text, expected) => {
    expect(test({ Variable: '$.text', StringMatches: pattern }, { text })).toBe(expected);
  });

  it('fails with States.Runtime when the variable, or the path it is compared with, finds nothing', () => {
    expect(errorOf(() => test({ Variable: '$.missing', IsNull: true }, input))).toBe('States.Runtime');
    expect(errorOf(() => test({ Variable: '$.missing', StringEquals: 'x' }, input))).toBe('States.Runtime');
    expect(errorOf(() => test({ Variable: '$.text', StringEqualsPath: '$.missing' }, input))).toBe(
      'States.Runtime',
    );
  });
});

describe('placeholders', () => {
  it.each([
    ['send-welcome', 'SendWelcome'],
    ['ask', 'Ask'],
    ['draw-day2', 'DrawDay2'],
  ])('of the step %s is %s, and back', (step, inner) => {
    expect(stepPlaceholder(step)).toBe(`\${${inner}}`);
    expect(stepOfPlaceholder(`\${${inner}}`)).toBe(step);
  });

  it('of a machine ends in Machine, and back', () => {
    expect(machinePlaceholder('human-task')).toBe(`\${HumanTaskMachine}`);
    expect(machineOfPlaceholder(`\${HumanTaskMachine}`)).toBe('human-task');
    expect(machineOfPlaceholder(`\${HumanTask}`)).toBeUndefined();
    expect(stepOfPlaceholder('arn:aws:lambda:function')).toBeUndefined();
  });

  it('refuses names that are not kebab-case', () => {
    expect(() => stepPlaceholder('SendWelcome')).toThrow('not kebab-case');
    expect(() => stepPlaceholder('draw-day-2')).toThrow('not kebab-case');
    expect(() => machinePlaceholder('human_task')).toThrow('not kebab-case');
  });
});
