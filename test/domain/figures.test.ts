import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttendanceRecord } from '../../lambdas/domain/attendance.ts';
import { addDays } from '../../lambdas/domain/clinic-calendar.ts';
import type { DrugTest } from '../../lambdas/domain/drug-test.ts';
import { newTest } from '../../lambdas/domain/drug-test.ts';
import { type Episode, endings } from '../../lambdas/domain/episode.ts';
import type { EpisodeRecords } from '../../lambdas/domain/figure-facts.ts';
import { type ShownScope, shownFigures } from '../../lambdas/domain/figure-suppression.ts';
import {
  type FigureInput,
  type Figures,
  figuresOf,
  type ScopeFigures,
  type ShareId,
  shareIds,
  spreadIds,
} from '../../lambdas/domain/figures.ts';
import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import { newTask } from '../../lambdas/domain/human-task.ts';
import { programVersion } from '../../lambdas/domain/program.ts';
import { sheerProgram } from '../example-clinic.ts';
import { episodeInTreatment } from './situations.ts';

const { program } = programVersion(sheerProgram());
const period = { from: '2027-01-01', to: '2027-06-30' };

/** An episode that ended as planned on 1 March, and what is on record of it. */
function file(
  changes: Partial<EpisodeRecords['episode']> = {},
  records: Partial<EpisodeRecords> = {},
): EpisodeRecords {
  const episode: Episode = {
    ...episodeInTreatment,
    programId: 'sheer',
    admittedOn: '2027-01-01',
    endedOn: '2027-03-01',
    ending: 'completed',
    stage: 'follow-up',
    ...changes,
  };
  return {
    episode,
    program,
    tasks: [],
    reviews: [],
    followUps: [],
    tests: [],
    attendance: [],
    plans: [],
    ...records,
  };
}

function figures(episodes: readonly EpisodeRecords[], more: Partial<FigureInput> = {}): Figures {
  return figuresOf({ period, today: '2027-12-01', timeZone: 'UTC', episodes, clinicTasks: [], ...more });
}

function share(id: ShareId, episodes: readonly EpisodeRecords[], more: Partial<FigureInput> = {}) {
  const { numerator, denominator } = figures(episodes, more).all.shares[id];
  return [numerator, denominator];
}

function answered(
  kind: HumanTask['kind'],
  changes: Partial<HumanTask>,
  choice: string,
  at: string,
  fields = {},
): HumanTask {
  const task = newTask({
    id: 'ep_1:tk-1',
    kind,
    ownerId: 'north-outpatient',
    openedAt: '2027-02-01T10:00:00.000Z',
  });
  const by = `${changes.ownerId ?? task.ownerId}.primary`;
  const answer = { choice, items: {}, comment: '', by, at, late: false, fields };
  return { ...task, status: 'answered', answer, ...changes };
}

describe('how treatment ends', () => {
  test('completed and completed early complete; deaths and later endings are not counted', () => {
    const files = [file(), file({ ending: 'completed early' }), file({ ending: 'lost to contact' })];
    const others = [
      file({ ending: 'deceased' }),
      file({ endedOn: '2027-07-01' }),
      file({ admittedOn: null, ending: 'not suitable' }),
    ];
    expect(share('completed', [...files, ...others])).toEqual([2, 3]);
    expect(figures([...files, ...others]).all.endings).toMatchObject({ completed: 1, deceased: 1 });
  });

  test('the length of stay counts both days; the median of two is their mean, nine in ten by nearest rank', () => {
    const files = [file(), file({ endedOn: '2027-01-10' })];
    expect(figures(files).all.spreads['length-of-stay']).toMatchObject({ count: 2, median: 35, p90: 60 });
  });

  test('an appointment counts when a receiver has said yes and a day is agreed by the day of the ending', () => {
    const yes = (at: string, fields = {}) =>
      file({}, { tasks: [answered('handoff-referral', {}, 'accept', at, fields)] });
    const day = { visitOn: '2027-03-04' };
    expect(share('appointment-before-ending', [yes('2027-03-01T18:00:00.000Z', day)])).toEqual([1, 1]);
    expect(share('appointment-before-ending', [yes('2027-03-02T09:00:00.000Z', day)])).toEqual([0, 1]);
    expect(share('appointment-before-ending', [yes('2027-02-20T09:00:00.000Z')])).toEqual([0, 1]);
    const byPhone = answered(
      'find-receiver',
      {},
      'arranged with another provider',
      '2027-02-28T09:00:00.000Z',
      day,
    );
    expect(share('appointment-before-ending', [file({}, { tasks: [byPhone] })])).toEqual([1, 1]);
  });
});

describe('what comes after', () => {
  const arrived = (visitOn: string) =>
    file({ handoff: { status: 'arrived', receiverId: 'north-outpatient', visitOn } });
  test.each([
    ['2027-03-08', [1, 1, 1]],
    ['2027-03-09', [0, 1, 1]],
    ['2027-03-31', [0, 0, 1]],
    ['2027-04-01', [0, 0, 0]],
    ['2027-02-28', [1, 1, 1]],
  ])('a first visit on %s', (visitOn, counts) => {
    const within = [7, 14, 30].map((days) => share(`first-visit-${days}` as ShareId, [arrived(visitOn)])[0]);
    expect(within).toEqual(counts);
  });

  test('who ended less than 44 days ago is not counted yet', () => {
    expect(share('first-visit-7', [arrived('2027-03-04')], { today: '2027-04-13' })).toEqual([0, 0]);
    expect(share('first-visit-7', [arrived('2027-03-04')], { today: '2027-04-14' })).toEqual([1, 1]);
  });

  test('a call reaches somebody when it was answered; who wants no calls is counted as not reached', () => {
    const called = (outcome: EpisodeRecords['followUps'][number]['outcome']) =>
      file(
        {},
        { followUps: [{ id: 'ep_1:day-30', episodeId: 'ep_1', day: 30, date: '2027-03-31', outcome }] },
      );
    const reached = ['doing well', 'in trouble', 'needs higher care', 'readmitted'] as const;
    const not = ['not reached', 'no answer', 'opted out', 'declined'] as const;
    expect(share('reached-30', [...reached, ...not].map(called))).toEqual([4, 8]);
    expect(share('reached-90', [called('doing well')])).toEqual([0, 1]);
  });

  test('a program that makes no call on that day has nobody to reach', () => {
    const rare = { ...program, followUpDays: [7] };
    expect(share('reached-30', [{ ...file(), program: rare }])).toEqual([0, 0]);
  });
});

describe('during treatment', () => {
  const review = (date: string, decision: EpisodeRecords['reviews'][number]['decision'] = 'advance') => ({
    id: `ep_1:review-${date}`,
    episodeId: 'ep_1',
    date,
    decision,
  });

  test('reviews are late when they come after the program’s days, or are missing by then', () => {
    const after = program.reviews.overdueAfterDays;
    const inTime = addDays('2027-01-01', after);
    expect(share('reviews-in-time', [file({}, { reviews: [review(inTime), review('2027-02-27')] })])).toEqual(
      [2, 2],
    );
    expect(share('reviews-in-time', [file({}, { reviews: [review(addDays(inTime, 1))] })])).toEqual([0, 1]);
    expect(share('reviews-in-time', [file({}, { reviews: [review(inTime, 'no answer')] })])).toEqual([0, 1]);
    expect(share('reviews-in-time', [file({ endedOn: inTime })])).toEqual([0, 0]);
  });

  test('tests not given are those missed, refused or impossible; an excuse is neither', () => {
    const tests = (
      [
        'negative',
        'presumptive positive',
        'missed',
        'refused',
        'unable',
        'excused',
        'not reached',
        'withdrawn',
      ] as const
    ).map(
      (outcome, index): DrugTest => ({
        ...newTest({
          id: `ep_1:test-${index}`,
          episodeId: 'ep_1',
          date: '2027-02-01',
          basis: 'random',
          orderedBy: null,
          reason: null,
        }),
        outcome,
      }),
    );
    const forCause = tests.map((one): DrugTest => ({ ...one, basis: 'for cause' }));
    const treated = file({}, { tests: [...tests, ...forCause] });
    expect(share('tests-not-given', [treated])).toEqual([3, 5]);
    const { tests: called, clientWeeks } = figures([treated], {
      period: { from: '2027-02-01', to: '2027-02-14' },
    }).all.testsPerWeek;
    expect([called, clientWeeks]).toEqual([7, 2]);
  });

  test('hours attended are compared with those that were due; an excuse makes them due no longer', () => {
    const session = (outcome: AttendanceRecord['outcome'], plannedMinutes: number, attendedMinutes: number) =>
      ({ date: '2027-02-01', outcome, plannedMinutes, attendedMinutes }) as AttendanceRecord;
    const attendance = [
      session('attended', 60, 60),
      session('missed', 60, 0),
      session('excused', 60, 0),
      session('made up', 0, 30),
    ];
    expect(share('hours-attended', [file({}, { attendance })])).toEqual([1.5, 2]);
    const more = [session('excused', 60, 0), session('made up', 0, 60), session('attended', 30, 30)];
    expect(share('hours-attended', [file({}, { attendance: more })])).toEqual([0.5, 0.5]);
  });
});

describe('how partners answer, and the waitlist', () => {
  const own = answered('handoff-referral', {}, 'accept', '2027-02-01T16:00:00.000Z');
  test('the receiver’s own answer counts, in hours; silence and what staff answered are unanswered', () => {
    const byStaff = { ...own, answer: own.answer && { ...own.answer, by: 'carmen-ruiz' } };
    const silent = { ...own, status: 'given up', answer: null } as const;
    const left = (['open', 'withdrawn', 'refused'] as const).map((status) => ({ ...own, status }));
    const { all } = figures([file({}, { tasks: [own, byStaff, silent, ...left] })]);
    expect(all.shares['receivers-unanswered']).toMatchObject({ numerator: 2, denominator: 3 });
    expect(all.spreads['receivers-response']).toMatchObject({ count: 1, median: 6, p90: 6 });
  });

  test('a home’s news is no question, and a corrected answer counts from the first', () => {
    const checkIn = answered('home-check-in', { ownerId: 'cedar-house' }, '', '2027-02-02T10:00:00.000Z');
    const first = {
      ...checkIn.answer,
      at: '2027-02-01T12:00:00.000Z',
      because: 'corrected',
      reason: 'x',
    } as HumanTask['superseded'][number];
    const clinicTasks = [
      { ...checkIn, superseded: [first] },
      { ...checkIn, kind: 'home-notice' as const },
    ];
    expect(figures([], { clinicTasks }).all.spreads['homes-response']).toMatchObject({ count: 1, median: 2 });
  });

  test('who waited is counted when the wait is over', () => {
    const offer = { ...own, kind: 'waitlist-offer', openedAt: '2027-01-20T10:00:00.000Z' } as const;
    const waited = (waitlisted: boolean, tasks: HumanTask[], ending: 'no place' | null) =>
      file(
        { referredAt: '2027-01-10T10:00:00.000Z', waitlisted, ending, admittedOn: null, endedOn: null },
        { tasks },
      );
    const files = [
      waited(false, [offer], null),
      waited(true, [], 'no place'),
      waited(true, [], null),
      waited(false, [], null),
    ];
    expect(share('waitlist-offered', files)).toEqual([1, 2]);
    expect(figures(files).all.spreads['waitlist-days']).toMatchObject({ count: 1, median: 10, p90: 10 });
  });
});

describe('programs', () => {
  test('have figures of their own where there are several, which add up', () => {
    const files = [file(), file({ programId: 'north' }), file({ programId: 'north', ending: 'transferred' })];
    const { all, programs } = figures(files);
    expect(
      programs.map(({ programId, shares }) => [
        programId,
        shares.completed.numerator,
        shares.completed.denominator,
      ]),
    ).toEqual([
      ['north', 1, 2],
      ['sheer', 1, 1],
    ]);
    expect(all.shares.completed).toMatchObject({ numerator: 2, denominator: 3 });
    expect(figures([file()]).programs).toEqual([]);
  });
});

const day = fc.integer({ min: -40, max: 200 }).map((days) => addDays('2027-01-01', days));
const files = fc.array(
  fc
    .record({
      admittedOn: fc.option(day),
      endedOn: fc.option(day),
      ending: fc.constantFrom(...endings),
      visitOn: day,
      reviews: fc.array(day, { maxLength: 5 }),
      attended: fc.array(fc.tuple(day, fc.nat(200), fc.nat(200)), { maxLength: 5 }),
      tests: fc.array(
        fc.tuple(day, fc.constantFrom('negative', 'missed', 'pending', 'excused', 'withdrawn')),
        { maxLength: 8 },
      ),
      programId: fc.constantFrom('sheer', 'north'),
    })
    .map(({ admittedOn, endedOn, ending, visitOn, reviews, attended, tests, programId }) =>
      file(
        {
          programId,
          admittedOn,
          endedOn,
          ending: endedOn === null ? null : ending,
          handoff: { status: 'arrived', receiverId: null, visitOn },
        },
        {
          reviews: reviews.map((date) => ({
            id: `ep_1:r-${date}`,
            episodeId: 'ep_1',
            date,
            decision: 'advance',
          })),
          attendance: attended.map(
            ([date, plannedMinutes, attendedMinutes]) =>
              ({ date, plannedMinutes, attendedMinutes, outcome: 'attended' }) as AttendanceRecord,
          ),
          tests: tests.map(([date, outcome]) => ({
            ...newTest({
              id: `ep_1:t-${date}`,
              episodeId: 'ep_1',
              date,
              basis: 'random',
              orderedBy: null,
              reason: null,
            }),
            outcome: outcome as DrugTest['outcome'],
          })),
        },
      ),
    ),
  { maxLength: 40 },
);

/** Numerators and denominators that are out of order, and percentiles below their median. */
function outOfBounds({ shares, spreads }: ScopeFigures): string[] {
  const wrong = shareIds.filter(
    (id) => !(0 <= shares[id].numerator && shares[id].numerator <= shares[id].denominator),
  );
  return [...wrong, ...spreadIds.filter((id) => (spreads[id].median ?? 0) > (spreads[id].p90 ?? 0))];
}

/** Small counts among those that are shown, or between them. */
function smallOnes({ shares, testsPerWeek }: ShownScope): number[] {
  const { 'hours-attended': _, ...counts } = shares;
  const all = Object.values(counts).flatMap(({ numerator, denominator }) => [
    numerator ?? 0,
    denominator ?? 0,
    numerator === null || denominator === null ? 0 : denominator - numerator,
  ]);
  return [...all, testsPerWeek?.tests ?? 0].filter((count) => count > 0 && count <= 10);
}

test('no share ever leaves 0 to 1, of all and of each program; nothing small is shown', () => {
  fc.assert(
    fc.property(files, day, (episodes, today) => {
      const counted = figures(episodes, { today });
      const shown = shownFigures(counted);
      expect([counted.all, ...counted.programs].flatMap(outOfBounds)).toEqual([]);
      expect([shown.all, ...shown.programs].flatMap(smallOnes)).toEqual([]);
    }),
    { numRuns: 200, endOnFailure: true },
  );
});
