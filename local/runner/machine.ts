import type { Test } from './choice.ts';
import type { Json } from './json.ts';
import type { Evaluate, Join } from './paths.ts';
import type { Catcher, Retrier } from './recovery.ts';

/** What every compiled state has. A state without `next` ends its scope (or, Choice and Fail, decides itself). */
interface Common {
  readonly name: string;
  readonly next: string | undefined;
  readonly inputPath: Evaluate;
  readonly outputPath: Evaluate;
}

/** What a state with a result has: undefined means that the field was not given. */
interface WithResult {
  readonly parameters: Evaluate | undefined;
  readonly resultSelector: Evaluate | undefined;
  readonly resultPath: Join;
}

interface Recovering extends WithResult {
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
}

export interface PassState extends Common, WithResult {
  readonly type: 'Pass';
  readonly result: Json | undefined;
}

export type Work =
  | { readonly kind: 'step'; readonly step: string }
  | { readonly kind: 'callback'; readonly step: string }
  | { readonly kind: 'nested'; readonly machine: string; readonly waits: boolean };

export interface TaskState extends Common, Recovering {
  readonly type: 'Task';
  readonly work: Work;
  /** Seconds; the evaluation's result still has to be checked. Undefined: no timeout of its own. */
  readonly timeoutSeconds: Evaluate | undefined;
}

export interface ChoiceState extends Common {
  readonly type: 'Choice';
  readonly rules: readonly { readonly test: Test; readonly next: string }[];
  readonly otherwise: string | undefined;
}

export interface WaitState extends Common {
  readonly type: 'Wait';
  /** The moment the wait ends, in milliseconds, from the state's input and the moment it was entered. */
  readonly untilMs: (input: Json, scope: Parameters<Evaluate>[1]) => number;
}

interface SucceedState extends Common {
  readonly type: 'Succeed';
}

export interface FailState extends Common {
  readonly type: 'Fail';
  readonly error: Evaluate | undefined;
  readonly cause: Evaluate | undefined;
}

export interface ParallelState extends Common, Recovering {
  readonly type: 'Parallel';
  readonly branches: readonly States[];
}

export interface MapState extends Common, Recovering {
  readonly type: 'Map';
  readonly items: Evaluate;
  readonly itemSelector: Evaluate | undefined;
  readonly maxConcurrency: number;
  readonly processor: States;
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** A machine's states, or those of one branch. */
export interface States {
  readonly startAt: string;
  readonly byName: ReadonlyMap<string, State>;
}

export interface Machine {
  readonly name: string;
  readonly states: States;
  readonly timeoutSeconds: number | undefined;
}
