import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../lambdas/domain/clinic-calendar.ts';
import type { Episode } from '../../lambdas/domain/episode.ts';
import { type Override, type OverrideSetting, overrideOf, policyOf } from '../../lambdas/domain/override.ts';
import { settingWords, withOverride, withoutOverride } from '../../lambdas/domain/override-effects.ts';
import { ownTestRate } from '../../lambdas/domain/own-test-rate.ts';
import { solveChancePpm } from '../../lambdas/domain/random-draw.ts';
import { nextTreatmentDuty } from '../../lambdas/domain/review.ts';
import { episodeInTreatment, program } from './situations.ts';

const today = '2027-01-10';
const at = '2027-01-10T15:00:00.000Z';

function made(setting: OverrideSetting, dates: Partial<Pick<Override, 'from' | 'until'>> = {}) {
  return { setting, from: today, until: null, reason: 'tailored', by: 'ada', at, ...dates };
}

function set(setting: OverrideSetting, dates: Partial<Pick<Override, 'from' | 'until'>> = {}): Episode {
  return withOverride(episodeInTreatment, program, made(setting, dates), today);
}

const rate = ownTestRate(program, { testsPerWeek: 1.5, maxGapDays: 10 });

describe('an episode without settings of its own', () => {
  it('has the program’s policy, whatever the day and the phase whose rate holds', () => {
    const cases = fc.record({ day: fc.integer({ min: 0, max: 400 }), phase: fc.integer({ min: 0, max: 2 }) });
    fc.assert(
      fc.property(cases, ({ day, phase }) => {
        const testRate = { ...episodeInTreatment.testRate, phaseIndex: phase };
        const policy = policyOf(program, { ...episodeInTreatment, testRate }, addDays(today, day));
        expect(policy).toEqual({
          testing: {
            testsPerWeek: program.phases[phase]?.testsPerWeek,
            maxGapDays: program.phases[phase]?.maxGapDays,
            chancePpm: program.chancesPpm[phase],
            plan: `phase-${phase + 1}`,
            isOwn: false,
          },
          reviews: program.reviews,
          milestones: { everyDays: program.mutualHelp.askEveryDays },
          checkIns: program.checkIns,
          aftercare: { leadDays: program.aftercare.leadDays },
        });
      }),
    );
  });
});

describe('a setting of a client’s own', () => {
  it('holds from its first day to its last, and on no other', () => {
    const episode = set(rate, { from: '2027-01-12', until: '2027-01-14' });
    const days = Array.from({ length: 7 }, (_, index) => addDays(today, index));
    const own = days.filter((day) => policyOf(program, episode, day).testing.isOwn);
    expect(own).toEqual(['2027-01-12', '2027-01-13', '2027-01-14']);
  });

  it('holds until it is withdrawn; then the one before it holds again', () => {
    const first = set({ what: 'reviews', everyDays: 7 });
    const second = withOverride(first, program, made({ what: 'reviews', everyDays: 21 }), today);
    const third = withoutOverride(second, program, 'o2', { on: '2027-01-20', reason: 'x', by: 'ada' });
    const every = (episode: Episode, on: string) => policyOf(program, episode, on).reviews.everyDays;
    expect([every(second, today), every(third, '2027-01-19'), every(third, '2027-01-20')]).toEqual([
      21, 21, 7,
    ]);
    const none = withoutOverride(third, program, 'o1', { on: '2027-01-21', reason: 'x', by: 'ada' });
    expect(every(none, '2027-01-21')).toBe(program.reviews.everyDays);
    expect(none.overrides).toHaveLength(2);
  });

  it('of a test rate has its own solved chance, and a name that no other rate has', () => {
    const { testDays, minPerCalendarWeek, closureGuard } = program.testing;
    const targets = { ratePerWeek: 1.5, maxGapDays: 10, testDays, minPerCalendarWeek, closureGuard };
    expect(rate.chancePpm).toBe(solveChancePpm(targets));
    const { plan, chancePpm } = policyOf(program, set(rate), today).testing;
    expect(chancePpm).toBe(rate.chancePpm);
    const other = ownTestRate(program, { testsPerWeek: 1.5, maxGapDays: 11 });
    expect(policyOf(program, set(other), today).testing.plan).not.toBe(plan);
  });

  it('of a test rate is the signature: no phase asks for one while it holds', () => {
    const episode = { ...set(rate), lastReviewedOn: '2027-01-18', nextReviewOn: '2027-02-10' };
    const quiet = { ...episode, nextMilestonesOn: '2027-02-10' };
    expect(nextTreatmentDuty(quiet, program)).toEqual({ duty: 'next phase', on: '2027-01-19' });
    const over = { ...quiet, overrides: quiet.overrides?.map((one) => ({ ...one, until: '2027-01-15' })) };
    expect(nextTreatmentDuty(over, program)).toMatchObject({ duty: 'taper', forPhase: 1 });
  });

  it('of the reviews moves the next one: sooner at once, later once it holds', () => {
    expect(set({ what: 'reviews', everyDays: 7 }).nextReviewOn).toBe('2027-01-11');
    expect(set({ what: 'reviews', everyDays: 3 }).nextReviewOn).toBe(today);
    expect(set({ what: 'reviews', everyDays: 20 }).nextReviewOn).toBe('2027-01-24');
    const later = { from: '2027-01-16' };
    expect(set({ what: 'reviews', everyDays: 3 }, later).nextReviewOn).toBe('2027-01-16');
    expect(set({ what: 'reviews', everyDays: 20 }, later).nextReviewOn).toBe('2027-01-18');
  });

  it('of the milestones counts from today', () => {
    expect(set({ what: 'milestones', everyDays: 5 }).nextMilestonesOn).toBe('2027-01-15');
  });

  it('of the length moves the planned end, keeps what was held, and goes back when it is withdrawn', () => {
    const longer = { what: 'length', plannedDays: 50, insteadOfDays: 45 } as const;
    expect(set(longer)).toMatchObject({ plannedDays: 50, plannedEndOn: '2027-02-22' });
    const held = { ...episodeInTreatment, plannedEndOn: '2027-03-02' };
    const more = withOverride(held, program, made({ ...longer, plannedDays: 60 }), today);
    expect(more.plannedEndOn).toBe('2027-03-04');
    const back = withoutOverride(set(longer), program, 'o1', { on: today, reason: 'x', by: 'ada' });
    expect(back).toMatchObject({ plannedDays: 45, plannedEndOn: '2027-02-17' });
  });

  it('of the length gives way to one that was set after it', () => {
    const first = set({ what: 'length', plannedDays: 50, insteadOfDays: 45 });
    const second = withOverride(
      first,
      program,
      made({ what: 'length', plannedDays: 40, insteadOfDays: 50 }),
      today,
    );
    const without = withoutOverride(second, program, 'o1', { on: today, reason: 'x', by: 'ada' });
    expect(without.plannedDays).toBe(40);
    const neither = withoutOverride(without, program, 'o2', { on: today, reason: 'x', by: 'ada' });
    expect(neither).toMatchObject({ plannedDays: 45, plannedEndOn: episodeInTreatment.plannedEndOn });
  });

  it('that is not there cannot be withdrawn', () => {
    expect(withoutOverride(episodeInTreatment, program, 'o9', { on: today, reason: 'x', by: 'ada' })).toBe(
      episodeInTreatment,
    );
  });

  it('is said in figures', () => {
    expect(settingWords(rate)).toBe('1.5 a week, at most 10 days apart');
    expect(settingWords({ what: 'length', plannedDays: 50, insteadOfDays: 45 })).toBe('50 days');
    expect(settingWords({ what: 'aftercare', leadDays: 5 })).toBe('5 days ahead');
    expect(settingWords({ what: 'check-ins', everyDays: 3 })).toBe('every 3 days');
  });

  it('of one thing leaves every other as it was', () => {
    expect(overrideOf(set(rate), 'reviews', today)).toBeUndefined();
    const { testing: _, ...rest } = policyOf(program, set(rate), today);
    const { testing: __, ...plain } = policyOf(program, episodeInTreatment, today);
    expect(rest).toEqual(plain);
  });
});
