import { InterpretationError, Refusal, runtimeError } from './errors.ts';
import { isArray, isObject, type Json } from './json.ts';
import { machineId } from './names.ts';

/** What the context object ($$) can show of the visit that evaluates a path. */
export interface Scope {
  readonly execution: {
    readonly id: string;
    readonly name: string;
    readonly input: Json;
    readonly startedAtMs: number;
    readonly machine: { readonly name: string };
  };
  readonly state: { readonly name: string };
  readonly enteredAtMs: number;
  readonly retryCount: number;
  readonly token: string | undefined;
  readonly item: { readonly index: number; readonly value: Json } | undefined;
}

/** Which parts of the context object exist where a path is written. */
export interface Place {
  readonly insideMap: boolean;
  readonly hasToken: boolean;
}

/** Looks a path up; undefined when nothing is there. */
export type Lookup = (input: Json, scope: Scope) => Json | undefined;
/** Computes a value. @throws StateError */
export type Evaluate = (input: Json, scope: Scope) => Json;

type Segment = string | number;

const segmentPattern =
  /\.([\p{L}\p{N}_-]+)|\['((?:[^'\\]|\\['\\])*)'\]|\["((?:[^"\\]|\\["\\])*)"\]|\[(\d+)\]/uy;

const unsupported: readonly [RegExp, string][] = [
  [/\.\./, 'deep scans (..)'],
  [/\*/, 'wildcards (*)'],
  [/\?\(|@/, 'filters (?())'],
  [/\[[^\]'"]*:/, 'slices ([a:b])'],
  [/\[\s*-/, 'negative indexes'],
  [/\[[^\]]*,/, 'unions ([a,b])'],
  [/\(/, 'functions'],
];

function refusePath(text: string): Refusal {
  const outsideQuotes = text.replace(/'[^']*'|"[^"]*"/g, "''");
  const reason = unsupported.find(([pattern]) => pattern.test(outsideQuotes))?.[1];
  const problem = reason === undefined ? `'${text}' is not a path` : `'${text}': ${reason} are not supported`;
  return new Refusal(problem, "use a plain reference path such as $.task.dueAt, $['a name'] or $.items[0]");
}

function parseSegments(text: string, from: number): Segment[] {
  const segments: Segment[] = [];
  segmentPattern.lastIndex = from;
  while (segmentPattern.lastIndex < text.length) {
    const found = segmentPattern.exec(text);
    if (found === null) throw refusePath(text);
    const [, plain, single, double, index] = found;
    if (index === undefined) segments.push(plain ?? (single ?? double ?? '').replace(/\\(.)/g, '$1'));
    else segments.push(Number(index));
  }
  return segments;
}

function child(value: Json, segment: Segment): Json | undefined {
  if (typeof segment === 'number') return isArray(value) ? value[segment] : undefined;
  if (isObject(value) && Object.hasOwn(value, segment)) return value[segment];
  return undefined;
}

function descend(root: Json, segments: readonly Segment[]): Json | undefined {
  let value: Json | undefined = root;
  for (const segment of segments) {
    value = child(value, segment);
    if (value === undefined) return undefined;
  }
  return value;
}

/** A moment as the context object shows it. */
const isoTime = (ms: number) => new Date(ms).toISOString();

const contextFields: Record<string, (scope: Scope) => Json | undefined> = {
  'Execution.Id': (scope) => scope.execution.id,
  'Execution.Name': (scope) => scope.execution.name,
  'Execution.Input': (scope) => scope.execution.input,
  'Execution.StartTime': (scope) => isoTime(scope.execution.startedAtMs),
  'State.Name': (scope) => scope.state.name,
  'State.EnteredTime': (scope) => isoTime(scope.enteredAtMs),
  'State.RetryCount': (scope) => scope.retryCount,
  'StateMachine.Id': (scope) => machineId(scope.execution.machine.name),
  'StateMachine.Name': (scope) => scope.execution.machine.name,
  'Task.Token': (scope) => scope.token,
  'Map.Item.Index': (scope) => scope.item?.index,
  'Map.Item.Value': (scope) => scope.item?.value,
};

function compileContextLookup(text: string, place: Place): Lookup {
  const segments = parseSegments(text, 2);
  const depth = segments[0] === 'Map' ? 3 : 2;
  const name = segments.slice(0, depth).join('.');
  const field = Object.hasOwn(contextFields, name) ? contextFields[name] : undefined;
  if (field === undefined) {
    throw new Refusal(
      `'${text}' is not supported of the context object`,
      `use one of ${Object.keys(contextFields).join(', ')} after $$.`,
    );
  }
  if (name === 'Task.Token' && !place.hasToken) {
    throw new Refusal(
      '$$.Task.Token exists only in a task that waits for a callback',
      'use .waitForTaskToken',
    );
  }
  if (segments[0] === 'Map' && !place.insideMap) {
    throw new Refusal(
      `'${text}' exists only inside a Map`,
      'use it in ItemSelector or in a state of ItemProcessor',
    );
  }
  const rest = segments.slice(depth);
  if (rest.length === 0) return (_input, scope) => field(scope);
  return (_input, scope) => {
    const root = field(scope);
    return root === undefined ? undefined : descend(root, rest);
  };
}

/** Compiles `$…` or `$$…`. @throws Refusal for what the runner does not support */
export function compileLookup(text: string, place: Place): Lookup {
  if (text.startsWith('$$')) return compileContextLookup(text, place);
  if (!text.startsWith('$')) throw refusePath(text);
  const segments = parseSegments(text, 1);
  const only = segments[0];
  if (only === undefined) return (input) => input;
  if (segments.length === 1) return (input) => child(input, only);
  return (input) => descend(input, segments);
}

/** Compiles a path that must find something: the evaluation throws States.Runtime otherwise. */
export function compilePath(text: string, place: Place, field: string): Evaluate {
  const lookup = compileLookup(text, place);
  return (input, scope) => {
    const value = lookup(input, scope);
    if (value !== undefined) return value;
    throw runtimeError(
      `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${JSON.stringify(input)}'`,
    );
  };
}

/** Joins a result with a state's input. @throws StateError States.ResultPathMatchFailure */
export type Join = (input: Json, result: Json) => Json;

function putAt(value: Json | undefined, names: readonly string[], depth: number, result: Json): Json {
  const name = names[depth];
  if (name === undefined) return result;
  if (value !== undefined && !isObject(value)) throw new RangeError(name);
  const inner = value !== undefined && Object.hasOwn(value, name) ? value[name] : undefined;
  return { ...value, [name]: putAt(inner, names, depth + 1, result) };
}

/**
 * Compiles a ResultPath: undefined or '$' replaces the input, null keeps it, a path puts the result there in a copy.
 * @throws Refusal for context paths and array indexes
 */
export function compileResultPath(text: string | null | undefined): Join {
  if (text === null) return (input) => input;
  if (text === undefined || text === '$') return (_input, result) => result;
  if (text.startsWith('$$') || !text.startsWith('$')) throw refusePath(text);
  const names = parseSegments(text, 1).filter((segment) => typeof segment === 'string');
  if (/\[\d/.test(text)) throw new Refusal(`'${text}' writes into an array`, 'write to a named field');
  return (input, result) => {
    try {
      return putAt(input, names, 0, result);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new InterpretationError(
        'States.ResultPathMatchFailure',
        `Unable to apply ReferencePath ${text} to input ${JSON.stringify(input)}`,
      );
    }
  };
}
