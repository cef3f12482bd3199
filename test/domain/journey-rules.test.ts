import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placesToOffer, reservePlace } from '../../lambdas/domain/caseload.ts';
import { isCheckInDay } from '../../lambdas/domain/check-in.ts';
import { addDays, daysBetween } from '../../lambdas/domain/clinic-calendar.ts';
import {
  collectionOutcomes,
  confirmationOutcomes,
  isCollected,
  nextAfterCollection,
} from '../../lambdas/domain/drug-test.ts';
import { nextFollowUp } from '../../lambdas/domain/follow-up.ts';
import { isHandoffClosed, visitDate } from '../../lambdas/domain/handoff.ts';
import { afterWrongPasscode, isLocked, type Link } from '../../lambdas/domain/link.ts';
import { clampToLength, phaseSpans } from '../../lambdas/domain/phase.ts';
import { nextHome, nextReceiver } from '../../lambdas/domain/placement.ts';
import { applyReview, nextDueOn, nextTreatmentDuty, reviewNotDone } from '../../lambdas/domain/review.ts';
import { firstInRole, type StaffMember, whoCovers } from '../../lambdas/domain/staff.ts';
import { episodeInTreatment, program } from './situations.ts';

describe('phases', () => {
  it('keep their days when the episode has the planned length', () => {
    expect(phaseSpans(program, '2027-01-04', 45).map(({ startsOn, endsOn }) => [startsOn, endsOn])).toEqual([
      ['2027-01-04', '2027-01-18'],
      ['2027-01-19', '2027-02-02'],
      ['2027-02-03', '2027-02-17'],
    ]);
  });

  it('follow one another without a gap and end with the plan, whatever the length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 180 }), (days) => {
        const spans = phaseSpans(program, '2027-01-04', days);
        expect(spans.at(-1)?.endsOn).toBe(addDays('2027-01-04', days - 1));
        for (const [index, span] of spans.entries()) {
          expect(span.startsOn <= span.endsOn).toBe(true);
          if (index > 0) expect(span.startsOn).toBe(addDays(spans[index - 1]?.endsOn ?? '', 1));
        }
      }),
    );
  });

  it('clamp an interval so that a week’s episode has its review inside the week', () => {
    expect(clampToLength(14, 7)).toBe(6);
    expect(clampToLength(14, 45)).toBe(14);
    expect(clampToLength(14, 1)).toBe(1);
  });
});

describe('treatment', () => {
  it('holds a review before the phase that begins on the same day, and ends last', () => {
    const episode = { ...episodeInTreatment, nextReviewOn: '2027-01-19', nextMilestonesOn: '2027-01-25' };
    expect(nextTreatmentDuty(episode, program)).toEqual({ duty: 'review', on: '2027-01-19' });
    const reviewed = { ...episode, nextReviewOn: '2027-02-02' };
    expect(
      nextTreatmentDuty({ ...reviewed, testRate: { ...reviewed.testRate, askedFor: 1 } }, program),
    ).toEqual({ duty: 'next phase', on: '2027-01-19' });
    const nothingLeft = {
      ...reviewed,
      lastReviewedOn: '2027-02-02',
      phaseIndex: 2,
      nextReviewOn: '2027-03-02',
      nextMilestonesOn: '2027-03-02',
    };
    expect(nextTreatmentDuty(nothingLeft, program)).toEqual({ duty: 'end', on: '2027-02-17' });
  });

  it('held at a review stays in its phase and ends later, within the program’s length', () => {
    const held = applyReview(episodeInTreatment, program, 'hold', '2027-01-18');
    expect(held).toMatchObject({ phaseIndex: 0, phaseStartedOn: '2027-01-18', plannedEndOn: '2027-03-03' });
    const again = applyReview({ ...held, plannedEndOn: '2027-03-03' }, program, 'hold', '2027-02-01');
    expect(again.plannedEndOn).toBe('2027-03-04');
  });

  it('stepped up goes back one phase, never before the first', () => {
    expect(
      applyReview({ ...episodeInTreatment, phaseIndex: 2 }, program, 'step up', '2027-02-10').phaseIndex,
    ).toBe(1);
    expect(applyReview(episodeInTreatment, program, 'step up', '2027-01-18').phaseIndex).toBe(0);
  });

  it('asks for an unanswered review again in three days', () => {
    expect(reviewNotDone(episodeInTreatment, '2027-01-22').nextReviewOn).toBe('2027-01-25');
  });

  it('plans the next review at the program’s interval', () => {
    expect(nextDueOn('2027-01-04', 14, 45)).toBe('2027-01-18');
  });

  it('never plans a duty after the end', () => {
    const offsets = fc.record({
      review: fc.integer({ min: 0, max: 90 }),
      milestones: fc.integer({ min: 0, max: 90 }),
      phase: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(offsets, ({ review, milestones, phase }) => {
        const episode = {
          ...episodeInTreatment,
          phaseIndex: phase,
          nextReviewOn: addDays('2027-01-04', review),
          nextMilestonesOn: addDays('2027-01-04', milestones),
        };
        expect(nextTreatmentDuty(episode, program).on <= (episode.plannedEndOn ?? '')).toBe(true);
      }),
    );
  });
});

describe('a place', () => {
  it('is given up to the cap and not beyond', () => {
    expect(reservePlace({ id: 'sheer', count: 39 }, 40)).toEqual({ outcome: 'reserved', count: 40 });
    expect(reservePlace({ id: 'sheer', count: 40 }, 40)).toEqual({ outcome: 'full', cap: 40 });
    expect(reservePlace({ id: 'sheer', count: 4000 }, null)).toEqual({ outcome: 'reserved', count: 4001 });
  });

  it('that is offered already is not offered twice', () => {
    expect(placesToOffer({ id: 'sheer', count: 38 }, 40, 1)).toBe(1);
    expect(placesToOffer({ id: 'sheer', count: 40 }, 40, 1)).toBe(0);
  });
});

describe('homes and receivers', () => {
  it('are asked one at a time, in the client’s order', () => {
    const episode = {
      ...episodeInTreatment,
      residence: null,
      homeChoices: ['cedar-house', 'casa-olmo'],
      homesDeclined: ['cedar-house'],
    };
    expect(nextHome(episode, 'optional')).toEqual({ outcome: 'ask home', homeId: 'casa-olmo' });
    expect(nextHome({ ...episode, homesDeclined: ['cedar-house', 'casa-olmo'] }, 'optional').outcome).toBe(
      'none left',
    );
  });

  it('are not needed by who chose none, unless the program requires one', () => {
    const episode = { ...episodeInTreatment, residence: null, homeChoices: [] };
    expect(nextHome(episode, 'offered').outcome).toBe('no home needed');
    expect(nextHome(episode, 'required').outcome).toBe('none left');
  });

  it('are not asked once the episode has ended or the handoff is closed', () => {
    expect(nextHome({ ...episodeInTreatment, ending: 'cancelled' }, 'required').outcome).toBe('ended');
    const closed = { ...episodeInTreatment, handoff: { status: 'arrived', receiverId: 'lakeside' } as const };
    expect(nextReceiver(closed).outcome).toBe('closed');
  });
});

describe('a handoff', () => {
  it('is closed only by name', () => {
    expect(isHandoffClosed({ status: 'not started' })).toBe(false);
    expect(
      isHandoffClosed({
        status: 'open',
        receiverId: 'lakeside',
        visitOn: null,
        attempts: 0,
        lastVisitTaskId: null,
      }),
    ).toBe(false);
    expect(isHandoffClosed({ status: 'lost to contact', receiverId: null })).toBe(true);
  });

  it('proposes no visit while treatment goes on, nor on a closed day', () => {
    const calendar = { timeZone: 'UTC', opening: { 1: { opens: '09:00', closes: '17:00' } }, closures: [] };
    expect(visitDate(calendar, { plannedEndOn: '2027-02-17', endedOn: null }, '2027-02-10', 3)).toBe(
      '2027-02-22',
    );
  });
});

describe('a follow-up', () => {
  it('comes on the program’s days after the ending, each once', () => {
    expect(nextFollowUp([1, 7, 14], 0, '2027-02-17')).toEqual({ day: 1, on: '2027-02-18' });
    expect(nextFollowUp([1, 7, 14], 2, '2027-02-17')).toEqual({ day: 14, on: '2027-03-03' });
    expect(nextFollowUp([1, 7, 14], 3, '2027-02-17')).toBeUndefined();
  });
});

describe('a test’s outcome', () => {
  it.each([...collectionOutcomes, ...confirmationOutcomes])(
    '%s leads to the laboratory, to a clinician, or to nothing',
    (outcome) => {
      expect(['done', 'send to laboratory', 'ask clinician']).toContain(nextAfterCollection(outcome));
    },
  );

  it('that is presumptive goes to the laboratory, and a missed one to a clinician', () => {
    expect(nextAfterCollection('presumptive positive')).toBe('send to laboratory');
    expect(nextAfterCollection('missed')).toBe('ask clinician');
    expect(nextAfterCollection('negative')).toBe('done');
    expect(nextAfterCollection('consistent with prescription')).toBe('done');
  });

  it('starts the gap anew only where a specimen was collected', () => {
    expect(isCollected('dilute')).toBe(true);
    expect(isCollected('missed')).toBe(false);
    expect(isCollected('not reached')).toBe(false);
  });
});

describe('a check-in', () => {
  const hours = { opens: '08:00', closes: '20:00' };
  const calendar = {
    timeZone: 'America/Los_Angeles',
    opening: { 1: hours, 2: hours, 3: hours },
    closures: ['2027-01-13', '2027-01-18'],
  };

  it('is on the home’s weekday, or on the next open day, and around the week', () => {
    expect(isCheckInDay(calendar, 3, '2027-01-06')).toBe(true);
    expect(isCheckInDay(calendar, 6, '2027-01-11')).toBe(true);
    expect(isCheckInDay(calendar, 6, '2027-01-12')).toBe(false);
  });

  it('is not left out when the weekday falls on a closed date', () => {
    expect(isCheckInDay(calendar, 3, '2027-01-13')).toBe(false);
    expect(isCheckInDay(calendar, 3, '2027-01-18')).toBe(false);
    expect(isCheckInDay(calendar, 3, '2027-01-19')).toBe(true);
    expect(isCheckInDay(calendar, 1, '2027-01-19')).toBe(true);
    expect(isCheckInDay(calendar, 2, '2027-01-19')).toBe(true);
  });

  it('comes once for each week, whatever the closures', () => {
    const closed = fc.uniqueArray(
      fc.nat(27).map((day) => addDays('2027-01-04', day)),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(closed, fc.constantFrom(1, 2, 3, 4, 5, 6, 7), (closures, weekday) => {
        const weekdays = { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours };
        const days = Array.from({ length: 42 }, (_, day) => addDays('2027-01-04', day));
        const asked = days.filter((date) =>
          isCheckInDay({ ...calendar, opening: weekdays, closures }, weekday, date),
        );
        const gaps = asked.flatMap((date, at) => (at > 0 ? [daysBetween(asked[at - 1] ?? date, date)] : []));
        expect(asked.length).toBeGreaterThanOrEqual(4);
        expect(Math.max(...gaps)).toBeLessThanOrEqual(7 + 7);
      }),
    );
  });
});

describe('who is asked', () => {
  const member = (id: string, fields: Partial<StaffMember> = {}): StaffMember => ({
    id,
    name: id,
    email: `${id}@clinic.example`,
    phone: '',
    language: 'en',
    roles: ['counselor'],
    absences: [],
    ...fields,
  });
  const away = { from: '2027-01-04', to: '2027-01-08' };

  it('is the cover while somebody is away, and the person again afterwards', () => {
    const staff = [member('ada', { absences: [{ ...away, coverId: 'ben' }] }), member('ben')];
    expect(whoCovers(staff, 'ada', '2027-01-08')?.id).toBe('ben');
    expect(whoCovers(staff, 'ada', '2027-01-09')?.id).toBe('ada');
  });

  it('is the director when covers stand in for each other', () => {
    const staff = [
      member('ada', { absences: [{ ...away, coverId: 'ben' }] }),
      member('ben', { absences: [{ ...away, coverId: 'ada' }] }),
      member('fay', { roles: ['director'] }),
    ];
    expect(whoCovers(staff, 'ada', '2027-01-05')?.id).toBe('fay');
  });

  it('is a leaver’s backup', () => {
    const staff = [member('ada', { leftOn: '2027-01-04', backupId: 'ben' }), member('ben')];
    expect(whoCovers(staff, 'ada', '2027-01-05')?.id).toBe('ben');
    expect(firstInRole(staff, 'counselor')?.id).toBe('ben');
  });
});

describe('a link', () => {
  const link: Link = {
    id: 'hash',
    clinicId: 'c',
    contactId: 'x',
    scope: { to: 'inbox' },
    createdAt: '',
    expiresAt: '',
    failedTries: 0,
    lockedUntil: null,
  };

  it('locks for a quarter of an hour after the fifth wrong passcode', () => {
    let tried = link;
    for (let tries = 1; tries <= 4; tries += 1) tried = afterWrongPasscode(tried, '2027-01-05T10:00:00.000Z');
    expect(tried.lockedUntil).toBeNull();
    tried = afterWrongPasscode(tried, '2027-01-05T10:00:00.000Z');
    expect(isLocked(tried, '2027-01-05T10:14:59.000Z')).toBe(true);
    expect(isLocked(tried, '2027-01-05T10:15:00.000Z')).toBe(false);
  });
});

it('counts days as the situations do', () => {
  expect(daysBetween(episodeInTreatment.admittedOn ?? '', episodeInTreatment.plannedEndOn ?? '')).toBe(44);
});
