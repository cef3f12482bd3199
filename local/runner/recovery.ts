import { Refusal, type StateError } from './errors.ts';
import { isArray, isObject, type Json, type JsonObject } from './json.ts';
import { compileResultPath, type Join } from './paths.ts';

export interface Retrier {
  readonly errors: readonly string[];
  readonly maxAttempts: number;
  readonly intervalSeconds: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number;
}

export interface Catcher {
  readonly errors: readonly string[];
  readonly next: string;
  readonly join: Join;
}

const reserved = new Set(
  [
    'ALL BranchFailed DataLimitExceeded ExceedToleratedFailureThreshold HeartbeatTimeout Http.Socket IntrinsicFailure',
    'ItemReaderFailed NoChoiceMatched ParameterPathFailure Permissions QueryEvaluationError ResultPathMatchFailure',
    'ResultWriterFailed Runtime TaskFailed Timeout',
  ]
    .join(' ')
    .split(' ')
    .map((name) => `States.${name}`),
);

// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html: neither wildcard takes these.
const beyondWildcards = new Set(['States.Runtime', 'States.DataLimitExceeded']);

function matches(names: readonly string[], error = ''): boolean {
  if (error === 'States.Runtime') return false;
  if (names.includes(error)) return true;
  if (beyondWildcards.has(error)) return false;
  if (names.includes('States.ALL')) return true;
  return names.includes('States.TaskFailed') && error !== 'States.Timeout';
}

function compileErrors(rule: JsonObject, isLast: boolean): readonly string[] {
  const names = rule.ErrorEquals;
  if (!isArray(names) || names.length === 0 || !names.every((name) => typeof name === 'string')) {
    throw new Refusal(
      'ErrorEquals is not a list of error names',
      'give at least one name, such as "States.ALL"',
    );
  }
  const unknown = names.find((name) => name.startsWith('States.') && !reserved.has(name));
  if (unknown !== undefined)
    throw new Refusal(`unknown error ${unknown}`, 'use a name the States Language knows');
  if (names.includes('States.ALL') && (names.length > 1 || !isLast)) {
    throw new Refusal('States.ALL is not alone or not last', 'put States.ALL alone into the last rule');
  }
  return names;
}

function onlyFields(rule: JsonObject, allowed: readonly string[]): void {
  const extra = Object.keys(rule).find((key) => !allowed.includes(key));
  if (extra === undefined) return;
  const isJitter = extra === 'JitterStrategy';
  throw new Refusal(
    isJitter ? 'jitter is not supported' : `unknown field ${extra}`,
    isJitter ? 'drop JitterStrategy: runs must repeat exactly' : `use only ${allowed.join(', ')}`,
  );
}

function numberOf(rule: JsonObject, field: string, fallback: number, least: number, whole: boolean): number {
  const value = rule[field];
  if (value === undefined) return fallback;
  const fits = typeof value === 'number' && value >= least && value <= 99_999_999;
  if (fits && (!whole || Number.isInteger(value))) return value;
  throw new Refusal(
    `${field} is ${JSON.stringify(value)}`,
    `give a ${whole ? 'whole ' : ''}number from ${least}`,
  );
}

function compileRetrier(rule: Json, isLast: boolean): Retrier {
  if (!isObject(rule)) throw new Refusal('a retrier is not an object', 'give ErrorEquals and the intervals');
  onlyFields(rule, [
    'ErrorEquals',
    'IntervalSeconds',
    'MaxAttempts',
    'BackoffRate',
    'MaxDelaySeconds',
    'Comment',
  ]);
  return {
    errors: compileErrors(rule, isLast),
    intervalSeconds: numberOf(rule, 'IntervalSeconds', 1, 1, true),
    maxAttempts: numberOf(rule, 'MaxAttempts', 3, 0, true),
    backoffRate: numberOf(rule, 'BackoffRate', 2, 1, false),
    maxDelaySeconds: numberOf(rule, 'MaxDelaySeconds', Number.POSITIVE_INFINITY, 1, true),
  };
}

function compileCatcher(rule: Json, isLast: boolean): Catcher {
  if (!isObject(rule)) throw new Refusal('a catcher is not an object', 'give ErrorEquals and Next');
  onlyFields(rule, ['ErrorEquals', 'Next', 'ResultPath', 'Comment']);
  const { Next: next, ResultPath: resultPath } = rule;
  if (typeof next !== 'string')
    throw new Refusal('a catcher has no Next', 'name the state that handles the error');
  if (resultPath !== undefined && resultPath !== null && typeof resultPath !== 'string') {
    throw new Refusal('ResultPath is not a path', "give a path such as '$.error', or null");
  }
  return { errors: compileErrors(rule, isLast), next, join: compileResultPath(resultPath) };
}

function compileRules<T>(rules: Json | undefined, compile: (rule: Json, isLast: boolean) => T): T[] {
  if (rules === undefined) return [];
  if (!isArray(rules)) throw new Refusal('not a list', 'give a list of rules');
  return rules.map((rule, index) => compile(rule, index === rules.length - 1));
}

/** Compiles a state's Retry. @throws Refusal */
export const compileRetry = (rules: Json | undefined) => compileRules(rules, compileRetrier);
/** Compiles a state's Catch. @throws Refusal */
export const compileCatch = (rules: Json | undefined) => compileRules(rules, compileCatcher);

/**
 * The pause before the next attempt, or undefined when the error is not to be retried (any more).
 * @param used how often each retrier was used in this visit; the chosen one is counted
 */
export function nextDelayMs(
  retriers: readonly Retrier[],
  used: number[],
  error: StateError,
): number | undefined {
  const index = retriers.findIndex((retrier) => matches(retrier.errors, error.error));
  const retrier = retriers[index];
  const before = used[index] ?? 0;
  if (retrier === undefined || before >= retrier.maxAttempts) return undefined;
  used[index] = before + 1;
  const seconds = retrier.intervalSeconds * retrier.backoffRate ** before;
  return Math.round(Math.min(seconds, retrier.maxDelaySeconds) * 1000);
}

/** The first catcher that takes the error. */
export function catcherOf(catchers: readonly Catcher[], error: StateError): Catcher | undefined {
  return catchers.find((catcher) => matches(catcher.errors, error.error));
}
