import { solveChancePpm } from './chance-solver.ts';
import type { LocalDate } from './clinic-calendar.ts';
import { type EpochDay, mondayOf } from './draw-calendar.ts';
import type { TestPolicy, TestTargets } from './draw-chance.ts';
import { checkClosures, checkTargets } from './draw-input.ts';
import { leastEscape } from './predictability-optimum.ts';
import { chanceUnder, someMonday, type TestChance, testableByWeekday } from './test-chain.ts';
import { expectedTests, type Horizon, type HorizonCell, startShares, walk } from './test-horizon.ts';

/** Windows, in calendar days after use, over which the meter asks whether a test would fall. */
const escapeWindowsDays = [1, 2, 3] as const;

/** Chances of a call on a testable day, so many days after the last test. */
interface ChanceSpan {
  daysSinceTest: number;
  lowest: number;
  highest: number;
}

/** What a client who knows the policy, the calendar and their own history can and cannot foresee. */
export interface Predictability {
  /** p the figures are for, parts per million. */
  chancePpm: number;
  /** Mean random tests a week. */
  ratePerWeek: number;
  /** Longest time between two tests that can happen, in days. */
  maxGapDays: number;
  chancesByDaysSinceTest: ChanceSpan[];
  /** Lowest chance on any testable day after any history. */
  lowestChance: number;
  /** Highest chance short of certainty. */
  highestUncertainChance: number;
  /** Share of tests whose chance was 1 on their morning. */
  announcedShare: number;
  /** Greatest chance of no test in the 1, 2, 3 calendar days after a day of the client's choice. */
  bestEscape: [number, number, number];
  /** The least that best escape could be with the same rate, gap, calendar and lowest chance. */
  optimumEscape: [number, number, number];
}

const daysPerWeek = 7;
const horizonWeeks = 52;

/**
 * The predictability meter. Without closures the figures are those of the stationary chain; with closures they are
 * those of the 52 weeks that begin before the first one (longer if the last closure is later).
 *
 * @param policy a policy, or targets alone: the chance is solved then
 * @param closures dates without collection, known ahead to staff and clients alike
 * @throws DrawInputError naming the field
 */
export function predictability(
  policy: TestTargets & Partial<TestPolicy>,
  closures: readonly LocalDate[] = [],
): Predictability {
  const { solved, horizon, chance, cells } = walkOf(policy, closures);
  const open = cells.filter((cell) => cell.testable);
  const { ratePerWeek, announcedShare } = expectationOf(cells, horizon);
  const lowestChance = open.reduce((lowest, cell) => Math.min(lowest, cell.chance), 1);
  const bestEscape = escapes(chance, cells);
  const optimumEscape = escapeWindowsDays.map((windowDays, index) =>
    Math.min(bestEscape[index] ?? 1, leastEscape(solved, horizon, { windowDays, lowestChance, ratePerWeek })),
  );
  return {
    chancePpm: solved.chancePpm,
    ratePerWeek,
    maxGapDays: open.reduce((longest, cell) => Math.max(longest, cell.daysSince), 0),
    chancesByDaysSinceTest: chanceSpans(open),
    lowestChance,
    highestUncertainChance: open.reduce(
      (highest, { chance }) => (chance < 1 ? Math.max(highest, chance) : highest),
      0,
    ),
    announcedShare,
    bestEscape,
    optimumEscape: [optimumEscape[0] ?? 1, optimumEscape[1] ?? 1, optimumEscape[2] ?? 1],
  };
}

/** The figures of the meter that take no optimum: a tenth of its time. */
export type Expectation = Pick<Predictability, 'chancePpm' | 'ratePerWeek' | 'announcedShare'>;

/**
 * How many tests to expect, and how many of them announced; as the meter has them.
 *
 * @throws DrawInputError naming the field
 */
export function expectation(
  policy: TestTargets & Partial<TestPolicy>,
  closures: readonly LocalDate[] = [],
): Expectation {
  const { solved, horizon, cells } = walkOf(policy, closures);
  return { chancePpm: solved.chancePpm, ...expectationOf(cells, horizon) };
}

function walkOf(policy: TestTargets & Partial<TestPolicy>, closures: readonly LocalDate[]) {
  checkTargets(policy);
  const solved: TestPolicy = { ...policy, chancePpm: policy.chancePpm ?? solveChancePpm(policy) };
  const horizon = horizonOf(solved, closures);
  const chance = chanceUnder(solved, horizon.testable);
  const start = startShares(chanceUnder(solved, testableByWeekday(solved)), solved, horizon.firstDay);
  return { solved, horizon, chance, cells: walk(chance, horizon, start) };
}

function expectationOf(cells: readonly HorizonCell[], { days }: Horizon) {
  const tests = expectedTests(cells);
  const announced = cells.filter((cell) => cell.testable && cell.chance === 1);
  return { ratePerWeek: (tests * daysPerWeek) / days, announcedShare: expectedTests(announced) / tests };
}

function horizonOf(targets: TestTargets, closures: readonly LocalDate[]): Horizon {
  const closed = checkClosures(closures);
  const weekly = testableByWeekday(targets);
  if (closed.size === 0) return { testable: weekly, firstDay: someMonday, days: daysPerWeek };
  const leadDays = targets.maxGapDays + daysPerWeek;
  const firstDay = mondayOf(Math.min(...closed) - leadDays);
  const weeks = Math.ceil((Math.max(...closed) + leadDays - firstDay) / daysPerWeek);
  return {
    testable: (day) => weekly(day) && !closed.has(day),
    firstDay,
    days: daysPerWeek * Math.max(horizonWeeks, weeks),
  };
}

function chanceSpans(open: readonly HorizonCell[]): ChanceSpan[] {
  const spans = new Map<number, ChanceSpan>();
  for (const { daysSince, chance } of open) {
    const span = spans.get(daysSince) ?? { daysSinceTest: daysSince, lowest: 1, highest: 0 };
    spans.set(daysSince, {
      daysSinceTest: daysSince,
      lowest: Math.min(span.lowest, chance),
      highest: Math.max(span.highest, chance),
    });
  }
  return [...spans.values()].sort((one, other) => one.daysSinceTest - other.daysSinceTest);
}

/** The client uses in the evening, knowing the day's outcome, and picks the evening that suits best. */
function escapes(chance: TestChance, cells: readonly HorizonCell[]): [number, number, number] {
  const best: [number, number, number] = [0, 0, 0];
  const consider = (day: EpochDay, lastTestDay: EpochDay) => {
    let untested = 1;
    for (const [index, windowDays] of escapeWindowsDays.entries()) {
      untested *= 1 - chance(day + windowDays, lastTestDay);
      best[index] = Math.max(best[index] ?? 0, untested);
    }
  };
  for (const { day, daysSince, chance: called } of cells) {
    if (called > 0) consider(day, day);
    if (called < 1) consider(day, day - daysSince);
  }
  return best;
}
