import { type EpochDay, isoWeekdayOf } from './draw-calendar.ts';
import {
  certain,
  deadlineOf,
  type Testable,
  type TestPolicy,
  type TestTargets,
  testableDaysLeft,
  thresholdOf,
  ticketsOn,
} from './draw-chance.ts';

/** The chance, 0 to 1, of a test on a day for a client whose last test was on an earlier day. */
export type TestChance = (day: EpochDay, lastTestDay: EpochDay) => number;

/** The long run of a weekly scheme. */
export interface WeeklyChain {
  ratePerWeek: number;
  /** Mean tests per client on each weekday, Monday first. */
  testsByWeekday: number[];
  /** Share of clients, on the morning of a weekday (Monday = 0), whose last test was `daysSince` days before. */
  shareBefore: (weekdayIndex: number, daysSince: number) => number;
}

/** A Monday to count from; any would do. */
export const someMonday: EpochDay = 4;
const daysPerWeek = 7;
/** 2^12 steps of the embedded chain: far beyond mixing for any seven states with a positive floor. */
const squarings = 12;
/** No threshold depends on more testable days than this. */
const countedDays = 4;

/** A client with no excuse, in weeks without closures. */
export function testableByWeekday(targets: TestTargets): Testable {
  const allowed = [0, 1, 2, 3, 4, 5, 6, 7].map((weekday) => targets.testDays.includes(weekday));
  return (day) => allowed[isoWeekdayOf(day)] === true;
}

/** The draw's own chances under a policy, T / 2^48, for a client who can be tested on the days given. */
export function chanceUnder(policy: TestPolicy, testable: Testable): TestChance {
  const chances = ([1, 2] as const).map((tickets) =>
    [0, 1, 2, 3, 4].map((daysLeft) => thresholdOf(policy.chancePpm, tickets, daysLeft) / certain),
  );
  return (day, lastTestDay) => {
    if (!testable(day)) return 0;
    const daysLeft = testableDaysLeft(testable, day, deadlineOf(policy, lastTestDay, day), countedDays);
    return chances[ticketsOn(policy, testable, day) - 1]?.[daysLeft] ?? 1;
  };
}

/**
 * The stationary chain over days since the last test × weekday, exactly: tests are renewals, so seven survival
 * curves (one per weekday of the last test) and the seven-state chain of test weekdays give the whole of it.
 *
 * @param chance a scheme that repeats weekly and in which every client is tested sooner or later
 * @param testable the weekly calendar
 */
export function weeklyChainOf(chance: TestChance, testable: Testable): WeeklyChain {
  const survival = weekdayIndexes.map((weekday) =>
    testable(someMonday + weekday) ? survivalAfter(chance, someMonday + weekday) : [],
  );
  const starts = stationaryStarts(survival);
  const meanGapDays = sum(
    weekdayIndexes.map((weekday) => (starts[weekday] ?? 0) * sum(survival[weekday] ?? [])),
  );
  const testsByWeekday = weekdayIndexes.map(
    (weekday) => (daysPerWeek * (starts[weekday] ?? 0)) / meanGapDays,
  );
  return {
    ratePerWeek: daysPerWeek / meanGapDays,
    testsByWeekday,
    shareBefore: (weekdayIndex, daysSince) => {
      const start = modulo(weekdayIndex - daysSince);
      return (testsByWeekday[start] ?? 0) * (survival[start]?.[daysSince - 1] ?? 0);
    },
  };
}

const weekdayIndexes = [0, 1, 2, 3, 4, 5, 6];

/** S(0) = 1, S(i) = chance of no test in the i days after the last one; ends before it reaches 0. */
function survivalAfter(chance: TestChance, lastTestDay: EpochDay): number[] {
  const survival: number[] = [];
  let left = 1;
  for (let days = 1; left > 0; days += 1) {
    survival.push(left);
    left *= 1 - chance(lastTestDay + days, lastTestDay);
  }
  return survival;
}

/** Long-run share of tests that fall on each weekday. */
function stationaryStarts(survival: number[][]): number[] {
  const steps = survival.map((curve, start) => {
    const row = weekdayIndexes.map(() => 0);
    curve.forEach((left, index) => {
      const weekday = modulo(start + index + 1);
      row[weekday] = (row[weekday] ?? 0) + left - (curve[index + 1] ?? 0);
    });
    return row;
  });
  // Half a step of staying put makes a chain with a period settle, and does not move its shares.
  let power = steps.map((row, from) => row.map((chance, to) => (chance + (from === to ? 1 : 0)) / 2));
  for (let round = 0; round < squarings; round += 1) power = squared(power);
  return power[survival.findIndex((curve) => curve.length > 0)] ?? [];
}

function squared(matrix: number[][]): number[][] {
  return matrix.map((row) =>
    weekdayIndexes.map((to) => sum(row.map((chance, via) => chance * (matrix[via]?.[to] ?? 0)))),
  );
}

function modulo(weekdayIndex: number): number {
  return ((weekdayIndex % daysPerWeek) + daysPerWeek) % daysPerWeek;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
