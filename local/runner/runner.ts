import type { VirtualClock } from '../virtual-clock.ts';
import { ExecutionDoesNotExist, RunnerError, StateError, TaskDoesNotExist, TaskTimedOut } from './errors.ts';
import type {
  Engine,
  Execution,
  Status,
  StatusEvent,
  StepCall,
  StepHooks,
  Thread,
  Visit,
  Waiting,
} from './execution.ts';
import { complete, enter, fail } from './flow.ts';
import type { HistoryEvent } from './history.ts';
import { type Json, payloadLimitBytes, travel } from './json.ts';
import { begin, end } from './lifecycle.ts';
import { loadMachines } from './load.ts';
import { answer, childEnded } from './tasks.ts';

export interface RunnerOptions {
  /** Parsed Amazon States Language by kebab-case machine name. */
  readonly machines: Readonly<Record<string, unknown>>;
  /**
   * Runs a step. It takes no virtual time: it must not wait for the clock. What it throws becomes the task's error,
   * with the error's `name` as the States Language's error name.
   */
  readonly steps: (call: StepCall) => Promise<unknown>;
  readonly clock: VirtualClock;
  readonly hooks?: StepHooks;
  /** Whether to keep the events of each execution; counting goes on without. Default: true. */
  readonly history?: boolean;
  /** Told, at once, of every start and end of an execution. */
  readonly onStatus?: (event: StatusEvent) => void;
}

export interface Described {
  readonly executionId: string;
  readonly machine: string;
  readonly name: string;
  readonly status: Status;
  readonly input: Json;
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly startedAtMs: number;
  readonly stoppedAtMs: number | undefined;
  readonly parentId: string | undefined;
}

/** What one open state of a running execution waits for. */
interface OpenState {
  readonly state: string;
  readonly waiting: Waiting;
  readonly untilMs: number | undefined;
  readonly taskToken: string | undefined;
  readonly childId: string | undefined;
}

interface Counted {
  /** States entered. */
  readonly transitions: number;
  /** Events as the service's history would hold them. */
  readonly events: number;
  /** The largest input of a state, or input or output of the execution, in bytes of JSON. */
  readonly largestPayloadBytes: number;
}

interface Counts extends Counted {
  readonly executions: number;
  readonly byStatus: Readonly<Record<Status, number>>;
  readonly openCallbacks: number;
  /** The events of the longest execution. */
  readonly mostEvents: number;
}

export interface Runner {
  /**
   * Starts an execution and gives its id; the same name with the same input, still running, gives the same id.
   * @throws StateMachineDoesNotExist, InvalidName, InvalidExecutionInput, ExecutionAlreadyExists
   */
  start(machine: string, input: unknown, options?: { readonly name?: string }): string;
  /** Answers the task of a token. @throws TaskDoesNotExist, TaskTimedOut, RunnerError InvalidOutput */
  succeed(taskToken: string, output: unknown): void;
  /** Fails the task of a token. @throws TaskDoesNotExist, TaskTimedOut */
  fail(taskToken: string, failure: { readonly error?: string; readonly cause?: string }): void;
  /** Stops an execution and its nested ones; one that has ended stays as it is. @throws ExecutionDoesNotExist */
  stop(executionId: string, reason?: { readonly error?: string; readonly cause?: string }): void;
  /** @throws ExecutionDoesNotExist */
  describe(executionId: string): Described;
  list(filter?: {
    readonly machine?: string;
    readonly status?: Status;
    readonly parentId?: string;
  }): Described[];
  /** The events so far; empty when the runner keeps none. @throws ExecutionDoesNotExist */
  historyOf(executionId: string): readonly HistoryEvent[];
  /** @throws ExecutionDoesNotExist */
  transitions(executionId: string): Counted;
  /** What the open states of an execution wait for; empty when it has ended. @throws ExecutionDoesNotExist */
  openStates(executionId: string): OpenState[];
  counts(): Counts;
}

function createEngine(options: RunnerOptions): Engine {
  const engine: Engine = {
    clock: options.clock,
    machines: loadMachines(options.machines),
    executions: new Map(),
    tokens: new Map(),
    steps: options.steps,
    hooks: options.hooks ?? {},
    onStatus: options.onStatus ?? (() => {}),
    keepsHistory: options.history ?? true,
    unnamed: 0,
    tokensGiven: 0,
    begin: (machine, input, startOptions) => begin(engine, machine, input, startOptions),
    enter: (thread, execution, name, input, bytes) => enter(engine, thread, execution, name, input, bytes),
    complete: (visit, result) => complete(engine, visit, result),
    fail: (visit, error) => fail(engine, visit, error),
    childEnded: (visit, child) => childEnded(engine, visit, child),
  };
  return engine;
}

function find(engine: Engine, executionId: string): Execution {
  const execution = engine.executions.get(executionId);
  if (execution === undefined) throw new ExecutionDoesNotExist(executionId);
  return execution;
}

function openVisit(engine: Engine, taskToken: string): Visit {
  const visit = engine.tokens.get(taskToken);
  if (visit === undefined) throw new TaskDoesNotExist();
  if (visit === null) throw new TaskTimedOut();
  return visit;
}

function readOutput(output: unknown): Json {
  const { data, bytes } = travel(output);
  if (bytes <= payloadLimitBytes) return data;
  throw new RunnerError(
    'InvalidOutput',
    `output has ${bytes} bytes, more than ${payloadLimitBytes}: answer with ids`,
  );
}

function describeExecution(execution: Execution): Described {
  const { id, name, status, input, output, error, cause, startedAtMs, stoppedAtMs, parentId } = execution;
  const machine = execution.machine.name;
  return {
    executionId: id,
    machine,
    name,
    status,
    input,
    output,
    error,
    cause,
    startedAtMs,
    stoppedAtMs,
    parentId,
  };
}

function openStatesOf(thread: Thread): OpenState[] {
  const { visit } = thread;
  if (visit === undefined) return [];
  const own: OpenState = {
    state: visit.state.name,
    waiting: visit.waiting,
    untilMs: visit.timer?.dueMs,
    taskToken: visit.token,
    childId: visit.child?.id,
  };
  return [own, ...(visit.branches?.threads ?? []).flatMap(openStatesOf)];
}

function countAll(engine: Engine): Counts {
  const byStatus: Record<Status, number> = { RUNNING: 0, SUCCEEDED: 0, FAILED: 0, TIMED_OUT: 0, ABORTED: 0 };
  let [transitions, events, mostEvents, largestPayloadBytes, openCallbacks] = [0, 0, 0, 0, 0];
  for (const { status, history } of engine.executions.values()) {
    byStatus[status] += 1;
    transitions += history.transitions;
    events += history.events;
    mostEvents = Math.max(mostEvents, history.events);
    largestPayloadBytes = Math.max(largestPayloadBytes, history.largestPayloadBytes);
  }
  for (const visit of engine.tokens.values()) if (visit !== null) openCallbacks += 1;
  const executions = engine.executions.size;
  return { executions, byStatus, transitions, events, mostEvents, largestPayloadBytes, openCallbacks };
}

/**
 * Runs state machines on a virtual clock, the way AWS Step Functions runs them. Nothing happens inside a call:
 * work is put on the clock, and runs when the clock is advanced (for what is due now, to its own `nowMs()`).
 * Everything is deterministic: the same calls at the same virtual times give the same ids, tokens and histories.
 * @throws MachineRefused when a machine uses what the runner does not support, with every problem found
 * @example
 * const clock = createVirtualClock(Date.parse('2030-01-01T08:00:00Z'));
 * const runner = createRunner({ machines: { greeting }, steps: async ({ step }) => ({ did: step }), clock });
 * const id = runner.start('greeting', { clientId: 'c-1' });
 * await clock.runUntilIdle();
 * runner.describe(id).status; // 'SUCCEEDED'
 */
export function createRunner(options: RunnerOptions): Runner {
  const engine = createEngine(options);
  return {
    start: (machine, input, startOptions = {}) =>
      begin(engine, machine, input, { name: startOptions.name }).id,
    succeed(taskToken, output) {
      const visit = openVisit(engine, taskToken);
      answer(engine, visit, taskToken, { output: readOutput(output) });
    },
    fail(taskToken, { error, cause }) {
      answer(engine, openVisit(engine, taskToken), taskToken, new StateError(error, cause));
    },
    stop: (id, reason = {}) =>
      end(engine, find(engine, id), 'ABORTED', { error: reason.error, cause: reason.cause }),
    describe: (id) => describeExecution(find(engine, id)),
    list(filter = {}) {
      const { machine, status, parentId } = filter;
      return [...engine.executions.values()]
        .filter((execution) => machine === undefined || execution.machine.name === machine)
        .filter((execution) => status === undefined || execution.status === status)
        .filter((execution) => parentId === undefined || execution.parentId === parentId)
        .map(describeExecution);
    },
    historyOf: (id) => find(engine, id).history.kept ?? [],
    transitions(id) {
      const { transitions, events, largestPayloadBytes } = find(engine, id).history;
      return { transitions, events, largestPayloadBytes };
    },
    openStates: (id) => openStatesOf(find(engine, id).root),
    counts: () => countAll(engine),
  };
}
