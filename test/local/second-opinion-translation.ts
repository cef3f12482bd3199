import { isArray, isObject, type Json, type JsonObject } from '../../local/runner/json.ts';

type Change = (object: JsonObject) => JsonObject;

/** Rebuilds a JSON value, changing every object from the inside out. */
function rebuild(value: Json, change: Change): Json {
  if (isArray(value)) return value.map((item) => rebuild(item, change));
  if (!isObject(value)) return value;
  return change(
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rebuild(inner, change)])),
  );
}

/** Replaces context paths in the computed fields of templates: whole ones by a value, those in calls by a text. */
function replaceContext(paths: RegExp, replacement: (path: string) => Json): Change {
  const exact = new RegExp(`^(?:${paths.source})$`);
  return (object) =>
    Object.fromEntries(
      Object.entries(object).map(([key, value]) => {
        if (!key.endsWith('.$') || typeof value !== 'string') return [key, value];
        if (exact.test(value)) return [key.slice(0, -2), replacement(value)];
        const quoted = (path: string) => {
          const replaced = replacement(path);
          return typeof replaced === 'string' ? `'${replaced}'` : JSON.stringify(replaced);
        };
        return [key, value.replace(new RegExp(paths.source, 'g'), quoted)];
      }),
    );
}

const withoutName: Change = (object) => {
  if (!('StateMachineArn' in object)) return object;
  const { Name: _name, 'Name.$': _path, ...rest } = object;
  return rest;
};

const oneAtATime: Change = (object) => (object.Type === 'Map' ? { ...object, MaxConcurrency: 1 } : object);

const idsAndTimes =
  /\$\$\.(?:Execution\.(?:Id|Name|StartTime)|State\.(?:EnteredTime|RetryCount)|StateMachine\.Id)/;

/** The machine without what no two engines share: ids, names, times, and the order between iterations. */
export function neutral(definition: Json): Json {
  const bare = rebuild(definition, (object) => oneAtATime(withoutName(object)));
  return rebuild(
    bare,
    replaceContext(idsAndTimes, (path) => path.slice(3)),
  );
}

function valueAt(root: Json, names: readonly string[]): Json {
  return names.reduce<Json>((value, name) => (isObject(value) ? (value[name] ?? null) : null), root);
}

/** `"IsPresent": false` and its like never match in the library: the same, said with Not. */
const positiveTests: Change = (object) => {
  const [name] = Object.keys(object).filter((key) => /^Is[A-Z]/.test(key) && object[key] === false);
  if (name === undefined) return object;
  const { Next: next, ...test } = object;
  return { Not: { ...test, [name]: true }, ...(next === undefined ? {} : { Next: next }) };
};

/** `"ResultPath": "$"` is wrong in the library, and it keeps timeouts in real time. */
const plainFields: Change = (object) => {
  const { TimeoutSeconds: _seconds, TimeoutSecondsPath: _path, ...rest } = object;
  const isCallback = typeof rest.Resource === 'string' && rest.Resource.includes('waitForTaskToken');
  const timed = isCallback ? { ...rest, TimeoutSeconds: 0.001 } : rest;
  if (timed.ResultPath !== '$') return timed;
  const { ResultPath: _result, ...plain } = timed;
  return plain;
};

function named(definition: Json): [string, JsonObject][] {
  if (isArray(definition)) return definition.flatMap(named);
  if (!isObject(definition)) return [];
  const own = isObject(definition.States) ? Object.entries(definition.States) : [];
  const found = own.flatMap(([name, state]): [string, JsonObject][] =>
    isObject(state) ? [[name, state]] : [],
  );
  return [...found, ...Object.values(definition).flatMap(named)];
}

const literalStateName = (definition: Json): Json =>
  rebuild(definition, (object) => {
    if (!isObject(object.States)) return object;
    const states = Object.entries(object.States).map(([name, state]): [string, Json] => [
      name,
      rebuild(
        state,
        replaceContext(/\$\$\.State\.Name/, () => name),
      ),
    ]);
    return { ...object, States: Object.fromEntries(states) };
  });

/** A neutral machine as the library has to see it in one execution, and which of its states need an override. */
export function translated(definition: Json, machine: string, input: Json) {
  const inputPath = /\$\$\.Execution\.Input(?:\.\w+)*/;
  let theirs = literalStateName(definition);
  theirs = rebuild(
    theirs,
    replaceContext(inputPath, (path) => valueAt(input, path.split('.').slice(3))),
  );
  theirs = rebuild(
    theirs,
    replaceContext(/\$\$\.StateMachine\.Name/, () => machine),
  );
  theirs = rebuild(
    theirs,
    replaceContext(/\$\$\.Task\.Token/, () => 'token'),
  );
  theirs = rebuild(theirs, (object) => plainFields(positiveTests(object)));
  const states = named(theirs);
  const ofType = (type: string) => states.filter(([, state]) => state.Type === type);
  return {
    definition: theirs,
    tasks: ofType('Task'),
    waits: ofType('Wait').map(([name]) => name),
    retries: states.filter(([, state]) => 'Retry' in state).map(([name]) => name),
  };
}

/** Which scope (the machine, a branch, an item processor) each state belongs to. */
export function scopesOf(definition: Json): Map<string, string> {
  const scopes = new Map<string, string>();
  readScope(definition, '', scopes);
  return scopes;
}

function readScope(value: Json, scope: string, scopes: Map<string, string>): void {
  const states = isObject(value) && isObject(value.States) ? Object.entries(value.States) : [];
  for (const [name, state] of states) {
    scopes.set(name, scope);
    const { Branches: branches, ItemProcessor: processor = null } = isObject(state) ? state : {};
    const inner = isArray(branches) ? branches : [processor];
    for (const [index, one] of inner.entries()) readScope(one, `${scope}/${name}[${index}]`, scopes);
  }
}
