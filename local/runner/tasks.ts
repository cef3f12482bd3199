import {
  ExecutionAlreadyExists,
  InterpretationError,
  InvalidExecutionInput,
  InvalidName,
  limitError,
  StateError,
} from './errors.ts';
import type { Engine, Execution, StepCall, Visit } from './execution.ts';
import { isObject, type Json, payloadLimitBytes, travel } from './json.ts';
import type { TaskState, Work } from './machine.ts';
import { machineId } from './names.ts';

/** What a step's crash looks like to the machine: the way Lambda reports it. */
function stepFailure(thrown: unknown): StateError {
  if (thrown instanceof Error) {
    return new StateError(
      thrown.name,
      JSON.stringify({ errorType: thrown.name, errorMessage: thrown.message, trace: [] }),
    );
  }
  const payload = JSON.stringify({ errorMessage: String(thrown) });
  return new StateError(
    'Lambda.Unknown',
    `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`,
  );
}

async function callStep(engine: Engine, call: StepCall): Promise<{ result: Json } | { failure: StateError }> {
  try {
    await engine.hooks.beforeStep?.(call);
    const returned = await engine.steps(call);
    await engine.hooks.afterStep?.(call, returned);
    const { data, bytes } = travel(returned);
    if (bytes > payloadLimitBytes)
      return { failure: limitError(`The result of the task '${call.stateName}'`) };
    return { result: data };
  } catch (thrown) {
    return { failure: stepFailure(thrown) };
  }
}

/** The attempt is over with an error: notes it the way the service does, and lets Retry and Catch decide. */
function failAttempt(
  engine: Engine,
  visit: Visit,
  type: 'LambdaFunctionFailed' | 'TaskFailed',
  error: StateError,
): void {
  visit.execution.history.noteFailure(
    engine.clock.nowMs(),
    type,
    visit.state.name,
    error.error,
    error.reason,
  );
  engine.fail(visit, error);
}

function payloadOf(visit: Visit, payload: Json): Json {
  const { data, bytes } = travel(payload);
  if (bytes > payloadLimitBytes) throw limitError(`The payload of the task '${visit.state.name}'`);
  return data;
}

async function runStep(engine: Engine, visit: Visit, step: string, parameters: Json): Promise<void> {
  const { history } = visit.execution;
  const { name } = visit.state;
  const nowMs = engine.clock.nowMs();
  const payload = payloadOf(visit, parameters);
  history.note(nowMs, 'LambdaFunctionScheduled', name, parameters);
  history.note(nowMs, 'LambdaFunctionStarted', name);
  const { attempt } = visit;
  const ended = await callStep(engine, { step, payload, executionId: visit.execution.id, stateName: name });
  if (visit.attempt !== attempt) return;
  if ('failure' in ended) return failAttempt(engine, visit, 'LambdaFunctionFailed', ended.failure);
  history.note(nowMs, 'LambdaFunctionSucceeded', name, ended.result);
  engine.complete(visit, ended.result);
}

function openToken(engine: Engine, visit: Visit): string {
  engine.tokensGiven += 1;
  const token = `${visit.execution.id}#${engine.tokensGiven}`;
  visit.token = token;
  engine.tokens.set(token, visit);
  return token;
}

/** Calls the step; from then on only the token's answer, or the timeout, ends the attempt. */
async function askStep(
  engine: Engine,
  visit: Visit,
  step: string,
  parameters: Json,
  taskToken: string,
): Promise<void> {
  const { history } = visit.execution;
  const { name } = visit.state;
  const nowMs = engine.clock.nowMs();
  const payload = payloadOf(visit, (isObject(parameters) ? parameters.Payload : undefined) ?? {});
  history.note(nowMs, 'TaskScheduled', name, parameters);
  history.note(nowMs, 'TaskStarted', name);
  visit.waiting = 'callback';
  const { attempt } = visit;
  const ended = await callStep(engine, {
    step,
    payload,
    taskToken,
    executionId: visit.execution.id,
    stateName: name,
  });
  if (visit.attempt !== attempt) return;
  // An answer that came while the step still ran counts, whatever became of the step.
  if ('failure' in ended && !visit.answered) return failAttempt(engine, visit, 'TaskFailed', ended.failure);
  history.note(nowMs, 'TaskSubmitted', name);
}

function startFailure(error: unknown): StateError {
  const known =
    error instanceof ExecutionAlreadyExists ||
    error instanceof InvalidName ||
    error instanceof InvalidExecutionInput;
  if (!known) throw error;
  return new StateError(`StepFunctions.${error.name}Exception`, error.message);
}

function readNestedInput(input: Json | undefined): Json {
  if (typeof input !== 'string') return input ?? {};
  try {
    return JSON.parse(input) as Json;
  } catch {
    throw new InvalidExecutionInput('a string that is not JSON');
  }
}

function beginNested(
  engine: Engine,
  visit: Visit,
  machine: string,
  parameters: Json,
): Execution | StateError {
  const { Input, Name } = isObject(parameters) ? parameters : {};
  try {
    if (Name !== undefined && typeof Name !== 'string') throw new InvalidName(JSON.stringify(Name));
    return engine.begin(machine, readNestedInput(Input), { name: Name, parentId: visit.execution.id });
  } catch (error) {
    return startFailure(error);
  }
}

function startNested(engine: Engine, visit: Visit, work: Work & { kind: 'nested' }, parameters: Json): void {
  const { history } = visit.execution;
  const { name } = visit.state;
  const nowMs = engine.clock.nowMs();
  history.note(nowMs, 'TaskScheduled', name, parameters);
  history.note(nowMs, 'TaskStarted', name);
  const child = beginNested(engine, visit, work.machine, parameters);
  if (child instanceof StateError) {
    failAttempt(engine, visit, 'TaskFailed', child);
  } else if (work.waits) {
    history.note(nowMs, 'TaskSubmitted', name);
    visit.waiting = 'child';
    visit.child = child;
    child.waiters.push({ visit, attempt: visit.attempt });
  } else {
    const result = { ExecutionArn: child.id, StartDate: child.startedAtMs };
    history.note(nowMs, 'TaskSucceeded', name, result);
    engine.complete(visit, result);
  }
}

/** A nested execution as DescribeExecution shows it to the machine that waited for it. */
function describeChild(child: Execution): Record<string, Json> {
  const described: Record<string, Json> = {
    ExecutionArn: child.id,
    Input: child.input,
    InputDetails: { Included: true },
    Name: child.name,
    StartDate: child.startedAtMs,
    StateMachineArn: machineId(child.machine.name),
    Status: child.status,
    StopDate: child.stoppedAtMs ?? null,
  };
  if (child.error !== undefined) described.Error = child.error;
  if (child.cause !== undefined) described.Cause = child.cause;
  if (child.output !== undefined) {
    described.Output = child.output;
    described.OutputDetails = { Included: true };
  }
  return described;
}

/** Takes up the end of the nested execution the visit waited for. */
export function childEnded(engine: Engine, visit: Visit, child: Execution): void {
  const described = describeChild(child);
  if (child.status === 'SUCCEEDED') {
    visit.execution.history.note(engine.clock.nowMs(), 'TaskSucceeded', visit.state.name, described);
    engine.complete(visit, described);
  } else {
    failAttempt(engine, visit, 'TaskFailed', new StateError('States.TaskFailed', JSON.stringify(described)));
  }
}

function watch(engine: Engine, visit: Visit, seconds: number): void {
  const timeOut = () => {
    const { history } = visit.execution;
    history.noteFailure(engine.clock.nowMs(), 'TaskTimedOut', visit.state.name, 'States.Timeout');
    engine.fail(visit, new StateError('States.Timeout', ''));
  };
  visit.timer = engine.clock.at(engine.clock.nowMs() + seconds * 1000, timeOut, visit.state.name);
}

/**
 * Starts an attempt of a Task. A step takes no virtual time, so only a wait for a callback or a nested execution
 * can time out.
 * @throws StateError when the task's fields cannot be evaluated
 */
export function startTask(engine: Engine, visit: Visit, state: TaskState, input: Json): void | Promise<void> {
  const { work } = state;
  const seconds = state.timeoutSeconds?.(input, visit);
  if (work.kind === 'step')
    return runStep(engine, visit, work.step, state.parameters?.(input, visit) ?? input);
  const token = work.kind === 'callback' ? openToken(engine, visit) : '';
  const parameters = state.parameters?.(input, visit) ?? {};
  if (typeof seconds === 'number') watch(engine, visit, seconds);
  if (work.kind === 'callback') return askStep(engine, visit, work.step, parameters, token);
  return startNested(engine, visit, work, parameters);
}

/**
 * Takes an answer for a token's task: it counts at once, and is taken up as the next piece of work.
 * The caller has checked that the visit is open.
 */
export function answer(
  engine: Engine,
  visit: Visit,
  token: string,
  given: { output: Json } | StateError,
): void {
  engine.tokens.set(token, null);
  visit.token = undefined;
  visit.answered = true;
  if (visit.timer !== undefined) engine.clock.cancel(visit.timer);
  visit.timer = undefined;
  const { attempt } = visit;
  const takeUp = () => {
    if (visit.attempt !== attempt) return;
    if (given instanceof StateError) return failAttempt(engine, visit, 'TaskFailed', given);
    visit.execution.history.note(engine.clock.nowMs(), 'TaskSucceeded', visit.state.name, given.output);
    engine.complete(visit, given.output);
  };
  engine.clock.at(engine.clock.nowMs(), takeUp, visit.state.name);
}

/** The reason as the service words it: where in the execution the interpretation failed. */
export function placed(visit: Visit, error: StateError): StateError {
  if (!(error instanceof InterpretationError)) return error;
  const where = `An error occurred while executing the state '${visit.state.name}' (entered at the event id #${visit.enteredEvent}). `;
  return new StateError(error.error, where + error.reason);
}
