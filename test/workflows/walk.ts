import {
  type Exit,
  exitsOf,
  isEnding,
  type Json,
  type Machine,
  machineOf,
  nestedResource,
  rootOf,
  type Scope,
  type State,
  scopesOf,
  type Template,
  workOf,
} from '../../bin/draw-workflows/asl.ts';

/** A state where it stands: nested ones too. */
export interface Visit {
  machine: string;
  scope: Scope;
  name: string;
  state: State;
}

/** Every state of a machine, those inside a Parallel or a Map included. */
export function visitsOf({ name: machine, definition }: Machine): Visit[] {
  return scopesOf(definition).flatMap((scope) =>
    Object.entries(scope.States).map(([name, state]) => ({ machine, scope, name, state })),
  );
}

/** The states that can be entered from `start` on, itself included, by the exits that count. */
export function reachedFrom(
  scope: Scope,
  start: string,
  exits: (state: State) => readonly Exit[] = exitsOf,
): Set<string> {
  const reached = new Set([start]);
  for (const name of reached) {
    const state = scope.States[name];
    for (const { to } of state ? exits(state) : []) reached.add(to);
  }
  return reached;
}

/** States that lie on a loop made of these exits alone. */
export function loopsOf(scope: Scope, exits: (state: State) => readonly Exit[]): string[] {
  return Object.entries(scope.States).flatMap(([name, state]) =>
    exits(state).some(({ to }) => reachedFrom(scope, to, exits).has(name)) ? [name] : [],
  );
}

/** A value at the end of a template, with the keys that lead to it. */
export interface Leaf {
  keys: string[];
  value: Json;
}

/** Every leaf of a template. An index of a list counts as no key. */
export function leavesOf(template: Json | undefined, keys: string[] = []): Leaf[] {
  if (template === undefined) return [];
  if (Array.isArray(template)) return template.flatMap((item) => leavesOf(item, keys));
  if (typeof template !== 'object' || template === null) return [{ keys, value: template }];
  return Object.entries(template).flatMap(([key, value]) => leavesOf(value, [...keys, key]));
}

/** The templates of a state that choose what is passed on. */
export function templatesOf(state: State): Template[] {
  return [state.Parameters, state.ResultSelector, state.ItemSelector].filter((given) => given !== undefined);
}

/** The paths into the state's data that an expression reads: "States.Format('{}', $.a.b)" → ['$.a.b']. */
export function pathsIn(expression: string): string[] {
  const unquoted = expression.replace(/'(?:[^'\\]|\\.)*'/g, "''");
  return unquoted.match(/(?<!\$)\$(?:\.\w+)*(?![\w$])/g) ?? [];
}

function readsOf(template: Template | undefined): string[] {
  return leavesOf(template).flatMap(({ keys, value }) =>
    keys.at(-1)?.endsWith('.$') && typeof value === 'string' ? pathsIn(value) : [],
  );
}

/** The paths into its data that a state needs when it is entered. */
export function pathsRead(state: State): string[] {
  const single = [state.TimeoutSecondsPath, state.ItemsPath, ...(state.Choices ?? []).map((c) => c.Variable)];
  return [
    ...readsOf(state.Parameters),
    ...readsOf(state.ItemSelector),
    ...single.filter((path) => path !== undefined),
  ];
}

/** What is known to exist in a state's data: fields by name, or a value that only its writer knows. */
export type Shape = 'anything' | { [field: string]: Shape };

/** Follows a path; undefined when a field on it is not known to exist. */
export function shapeAt(shape: Shape, path: string): Shape | undefined {
  let current: Shape | undefined = shape;
  for (const field of path.split('.').slice(1)) {
    if (current === undefined || current === 'anything') return current;
    current = current[field];
  }
  return current;
}

/** What exists whichever of two ways was taken. */
function inBoth(a: Shape, b: Shape): Shape {
  if (a === 'anything') return b;
  if (b === 'anything') return a;
  const fields = Object.keys(a).filter((field) => b[field] !== undefined);
  return Object.fromEntries(
    fields.map((field) => [field, inBoth(a[field] ?? 'anything', b[field] ?? 'anything')]),
  );
}

/** What a template builds from data of a shape. */
function shapeOf(template: Template, data: Shape): Shape {
  const fields = Object.entries(template).map(([key, value]): [string, Shape] => {
    if (key.endsWith('.$')) return [key.slice(0, -2), builtBy(value, data)];
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return [key, isObject ? shapeOf(value, data) : 'anything'];
  });
  return Object.fromEntries(fields);
}

function builtBy(expression: Json, data: Shape): Shape {
  const isPath = typeof expression === 'string' && /^\$(\.\w+)*$/.test(expression);
  return isPath ? (shapeAt(data, expression) ?? 'anything') : 'anything';
}

function put(data: Shape, resultPath: string | null | undefined, result: Shape): Shape {
  if (resultPath === null) return data;
  const root = resultPath === undefined ? undefined : rootOf(resultPath);
  if (root === undefined) return result;
  return data === 'anything' ? data : { ...data, [root]: result };
}

const failure: Shape = { Error: 'anything', Cause: 'anything' };

function resultOf(state: State, data: Shape): Shape {
  if (state.Type === 'Pass') return state.Parameters ? shapeOf(state.Parameters, data) : data;
  return state.ResultSelector ? shapeOf(state.ResultSelector, 'anything') : 'anything';
}

function after(state: State, data: Shape): [to: string, data: Shape][] {
  const passesOn = state.Type === 'Choice' || state.Type === 'Wait';
  const whole = passesOn ? data : put(data, state.ResultPath, resultOf(state, data));
  return exitsOf(state).map(({ to, when }) => [
    to,
    when.kind === 'caught' ? put(data, when.resultPath, failure) : whole,
  ]);
}

/** What is known to exist when each state of a scope is entered, given what the scope begins with. */
export function shapesIn(scope: Scope, input: Shape): Map<string, Shape> {
  const known = new Map<string, Shape>([[scope.StartAt, input]]);
  const open = [scope.StartAt];
  for (const name of open) {
    const state = scope.States[name];
    const data = known.get(name);
    if (state === undefined || data === undefined) continue;
    for (const [to, given] of after(state, data)) {
      const before = known.get(to);
      const joined = before === undefined ? given : inBoth(before, given);
      if (before !== undefined && JSON.stringify(joined) === JSON.stringify(before)) continue;
      known.set(to, joined);
      open.push(to);
    }
  }
  return known;
}

/** What the scopes inside a state begin with. */
export function innerInput(state: State, data: Shape): Shape {
  if (state.Type === 'Map') return state.ItemSelector ? shapeOf(state.ItemSelector, data) : 'anything';
  return state.Parameters ? shapeOf(state.Parameters, data) : data;
}

/** What a machine is started with by the others, as far as all of them give it; undefined when none starts it. */
export function inputFrom(machine: string, machines: readonly Machine[]): Shape | undefined {
  const inputs = machines
    .flatMap(visitsOf)
    .filter(({ state }) => {
      const work = workOf(state);
      return work?.kind === 'machine' && machineOf(work.placeholder, machines) === machine;
    })
    .map(({ state }) => state.Parameters?.Input)
    .map((input) =>
      typeof input === 'object' && !Array.isArray(input) ? shapeOf(input ?? {}, 'anything') : {},
    );
  return inputs.length === 0 ? undefined : inputs.reduce(inBoth);
}

/** What a machine's endings hand back, for those that hand back a value of their own. */
export function outputsOf({ definition }: Machine): Template[] {
  return Object.values(definition.States)
    .filter((state) => isEnding(state) && state.Type === 'Pass')
    .map((state) => state.Parameters ?? {});
}

/** The machines that a machine waits for, by the states that do. */
export function calledBy(visit: Visit, machines: readonly Machine[]): Machine | undefined {
  const work = workOf(visit.state);
  if (work?.kind !== 'machine' || visit.state.Resource !== nestedResource) return undefined;
  return machines.find(({ name }) => name === machineOf(work.placeholder, machines));
}
