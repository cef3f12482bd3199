import { describe, expect, it } from 'vitest';
import { type ExpectedLoad, policyWarnings } from '../../lambdas/domain/draw-policy-warnings.ts';
import { expectation } from '../../lambdas/domain/predictability.ts';
import {
  dayKeyFrom,
  draw,
  predictability,
  type RosterItem,
  solveChancePpm,
  type TestTargets,
} from '../../lambdas/domain/random-draw.ts';
import { dateAfter } from './random-draw-arbitraries.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const monToSat = [1, 2, 3, 4, 5, 6];

function targets(change: Partial<TestTargets> = {}): TestTargets {
  const common = { testDays: everyDay, minPerCalendarWeek: 0 as const, closureGuard: true };
  return { ratePerWeek: 2, maxGapDays: 7, ...common, ...change };
}

const weekly = { ratePerWeek: 1, maxGapDays: 14 };
const fortnightly = { ratePerWeek: 0.5, maxGapDays: 28 };
const guarded = { testDays: monToSat };
const unguarded = { testDays: monToSat, closureGuard: false };

describe('the solved chance', () => {
  it.each([
    ['2 a week, every day', {}, 0.2328],
    ['1 a week, every day', weekly, 0.1135],
    ['0.5 a week, every day', fortnightly, 0.0567],
    ['2 a week, Mon–Sat, guard', guarded, 0.2201],
    ['1 a week, Mon–Sat, guard', { ...weekly, ...guarded }, 0.1022],
    ['0.5 a week, Mon–Sat, guard', { ...fortnightly, ...guarded }, 0.0503],
    ['2 a week, Mon–Sat', unguarded, 0.2773],
    ['1 a week, Mon–Sat', { ...weekly, ...unguarded }, 0.1326],
    ['0.5 a week, Mon–Sat', { ...fortnightly, ...unguarded }, 0.0662],
  ])('is the reference value for %s', (_, change, reference) => {
    expect((solveChancePpm(targets(change)) / 1e6).toFixed(4)).toBe(reference.toFixed(4));
  });

  it('keeps the floor when the gap is too short, and lets the rate rise', () => {
    const policy = targets({ ratePerWeek: 1 });
    expect(solveChancePpm(policy)).toBe(Math.ceil(1e6 / 14));
    const { ratePerWeek, announcedShare } = predictability(policy);
    expect(ratePerWeek).toBeCloseTo(1.378386, 5);
    expect(announcedShare).toBeCloseTo(0.2478, 4);
  });

  it('stops where a call would be nearly certain before its deadline', () => {
    expect(solveChancePpm(targets({ ratePerWeek: 6 }))).toBe(500_000);
    expect(solveChancePpm(targets({ ratePerWeek: 6, closureGuard: false }))).toBe(750_000);
  });

  it.each([
    ['policy.ratePerWeek', { ratePerWeek: 8 }],
    ['policy.testDays[0]', { testDays: [0] }],
  ])('names a bad %s', (field, change) => {
    expect(() => solveChancePpm(targets(change))).toThrow(expect.objectContaining({ field }));
  });
});

function rounded(values: readonly number[]): string[] {
  return values.map((value) => value.toFixed(3));
}

describe('the meter', () => {
  it('gives the reference figures at two tests a week', () => {
    const meter = predictability(targets());
    expect(rounded(meter.bestEscape)).toEqual(['0.767', '0.589', '0.452']);
    expect(rounded(meter.optimumEscape)).toEqual(['0.754', '0.563', '0.413']);
    expect(meter).toMatchObject({ chancePpm: 232_833, maxGapDays: 7 });
    expect(meter.ratePerWeek).toBeCloseTo(2, 4);
    expect(meter.announcedShare).toBeCloseTo(0.1155, 4);
    expect(meter.lowestChance).toBeCloseTo(0.2328, 4);
    expect(meter.highestUncertainChance).toBe(0.5);
    expect(meter.chancesByDaysSinceTest.map(({ lowest }) => lowest.toFixed(3))).toEqual([
      '0.233',
      '0.233',
      '0.233',
      '0.233',
      '0.333',
      '0.500',
      '1.000',
    ]);
  });

  it('says what escapes at half a test a week', () => {
    expect(rounded(predictability(targets(fortnightly)).bestEscape)).toEqual(['0.943', '0.890', '0.839']);
  });

  it('says that a closed day is safe, for the optimum too, and that the guard answers the day after', () => {
    const meter = predictability(targets(guarded));
    expect(rounded(meter.bestEscape)).toEqual(['1.000', '0.608', '0.474']);
    expect(meter.optimumEscape[0]).toBe(1);
    expect(rounded(predictability(targets(unguarded)).bestEscape)).toEqual(['1.000', '0.723', '0.522']);
  });

  it('takes the chance it is given', () => {
    const meter = predictability({ ...targets(), chancePpm: 100_000 });
    expect(meter.chancePpm).toBe(100_000);
    expect(meter.bestEscape[0]).toBeCloseTo(0.9, 3);
  });

  const holidays = ['2026-01-01', '2026-07-03', '2026-07-04', '2026-11-26', '2026-12-24', '2026-12-25'];

  it.each([{}, weekly, guarded, { ...weekly, ...guarded }, fortnightly])(
    'keeps the rate within 3 % and the gap over a year with holidays: %o',
    (change) => {
      const policy = targets(change);
      const meter = predictability(policy, holidays);
      expect(Math.abs(meter.ratePerWeek / policy.ratePerWeek - 1)).toBeLessThan(0.03);
      expect(meter.maxGapDays).toBe(policy.maxGapDays);
      expect(meter.highestUncertainChance).toBeLessThanOrEqual(0.75);
      expect(meter.announcedShare).toBeLessThanOrEqual(0.2);
    },
  );

  it('walks past a closure longer than the gap', () => {
    const closed = Array.from({ length: 10 }, (_, index) => dateAfter('2026-08-03', index));
    expect(predictability(targets(), closed).maxGapDays).toBeGreaterThan(10);
  });

  it('names a closure that is no date', () => {
    expect(() => predictability(targets(), ['2026-02-29'])).toThrow(
      expect.objectContaining({ field: 'closures[0]' }),
    );
  });
});

/**
 * False alarm: 1e-4 each. The mean of 300 clients over half a year has a standard deviation of 0.45 % at two tests
 * a week; closures and excuses move it by up to 1 %.
 */
describe('half a year with closures and excuses', () => {
  const firstMonday = '2026-01-05';
  const days = 182;
  const closures = [12, 45, 46, 103, 140, 171].map((day) => dateAfter(firstMonday, day));

  it.each([{}, guarded])('keeps the rate of two a week within 3 %: %o', (change) => {
    const policy = { ...targets(change), chancePpm: solveChancePpm(targets(change)) };
    const roster = Array.from({ length: 300 }, (_, index): RosterItem => {
      const excused = Array.from({ length: 6 }, (_, one) =>
        dateAfter(firstMonday, (index * 7 + one * 31) % days),
      );
      const lastTestDate = dateAfter(firstMonday, -1 - (index % 6));
      return { clientId: `client-${index}`, policy, lastTestDate, excused };
    });
    let tests = 0;
    for (let day = 0; day < days; day += 1) {
      const date = dateAfter(firstMonday, day);
      const dayKey = dayKeyFrom('seed of a year with holidays', 'clinic-fir', date);
      const called = new Set(draw({ dayKey, date, roster, capacity: null, closures }).called);
      tests += called.size;
      for (const client of roster) if (called.has(client.clientId)) client.lastTestDate = date;
    }
    const ratePerWeek = (tests * 7) / (days * roster.length);
    expect(Math.abs(ratePerWeek / policy.ratePerWeek - 1)).toBeLessThan(0.03);
  });
});

describe('warnings when a policy is saved', () => {
  function codes(change: Partial<TestTargets>, load?: ExpectedLoad): string[] {
    return policyWarnings(targets(change), load === undefined ? {} : { load }).map(({ code }) => code);
  }

  it.each([
    ['a sound policy', {}, []],
    ['one a week with a gap of two', weekly, []],
    [
      'a gap too short for the rate',
      { ratePerWeek: 1 },
      ['deadline-does-the-testing', 'announced-share-high'],
    ],
    [
      'a weekly minimum above the rate',
      { ...fortnightly, minPerCalendarWeek: 1 },
      ['deadline-does-the-testing', 'announced-share-high'],
    ],
    ['more than chance may do', { ratePerWeek: 6 }, ['rate-cannot-be-met']],
    ['more tests than test days allow', { ratePerWeek: 3, testDays: [1, 2, 3] }, ['rate-cannot-be-met']],
    [
      'a gap as short as the test days',
      { ratePerWeek: 2, testDays: [1, 4] },
      ['rate-cannot-be-met', 'announced-share-high'],
    ],
  ] as const)('%s', (_, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  it('says what to change', () => {
    const [first] = policyWarnings(targets({ ratePerWeek: 1 }));
    expect(first?.message).toBe(
      'The deadline does the testing, not chance: a gap of 7 days is below the 14 that 1 a week needs. Expect about 1.38 tests a week instead of 1, 25 % of tests announced. Lengthen the gap to 14 days or raise the rate.',
    );
  });

  it('tells a chance that may not rise from one that closures outweigh', () => {
    const [bound] = policyWarnings(targets({ ratePerWeek: 6 }));
    expect(bound?.message).toContain(
      'because no call may be nearly certain before its deadline. Lower the rate,',
    );
    const closures = Array.from({ length: 40 }, (_, week) => dateAfter('2026-01-05', 7 * week));
    const [closed] = policyWarnings(targets({ closureGuard: false }), { closures });
    expect(closed?.message).toContain(
      'solved for weeks without closures, and there are many. Raise the rate',
    );
  });

  it('expects what the meter shows', () => {
    for (const change of [{}, weekly, { ...fortnightly, ...guarded }]) {
      const { chancePpm, ratePerWeek, announcedShare } = predictability(targets(change), ['2026-05-25']);
      expect(expectation(targets(change), ['2026-05-25'])).toEqual({
        chancePpm,
        ratePerWeek,
        announcedShare,
      });
    }
  });

  it.each([
    [10, 24, []],
    [10, 25, ['capacity-use-high']],
    [null, 1000, []],
    [0, 1, ['capacity-use-high']],
  ] as const)('a capacity of %s for %s clients', (capacityPerDay, clients, expected) => {
    expect(codes({}, { capacityPerDay, groups: [{ policy: targets(), clients }] })).toEqual(expected);
  });

  it('judges the busiest weekday, over all policies', () => {
    const load = (capacityPerDay: number): ExpectedLoad => ({
      capacityPerDay,
      groups: [
        { policy: targets(guarded), clients: 18 },
        { policy: targets({ ...weekly, ...guarded }), clients: 18 },
      ],
    });
    const [warning] = policyWarnings(targets(guarded), { load: load(12) });
    expect(warning?.message).toContain('On Saturdays about 12.07 collections');
    expect(policyWarnings(targets(guarded), { load: load(18) })).toEqual([]);
  });

  it.each([
    ['groups[0].clients', { capacityPerDay: 5, groups: [{ policy: targets(), clients: -1 }] }],
    ['capacityPerDay', { capacityPerDay: -5, groups: [] }],
  ])('names a bad %s', (field, load) => {
    expect(() => policyWarnings(targets(), { load })).toThrow(expect.objectContaining({ field }));
  });
});
