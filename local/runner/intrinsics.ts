import { intrinsicError, Refusal } from './errors.ts';
import { isArray, isObject, type Json } from './json.ts';
import { compilePath, type Evaluate, type Place } from './paths.ts';

type Intrinsic = (args: readonly Json[]) => Json;

function show(value: Json): string {
  if (typeof value === 'string') return value;
  if (isArray(value) || isObject(value)) {
    throw intrinsicError(
      'States.Format takes strings, numbers, booleans and null: wrap it in States.JsonToString',
    );
  }
  return String(value);
}

const escapedOrSlot = /\\([\\{}'])|\{\}/g;

function format([template, ...values]: readonly Json[]): Json {
  if (typeof template !== 'string')
    throw intrinsicError('the first argument of States.Format must be a string');
  let used = 0;
  const text = template.replace(escapedOrSlot, (_match, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    const value = values[used];
    used += 1;
    if (value === undefined) throw intrinsicError(`States.Format has more {} than values in '${template}'`);
    return show(value);
  });
  if (used !== values.length) throw intrinsicError(`States.Format has more values than {} in '${template}'`);
  return text;
}

function jsonMerge([left, right, deep]: readonly Json[]): Json {
  if (deep !== false)
    throw intrinsicError('the third argument of States.JsonMerge must be false (shallow merge)');
  if (!isObject(left) || !isObject(right)) throw intrinsicError('States.JsonMerge joins two JSON objects');
  return { ...left, ...right };
}

function mathAdd([a, b]: readonly Json[]): Json {
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) {
    throw intrinsicError('States.MathAdd adds two whole numbers');
  }
  return Number(a) + Number(b);
}

function stringToJson([text]: readonly Json[]): Json {
  if (typeof text !== 'string') throw intrinsicError('States.StringToJson takes a string');
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw intrinsicError(`States.StringToJson was given '${text}', which is not JSON`);
  }
}

function arrayGetItem([array, index]: readonly Json[]): Json {
  if (!isArray(array) || typeof index !== 'number') {
    throw intrinsicError('States.ArrayGetItem takes an array and an index');
  }
  const item = array[index];
  if (item === undefined) throw intrinsicError(`States.ArrayGetItem: index ${index} is outside the array`);
  return item;
}

function arrayLength([array]: readonly Json[]): Json {
  if (!isArray(array)) throw intrinsicError('States.ArrayLength takes an array');
  return array.length;
}

const unlimited = Number.POSITIVE_INFINITY;
const intrinsics: Record<string, { least: number; most: number; run: Intrinsic }> = {
  'States.Format': { least: 1, most: unlimited, run: format },
  'States.Array': { least: 0, most: unlimited, run: (args) => args },
  'States.JsonMerge': { least: 3, most: 3, run: jsonMerge },
  'States.MathAdd': { least: 2, most: 2, run: mathAdd },
  'States.StringToJson': { least: 1, most: 1, run: stringToJson },
  'States.JsonToString': { least: 1, most: 1, run: ([value]) => JSON.stringify(value ?? null) },
  'States.ArrayLength': { least: 1, most: 1, run: arrayLength },
  'States.ArrayGetItem': { least: 2, most: 2, run: arrayGetItem },
};

const tokenPattern =
  /\s*(?:(States\.[A-Za-z]\w*)\s*\(|('(?:[^'\\]|\\.)*')|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?=[\s,)])|(true|false|null)(?=[\s,)])|(\$(?:[^\s,()'"[]|\['[^']*'\]|\["[^"]*"\]|\[\d+\])*)|([,)]))\s*/y;

/** Reads one call, such as States.Format('{}/{}', $.a, States.MathAdd($.b, 1)). */
class Parser {
  readonly #text: string;
  readonly #place: Place;
  #at = 0;

  constructor(text: string, place: Place) {
    this.#text = text;
    this.#place = place;
  }

  whole(): Evaluate {
    const value = this.#argument(this.#next());
    if (value === undefined || this.#at < this.#text.length) throw this.#refuse();
    return value;
  }

  #next(): RegExpExecArray {
    tokenPattern.lastIndex = this.#at;
    const token = tokenPattern.exec(this.#text);
    if (token === null) throw this.#refuse();
    this.#at = tokenPattern.lastIndex;
    return token;
  }

  #refuse(): Refusal {
    return new Refusal(
      `'${this.#text}' is not a call of an intrinsic function the runner knows how to read`,
      "write it like States.Format('{} of {}', $.a, $.b): plain paths, 'texts', numbers, true, false, null",
    );
  }

  /** One argument, or undefined when the token is a comma or bracket. */
  #argument(token: RegExpExecArray): Evaluate | undefined {
    const [, call, quoted, number, word, path] = token;
    if (call !== undefined) return this.#call(call);
    if (path !== undefined) return compilePath(path, this.#place, this.#text);
    if (quoted !== undefined) return constant(this.#literal(quoted.slice(1, -1)));
    if (number !== undefined) return constant(Number(number));
    if (word !== undefined) return constant(JSON.parse(word) as Json);
    return undefined;
  }

  // Escapes stay for States.Format, which must tell \{ from {; elsewhere they are read here.
  #literal(inner: string): string {
    return this.#isFormatTemplate ? inner : inner.replace(/\\(.)/g, '$1');
  }

  #isFormatTemplate = false;

  #call(name: string): Evaluate {
    const intrinsic = Object.hasOwn(intrinsics, name) ? intrinsics[name] : undefined;
    if (intrinsic === undefined) {
      throw new Refusal(
        `${name} is not supported`,
        `use one of ${Object.keys(intrinsics).join(', ')}, or a step`,
      );
    }
    const args = this.#arguments(name === 'States.Format');
    if (args.length < intrinsic.least || args.length > intrinsic.most) {
      throw new Refusal(`${name} does not take ${args.length} argument(s)`, `see '${this.#text}'`);
    }
    const { run } = intrinsic;
    return (input, scope) => run(args.map((arg) => arg(input, scope)));
  }

  #arguments(isFormat: boolean): Evaluate[] {
    const args: Evaluate[] = [];
    for (;;) {
      this.#isFormatTemplate = isFormat && args.length === 0;
      const token = this.#next();
      const value = this.#argument(token);
      if (value === undefined) {
        if (token[6] !== ')' || args.length > 0) throw this.#refuse();
        return args;
      }
      args.push(value);
      const separator = this.#next()[6];
      if (separator === ')') return args;
      if (separator !== ',') throw this.#refuse();
    }
  }
}

function constant(value: Json): Evaluate {
  return () => value;
}

/** Compiles a call of an intrinsic function. @throws Refusal for functions and arguments not supported */
function compileIntrinsic(text: string, place: Place): Evaluate {
  return new Parser(text, place).whole();
}

/** Compiles `$…`, `$$…` or an intrinsic call. @throws Refusal */
export function compileExpression(text: string, place: Place, field: string): Evaluate {
  return text.startsWith('$') ? compilePath(text, place, field) : compileIntrinsic(text, place);
}
