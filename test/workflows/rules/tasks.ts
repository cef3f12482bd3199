import { type State, workOf } from '../../../bin/draw-workflows/asl.ts';
import { failureStates } from '../../../bin/draw-workflows/diagram.ts';
import type { WaitName } from '../../../lambdas/domain/signal.ts';
import { calledBy, leavesOf, type Visit, visitsOf } from '../walk.ts';
import { outageSeconds, retrierOf, spanSeconds } from './retries.ts';
import { type Finding, forEachState, type ShapeRule } from './rule.ts';

const longestSeconds = 99_999_999;

/** What a step's task meets while the store or the service that runs it is away. */
const outageErrors = [
  'StoreConflict',
  'ServiceUnavailable',
  'Lambda.Unknown',
  'Lambda.ServiceException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Sandbox.Timedout',
];
const startErrors = [
  'StepFunctions.ExecutionLimitExceededException',
  'StepFunctions.ThrottlingException',
  'StepFunctions.SdkClientException',
  'StepFunctions.AWSStepFunctionsException',
];

const bounded = forEachState('every task is bounded', ({ state }) => {
  if (state.Type !== 'Task') return [];
  const { TimeoutSeconds: seconds, TimeoutSecondsPath: path } = state;
  return [
    seconds === undefined && path === undefined && 'has neither TimeoutSeconds nor TimeoutSecondsPath',
    seconds !== undefined &&
      !(Number.isInteger(seconds) && seconds >= 1 && seconds <= longestSeconds) &&
      `waits ${seconds} seconds; give 1 to ${longestSeconds}`,
    path !== undefined && !path.endsWith('.timeoutSeconds') && `takes its timeout from ${path}`,
  ];
});

function notRetried(state: State, errors: readonly string[], leastSeconds: number): string[] {
  return errors.flatMap((error) => {
    const retrier = retrierOf(state, error);
    if (retrier === undefined) return [`${error} is not retried`];
    const span = spanSeconds(retrier);
    return span < leastSeconds ? [`${error} is retried for ${span} seconds, less than ${leastSeconds}`] : [];
  });
}

const retried = forEachState('every step is tried again through an outage of three hours', ({ state }) => {
  const work = workOf(state);
  if (work === undefined) return [];
  if (work.kind === 'machine') return notRetried(state, startErrors, 1);
  return notRetried(
    state,
    work.kind === 'step' ? [...outageErrors, 'States.Timeout'] : outageErrors,
    outageSeconds,
  );
});

const notAskedAgain = forEachState(
  'a wait that ran out, or a machine that failed, is not simply tried again',
  ({ state }) => {
    const work = workOf(state);
    if (work === undefined || work.kind === 'step') return [];
    const errors = work.kind === 'machine' ? ['States.Timeout', 'States.TaskFailed'] : ['States.Timeout'];
    return errors.map((error) => retrierOf(state, error) && `${error} is retried`);
  },
);

const caught = forEachState(
  'every task and every group of tasks catches all that can be caught',
  ({ state }) => {
    if (!['Task', 'Parallel', 'Map'].includes(state.Type)) return [];
    return [
      state.Catch?.at(-1)?.ErrorEquals.join() !== 'States.ALL' && 'has no Catch that ends in States.ALL',
    ];
  },
);

const known = forEachState('every task is a step, a callback or a machine', ({ state }) => [
  state.Type === 'Task' && workOf(state) === undefined && `has the resource ${state.Resource}`,
]);

const tokens = forEachState('every callback passes its token', ({ state }) => {
  if (workOf(state)?.kind !== 'callback') return [];
  const passed = leavesOf(state.Parameters?.Payload).some(
    ({ keys, value }) => keys.at(-1) === 'taskToken.$' && value === '$$.Task.Token',
  );
  return [!passed && 'nobody is given $$.Task.Token, so nobody can answer'];
});

const goesOn = forEachState('silence leads to an escalation or a new decision', ({ scope, state }) => {
  if (workOf(state)?.kind !== 'callback') return [];
  const catcher = state.Catch?.find(({ ErrorEquals }) =>
    ErrorEquals.some((name) => name === 'States.Timeout' || name === 'States.ALL'),
  );
  const target = catcher === undefined ? undefined : scope.States[catcher.Next];
  if (catcher === undefined || target === undefined) return ['nothing happens when time is up'];
  const work = workOf(target);
  const acts = work?.kind === 'step' || work?.kind === 'callback';
  return [
    (!acts || failureStates(scope).has(catcher.Next)) && `simply ends in "${catcher.Next}" when time is up`,
  ];
});

const waits: Record<WaitName, true> = {
  place: true,
  treatment: true,
  aftercare: true,
  'follow-up': true,
};

const openWait = `\${OpenWait}`;

function waitNameOf({ state }: Visit): string | undefined {
  const work = workOf(state);
  if (work?.kind !== 'callback' || work.placeholder !== openWait) return undefined;
  const leaf = leavesOf(state.Parameters?.Payload).find(({ keys }) => keys.at(-1) === 'wait');
  return String(leaf?.value ?? '');
}

const waitNames = forEachState('every wait for a date has a name that signals know', (visit) => {
  const name = waitNameOf(visit);
  return [
    name !== undefined && !Object.hasOwn(waits, name) && `waits as "${name}", which no signal can name`,
  ];
});

/** Where the design wants that something may interrupt, by machine and wait. */
const interruptible: [machine: string, wait: WaitName][] = [
  ['admission', 'place'],
  ['treatment', 'treatment'],
  ['aftercare', 'aftercare'],
  ['follow-up', 'follow-up'],
];

const signals: ShapeRule = {
  rule: 'signals can interrupt where something may happen meanwhile',
  check: ({ machines }): Finding[] => {
    const open = machines.flatMap(visitsOf).map((visit) => `${visit.machine} ${waitNameOf(visit)}`);
    return interruptible
      .filter(([machine, wait]) => !open.includes(`${machine} ${wait}`))
      .map(([machine, wait]) => ({ machine, state: '', problem: `no callback waits as "${wait}"` }));
  },
};

const outwaits = forEachState(
  'a machine waits longer than the machine it waits for can run',
  (visit, { machines }) => {
    const called = calledBy(visit, machines);
    const own = visit.state.TimeoutSeconds ?? 0;
    const least = called?.definition.TimeoutSeconds ?? 0;
    return [
      called !== undefined &&
        own <= least &&
        `gives up after ${own} seconds, but ${called.name} may run ${least}`,
    ];
  },
);

const fits = forEachState('no task is given longer than its machine', (visit, { machines }) => {
  const machine = machines.find(({ name }) => name === visit.machine);
  const own = visit.state.TimeoutSeconds ?? 0;
  const whole = machine?.definition.TimeoutSeconds ?? 0;
  return [own >= whole && `may take ${own} seconds, but the machine ends after ${whole}`];
});

/** How tasks are bounded, tried again, caught and answered. */
export const taskRules: ShapeRule[] = [
  known,
  bounded,
  retried,
  notAskedAgain,
  caught,
  tokens,
  goesOn,
  waitNames,
  signals,
  outwaits,
  fits,
];
