/** A failed state, in the terms of the States Language: what Retry and Catch look at. */
export class StateError extends Error {
  readonly error: string | undefined;
  readonly reason: string | undefined;

  constructor(error: string | undefined, reason: string | undefined) {
    super(`${error ?? 'no error name'}: ${reason ?? 'no cause'}`);
    this.name = 'StateError';
    this.error = error;
    this.reason = reason;
  }
}

/** A failure of the interpretation itself (a path, an intrinsic, a limit), not of what a task did. */
export class InterpretationError extends StateError {}

export const runtimeError = (reason: string) => new InterpretationError('States.Runtime', reason);
export const intrinsicError = (reason: string) => new InterpretationError('States.IntrinsicFailure', reason);
export const limitError = (what: string) =>
  new InterpretationError(
    'States.DataLimitExceeded',
    `${what} exceeds the maximum number of bytes (262144): carry ids in the state, keep the rest in the store`,
  );

/** What the service's API refuses; `name` is the service's name for it. */
export class RunnerError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** The name belongs to a closed execution, or to a running one with another input. */
export class ExecutionAlreadyExists extends RunnerError {
  readonly executionId: string;
  constructor(executionId: string) {
    super(
      'ExecutionAlreadyExists',
      `Execution already exists: '${executionId}': choose a name with a new attempt number`,
    );
    this.executionId = executionId;
  }
}

export class ExecutionDoesNotExist extends RunnerError {
  constructor(executionId: string) {
    super(
      'ExecutionDoesNotExist',
      `Execution does not exist: '${executionId}': use an id that start() returned`,
    );
  }
}

export class StateMachineDoesNotExist extends RunnerError {
  constructor(machine: string, known: Iterable<string>) {
    super(
      'StateMachineDoesNotExist',
      `State machine does not exist: '${machine}': use one of ${[...known].join(', ')}`,
    );
  }
}

export class InvalidName extends RunnerError {
  constructor(name: string) {
    super(
      'InvalidName',
      `Invalid name: '${name}': use 1 to 80 characters without spaces, brackets, wildcards or any of "#%\\^|~\`$&,;:/`,
    );
  }
}

export class InvalidExecutionInput extends RunnerError {
  constructor(problem: string) {
    super('InvalidExecutionInput', `Invalid execution input: ${problem}`);
  }
}

/** No task ever had this token. */
export class TaskDoesNotExist extends RunnerError {
  constructor() {
    super('TaskDoesNotExist', 'Task does not exist: no task was given this token');
  }
}

/** The task of this token was answered, timed out or was ended before. */
export class TaskTimedOut extends RunnerError {
  constructor() {
    super('TaskTimedOut', 'Task timed out: the task of this token is closed');
  }
}

export interface Problem {
  readonly machine: string;
  readonly state: string;
  readonly field: string;
  readonly problem: string;
  readonly fix: string;
}

/** A definition that the runner will not run, with everything that is wrong with it. */
export class MachineRefused extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    const lines = problems.map((p) => `  ${p.machine} / ${p.state} / ${p.field}: ${p.problem}; ${p.fix}`);
    super(`${problems.length} problem(s) in the state machines:\n${lines.join('\n')}`);
    this.name = 'MachineRefused';
    this.problems = problems;
  }
}

/** Thrown while one field is compiled; the loader adds where. */
export class Refusal extends Error {
  readonly problem: string;
  readonly fix: string;
  constructor(problem: string, fix: string) {
    super(`${problem}; ${fix}`);
    this.name = 'Refusal';
    this.problem = problem;
    this.fix = fix;
  }
}
