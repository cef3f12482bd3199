import validate from 'asl-validator';
import {
  type Exit,
  exitsOf,
  isEnding,
  isWaiting,
  type Scope,
  type State,
} from '../../../bin/draw-workflows/asl.ts';
import { loopsOf, reachedFrom } from '../walk.ts';
import { outageSeconds, retrierOf, spanSeconds } from './retries.ts';
import { forEachMachine, forEachScope, forEachState, type ShapeRule } from './rule.ts';

const yearSeconds = 365 * 86_400;

/** Loops that no wait slows down, by machine and state, and what ends each of them. */
const endsByItself: Record<string, string[]> = {
  // Each turn begins a later phase, and a program has finitely many.
  treatment: ['Decide what is due', 'What is due?', 'Begin next phase'],
};

const targets = forEachScope('every target exists in its own scope', (scope) => [
  ...(scope.States[scope.StartAt] ? [] : [[scope.StartAt, 'StartAt names no state'] as [string, string]]),
  ...Object.entries(scope.States).flatMap(([name, state]) =>
    exitsOf(state)
      .filter(({ to }) => scope.States[to] === undefined)
      .map(({ to }): [string, string] => [name, `leads to "${to}", which does not exist here`]),
  ),
]);

const unreachable = forEachScope('nothing is unreachable', (scope) => {
  const reached = reachedFrom(scope, scope.StartAt);
  const lost = Object.keys(scope.States).filter((name) => !reached.has(name));
  return lost.map((name) => [name, 'is never entered']);
});

const endings = forEachScope('every state can still come to an ending', (scope) =>
  Object.keys(scope.States)
    .filter((name) => !comesToAnEnding(scope, name))
    .map((name) => [name, 'no ending can be reached from here']),
);

function comesToAnEnding(scope: Scope, name: string): boolean {
  return [...reachedFrom(scope, name)].some((reached) => {
    const state = scope.States[reached];
    return state !== undefined && isEnding(state);
  });
}

/** Why a rung is left for the next: its time is over, or its page failed, and on the last rung a failed page waits all the same. */
const climbs = ['States.Timeout', 'PagerUnavailable'];

/** Ways out that take no time: all but what a wait was for, the climb to the next rung, and an error after hours of trying. */
function instantExits(state: State): Exit[] {
  if (!isWaiting(state)) return exitsOf(state);
  const unknown = retrierOf(state, 'AnyOtherError');
  if (unknown && spanSeconds(unknown) >= outageSeconds) return [];
  return exitsOf(state).filter(({ when }) => when.kind === 'caught' && !climbs.includes(when.value));
}

const noSpin = forEachScope('every loop passes a wait, or is known to end by itself', (scope, { name }) =>
  loopsOf(scope, instantExits)
    .filter((state) => !endsByItself[name]?.includes(state))
    .map((state) => [state, 'lies on a loop in which neither a person nor time is waited for']),
);

const noWaitStates = forEachState('nothing waits where it cannot be interrupted', ({ state }) => [
  state.Type === 'Wait' && 'is a Wait state; wait by a callback with a timeout, which a signal can end',
]);

const outcomeChoices = forEachState(
  'machines decide nothing: a choice only tells outcomes apart',
  ({ state }) => {
    if (state.Type !== 'Choice') return [];
    const choices = state.Choices ?? [];
    const outcomes = choices.map((choice) => `${choice.Variable} ${choice.StringEquals}`);
    return [
      state.Default === undefined && 'has no Default for an outcome it does not know',
      ...choices.map(
        (choice) =>
          Object.keys(choice).sort().join() !== 'Next,StringEquals,Variable' &&
          `compares with ${Object.keys(choice).join(', ')} instead of StringEquals alone`,
      ),
      ...choices.map(
        ({ Variable }) => !/^\$\.\w+\.outcome$/.test(Variable) && `looks at ${Variable}, which is no outcome`,
      ),
      ...outcomes.map((outcome, at) => outcomes.indexOf(outcome) !== at && `names ${outcome} twice`),
    ];
  },
);

const jsonataFields = ['QueryLanguage', 'Assign', 'Arguments', 'Output', 'Items'];

const plainJsonPath: ShapeRule = {
  rule: 'machines are written in plain JSONPath, without variables',
  check: (world) => [
    ...forEachState('', ({ state }) => bannedIn(state)).check(world),
    ...forEachMachine('', ({ definition }) => bannedIn(definition)).check(world),
  ],
};

function bannedIn(fields: object): string[] {
  return jsonataFields.filter((field) => field in fields).map((field) => `uses ${field}`);
}

const bounded = forEachMachine('every machine is bounded below one year', ({ definition }) => {
  const seconds = definition.TimeoutSeconds;
  return seconds !== undefined && seconds > 0 && seconds < yearSeconds
    ? []
    : [`TimeoutSeconds is ${seconds}; give less than ${yearSeconds}`];
});

const valid = forEachMachine('asl-validator accepts every machine', ({ definition }) => {
  const text = JSON.stringify(definition).replace(
    /\$\{(\w+)\}/g,
    'arn:aws:lambda:eu-west-1:000000000000:function:$1',
  );
  const { isValid, errorsText } = validate(JSON.parse(text));
  return isValid ? [] : [errorsText('; ')];
});

/** How states lead to one another. */
export const flowRules: ShapeRule[] = [
  targets,
  unreachable,
  endings,
  noSpin,
  noWaitStates,
  outcomeChoices,
  plainJsonPath,
  bounded,
  valid,
];
