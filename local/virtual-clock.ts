/** A piece of work that waits for its moment on a virtual clock. */
export interface Timer {
  readonly dueMs: number;
  readonly label: string | undefined;
}

export interface VirtualClock {
  /** Virtual time, in milliseconds since 1970. */
  nowMs(): number;
  /**
   * Schedules work. A moment in the past means now; work for the same moment runs in the order it was scheduled.
   * @throws RangeError when dueMs is not a finite number
   */
  at(dueMs: number, run: () => void | Promise<void>, label?: string): Timer;
  /** Takes the work off the clock. A timer that has run, or was cancelled before, is left as it is. */
  cancel(timer: Timer): void;
  /**
   * Runs everything due up to and including this moment, one piece after the other, each awaited, and leaves the
   * clock there. An error thrown by a piece of work ends the call at that piece's moment; the rest stays scheduled.
   * @throws RangeError when the moment lies in the past; Error when the clock is already being advanced
   */
  advanceTo(ms: number): Promise<void>;
  /**
   * Runs until nothing is scheduled, and leaves the clock at the last piece of work; or, when work remains beyond
   * the limit, leaves the clock at the limit.
   */
  runUntilIdle(limitMs?: number): Promise<void>;
  /** Whether the clock is moving now; work that runs on it must not move it. */
  readonly isAdvancing: boolean;
  /** How many timers are waiting. */
  readonly pending: number;
  /** When the next timer is due, or undefined when nothing waits. */
  readonly nextDueMs: number | undefined;
}

const gone = -1;

class Entry implements Timer {
  readonly dueMs: number;
  readonly sequence: number;
  readonly run: () => void | Promise<void>;
  readonly label: string | undefined;
  place = gone;

  constructor(dueMs: number, sequence: number, run: () => void | Promise<void>, label: string | undefined) {
    this.dueMs = dueMs;
    this.sequence = sequence;
    this.run = run;
    this.label = label;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.sequence < b.sequence);
}

/** A binary heap that knows where each entry sits, so that a cancelled one leaves at once. */
class Heap {
  readonly #entries: Entry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  first(): Entry | undefined {
    return this.#entries[0];
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
    this.#rise(entry, this.#entries.length - 1);
  }

  remove(entry: Entry): void {
    const place = entry.place;
    if (place === gone || this.#entries[place] !== entry) return;
    entry.place = gone;
    const last = this.#entries.pop();
    if (last === undefined || last === entry) return;
    this.#rise(last, place);
    this.#sink(last, last.place);
  }

  #rise(entry: Entry, from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = this.#entries[above];
      if (other === undefined || !isBefore(entry, other)) break;
      this.#put(other, place);
      place = above;
    }
    this.#put(entry, place);
  }

  #sink(entry: Entry, from: number): void {
    let place = from;
    for (;;) {
      const left = 2 * place + 1;
      const leftEntry = this.#entries[left];
      if (leftEntry === undefined) break;
      const rightEntry = this.#entries[left + 1];
      const rightIsNext = rightEntry !== undefined && isBefore(rightEntry, leftEntry);
      const next = rightIsNext ? rightEntry : leftEntry;
      if (!isBefore(next, entry)) break;
      this.#put(next, place);
      place = rightIsNext ? left + 1 : left;
    }
    this.#put(entry, place);
  }

  #put(entry: Entry, place: number): void {
    this.#entries[place] = entry;
    entry.place = place;
  }
}

function requireMoment(value: number, field: string): void {
  if (Number.isFinite(value)) return;
  throw new RangeError(`${field} is ${value}: not a moment; give milliseconds since 1970 as a finite number`);
}

/**
 * A clock that moves only when told to: one queue ordered by (virtual time, sequence), one piece of work at a time.
 * To start again, create another.
 * @param startMs the first virtual moment, in milliseconds since 1970
 */
export function createVirtualClock(startMs: number): VirtualClock {
  requireMoment(startMs, 'startMs');
  const heap = new Heap();
  let nowMs = startMs;
  let sequence = 0;
  let advancing = false;

  async function runDue(limitMs: number): Promise<void> {
    if (advancing) {
      throw new Error(
        'the clock is already being advanced: schedule the work with at() instead of advancing inside',
      );
    }
    advancing = true;
    try {
      for (let next = heap.first(); next !== undefined && next.dueMs <= limitMs; next = heap.first()) {
        heap.remove(next);
        if (next.dueMs > nowMs) nowMs = next.dueMs;
        const ended = next.run();
        if (ended !== undefined) await ended;
      }
    } finally {
      advancing = false;
    }
  }

  return {
    nowMs: () => nowMs,
    at(dueMs, run, label) {
      requireMoment(dueMs, 'dueMs');
      sequence += 1;
      const entry = new Entry(dueMs < nowMs ? nowMs : dueMs, sequence, run, label);
      heap.add(entry);
      return entry;
    },
    cancel(timer) {
      if (timer instanceof Entry) heap.remove(timer);
    },
    async advanceTo(ms) {
      requireMoment(ms, 'ms');
      if (ms < nowMs)
        throw new RangeError(`ms is ${ms}: before now (${nowMs}); virtual time only moves forward`);
      await runDue(ms);
      nowMs = ms;
    },
    async runUntilIdle(limitMs = Number.POSITIVE_INFINITY) {
      await runDue(limitMs);
      if (heap.size > 0 && limitMs > nowMs) nowMs = limitMs;
    },
    get isAdvancing() {
      return advancing;
    },
    get pending() {
      return heap.size;
    },
    get nextDueMs() {
      return heap.first()?.dueMs;
    },
  };
}
