import {
  exitsOf,
  type Machine,
  machineOf,
  rootOf,
  type Scope,
  type State,
  workOf,
} from '../../../bin/draw-workflows/asl.ts';
import { machineOfPlaceholder, stepOfPlaceholder } from '../../../local/runner/names.ts';
import {
  calledBy,
  innerInput,
  inputFrom,
  leavesOf,
  outputsOf,
  pathsIn,
  pathsRead,
  type Shape,
  shapeAt,
  shapesIn,
  templatesOf,
} from '../walk.ts';
import { type Finding, forEachMachine, forEachScope, forEachState, type ShapeRule } from './rule.ts';

const ids = [
  'clinicId',
  'episodeId',
  'taskId',
  'testId',
  'homeId',
  'receiverId',
  'callerId',
  'checkInId',
  'crisisId',
  'about',
  'items',
];
const codes = [
  'kind',
  'reason',
  'stage',
  'wait',
  'machine',
  'part',
  'error',
  'rung',
  'day',
  'attempt',
  'round',
  'schema',
];
const others = ['date', 'outcome', 'question', 'execution', 'taskToken', 'timeoutSeconds'];
const service = ['FunctionName', 'Payload', 'StateMachineArn', 'Name', 'Input'];
/** What a state may pass on: ids, codes, deadlines and outcomes. Never a name, never clinical text. */
const keysAllowed = new Set([...ids, ...codes, ...others, ...service]);

const results = [
  'decision',
  'answer',
  'task',
  'stage',
  'draw',
  'homes',
  'checkIn',
  'failure',
  'restart',
  'Output',
];
const lists = ['homeIds', 'episodeIds'];
const fieldsAllowed = new Set([...keysAllowed, ...results, ...lists, 'ending', 'Error']);
const contextAllowed = ['$$.Task.Token', '$$.Execution.Id', '$$.Execution.Name', '$$.Map.Item.Value'];

const onlyIds = forEachState('only ids, codes, deadlines and outcomes are passed on', ({ state }) =>
  templatesOf(state)
    .flatMap((template) => leavesOf(template))
    .flatMap(({ keys, value }) => [
      ...keys
        .map((key) => key.replace(/\.\$$/, ''))
        .filter((key) => !keysAllowed.has(key))
        .map((key) => `passes "${key}"`),
      ...problemsOfValue(keys.at(-1)?.endsWith('.$') ?? false, value),
    ]),
);

function problemsOfValue(isComputed: boolean, value: unknown): string[] {
  if (typeof value !== 'string') return [];
  if (!isComputed) {
    const isCode = /^[a-z][a-z -]*$/.test(value) || /^\$\{\w+\}$/.test(value);
    return isCode ? [] : [`passes the text "${value}", which is no code`];
  }
  const context = (value.match(/\$\$[.\w]*/g) ?? []).filter((path) => !contextAllowed.includes(path));
  const fields = pathsIn(value).flatMap((path) => path.split('.').slice(1));
  const unknown = fields.filter((field) => !fieldsAllowed.has(field));
  const isPathOrName = /^\$\$?[.\w]*$/.test(value) || value.startsWith('States.Format(');
  return [
    ...context.map((path) => `reads ${path}`),
    ...unknown.map((field) => `reads "${field}"`),
    ...(isPathOrName ? [] : [`computes ${value}`]),
  ];
}

/** Every step and machine that a machine names exists. Reads the steps from disk through the world. */
const placeholders = forEachMachine(
  'every placeholder names a step or a machine',
  ({ definition }, world) => {
    const named = new Set(JSON.stringify(definition).match(/\$\{[^}]*\}/g) ?? []);
    return [...named].flatMap((placeholder) => {
      if (machineOfPlaceholder(placeholder) !== undefined)
        return machineOf(placeholder, world.machines)
          ? []
          : [`${placeholder} names no machine under workflows`];
      const step = stepOfPlaceholder(placeholder);
      return step !== undefined && world.steps.has(step)
        ? []
        : [`${placeholder} names no step under lambdas/steps`];
    });
  },
);

/** What the machines that no machine starts are started with, by the heartbeat and by staff actions. */
const entryInputs: Record<string, readonly string[]> = {
  'client-journey': ['schema', 'clinicId', 'episodeId', 'attempt'],
  'clinic-day': ['schema', 'clinicId', 'date', 'attempt'],
  crisis: ['schema', 'clinicId', 'crisisId', 'attempt'],
};

const pathsExist: ShapeRule = {
  rule: 'every path exists on every way that leads to it',
  check: ({ machines }) =>
    machines.flatMap((machine) => {
      const entry = (entryInputs[machine.name] ?? []).map((field): [string, Shape] => [field, 'anything']);
      const input = inputFrom(machine.name, machines) ?? Object.fromEntries(entry);
      return missingIn(machine.name, machine.definition, input);
    }),
};

function missingIn(machine: string, scope: Scope, input: Shape): Finding[] {
  const known = shapesIn(scope, input);
  return Object.entries(scope.States).flatMap(([name, state]) => {
    const data = known.get(name);
    if (data === undefined) return [];
    const missing = pathsRead(state).filter((path) => shapeAt(data, path) === undefined);
    const own = missing.map((path) => ({ machine, state: name, problem: `${path} may not exist here` }));
    const inner = [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])];
    return [...own, ...inner.flatMap((within) => missingIn(machine, within, innerInput(state, data)))];
  });
}

const keepsData = forEachState('no result replaces the ids that a machine carries', ({ state }) => {
  const hasResult = ['Task', 'Parallel', 'Map'].includes(state.Type);
  return [
    hasResult && state.ResultPath === undefined && 'has no ResultPath, so its result replaces everything',
    state.ResultSelector && state.ResultPath === null && 'selects from its result, but throws it away',
  ];
});

/** The fields whose newest value a state needs: what a choice tells apart, what an ending hands back. */
function freshRoots(state: State): (string | undefined)[] {
  const isResult = state.Type === 'Choice' || (state.Type === 'Pass' && state.End === true);
  return isResult ? pathsRead(state).map(rootOf) : [];
}

const freshOutcomes = forEachScope('an outcome is looked at right after it came', (scope) =>
  Object.entries(scope.States).flatMap(([name, state]) =>
    Object.entries(scope.States).flatMap(([before, earlier]) => {
      const comes = exitsOf(earlier).filter(({ to }) => to === name);
      const isWritten = comes.every(({ when }) => when.kind === 'next');
      const known =
        earlier.Type === 'Choice' ? freshRoots(earlier) : isWritten ? [rootOf(earlier.ResultPath ?? '')] : [];
      const stale = comes.length === 0 ? [] : freshRoots(state).filter((root) => !known.includes(root));
      return stale.map((root): [string, string] => [
        name,
        `reads $.${root}, which "${before}" did not write`,
      ]);
    }),
  ),
);

const outputsExist = forEachState(
  'every ending of a machine hands back what its caller reads',
  (visit, { machines }) => {
    const called = calledBy(visit, machines);
    if (called === undefined) return [];
    const read = leavesOf(visit.state.ResultSelector).flatMap(({ value }) =>
      typeof value === 'string' && value.startsWith('$.Output.') ? [value.slice('$.Output.'.length)] : [],
    );
    return read.flatMap((field) =>
      endingsWithout(called, field).length > 0
        ? [`reads ${field}, which not every ending of ${called.name} gives`]
        : [],
    );
  },
);

function endingsWithout(machine: Machine, field: string): unknown[] {
  const outputs = outputsOf(machine);
  const plain = Object.values(machine.definition.States).filter(({ Type }) => Type === 'Succeed');
  return [...plain, ...outputs.filter((output) => !(field in output) && !(`${field}.$` in output))];
}

const nameParts = ['$.episodeId', '$.clinicId', '$.homeId', '$.date', '$.attempt'];

const executionNames = forEachState(
  'an execution is named by ids, date and attempt, and begins once',
  ({ state }) => {
    const work = workOf(state);
    if (work?.kind !== 'machine') return [];
    const name = state.Parameters?.['Name.$'];
    if (state.Parameters?.Name !== undefined)
      return ['has a fixed name, which is used up by the first execution'];
    if (typeof name !== 'string')
      return [
        machineOfPlaceholder(work.placeholder) !== 'human-task' &&
          'is not named, so it could run twice at once',
      ];
    return [...problemsOfName(name), !work.waits && notTakenForDone(state)];
  },
);

function problemsOfName(name: string): string[] {
  const [, pattern, list] = /^States\.Format\('((?:[a-z-]|\{\})+)', ([^()]+)\)$/.exec(name) ?? [];
  if (pattern === undefined || list === undefined) return [`is named ${name} instead of by States.Format`];
  const parts = list.split(', ');
  const strange = parts.filter((part) => !nameParts.includes(part));
  return [
    ...strange.map((part) => `has ${part} in its name`),
    ...(pattern.split('{}').length - 1 === parts.length
      ? []
      : ['fills its name with too many or too few parts']),
    ...(parts.includes('$.attempt') ? [] : ['could not be started again: its name has no attempt']),
  ];
}

function notTakenForDone(state: State): string | false {
  const error = 'StepFunctions.ExecutionAlreadyExistsException';
  return (
    !state.Catch?.some(({ ErrorEquals }) => ErrorEquals.includes(error)) &&
    `${error} is not taken for started`
  );
}

/** What machines hand over, to steps and to one another. */
export const payloadRules: ShapeRule[] = [
  onlyIds,
  placeholders,
  pathsExist,
  keepsData,
  freshOutcomes,
  outputsExist,
  executionNames,
];
