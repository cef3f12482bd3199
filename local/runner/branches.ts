import { limitError, runtimeError, type StateError } from './errors.ts';
import { type Branches, type Engine, Thread, type Visit } from './execution.ts';
import { bytesOf, isArray, type Json, payloadLimitBytes } from './json.ts';
import { noteAborted } from './lifecycle.ts';
import type { MapState, ParallelState } from './machine.ts';

function succeedAll(engine: Engine, visit: Visit, type: 'Parallel' | 'Map', outputs: readonly Json[]): void {
  visit.execution.history.note(engine.clock.nowMs(), `${type}StateSucceeded`, visit.state.name);
  engine.complete(visit, outputs);
}

/** The size of what a branch or iteration is handed. @throws StateError when it is too large */
function handedBytes(visit: Visit, handed: Json): number {
  if (handed === visit.rawInput) return visit.bytes;
  const bytes = bytesOf(handed);
  if (bytes > payloadLimitBytes) throw limitError(`The input of a branch of the state '${visit.state.name}'`);
  return bytes;
}

/** Starts all branches of a Parallel. @throws StateError */
export function startParallel(engine: Engine, visit: Visit, state: ParallelState, input: Json): void {
  const { execution } = visit;
  const handed = state.parameters?.(input, visit) ?? input;
  const bytes = handedBytes(visit, handed);
  execution.history.note(engine.clock.nowMs(), 'ParallelStateStarted', state.name);
  const threads = state.branches.map((states, index) => new Thread(states, visit, index));
  const outputs = threads.map((): Json => null);
  visit.waiting = 'branches';
  visit.branches = { threads, outputs, remaining: threads.length, startNext: () => {} };
  for (const thread of threads) engine.enter(thread, execution, thread.states.startAt, handed, bytes);
}

function requireItems(state: MapState, visit: Visit, input: Json): readonly Json[] {
  const items = state.items(input, visit);
  if (isArray(items)) return items;
  throw runtimeError(
    `The items of the Map state '${state.name}' are not an array but ${JSON.stringify(items)}`,
  );
}

/** An iteration's input, which may look at its item in the context object. */
function itemInput(state: MapState, visit: Visit, input: Json, thread: Thread): Json {
  if (state.itemSelector === undefined) return thread.item?.value ?? null;
  const { execution, enteredAtMs, retryCount } = visit;
  return state.itemSelector(input, {
    execution,
    state,
    enteredAtMs,
    retryCount,
    token: undefined,
    item: thread.item,
  });
}

/** Starts a Map's iterations, as many at a time as it allows. @throws StateError */
export function startMap(engine: Engine, visit: Visit, state: MapState, input: Json): void {
  const { execution } = visit;
  const items = requireItems(state, visit, input);
  const threads = items.map((value, index) => new Thread(state.processor, visit, index, { index, value }));
  const starts = threads.map((thread) => {
    const handed = itemInput(state, visit, input, thread);
    return { thread, handed, bytes: handedBytes(visit, handed) };
  });
  execution.history.note(engine.clock.nowMs(), 'MapStateStarted', state.name);
  let started = 0;
  const startNext = () => {
    const next = starts[started];
    if (next === undefined) return;
    const { thread, handed, bytes } = next;
    started += 1;
    branches.threads.push(thread);
    execution.history.noteIteration(engine.clock.nowMs(), 'MapIterationStarted', state.name, thread.index);
    engine.enter(thread, execution, state.processor.startAt, handed, bytes);
  };
  const outputs = threads.map((): Json => null);
  const branches: Branches = { threads: [], outputs, remaining: threads.length, startNext };
  visit.waiting = 'branches';
  visit.branches = branches;
  for (let slot = 0; slot < state.maxConcurrency; slot += 1) startNext();
  if (threads.length === 0) succeedAll(engine, visit, 'Map', []);
}

/** Takes up the output of a branch or iteration that reached its end. */
export function branchSucceeded(engine: Engine, visit: Visit, thread: Thread, output: Json): void {
  const { branches, execution, state } = visit;
  if (branches === undefined) return;
  branches.outputs[thread.index] = output;
  branches.remaining -= 1;
  if (state.type === 'Map') {
    execution.history.noteIteration(engine.clock.nowMs(), 'MapIterationSucceeded', state.name, thread.index);
  }
  if (branches.remaining === 0)
    succeedAll(engine, visit, state.type === 'Map' ? 'Map' : 'Parallel', branches.outputs);
  else branches.startNext();
}

/** One branch failed for good, in this visit: the others are stopped, and the error becomes the state's own. */
export function branchFailed(engine: Engine, visit: Visit, failed: Visit, error: StateError): void {
  const { execution, state } = visit;
  if (state.type === 'Map') {
    execution.history.noteIteration(
      engine.clock.nowMs(),
      'MapIterationFailed',
      state.name,
      failed.thread.index,
    );
  }
  noteAborted(engine, failed);
  engine.fail(visit, error);
}
