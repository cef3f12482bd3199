import { type EpochDay, mondayOf } from './draw-calendar.ts';

/** What a program asks of random testing, without the solved chance. */
export interface TestTargets {
  /** Mean number of random tests a week. */
  ratePerWeek: number;
  /** No client goes longer than this without a test. */
  maxGapDays: number;
  /** ISO weekdays on which specimens are collected, Monday = 1. */
  testDays: readonly number[];
  /** 1: at least one test in every calendar week, Monday to Sunday. */
  minPerCalendarWeek: 0 | 1;
  /** Two tickets on a day next to one on which the client cannot be tested. */
  closureGuard: boolean;
}

/** The targets and what they were solved to: one version of a policy. */
export interface TestPolicy extends TestTargets {
  /** p, the chance of one ticket on one day, in parts per million. */
  chancePpm: number;
}

/** Whether one client can be tested on a day: open, an allowed weekday, not excused. */
export type Testable = (day: EpochDay) => boolean;

/** 2^48: a call number below a threshold of this size is certain. */
export const certain = 2 ** 48;
const twoTo48 = 1n << 48n;
const million = 1_000_000n;
const millionSquared = million * million;
/** With this many testable days left or fewer, the chance is at least one in that number. */
const rampDays = 3;

/**
 * The day by which the client must have been tested: last test + gap, and no later than this week's Sunday when
 * the policy wants one test in every calendar week and there was none yet. A client never tested is overdue.
 */
export function deadlineOf(targets: TestTargets, lastTestDay: EpochDay | null, today: EpochDay): EpochDay {
  if (lastTestDay === null) return Number.NEGATIVE_INFINITY;
  const byGap = lastTestDay + targets.maxGapDays;
  const monday = mondayOf(today);
  return targets.minPerCalendarWeek === 1 && lastTestDay < monday ? Math.min(byGap, monday + 6) : byGap;
}

/** k: testable days in [today, deadline]; counting stops at `enough`. */
export function testableDaysLeft(
  testable: Testable,
  today: EpochDay,
  deadline: EpochDay,
  enough = Number.POSITIVE_INFINITY,
): number {
  let count = 0;
  for (let day = today; day <= deadline && count < enough; day += 1) if (testable(day)) count += 1;
  return count;
}

/** e: two tickets when the day before or after cannot be tested and the closure guard is on, else one. */
export function ticketsOn(targets: TestTargets, testable: Testable, today: EpochDay): 1 | 2 {
  return targets.closureGuard && !(testable(today - 1) && testable(today + 1)) ? 2 : 1;
}

/**
 * T = floor(chance × 2^48), in whole numbers from the first step to the last.
 *
 * @param chancePpm p in parts per million
 * @param tickets e, 1 or 2
 * @param daysLeft k, testable days up to the deadline, today included; 0 for an overdue or a new client
 * @returns an integer in [0, 2^48]; the client is called when U < T
 */
export function thresholdOf(chancePpm: number, tickets: 1 | 2, daysLeft: number): number {
  if (daysLeft <= 1) return certain;
  const byTickets = tickets === 1 ? oneTicket(BigInt(chancePpm)) : twoTickets(BigInt(chancePpm));
  return daysLeft <= rampDays ? Math.max(byTickets, Math.floor(certain / daysLeft)) : byTickets;
}

function oneTicket(p: bigint): number {
  return Number((p * twoTo48) / million);
}

function twoTickets(p: bigint): number {
  const q = million - p;
  return Number(((millionSquared - q * q) * twoTo48) / millionSquared);
}
