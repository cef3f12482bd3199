import { chanceBoundsOf, solveChancePpm } from './chance-solver.ts';
import type { LocalDate } from './clinic-calendar.ts';
import type { TestPolicy, TestTargets } from './draw-chance.ts';
import { checkTargets, DrawInputError } from './draw-input.ts';
import { type Expectation, expectation } from './predictability.ts';
import { chanceUnder, testableByWeekday, weeklyChainOf } from './test-chain.ts';

export type PolicyWarningCode =
  | 'deadline-does-the-testing'
  | 'rate-cannot-be-met'
  | 'announced-share-high'
  | 'capacity-use-high';

export interface PolicyWarning {
  code: PolicyWarningCode;
  /** For the person who saves the policy: what will happen and what to change. */
  message: string;
}

/** What a clinic expects its collections to carry: every policy in use, the one being saved included. */
export interface ExpectedLoad {
  /** Most collections a day; null for no limit. */
  capacityPerDay: number | null;
  groups: readonly { policy: TestTargets & Partial<TestPolicy>; clients: number }[];
}

/** A gap below this many mean gaps leaves the testing to the deadline: 14 / (tests a week) days is two of them. */
const gapsBeforeDeadline = 14;
const rateTolerance = 0.03;
const highestAnnouncedShare = 0.2;
const highestCapacityUse = 0.7;
const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/**
 * What to tell somebody who saves a test policy. No warning refuses the policy.
 *
 * @param policy the policy, or targets alone: the chance is solved then
 * @param clinic known closures, and the load on the busiest weekday if it is to be judged
 * @returns warnings in a fixed order; none for a sound policy
 * @throws DrawInputError naming the field
 */
export function policyWarnings(
  policy: TestTargets & Partial<TestPolicy>,
  clinic: { closures?: readonly LocalDate[]; load?: ExpectedLoad } = {},
): PolicyWarning[] {
  const figures = expectation(policy, clinic.closures);
  return [
    ...rateWarnings(policy, figures),
    ...announcedWarnings(figures),
    ...(clinic.load === undefined ? [] : capacityWarnings(clinic.load)),
  ];
}

function rateWarnings(policy: TestTargets, figures: Expectation): PolicyWarning[] {
  const { ratePerWeek: target, maxGapDays } = policy;
  const tooHigh = figures.ratePerWeek > target * (1 + rateTolerance);
  const tooLow = figures.ratePerWeek < target * (1 - rateTolerance);
  const rates = `about ${short(figures.ratePerWeek)} tests a week instead of ${short(target)}`;
  const shortGap = maxGapDays * target < gapsBeforeDeadline;
  const forcedWeeks = policy.minPerCalendarWeek === 1 && tooHigh;
  const warnings: PolicyWarning[] = [];
  if (shortGap || forcedWeeks)
    warnings.push(deadlineWarning(policy, shortGap, tooHigh ? rates : null, figures));
  if (tooLow) warnings.push(rateTooLow(rates, policy, figures));
  if (tooHigh && warnings.length === 0) {
    const message = `The rate cannot be met: expect ${rates}, because no testable day may be safe. Raise the rate or add test days.`;
    warnings.push({ code: 'rate-cannot-be-met', message });
  }
  return warnings;
}

function deadlineWarning(
  policy: TestTargets,
  shortGap: boolean,
  rates: string | null,
  { announcedShare }: Expectation,
): PolicyWarning {
  const neededGapDays = Math.ceil(gapsBeforeDeadline / policy.ratePerWeek);
  const cause = shortGap
    ? `a gap of ${policy.maxGapDays} days is below the ${neededGapDays} that ${short(policy.ratePerWeek)} a week needs`
    : 'one test in every calendar week is more than the rate leaves to chance';
  const effect = `${rates === null ? '' : `${rates}, `}${percent(announcedShare)} of tests announced`;
  const fix = shortGap ? `Lengthen the gap to ${neededGapDays} days` : 'Drop the weekly minimum';
  return {
    code: 'deadline-does-the-testing',
    message: `The deadline does the testing, not chance: ${cause}. Expect ${effect}. ${fix} or raise the rate.`,
  };
}

function rateTooLow(rates: string, policy: TestTargets, { chancePpm }: Expectation): PolicyWarning {
  const isAtBound = chancePpm >= chanceBoundsOf(policy).highestPpm;
  const cause = isAtBound
    ? 'no call may be nearly certain before its deadline'
    : 'the chance is solved for weeks without closures, and there are many';
  const guard = policy.closureGuard ? ' or switch the closure guard off' : '';
  const fix = isAtBound
    ? `Lower the rate${guard === '' ? ' or' : ','} add test days${guard}`
    : 'Raise the rate a little, or open on some of these days';
  const message = `The rate cannot be met: expect ${rates}, because ${cause}. ${fix}.`;
  return { code: 'rate-cannot-be-met', message };
}

function announcedWarnings({ announcedShare }: Expectation): PolicyWarning[] {
  if (announcedShare <= highestAnnouncedShare) return [];
  const message = `A client can know ${percent(announcedShare)} of the tests beforehand; keep it to ${percent(highestAnnouncedShare)}. Lengthen the gap or raise the rate.`;
  return [{ code: 'announced-share-high', message }];
}

/**
 * What to tell somebody about what the clinic's collections are expected to carry on their busiest weekday.
 *
 * @throws DrawInputError naming the field
 */
export function capacityWarnings({ capacityPerDay, groups }: ExpectedLoad): PolicyWarning[] {
  if (capacityPerDay === null) return [];
  if (!Number.isFinite(capacityPerDay) || capacityPerDay < 0) {
    throw new DrawInputError(
      'capacityPerDay',
      'a number of collections from 0, or null for no limit',
      capacityPerDay,
    );
  }
  const load = expectedTestsByWeekday(groups);
  const busiest = load.indexOf(Math.max(...load));
  const tests = load[busiest] ?? 0;
  if (tests <= highestCapacityUse * capacityPerDay) return [];
  const use =
    capacityPerDay === 0 ? 'and there is none' : `${percent(tests / capacityPerDay)} of ${capacityPerDay}`;
  const message = `On ${weekdayNames[busiest]}s about ${short(tests)} collections are expected, ${use}; above ${percent(highestCapacityUse)} chance calls are often dropped and deadlines missed. Add capacity or test days, or lower the rate.`;
  return [{ code: 'capacity-use-high', message }];
}

/**
 * Expected collections of a clinic on each weekday, Monday first.
 *
 * @throws DrawInputError naming the field
 */
function expectedTestsByWeekday(groups: ExpectedLoad['groups']): number[] {
  return groups.reduce<number[]>(
    (load, { policy, clients }, index) => {
      if (!Number.isFinite(clients) || clients < 0) {
        throw new DrawInputError(`groups[${index}].clients`, 'a number of clients from 0', clients);
      }
      checkTargets(policy);
      const solved = { ...policy, chancePpm: policy.chancePpm ?? solveChancePpm(policy) };
      const testable = testableByWeekday(solved);
      const { testsByWeekday } = weeklyChainOf(chanceUnder(solved, testable), testable);
      return load.map((tests, weekday) => tests + clients * (testsByWeekday[weekday] ?? 0));
    },
    weekdayNames.map(() => 0),
  );
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** At most two decimals, no trailing zeros. */
function short(value: number): string {
  return String(Math.round(100 * value) / 100);
}
