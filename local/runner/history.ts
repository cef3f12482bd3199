import type { Json } from './json.ts';

type StateKind = 'Task' | 'Pass' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';

/** The service's names for what happens in an execution. */
export type HistoryType =
  | `${StateKind}State${'Entered' | 'Exited'}`
  | `${'Task' | 'Wait' | 'Parallel' | 'Map'}StateAborted`
  | `Execution${'Started' | 'Succeeded' | 'Failed' | 'TimedOut' | 'Aborted'}`
  | `LambdaFunction${'Scheduled' | 'Started' | 'Succeeded' | 'Failed'}`
  | `Task${'Scheduled' | 'Started' | 'Submitted' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | `${'Parallel' | 'Map'}State${'Started' | 'Succeeded' | 'Failed'}`
  | `MapIteration${'Started' | 'Succeeded' | 'Failed' | 'Aborted'}`;

export interface HistoryEvent {
  readonly id: number;
  readonly type: HistoryType;
  readonly atMs: number;
  /** The state the event belongs to; absent for events of the execution as a whole. */
  readonly state?: string;
  /** The input of what begins, or the output of what ends. */
  readonly data?: Json;
  readonly error?: string;
  readonly cause?: string;
  /** Which iteration of a Map. */
  readonly index?: number;
}

type Draft = { -readonly [field in keyof HistoryEvent]: HistoryEvent[field] };

/** What is always counted, and the events themselves when they are kept. */
export class History {
  events = 0;
  transitions = 0;
  largestPayloadBytes = 0;
  readonly #kept: HistoryEvent[] | undefined;

  constructor(keep: boolean) {
    this.#kept = keep ? [] : undefined;
  }

  /** Notes one event and gives its number. */
  note(atMs: number, type: HistoryType, state?: string, data?: Json): number {
    this.events += 1;
    if (this.#kept !== undefined) this.#keep({ id: this.events, type, atMs }, state, data);
    return this.events;
  }

  noteFailure(atMs: number, type: HistoryType, state?: string, error?: string, cause?: string): void {
    this.events += 1;
    const event: Draft = { id: this.events, type, atMs };
    if (error !== undefined) event.error = error;
    if (cause) event.cause = cause;
    this.#keep(event, state);
  }

  noteIteration(atMs: number, type: HistoryType, state: string, index: number): void {
    this.events += 1;
    this.#kept?.push({ id: this.events, type, atMs, state, index });
  }

  notePayload(bytes: number): void {
    if (bytes > this.largestPayloadBytes) this.largestPayloadBytes = bytes;
  }

  #keep(event: Draft, state?: string, data?: Json): void {
    if (state !== undefined) event.state = state;
    if (data !== undefined) event.data = data;
    this.#kept?.push(event);
  }

  get kept(): readonly HistoryEvent[] | undefined {
    return this.#kept;
  }
}
