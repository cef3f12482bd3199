import { type TestTargets, ticketsOn } from './draw-chance.ts';
import { checkTargets } from './draw-input.ts';
import { chanceUnder, someMonday, testableByWeekday, weeklyChainOf } from './test-chain.ts';

const million = 1_000_000;
/** Off the deadline day nobody's chance is above 3/4: one ticket of .75, or two of .5. */
const highestPpm = 750_000;
const highestPpmWithGuard = 500_000;

/** The least and the greatest chance per ticket that a policy may have, in parts per million. */
interface ChanceBounds {
  lowestPpm: number;
  highestPpm: number;
}

/**
 * Bounds of p. Below: the chance on every testable day is at least half the target's rate per open day, so that no
 * history makes a day safe (that is never less than half the rate per ticket). Above: a chance of 3/4 off the
 * deadline day, so that no call is certain before its day. Where they cross, the upper one counts.
 */
export function chanceBoundsOf(targets: TestTargets): ChanceBounds {
  const highest = targets.closureGuard ? highestPpmWithGuard : highestPpm;
  const halfRate = Math.min(1, targets.ratePerWeek / (2 * targets.testDays.length));
  const testable = testableByWeekday(targets);
  const alwaysTwoTickets = targets.testDays.every(
    (weekday) => ticketsOn(targets, testable, someMonday + weekday - 1) === 2,
  );
  const lowest = Math.ceil(million * (alwaysTwoTickets ? 1 - Math.sqrt(1 - halfRate) : halfRate));
  return { lowestPpm: Math.min(lowest, highest), highestPpm: highest };
}

/** Mean tests a week of a client under the targets with a chance of `chancePpm`, with no closure and no excuse. */
function ratePerWeekAt(targets: TestTargets, chancePpm: number): number {
  const testable = testableByWeekday(targets);
  return weeklyChainOf(chanceUnder({ ...targets, chancePpm }, testable), testable).ratePerWeek;
}

/**
 * p, solved once per policy version by bisection: the smallest chance, in parts per million, with which the
 * stationary chain (days since the last test × weekday) reaches the target rate, held within `chanceBoundsOf`. A
 * target out of the bounds' reach gets the nearer bound; `policyWarnings` says so.
 *
 * @param targets the policy; a `chancePpm` in it is ignored
 * @returns a whole number of parts per million
 * @throws DrawInputError naming the field
 */
export function solveChancePpm(targets: TestTargets): number {
  checkTargets(targets);
  const bounds = chanceBoundsOf(targets);
  let low = bounds.lowestPpm;
  let high = bounds.highestPpm;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (ratePerWeekAt(targets, middle) >= targets.ratePerWeek) high = middle;
    else low = middle + 1;
  }
  return low;
}
