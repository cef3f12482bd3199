import { isArray, isObject, type Json, type JsonObject } from '../../local/runner/json.ts';
import { stepOfPlaceholder } from '../../local/runner/names.ts';
import { luckOf } from '../../local/seeded.ts';
import type { Answer, Play, PlayedCall } from './second-opinion.ts';

/** The paths that a machine reads, with the values it compares them with. */
type Reads = Map<string, Set<Json>>;

const dataPath = /(?<!\$)\$\.\w+(?:\.\w+)*/g;

function read(reads: Reads, path: string, ...values: Json[]): void {
  const known = reads.get(path) ?? new Set();
  for (const value of values) known.add(value);
  reads.set(path, known);
}

/** Timeouts are always there, and right: the library does not read them. */
const aMinute = 60;

/** What a field that ends in Path must find, when it is not just text. */
function valuesFor(field: string): Json[] {
  if (/Seconds/.test(field)) return [aMinute];
  if (/Timestamp/.test(field)) return ['2030-03-01T00:00:00Z'];
  return field === 'ItemsPath' ? [[], ['first'], ['first', 'second']] : [];
}

function readField(reads: Reads, field: string, value: Json): void {
  const holdsPath = field.endsWith('.$') || (field.endsWith('Path') && field !== 'ResultPath');
  if (!holdsPath || typeof value !== 'string') return;
  for (const [path] of value.matchAll(dataPath)) read(reads, path, ...valuesFor(field));
}

function readRule(reads: Reads, rule: JsonObject): void {
  if (typeof rule.Variable !== 'string') return;
  const operands = Object.entries(rule).filter(([operator]) => /(?:Equals|Than)$/.test(operator));
  read(reads, rule.Variable, ...operands.map(([, operand]) => operand));
}

function objectsIn(value: Json): JsonObject[] {
  if (isArray(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

function readsOf(value: Json): Reads {
  const reads: Reads = new Map();
  for (const object of objectsIn(value)) {
    readRule(reads, object);
    for (const [field, inner] of Object.entries(object)) readField(reads, field, inner);
  }
  return reads;
}

function stepOf(task: JsonObject): string | undefined {
  const { Parameters: parameters = null, Resource: resource = '' } = task;
  const named = isObject(parameters) ? parameters.FunctionName : undefined;
  return stepOfPlaceholder(String(named ?? resource));
}

/**
 * The paths under a task's result that are read afterwards, as paths of the result itself. Where the next state is a
 * choice, what it compares with counts alone.
 */
function readsOfResult(task: JsonObject, next: Json, machineReads: Reads): Reads {
  const { ResultPath: path = '$', ResultSelector: selector } = task;
  if (path === null) return new Map();
  if (selector !== undefined) return readsOf(selector);
  const compared = isObject(next) ? readsOf(next.Choices ?? null) : new Map<string, Set<Json>>();
  const under = [...machineReads].filter(([read]) => read.startsWith(`${path}.`));
  return new Map(
    under.map(([read, values]) => [`$${read.slice(String(path).length)}`, compared.get(read) ?? values]),
  );
}

function resultsOf(machines: Readonly<Record<string, Json>>): Map<string, Reads> {
  const results = new Map<string, Reads>();
  for (const definition of Object.values(machines)) {
    const machineReads = readsOf(definition);
    for (const { task, next } of objectsIn(definition).flatMap(tasksOf)) {
      const step = stepOf(task);
      if (step === undefined) continue;
      const reads = results.get(step) ?? new Map();
      for (const [path, values] of readsOfResult(task, next, machineReads)) read(reads, path, ...values);
      results.set(step, reads);
    }
  }
  return results;
}

/** The tasks among the states of one scope, each with the state that comes next. */
function tasksOf({ States: states = null }: JsonObject): { task: JsonObject; next: Json }[] {
  if (!isObject(states)) return [];
  return Object.values(states).flatMap((task) =>
    isObject(task) && task.Type === 'Task' ? [{ task, next: states[String(task.Next)] ?? null }] : [],
  );
}

/** A JSON value in which the paths find something: mostly what they are compared with, now and then nothing. */
function valueAt(prefix: string, reads: Reads, luck: (label: string) => number): Json {
  const under = [...reads.keys()].filter((path) => path.startsWith(`${prefix}.`));
  if (under.length === 0) return leafAt(prefix, [...(reads.get(prefix) ?? [])], luck);
  const names = new Set(under.map((path) => path.slice(prefix.length + 1).split('.')[0] ?? ''));
  const isThere = (name: string) => {
    const path = `${prefix}.${name}`;
    return reads.get(path)?.has(aMinute) === true || luck(`${path} is there`) < 0.998;
  };
  const kept = [...names].filter(isThere);
  return Object.fromEntries(kept.map((name) => [name, valueAt(`${prefix}.${name}`, reads, luck)]));
}

function leafAt(path: string, values: readonly Json[], luck: (label: string) => number): Json {
  if (values.includes(aMinute)) return aMinute;
  const other = `some ${path.split('.').at(-1)}`;
  if (luck(`${path} is another`) < 0.05) return other;
  return values[Math.floor(luck(path) * values.length)] ?? other;
}

class Conflict extends Error {
  override name = 'StoreConflict';
}

/**
 * Makes up a course of a machine from what the machines themselves read and compare: inputs, results and answers
 * depend on the seed and the call alone. A call that comes round for the fifth time is given nothing, so that every
 * loop ends.
 */
export function madeUpPlay(machines: Readonly<Record<string, Json>>, machine: string, seed: string): Play {
  const results = resultsOf(machines);
  const made = (call: PlayedCall, what: string): Json => {
    if (call.nth > 3) return null;
    const label = `${what} ${call.step} ${JSON.stringify(call.payload)} ${call.nth}`;
    return valueAt('$', results.get(call.step) ?? new Map(), (part) => luckOf(seed, `${label} ${part}`));
  };
  const luckOfCall = (call: PlayedCall, what: string) =>
    luckOf(seed, `${what} ${call.step} ${JSON.stringify(call.payload)} ${call.nth}`);
  return {
    machines,
    machine,
    input: valueAt('$', readsOf(machines[machine] ?? null), (part) => luckOf(seed, `input ${part}`)),
    steps(call) {
      if (luckOfCall(call, 'conflict') < 0.05) throw new Conflict('try again');
      return made(call, 'result');
    },
    answers(call): Answer {
      const luck = luckOfCall(call, 'answer');
      if (luck < 0.15 && call.nth <= 3) return 'timeout';
      if (luck < 0.2) return { error: 'Broken', cause: 'the answer could not be read' };
      return { output: made(call, 'answer') };
    },
  };
}
