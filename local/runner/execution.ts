import type { Timer, VirtualClock } from '../virtual-clock.ts';
import type { StateError } from './errors.ts';
import type { History } from './history.ts';
import type { Json } from './json.ts';
import type { Machine, State, States } from './machine.ts';
import type { Scope } from './paths.ts';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface Execution {
  readonly id: string;
  readonly name: string;
  readonly machine: Machine;
  readonly input: Json;
  readonly inputText: string;
  readonly startedAtMs: number;
  readonly parentId: string | undefined;
  readonly history: History;
  readonly root: Thread;
  /** Visits of other executions that wait for the end of this one. */
  waiters: Waiter[];
  status: Status;
  output: Json | undefined;
  error: string | undefined;
  cause: string | undefined;
  stoppedAtMs: number | undefined;
  limit: Timer | undefined;
}

interface Waiter {
  readonly visit: Visit;
  readonly attempt: number;
}

export interface Item {
  readonly index: number;
  readonly value: Json;
}

/** A line of control: the machine itself, a branch of a Parallel or an iteration of a Map. */
export class Thread {
  readonly states: States;
  readonly parent: Visit | undefined;
  readonly index: number;
  readonly item: Item | undefined;
  alive = true;
  /** The open visit; none between two states, and none at the end. */
  visit: Visit | undefined;

  constructor(states: States, parent?: Visit, index = 0, item = parent?.item) {
    this.states = states;
    this.parent = parent;
    this.index = index;
    this.item = item;
  }
}

/** The branches or iterations that a Parallel or Map state waits for. */
export interface Branches {
  readonly threads: Thread[];
  readonly outputs: Json[];
  remaining: number;
  /** Starts the next iteration of a Map, when one is left. */
  startNext: () => void;
}

/** What an open visit waits for. */
export type Waiting = 'step' | 'callback' | 'timer' | 'retry' | 'child' | 'branches';

/**
 * One stay in one state, from entering to leaving it, with all its attempts. Timers, tokens and children belong to
 * one attempt: closing the attempt makes whatever still comes from them stale.
 */
export class Visit implements Scope {
  readonly execution: Execution;
  readonly thread: Thread;
  readonly state: State;
  readonly rawInput: Json;
  readonly bytes: number;
  readonly enteredAtMs: number;
  readonly enteredEvent: number;
  attempt = 1;
  retryCount = 0;
  readonly retriesUsed: number[] = [];
  waiting: Waiting = 'step';
  timer: Timer | undefined;
  token: string | undefined;
  answered = false;
  child: Execution | undefined;
  branches: Branches | undefined;

  constructor(
    execution: Execution,
    thread: Thread,
    state: State,
    input: Json,
    bytes: number,
    atMs: number,
    event: number,
  ) {
    this.execution = execution;
    this.thread = thread;
    this.state = state;
    this.rawInput = input;
    this.bytes = bytes;
    this.enteredAtMs = atMs;
    this.enteredEvent = event;
  }

  get item(): Item | undefined {
    return this.thread.item;
  }
}

/** One call of a step. */
export interface StepCall {
  /** The step's kebab-case name. */
  readonly step: string;
  /** A copy of its own: the step may keep or change it. */
  readonly payload: unknown;
  /** Present when the step is to see to it that somebody answers. */
  readonly taskToken?: string;
  readonly executionId: string;
  readonly stateName: string;
}

export interface StepHooks {
  /** Runs before each step. May throw: the step crashed before it did anything. */
  readonly beforeStep?: (call: StepCall) => void | Promise<void>;
  /** Runs after each step that succeeded. May throw: the step crashed after its work was done. */
  readonly afterStep?: (call: StepCall, result: unknown) => void | Promise<void>;
}

export interface StatusEvent {
  readonly executionId: string;
  readonly machine: string;
  readonly name: string;
  readonly status: Status;
  readonly error?: string;
  readonly cause?: string;
}

export interface StartOptions {
  readonly name?: string;
  readonly parentId?: string;
}

export interface Ending {
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

/** What the parts of the runner share. */
export interface Engine {
  readonly clock: VirtualClock;
  readonly machines: ReadonlyMap<string, Machine>;
  readonly executions: Map<string, Execution>;
  /** The visit that waits for each token; null when the token is closed. */
  readonly tokens: Map<string, Visit | null>;
  readonly steps: (call: StepCall) => Promise<unknown>;
  readonly hooks: StepHooks;
  readonly onStatus: (event: StatusEvent) => void;
  readonly keepsHistory: boolean;
  /** How many executions were named by the runner, and how many tokens were given out. */
  unnamed: number;
  tokensGiven: number;

  /** Begins an execution. @throws RunnerError */
  begin(machine: string, input: unknown, options: StartOptions): Execution;
  /** Hands a thread to a state, as the next piece of work. */
  enter(thread: Thread, execution: Execution, stateName: string, input: Json, bytes: number): void;
  /** Ends a visit with the state's result. */
  complete(visit: Visit, result: Json): void;
  /** Ends an attempt with an error: a retry, a catch, or the end of the thread. */
  fail(visit: Visit, error: StateError): void;
  /** Tells a visit that the nested execution it waits for has ended. */
  childEnded(visit: Visit, child: Execution): void;
}
