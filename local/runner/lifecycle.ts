import {
  ExecutionAlreadyExists,
  InvalidExecutionInput,
  InvalidName,
  StateMachineDoesNotExist,
} from './errors.ts';
import {
  type Ending,
  type Engine,
  type Execution,
  type StartOptions,
  type Status,
  Thread,
  type Visit,
} from './execution.ts';
import { History, type HistoryType } from './history.ts';
import { type Json, payloadLimitBytes, travel } from './json.ts';
import type { Machine, State } from './machine.ts';
import { executionId, isExecutionName } from './names.ts';

const dayMs = 86_400_000;
/** A closed execution's name can be used again after this time. */
const nameFreeAfterMs = 90 * dayMs;
/** No execution runs longer, whatever its machine says. */
const longestExecutionMs = 365 * dayMs;

const endEvents: Record<Exclude<Status, 'RUNNING'>, HistoryType> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};

function readInput(input: unknown): { data: Json; bytes: number } {
  let travelled: { data: Json; bytes: number };
  try {
    travelled = travel(input === undefined ? {} : input);
  } catch (error) {
    throw new InvalidExecutionInput(
      `it is not JSON (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  if (travelled.bytes > payloadLimitBytes) {
    throw new InvalidExecutionInput(
      `${travelled.bytes} bytes are more than ${payloadLimitBytes}: carry ids only`,
    );
  }
  return travelled;
}

function freeName(engine: Engine, machine: string): string {
  let name: string;
  do {
    engine.unnamed += 1;
    name = `run-${engine.unnamed}`;
  } while (engine.executions.has(executionId(machine, name)));
  return name;
}

function newExecution(
  engine: Engine,
  machine: Machine,
  name: string,
  data: Json,
  options: StartOptions,
): Execution {
  return {
    id: executionId(machine.name, name),
    name,
    machine,
    input: data,
    inputText: JSON.stringify(data),
    startedAtMs: engine.clock.nowMs(),
    parentId: options.parentId,
    history: new History(engine.keepsHistory),
    root: new Thread(machine.states),
    waiters: [],
    status: 'RUNNING',
    output: undefined,
    error: undefined,
    cause: undefined,
    stoppedAtMs: undefined,
    limit: undefined,
  };
}

/** The running execution of this name and input, if any. @throws ExecutionAlreadyExists when the name is taken */
function sameRunning(engine: Engine, id: string, data: Json): Execution | undefined {
  const existing = engine.executions.get(id);
  if (existing === undefined) return undefined;
  if (existing.stoppedAtMs !== undefined) {
    if (engine.clock.nowMs() - existing.stoppedAtMs >= nameFreeAfterMs) return undefined;
    throw new ExecutionAlreadyExists(id);
  }
  if (existing.inputText !== JSON.stringify(data)) throw new ExecutionAlreadyExists(id);
  return existing;
}

/**
 * Begins an execution: its first state is entered as a later piece of work at the same moment.
 * @throws StateMachineDoesNotExist, InvalidName, InvalidExecutionInput, ExecutionAlreadyExists
 */
export function begin(engine: Engine, machineName: string, input: unknown, options: StartOptions): Execution {
  const machine = engine.machines.get(machineName);
  if (machine === undefined) throw new StateMachineDoesNotExist(machineName, engine.machines.keys());
  if (options.name !== undefined && !isExecutionName(options.name)) throw new InvalidName(options.name);
  const { data, bytes } = readInput(input);
  const name = options.name ?? freeName(engine, machineName);
  const existing = sameRunning(engine, executionId(machineName, name), data);
  if (existing !== undefined) return existing;

  const execution = newExecution(engine, machine, name, data, options);
  const nowMs = execution.startedAtMs;
  engine.executions.set(execution.id, execution);
  execution.history.note(nowMs, 'ExecutionStarted', undefined, data);
  execution.history.notePayload(bytes);
  const limitMs = Math.min(longestExecutionMs, (machine.timeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000);
  execution.limit = engine.clock.at(
    nowMs + limitMs,
    () => end(engine, execution, 'TIMED_OUT', {}),
    'execution timeout',
  );
  engine.onStatus({ executionId: execution.id, machine: machineName, name, status: 'RUNNING' });
  engine.enter(execution.root, execution, machine.states.startAt, data, bytes);
  return execution;
}

/** Ends an execution and all that belongs to it; does nothing when it has ended before. */
export function end(
  engine: Engine,
  execution: Execution,
  status: Exclude<Status, 'RUNNING'>,
  ending: Ending,
): void {
  if (execution.status !== 'RUNNING') return;
  const nowMs = engine.clock.nowMs();
  execution.status = status;
  execution.output = ending.output;
  execution.error = ending.error;
  execution.cause = ending.cause;
  execution.stoppedAtMs = nowMs;
  if (execution.limit !== undefined) engine.clock.cancel(execution.limit);
  execution.limit = undefined;
  endThread(engine, execution.root);
  if (status === 'SUCCEEDED') execution.history.note(nowMs, endEvents[status], undefined, ending.output);
  else execution.history.noteFailure(nowMs, endEvents[status], undefined, ending.error, ending.cause);
  tellWaiters(engine, execution);
  const { id, name, machine } = execution;
  engine.onStatus({
    executionId: id,
    machine: machine.name,
    name,
    status,
    error: ending.error,
    cause: ending.cause,
  });
}

function tellWaiters(engine: Engine, execution: Execution): void {
  for (const { visit, attempt } of execution.waiters) {
    const tell = () => {
      if (visit.attempt === attempt) engine.childEnded(visit, execution);
    };
    engine.clock.at(engine.clock.nowMs(), tell, 'child ended');
  }
  execution.waiters = [];
}

/** Takes a line of control off the stage, with the timers, tokens, children and branches of its open visit. */
function endThread(engine: Engine, thread: Thread): Visit | undefined {
  thread.alive = false;
  const { visit } = thread;
  thread.visit = undefined;
  if (visit !== undefined) closeAttempt(engine, visit);
  return visit;
}

const abortedEvents: Partial<Record<State['type'], HistoryType>> = {
  Task: 'TaskStateAborted',
  Wait: 'WaitStateAborted',
  Parallel: 'ParallelStateAborted',
  Map: 'MapStateAborted',
};

/** Notes that a state inside a failed Parallel or Map came to nothing: for the kinds that the service notes. */
export function noteAborted(engine: Engine, visit: Visit): void {
  const type = abortedEvents[visit.state.type];
  if (type !== undefined) visit.execution.history.note(engine.clock.nowMs(), type, visit.state.name);
}

/** Makes everything the current attempt started stale: timer, token, nested execution, branches. */
export function closeAttempt(engine: Engine, visit: Visit): void {
  visit.attempt += 1;
  if (visit.timer !== undefined) engine.clock.cancel(visit.timer);
  visit.timer = undefined;
  if (visit.token !== undefined) engine.tokens.set(visit.token, null);
  visit.token = undefined;
  visit.answered = false;
  const { child, branches } = visit;
  visit.child = undefined;
  visit.branches = undefined;
  if (child !== undefined) stopChild(engine, visit, child);
  for (const thread of branches?.threads ?? []) if (thread.alive) abortBranch(engine, visit, thread);
}

function stopChild(engine: Engine, visit: Visit, child: Execution): void {
  child.waiters = child.waiters.filter((waiter) => waiter.visit !== visit);
  if (child.parentId !== visit.execution.id) return;
  end(engine, child, 'ABORTED', {
    cause: `Stopped: the execution ${visit.execution.id} no longer waits for it`,
  });
}

function abortBranch(engine: Engine, visit: Visit, thread: Thread): void {
  const { history, status } = visit.execution;
  if (visit.state.type === 'Map' && status === 'RUNNING') {
    history.noteIteration(engine.clock.nowMs(), 'MapIterationAborted', visit.state.name, thread.index);
  }
  const open = endThread(engine, thread);
  // An execution that is stopped as a whole notes nothing but its own end.
  if (open !== undefined && status === 'RUNNING') noteAborted(engine, open);
}
