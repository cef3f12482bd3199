import { type EpochDay, mondayOf } from './draw-calendar.ts';
import type { Testable, TestTargets } from './draw-chance.ts';
import { type TestChance, testableByWeekday, weeklyChainOf } from './test-chain.ts';

/** A stretch of days to walk over, and who can be tested when. */
export interface Horizon {
  testable: Testable;
  firstDay: EpochDay;
  /** Whole weeks, so that every weekday weighs the same. */
  days: number;
}

/** One state on one morning of a horizon: its share of clients and their chance of a test that day. */
export interface HorizonCell {
  day: EpochDay;
  daysSince: number;
  share: number;
  chance: number;
  testable: boolean;
}

const daysPerWeek = 7;
/** Shares below this are rounding, not clients. */
const negligible = 1e-12;

/** Expected tests of one client over a horizon under any scheme, from the scheme's own weekly long run. */
export function testsOver(chance: TestChance, horizon: Horizon, start: readonly number[]): number {
  return expectedTests(walk(chance, horizon, start));
}

/** Shares of clients by days since the last test (index) on the morning of a day, in the weekly long run. */
export function startShares(weeklyChance: TestChance, targets: TestTargets, day: EpochDay): number[] {
  const chain = weeklyChainOf(weeklyChance, testableByWeekday(targets));
  const shares = [0];
  const longestDays = targets.maxGapDays + daysPerWeek;
  for (let daysSince = 1; daysSince <= longestDays; daysSince += 1) {
    shares.push(chain.shareBefore(day - mondayOf(day), daysSince));
  }
  return shares;
}

/** Walks one client's chances over a horizon, from the shares by days since the last test on its first morning. */
export function walk(chance: TestChance, horizon: Horizon, start: readonly number[]): HorizonCell[] {
  const cells: HorizonCell[] = [];
  let shares = start;
  for (let day = horizon.firstDay; day < horizon.firstDay + horizon.days; day += 1) {
    const testable = horizon.testable(day);
    const next = [0, 0];
    for (const [daysSince, share] of shares.entries()) {
      if (share < negligible) continue;
      const cell = { day, daysSince, share, chance: chance(day, day - daysSince), testable };
      cells.push(cell);
      next[1] = (next[1] ?? 0) + share * cell.chance;
      next[daysSince + 1] = share * (1 - cell.chance);
    }
    shares = Array.from(next, (share) => share ?? 0);
  }
  return cells;
}

/** Expected tests of one client in some cells. */
export function expectedTests(cells: readonly HorizonCell[]): number {
  return cells.reduce((tests, cell) => tests + cell.share * cell.chance, 0);
}
