import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAskedOn } from '../../lambdas/domain/check-in.ts';
import { addDays, type ClinicCalendar, daysBetween } from '../../lambdas/domain/clinic-calendar.ts';
import { earlySignal } from '../../lambdas/domain/early-signals.ts';
import type { Episode } from '../../lambdas/domain/episode.ts';
import { answerProblem } from '../../lambdas/domain/feedback.ts';
import { isMilestonesWanted, milestoneFieldsFor, milestonesFrom } from '../../lambdas/domain/mutual-help.ts';
import {
  applyReview,
  milestonesAsked,
  nextPhaseOn,
  nextTreatmentDuty,
  reviewAsked,
  reviewDecisions,
  reviewNotDone,
} from '../../lambdas/domain/review.ts';
import { rateInPhase, taperAsked } from '../../lambdas/domain/test-rate.ts';
import { episodeInTreatment, program } from './situations.ts';

const quiet: Episode = {
  ...episodeInTreatment,
  lastReviewedOn: '2027-01-18',
  nextReviewOn: '2027-02-10',
  nextMilestonesOn: '2027-02-10',
  testRate: { phaseIndex: 0, askedFor: 1, askAgainOn: null },
};

describe('a review that is open', () => {
  const open = { ...quiet, openReview: { askedOn: '2027-01-18', because: 'planned' } } as const;

  it('is waited for by the phase’s turn, ten days at most, and by nothing else', () => {
    expect(nextTreatmentDuty(quiet, program)).toEqual({ duty: 'next phase', on: '2027-01-19' });
    expect(nextTreatmentDuty(open, program)).toEqual({ duty: 'next phase', on: '2027-01-28' });
    expect(nextPhaseOn(open, program)).toEqual({ on: '2027-01-19', waitsUntil: '2027-01-28' });
    const ending = { ...open, plannedEndOn: '2027-01-20' };
    expect(nextTreatmentDuty(ending, program)).toEqual({ duty: 'end', on: '2027-01-20' });
  });

  it('is answered: the phase turns on its planned day, and the next review keeps its distance', () => {
    const done = applyReview(open, program, 'advance', '2027-01-22');
    expect(done).toMatchObject({
      openReview: null,
      lastReviewedOn: '2027-01-22',
      nextReviewOn: '2027-02-10',
    });
    expect(nextTreatmentDuty(done, program)).toEqual({ duty: 'next phase', on: '2027-01-19' });
  });

  it('is asked for again when nobody did it, or with the next one that comes sooner', () => {
    expect(reviewNotDone(open, '2027-01-24')).toMatchObject({ openReview: null, nextReviewOn: '2027-01-27' });
    const soon = { ...open, nextReviewOn: '2027-01-25' };
    expect(reviewNotDone(soon, '2027-01-24').nextReviewOn).toBe('2027-01-25');
  });
});

describe('a client whom nobody reviews', () => {
  it('is the director’s after the program’s days, and again at each interval', () => {
    const testRate = { ...quiet.testRate, phaseIndex: 2, askedFor: 2 };
    const never = { ...quiet, testRate, lastReviewedOn: undefined, phaseIndex: 2 };
    expect(nextTreatmentDuty(never, program)).toEqual({ duty: 'overdue review', on: '2027-02-03' });
    const told = { ...never, overdueReviewToldOn: '2027-02-03', nextReviewOn: null, nextMilestonesOn: null };
    expect(nextTreatmentDuty(told, program)).toEqual({ duty: 'overdue review', on: '2027-02-17' });
    const done = applyReview(told, program, 'advance', '2027-02-05');
    expect(nextTreatmentDuty({ ...done, nextReviewOn: null }, program)).toMatchObject({ duty: 'end' });
  });
});

/** What a counselor may say to one review after the other; null for silence. */
const answers = fc.array(fc.option(fc.constantFrom(...reviewDecisions), { nil: null }), { maxLength: 30 });

describe('whatever is said in reviews', () => {
  it('a client is in one phase of the program, and phases are never skipped; treatment ends within its bounds', () => {
    fc.assert(
      fc.property(answers, fc.integer({ min: 7, max: 60 }), (said, plannedDays) => {
        const plannedEndOn = addDays('2027-01-04', plannedDays - 1);
        let episode: Episode = { ...episodeInTreatment, plannedDays, plannedEndOn };
        for (let duties = 0; duties < 200; duties += 1) {
          const due = nextTreatmentDuty(episode, program);
          expect(due.on <= (episode.plannedEndOn ?? '')).toBe(true);
          if (due.duty === 'end') break;
          const before = episode.phaseIndex;
          episode = carriedOut(episode, due, said);
          expect(Math.abs(episode.phaseIndex - before)).toBeLessThanOrEqual(1);
          expect(program.phases[episode.phaseIndex]).toBeDefined();
        }
        expect(nextTreatmentDuty(episode, program).duty).toBe('end');
        expect(daysBetween('2027-01-04', episode.plannedEndOn ?? '')).toBeLessThan(60);
      }),
    );
  });

  it('a review that nobody answers comes again, and the director is told before treatment ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 7, max: 60 }), (plannedDays) => {
        const plannedEndOn = addDays('2027-01-04', plannedDays - 1);
        let episode: Episode = { ...episodeInTreatment, plannedDays, plannedEndOn };
        let told = 0;
        for (let due = nextTreatmentDuty(episode, program); due.duty !== 'end'; ) {
          if (due.duty === 'overdue review') told += 1;
          episode = carriedOut(episode, due, []);
          if (due.duty === 'review') expect(episode.nextReviewOn).toBe(addDays(due.on, 3));
          due = nextTreatmentDuty(episode, program);
        }
        expect(told).toBeGreaterThan(0);
      }),
    );
  });
});

/** What the steps do about a duty on its day; a review is answered at once. */
function carriedOut(
  episode: Episode,
  due: ReturnType<typeof nextTreatmentDuty>,
  said: ((typeof reviewDecisions)[number] | null)[],
): Episode {
  switch (due.duty) {
    case 'review': {
      const asked = reviewAsked(episode, program, { askedOn: due.on, because: 'planned' });
      const decision = said.shift();
      return decision ? applyReview(asked, program, decision, due.on) : reviewNotDone(asked, due.on);
    }
    case 'milestones':
      return milestonesAsked(episode, program, due.on);
    case 'overdue review':
      return { ...episode, overdueReviewToldOn: due.on };
    case 'taper':
      return taperAsked(episode, due.forPhase);
    default:
      return rateInPhase({ ...episode, phaseIndex: episode.phaseIndex + 1, phaseStartedOn: due.on }, program);
  }
}

describe('an early signal', () => {
  const test = (
    date: string,
    outcome: 'negative' | 'missed' | 'refused' | 'presumptive positive' | 'unable',
  ) => ({
    date,
    outcome,
    confirmation: null,
  });
  const since = '2027-01-10';

  it.each([
    ['two missed', [test('2027-01-11', 'missed'), test('2027-01-13', 'refused')], 'two tests missed'],
    [
      'a positive and a missed one',
      [test('2027-01-11', 'presumptive positive'), test('2027-01-13', 'missed')],
      'a positive test and a missed one',
    ],
    ['one missed', [test('2027-01-11', 'missed')], undefined],
    [
      'two positive',
      [test('2027-01-11', 'presumptive positive'), test('2027-01-12', 'presumptive positive')],
      undefined,
    ],
    [
      'one missed before the last review',
      [test('2027-01-10', 'missed'), test('2027-01-12', 'missed')],
      undefined,
    ],
    ['one that could not be given', [test('2027-01-11', 'unable'), test('2027-01-12', 'missed')], undefined],
  ] as const)('%s', (_, tests, signal) => {
    expect(earlySignal(tests, since)).toBe(signal);
  });

  it('does not count a positive that the laboratory refuted', () => {
    const refuted = {
      ...test('2027-01-11', 'presumptive positive'),
      confirmation: 'confirmed negative' as const,
    };
    expect(earlySignal([refuted, test('2027-01-12', 'missed')], since)).toBeUndefined();
  });
});

describe('mutual help', () => {
  const named = (own: Parameters<typeof milestoneFieldsFor>[1], more = {}) =>
    milestoneFieldsFor({ mutualHelp: { ...program.mutualHelp, ...more } }, own).map(({ name }) => name);

  it('is asked about in the terms of the client’s own fellowship', () => {
    expect(named('twelve-step')).toEqual(['fellowship', 'meetings', 'homeGroup', 'sponsor', 'step']);
    expect(named('smart')).toEqual(['fellowship', 'meetings', 'homeGroup', 'facilitator', 'tools']);
    expect(named('other')).toEqual(['fellowship', 'meetings', 'otherHelp']);
    expect(named('none')).toEqual(['fellowship']);
  });

  it('is asked about as far as the program does, in every fellowship while the client’s own is not known', () => {
    expect(named('twelve-step', { milestones: ['meetings', 'sponsoring-others'] })).toEqual([
      'fellowship',
      'meetings',
      'sponsoring',
    ]);
    expect(named(null, { fellowships: ['twelve-step', 'smart'] })).toEqual(
      expect.arrayContaining(['sponsor', 'facilitator', 'tools']),
    );
  });

  it('is not asked about of a client who wants none, unless the program requires it', () => {
    expect(isMilestonesWanted(program, 'none')).toBe(false);
    expect(isMilestonesWanted(program, null)).toBe(true);
    const required = { mutualHelp: { ...program.mutualHelp, expected: 'required' as const } };
    expect(isMilestonesWanted(required, 'none')).toBe(true);
  });

  it('is kept as the client’s word, with nothing made up for what was not said', () => {
    const given = { id: 'ep_1:ms-1', episodeId: 'ep_1', on: '2027-01-18', said: 'on track', by: 'ada' };
    expect(
      milestonesFrom(given, { meetings: '6', sponsor: 'yes', tools: 'urges' }, 'twelve-step'),
    ).toMatchObject({
      basis: 'self-reported',
      fellowship: 'twelve-step',
      meetings: 6,
      sponsor: 'yes',
      step: null,
      homeGroup: null,
      tools: ['urges'],
    });
    expect(milestonesFrom(given, { fellowship: 'smart' }, 'twelve-step').fellowship).toBe('smart');
  });
});

describe('what a client says to feedback', () => {
  it.each([
    ['agree', '', undefined],
    ['disagree', '', undefined],
    ['own words', 'I was ill', undefined],
    ['own words', '', 'words missing'],
    ['', 'something', 'nothing chosen'],
    ['maybe', '', 'nothing chosen'],
    ['agree', 'x'.repeat(501), 'too long'],
  ])('"%s" with "%s": %s', (as, words, problem) => {
    expect(answerProblem(as, words)).toBe(problem);
  });
});

describe('a check-in about a resident', () => {
  const open = { opens: '08:00', closes: '18:00' };
  const calendar: ClinicCalendar = {
    timeZone: 'America/New_York',
    opening: { 1: open, 2: open, 3: open, 4: open, 5: open },
    closures: ['2027-01-20'],
  };

  it('comes every week on the home’s weekday, whenever the last one was', () => {
    const weekly = { everyDays: 7, lastOn: '2027-01-11' };
    expect(isAskedOn(calendar, 3, weekly, '2027-01-13')).toBe(true);
    expect(isAskedOn(calendar, 3, weekly, '2027-01-18')).toBe(false);
  });

  it('comes otherwise so many days after the last one, on the first open day', () => {
    const often = { everyDays: 3, lastOn: '2027-01-14' };
    expect(isAskedOn(calendar, 3, often, '2027-01-15')).toBe(false);
    expect(isAskedOn(calendar, 3, often, '2027-01-17')).toBe(false);
    expect(isAskedOn(calendar, 3, often, '2027-01-18')).toBe(true);
    expect(isAskedOn(calendar, 3, { ...often, lastOn: '2027-01-17' }, '2027-01-20')).toBe(false);
    expect(isAskedOn(calendar, 3, { ...often, lastOn: '2027-01-17' }, '2027-01-21')).toBe(true);
  });
});
