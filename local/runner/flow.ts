import { branchFailed, branchSucceeded, startMap, startParallel } from './branches.ts';
import { InterpretationError, limitError, StateError } from './errors.ts';
import { type Engine, type Execution, type Thread, Visit } from './execution.ts';
import { bytesOf, type Json, payloadLimitBytes } from './json.ts';
import { closeAttempt, end } from './lifecycle.ts';
import type { ChoiceState, FailState, PassState, State, WaitState } from './machine.ts';
import { type Catcher, catcherOf, nextDelayMs } from './recovery.ts';
import { placed, startTask } from './tasks.ts';

/** The service ends an execution whose history reaches this many events. */
const longestHistory = 25_000;
/** What one attempt, and the end of the execution, may add. */
const eventsToEnd = 10;

/** Hands a thread to a state, as the next piece of work at this moment. */
export function enter(
  engine: Engine,
  thread: Thread,
  execution: Execution,
  stateName: string,
  input: Json,
  bytes: number,
): void {
  const { clock } = engine;
  clock.at(clock.nowMs(), () => arrive(engine, thread, execution, stateName, input, bytes), stateName);
}

function arrive(
  engine: Engine,
  thread: Thread,
  execution: Execution,
  stateName: string,
  input: Json,
  bytes: number,
): void | Promise<void> {
  const state = thread.states.byName.get(stateName);
  if (!thread.alive || state === undefined) return;
  const { history } = execution;
  const nowMs = engine.clock.nowMs();
  history.transitions += 1;
  history.notePayload(bytes);
  const event = history.note(nowMs, `${state.type}StateEntered`, state.name, input);
  const visit = new Visit(execution, thread, state, input, bytes, nowMs, event);
  thread.visit = visit;
  return attempt(engine, visit);
}

/** Runs the state, anew or again; what cannot be evaluated fails the attempt. */
function attempt(engine: Engine, visit: Visit): void | Promise<void> {
  if (visit.execution.history.events > longestHistory - eventsToEnd) {
    const cause = `The execution reached the maximum number of history events (${longestHistory}).`;
    return end(engine, visit.execution, 'FAILED', { error: 'States.Runtime', cause });
  }
  try {
    const running = run(engine, visit, visit.state);
    return running?.catch((error: unknown) => failEvaluation(engine, visit, error));
  } catch (error) {
    failEvaluation(engine, visit, error);
  }
}

function failEvaluation(engine: Engine, visit: Visit, error: unknown): void {
  if (!(error instanceof StateError)) throw error;
  fail(engine, visit, placed(visit, error));
}

function run(engine: Engine, visit: Visit, state: State): void | Promise<void> {
  const input = state.inputPath(visit.rawInput, visit);
  switch (state.type) {
    case 'Task':
      return startTask(engine, visit, state, input);
    case 'Choice':
      return choose(engine, visit, state, input);
    case 'Pass':
      return pass(engine, visit, state, input);
    case 'Wait':
      return wait(engine, visit, state, input);
    case 'Succeed':
      return leave(engine, visit, state.outputPath(input, visit), undefined);
    case 'Fail':
      throw failure(visit, state, input);
    case 'Parallel':
      return startParallel(engine, visit, state, input);
    case 'Map':
      return startMap(engine, visit, state, input);
  }
}

function failure(visit: Visit, state: FailState, input: Json): StateError {
  const [error, cause] = [state.error?.(input, visit), state.cause?.(input, visit)];
  return new StateError(
    error === undefined ? undefined : String(error),
    cause === undefined ? undefined : String(cause),
  );
}

function choose(engine: Engine, visit: Visit, state: ChoiceState, input: Json): void {
  const next = state.rules.find((rule) => rule.test(input, visit))?.next ?? state.otherwise;
  if (next === undefined) {
    throw new InterpretationError(
      'States.NoChoiceMatched',
      'No choice rule matches, and there is no Default.',
    );
  }
  leave(engine, visit, state.outputPath(input, visit), next);
}

function pass(engine: Engine, visit: Visit, state: PassState, input: Json): void {
  complete(
    engine,
    visit,
    state.result === undefined ? (state.parameters?.(input, visit) ?? input) : state.result,
  );
}

function wait(engine: Engine, visit: Visit, state: WaitState, input: Json): void {
  const untilMs = state.untilMs(input, visit);
  visit.waiting = 'timer';
  const goOn = () => {
    try {
      leave(engine, visit, state.outputPath(input, visit), state.next);
    } catch (error) {
      failEvaluation(engine, visit, error);
    }
  };
  visit.timer = engine.clock.at(untilMs, goOn, state.name);
}

/** Ends a visit with its state's result. */
export function complete(engine: Engine, visit: Visit, result: Json): void {
  const { state } = visit;
  try {
    leave(engine, visit, outputOf(visit, state, result), state.next);
  } catch (error) {
    failEvaluation(engine, visit, error);
  }
}

function outputOf(visit: Visit, state: State, result: Json): Json {
  if (!('resultPath' in state)) return state.outputPath(result, visit);
  const selected = state.resultSelector?.(result, visit) ?? result;
  return state.outputPath(state.resultPath(visit.rawInput, selected), visit);
}

/** Leaves the state for the next one, or ends the thread. @throws StateError when the output is too large */
function leave(engine: Engine, visit: Visit, output: Json, next: string | undefined): void {
  const bytes = output === visit.rawInput ? visit.bytes : bytesOf(output);
  if (bytes > payloadLimitBytes) throw limitError(`The output of the state '${visit.state.name}'`);
  closeAttempt(engine, visit);
  const { execution, thread, state } = visit;
  thread.visit = undefined;
  execution.history.note(engine.clock.nowMs(), `${state.type}StateExited`, state.name, output);
  if (next === undefined) finish(engine, execution, thread, output, bytes);
  else enter(engine, thread, execution, next, output, bytes);
}

function finish(engine: Engine, execution: Execution, thread: Thread, output: Json, bytes: number): void {
  thread.alive = false;
  if (thread.parent === undefined) {
    execution.history.notePayload(bytes);
    end(engine, execution, 'SUCCEEDED', { output });
  } else {
    branchSucceeded(engine, thread.parent, thread, output);
  }
}

/** Ends an attempt with an error: Retry first, then Catch, then the end of the thread. */
export function fail(engine: Engine, visit: Visit, error: StateError): void {
  closeAttempt(engine, visit);
  const { state } = visit;
  const recovers = 'retriers' in state;
  const delayMs = recovers ? nextDelayMs(state.retriers, visit.retriesUsed, error) : undefined;
  const catcher = recovers ? catcherOf(state.catchers, error) : undefined;
  if (delayMs !== undefined) {
    retry(engine, visit, delayMs);
    return;
  }
  if (state.type === 'Parallel' || state.type === 'Map') {
    const { history } = visit.execution;
    history.noteFailure(
      engine.clock.nowMs(),
      `${state.type}StateFailed`,
      state.name,
      error.error,
      error.reason,
    );
  }
  if (catcher === undefined) giveUp(engine, visit, error);
  else catchError(engine, visit, catcher, error);
}

function catchError(engine: Engine, visit: Visit, catcher: Catcher, error: StateError): void {
  try {
    const output = catcher.join(visit.rawInput, { Error: error.error ?? null, Cause: error.reason ?? null });
    leave(engine, visit, output, catcher.next);
  } catch (unjoined) {
    if (!(unjoined instanceof StateError)) throw unjoined;
    giveUp(engine, visit, placed(visit, unjoined));
  }
}

function retry(engine: Engine, visit: Visit, delayMs: number): void {
  const { clock } = engine;
  visit.retryCount += 1;
  visit.waiting = 'retry';
  const again = () => {
    visit.waiting = 'step';
    return attempt(engine, visit);
  };
  visit.timer = clock.at(clock.nowMs() + delayMs, again, visit.state.name);
}

function giveUp(engine: Engine, visit: Visit, error: StateError): void {
  const { thread } = visit;
  thread.alive = false;
  thread.visit = undefined;
  if (thread.parent === undefined) {
    end(engine, visit.execution, 'FAILED', { error: error.error, cause: error.reason || undefined });
  } else {
    branchFailed(engine, thread.parent, visit, error);
  }
}
