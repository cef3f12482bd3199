import { type EpochDay, isoWeekdayOf } from './draw-calendar.ts';
import { deadlineOf, type Testable, testableDaysLeft, thresholdOf, ticketsOn } from './draw-chance.ts';
import {
  type CheckedDrawInput,
  checkDrawInput,
  compareIds,
  type DrawClient,
  type DrawInput,
} from './draw-input.ts';
import { callNumbersOf } from './draw-keys.ts';

export { solveChancePpm } from './chance-solver.ts';
export type { TestPolicy, TestTargets } from './draw-chance.ts';
export { type DrawInput, DrawInputError, type RosterItem } from './draw-input.ts';
export { commitmentOf, dayKeyFrom } from './draw-keys.ts';
export { type Predictability, predictability } from './predictability.ts';

/**
 * What the day is to a client: called; not called; bumped (drawn, but the day was full; not owed later); breach (at
 * the deadline, but the day was full; certain on the next testable day); excluded (cannot be tested on this day).
 */
export type DrawStatus = 'called' | 'not-called' | 'bumped' | 'breach' | 'excluded';

/** One client's line of a draw. Integers are decimal strings, so that no reader rounds them. */
export interface DrawEntry {
  clientId: string;
  /** Testable days up to the deadline, this one included; "0" for an overdue, a new or an excluded client. */
  k: string;
  /** Tickets: "1", "2" next to a day on which the client cannot be tested, "0" for an excluded client. */
  tickets: string;
  /** T: called when U < T; 2^48 is certain, "0" for an excluded client. */
  threshold: string;
  /** U, 48 bits of the client's own HMAC. */
  u: string;
  status: DrawStatus;
}

/** A day's draw: ids sorted by code unit, entries by id. */
export interface DrawResult {
  /** Everybody who is called, the deadline's clients included. */
  called: string[];
  /** Clients at, past or without a last test before their deadline: certain unless the day is full. */
  forced: string[];
  /** Drawn by chance, dropped because the day was full. */
  bumped: string[];
  /** Forced, dropped because forced clients alone exceed the capacity: the director hears of each. */
  breaches: string[];
  entries: DrawEntry[];
}

interface Candidate {
  clientId: string;
  daysLeft: number;
  tickets: 0 | 1 | 2;
  threshold: number;
  u: number;
  overdueDays: number;
}

/**
 * A clinic's random draw for one date: equal daily chance with a backstop. The same input gives the same draw in
 * any order and at any time; a client's call number depends on nobody else. O(n), and a sort of those drawn.
 * Rules: docs/random-testing.md.
 *
 * @throws DrawInputError naming the client and the field
 * @example
 * draw({ dayKey, date: '2026-03-02', roster, capacity: 12, closures: ['2026-03-08'] }).called
 */
export function draw(input: DrawInput): DrawResult {
  const checked = checkDrawInput(input);
  const callNumberOf = callNumbersOf(checked.dayKey);
  const candidates = checked.clients.map((client) =>
    candidateOf(client, checked, callNumberOf(client.clientId)),
  );
  const forced = candidates.filter(isForced).sort(byUrgency);
  const drawn = candidates.filter((candidate) => !isForced(candidate) && candidate.u < candidate.threshold);
  const slots = checked.capacity ?? candidates.length;
  const slotsAfterForced = Math.max(0, slots - forced.length);
  const kept = drawn.length <= slotsAfterForced ? drawn : [...drawn].sort(byRelativeNumber);
  const statuses = new Map<string, DrawStatus>();
  forced.forEach(({ clientId }, index) => {
    statuses.set(clientId, index < slots ? 'called' : 'breach');
  });
  kept.forEach(({ clientId }, index) => {
    statuses.set(clientId, index < slotsAfterForced ? 'called' : 'bumped');
  });
  return resultOf(candidates, forced, statuses);
}

/** Whether a client can be tested on a day: open, an allowed weekday, not excused. */
function testabilityOf(client: DrawClient, closedDays: ReadonlySet<EpochDay>): Testable {
  const { testDays } = client.policy;
  return (day) =>
    testDays.includes(isoWeekdayOf(day)) && !closedDays.has(day) && !client.excusedDays.has(day);
}

function candidateOf(client: DrawClient, { today, closedDays }: CheckedDrawInput, u: number): Candidate {
  const { clientId, policy, lastTestDay } = client;
  const testable = testabilityOf(client, closedDays);
  const deadline = deadlineOf(policy, lastTestDay, today);
  const overdueDays = today - deadline;
  if (!testable(today)) return { clientId, daysLeft: 0, tickets: 0, threshold: 0, u, overdueDays };
  const daysLeft = testableDaysLeft(testable, today, deadline);
  const tickets = ticketsOn(policy, testable, today);
  return {
    clientId,
    daysLeft,
    tickets,
    threshold: thresholdOf(policy.chancePpm, tickets, daysLeft),
    u,
    overdueDays,
  };
}

function isForced({ tickets, daysLeft }: Candidate): boolean {
  return tickets > 0 && daysLeft <= 1;
}

/** Most overdue first, a new client before all; then the smaller U; then the id. */
function byUrgency(one: Candidate, other: Candidate): number {
  if (one.overdueDays !== other.overdueDays) return one.overdueDays > other.overdueDays ? -1 : 1;
  return one.u - other.u || compareIds(one.clientId, other.clientId);
}

/** Smaller U/T first, by cross-multiplication: 96 bits do not fit a double. */
function byRelativeNumber(one: Candidate, other: Candidate): number {
  const left = BigInt(one.u) * BigInt(other.threshold);
  const right = BigInt(other.u) * BigInt(one.threshold);
  if (left === right) return compareIds(one.clientId, other.clientId);
  return left < right ? -1 : 1;
}

function resultOf(
  candidates: Candidate[],
  forced: Candidate[],
  statuses: Map<string, DrawStatus>,
): DrawResult {
  const entries = candidates.map((candidate): DrawEntry => {
    const rest = candidate.tickets === 0 ? 'excluded' : 'not-called';
    return {
      clientId: candidate.clientId,
      k: String(candidate.daysLeft),
      tickets: String(candidate.tickets),
      threshold: String(candidate.threshold),
      u: String(candidate.u),
      status: statuses.get(candidate.clientId) ?? rest,
    };
  });
  const idsWith = (status: DrawStatus) =>
    entries.filter((entry) => entry.status === status).map((entry) => entry.clientId);
  return {
    called: idsWith('called'),
    forced: forced.map(({ clientId }) => clientId).sort(compareIds),
    bumped: idsWith('bumped'),
    breaches: idsWith('breach'),
    entries,
  };
}
