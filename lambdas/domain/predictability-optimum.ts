import type { EpochDay } from './draw-calendar.ts';
import { deadlineOf, type Testable, type TestTargets, testableDaysLeft } from './draw-chance.ts';
import { type TestChance, testableByWeekday } from './test-chain.ts';
import { type Horizon, startShares, testsOver } from './test-horizon.ts';

/** What the optimum must share with the policy it is compared to. */
export interface OptimumTerms {
  /** Calendar days after use over which a test would find it. */
  windowDays: number;
  /** No testable day has a chance below this. */
  lowestChance: number;
  /** Tests a week that may be spent. */
  ratePerWeek: number;
}

const daysPerWeek = 7;
/** Halvings of [0, 1]: the answer is good to a millionth. */
const halvings = 20;

/**
 * The least value v such that some scheme (chances by last test and day) keeps the gap and the lowest chance, lets
 * nobody escape a window with a chance above v, and needs no more tests. For a given v the scheme that spends the
 * fewest tests lets the survival curve S (no test yet) fall as slowly as both rules allow:
 * S(i) = min((1 − lowest) S(i−1), v S(i−window)), 0 at the deadline. With every day open that curve is the greatest
 * at each point, so the answer is the optimum; on other calendars it is what one such scheme reaches. Where a whole
 * window can be closed, no scheme helps: the answer is 1.
 */
export function leastEscape(targets: TestTargets, horizon: Horizon, terms: OptimumTerms): number {
  if (hasClosedWindow(horizon, terms.windowDays)) return 1;
  const allowedTests = (terms.ratePerWeek * horizon.days) / daysPerWeek;
  let low = 0;
  let high = 1;
  for (let round = 0; round < halvings; round += 1) {
    const middle = (low + high) / 2;
    if (testsNeeded(targets, horizon, terms, middle) > allowedTests) low = middle;
    else high = middle;
  }
  return high;
}

function hasClosedWindow({ testable, firstDay, days }: Horizon, windowDays: number): boolean {
  let closedRun = 0;
  // A week more than the horizon, for a weekend that spans its end.
  for (let day = firstDay; day < firstDay + days + daysPerWeek && closedRun < windowDays; day += 1) {
    closedRun = testable(day) ? 0 : closedRun + 1;
  }
  return closedRun >= windowDays;
}

function testsNeeded(
  targets: TestTargets,
  horizon: Horizon,
  terms: OptimumTerms,
  mostEscape: number,
): number {
  const weekly = slowestScheme(targets, testableByWeekday(targets), terms, mostEscape);
  const scheme = slowestScheme(targets, horizon.testable, terms, mostEscape);
  return testsOver(scheme, horizon, startShares(weekly, targets, horizon.firstDay));
}

function slowestScheme(
  targets: TestTargets,
  testable: Testable,
  terms: OptimumTerms,
  mostEscape: number,
): TestChance {
  const curves = new Map<EpochDay, number[]>();
  return (day, lastTestDay) => {
    const curve = curves.get(lastTestDay) ?? [1];
    curves.set(lastTestDay, curve);
    for (let days = curve.length; days <= day - lastTestDay; days += 1) {
      curve.push(nextSurvival(curve, lastTestDay + days, lastTestDay));
    }
    const before = curve[day - lastTestDay - 1] ?? 0;
    return before === 0 ? Number(testable(day)) : 1 - (curve[day - lastTestDay] ?? 0) / before;
  };

  function nextSurvival(curve: readonly number[], day: EpochDay, lastTestDay: EpochDay): number {
    const before = curve.at(-1) ?? 1;
    if (!testable(day)) return before;
    if (testableDaysLeft(testable, day, deadlineOf(targets, lastTestDay, day), 2) <= 1) return 0;
    // The window that ends on the last closed day after this one holds this day alone of those still to come.
    const windowStart = curve.length + closedDaysAfter(day) - terms.windowDays;
    const byWindow = windowStart < 0 ? 1 : mostEscape * (curve[windowStart] ?? 1);
    return Math.min((1 - terms.lowestChance) * before, byWindow);
  }

  function closedDaysAfter(day: EpochDay): number {
    let count = 0;
    while (count < terms.windowDays - 1 && !testable(day + count + 1)) count += 1;
    return count;
  }
}
