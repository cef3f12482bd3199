import { Refusal, runtimeError } from './errors.ts';
import { isArray, isObject, type Json, type JsonObject } from './json.ts';
import { compileLookup, type Evaluate, type Lookup, type Place, type Scope } from './paths.ts';
import { timestampMs } from './timestamps.ts';

/** One rule of a Choice state, compiled. @throws StateError States.Runtime when a path finds nothing */
export type Test = (input: Json, scope: Scope) => boolean;

type Comparable = string | number | boolean;
type Read = (value: Json) => Comparable | undefined;

const readers: Record<string, { read: Read; example: string }> = {
  String: { read: (value) => (typeof value === 'string' ? value : undefined), example: '"accepted"' },
  Numeric: { read: (value) => (typeof value === 'number' ? value : undefined), example: '3' },
  Timestamp: { read: timestampMs, example: '"2030-01-31T09:00:00Z"' },
  Boolean: { read: (value) => (typeof value === 'boolean' ? value : undefined), example: 'true' },
};

const comparisons: Record<string, (a: Comparable, b: Comparable) => boolean> = {
  Equals: (a, b) => a === b,
  LessThan: (a, b) => a < b,
  GreaterThan: (a, b) => a > b,
  LessThanEquals: (a, b) => a <= b,
  GreaterThanEquals: (a, b) => a >= b,
};

const kinds: Record<string, (value: Json) => boolean> = {
  IsNull: (value) => value === null,
  IsString: (value) => typeof value === 'string',
  IsNumeric: (value) => typeof value === 'number',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => timestampMs(value) !== undefined,
};

const operatorPattern =
  /^(String|Numeric|Timestamp|Boolean)(LessThanEquals|GreaterThanEquals|Equals|LessThan|GreaterThan)(Path)?$/;

function present(lookup: Lookup, text: string): Evaluate {
  return (input, scope) => {
    const value = lookup(input, scope);
    if (value !== undefined) return value;
    throw runtimeError(
      `Invalid path '${text}': The choice state's condition path references an invalid value.`,
    );
  };
}

function compileComparison(
  variable: Evaluate,
  operator: string,
  operand: Json,
  place: Place,
): Test | undefined {
  const [, type, name, isPath] = operatorPattern.exec(operator) ?? [];
  const reader = type === undefined ? undefined : readers[type];
  const compare = name === undefined ? undefined : comparisons[name];
  if (reader === undefined || compare === undefined) return undefined;
  if (type === 'Boolean' && name !== 'Equals') return undefined;
  const { read } = reader;
  if (isPath !== undefined) {
    if (typeof operand !== 'string')
      throw new Refusal(`${operator} is not a path`, 'give a path such as $.limit');
    const other = present(compileLookup(operand, place), operand);
    return (input, scope) => {
      const left = read(variable(input, scope));
      const right = read(other(input, scope));
      return left !== undefined && right !== undefined && compare(left, right);
    };
  }
  const right = read(operand);
  if (right === undefined) {
    throw new Refusal(
      `${operator} does not compare with ${JSON.stringify(operand)}`,
      `give a value like ${reader.example}`,
    );
  }
  return (input, scope) => {
    const left = read(variable(input, scope));
    return left !== undefined && compare(left, right);
  };
}

/** Splits a StringMatches pattern at its wildcards; `\\*` is a plain star. */
function splitPattern(pattern: string): string[] {
  const parts = [''];
  for (const [piece, escaped] of pattern.matchAll(/\\([*\\])|[\s\S]/g)) {
    if (piece === '*') parts.push('');
    else parts[parts.length - 1] += escaped ?? piece;
  }
  return parts;
}

function compileMatch(variable: Evaluate, pattern: Json): Test {
  if (typeof pattern !== 'string')
    throw new Refusal('StringMatches is not a string', 'give a pattern such as "ua-*"');
  const parts = splitPattern(pattern);
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  const middle = parts.slice(1, -1);
  const matches = (text: string) => {
    if (parts.length === 1) return text === first;
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
      return false;
    let at = first.length;
    for (const part of middle) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= text.length - last.length;
  };
  return (input, scope) => {
    const value = variable(input, scope);
    return typeof value === 'string' && matches(value);
  };
}

function requireBoolean(operator: string, operand: Json): boolean {
  if (typeof operand === 'boolean') return operand;
  throw new Refusal(`${operator} is not true or false`, 'give true or false');
}

function compileData(rule: JsonObject, place: Place): Test {
  const { Variable: text, Next: _next, Comment: _comment, ...operators } = rule;
  const entries = Object.entries(operators);
  const [operator, operand] = entries[0] ?? [];
  if (typeof text !== 'string' || operator === undefined || operand === undefined || entries.length > 1) {
    throw new Refusal(
      'a rule needs Variable and exactly one operator',
      'join several tests with And, Or, Not',
    );
  }
  const lookup = compileLookup(text, place);
  const variable = present(lookup, text);
  if (operator === 'IsPresent') {
    const expected = requireBoolean(operator, operand);
    return (input, scope) => (lookup(input, scope) !== undefined) === expected;
  }
  const kind = Object.hasOwn(kinds, operator) ? kinds[operator] : undefined;
  if (kind !== undefined) {
    const expected = requireBoolean(operator, operand);
    return (input, scope) => kind(variable(input, scope)) === expected;
  }
  if (operator === 'StringMatches') return compileMatch(variable, operand);
  const test = compileComparison(variable, operator, operand, place);
  if (test === undefined)
    throw new Refusal(`unknown operator ${operator}`, 'use one of the States Language operators');
  return test;
}

function compileList(list: Json, operator: string, place: Place): Test[] {
  if (!isArray(list) || list.length === 0)
    throw new Refusal(`${operator} is not a list`, 'give at least one rule');
  return list.map((rule) => compileInner(rule, place));
}

function compileInner(rule: Json | undefined, place: Place): Test {
  if (rule !== undefined && isObject(rule) && 'Next' in rule) {
    throw new Refusal('Next inside And, Or or Not', 'put Next on the outermost rule only');
  }
  return compileTest(rule, place);
}

/** Compiles one choice rule, without its Next. @throws Refusal */
export function compileTest(rule: Json | undefined, place: Place): Test {
  if (!isObject(rule)) throw new Refusal('a rule is not an object', 'give Variable, an operator and Next');
  const boolean = ['And', 'Or', 'Not'].find((operator) => operator in rule);
  if (boolean === undefined) return compileData(rule, place);
  const extra = Object.keys(rule).find((key) => key !== boolean && key !== 'Next' && key !== 'Comment');
  if (extra !== undefined) throw new Refusal(`${extra} beside ${boolean}`, `move it into ${boolean}`);
  if (boolean === 'Not') {
    const test = compileInner(rule.Not, place);
    return (input, scope) => !test(input, scope);
  }
  const tests = compileList(rule[boolean] ?? null, boolean, place);
  if (boolean === 'And') return (input, scope) => tests.every((test) => test(input, scope));
  return (input, scope) => tests.some((test) => test(input, scope));
}
