import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addHours, addWorkingHours } from '../../lambdas/domain/clinic-calendar.ts';
import { clockedRungEnd, offerAnswerDue } from '../../lambdas/domain/clocked-ladder.ts';

const calendar = {
  timeZone: 'UTC',
  opening: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, { opens: '09:00', closes: '17:00' }])),
  closures: [],
};
const monday = '2027-01-04T10:00:00.000Z';
const friday = '2027-01-08T16:00:00.000Z';

describe('an offered place', () => {
  test('must be taken within the program’s hours', () => {
    const expiresAt = addHours(monday, 48);
    expect(offerAnswerDue(calendar, { now: monday, expiresAt, offerHours: 48 })).toBe(expiresAt);
  });

  test('is kept over a weekend until four hours of work have passed', () => {
    const expiresAt = addHours(friday, 12);
    expect(offerAnswerDue(calendar, { now: friday, expiresAt, offerHours: 12 })).toBe(
      '2027-01-11T12:00:00.000Z',
    );
  });

  test('of one hour is kept for one hour of work', () => {
    const expiresAt = addHours(monday, 1);
    expect(offerAnswerDue(calendar, { now: monday, expiresAt, offerHours: 1 })).toBe(expiresAt);
  });

  test('is asked about by three, all before it ends', () => {
    const times = { openedAt: monday, dueAt: addHours(monday, 48) };
    const rungs = [0, 24, 36].map((hours, index) =>
      clockedRungEnd('offer', times, { index, asksAt: addHours(monday, hours) }, calendar),
    );
    expect(rungs).toEqual([24, 36, 48].map((hours) => addHours(monday, hours)));
    const late = { index: 1, asksAt: times.dueAt };
    expect(clockedRungEnd('offer', times, late, calendar)).toBeUndefined();
  });
});

describe('what is due by the clock', () => {
  const times = { openedAt: monday, dueAt: addHours(monday, 48) };

  test('climbs when it is due, and again after half of the time', () => {
    expect(clockedRungEnd('due', times, { index: 0, asksAt: monday }, calendar)).toBe(times.dueAt);
    const overdue = { index: 1, asksAt: times.dueAt };
    expect(clockedRungEnd('due', times, overdue, calendar)).toBe(addHours(times.dueAt, 24));
  });

  test('passes nobody over who had no time at work', () => {
    const early = { openedAt: friday, dueAt: addHours(friday, 2) };
    const asksAt = '2027-01-11T09:00:00.000Z';
    expect(clockedRungEnd('due', early, { index: 0, asksAt }, calendar)).toBe('2027-01-11T13:00:00.000Z');
  });
});

test('no rung ends before it begins, and no rung of an offer after the offer', () => {
  const any = fc.record({
    opened: fc.integer({ min: 0, max: 24 * 14 }),
    span: fc.integer({ min: 1, max: 168 }),
    passed: fc.integer({ min: 0, max: 200 }),
    index: fc.integer({ min: 0, max: 2 }),
  });
  fc.assert(
    fc.property(any, fc.constantFrom('offer', 'due'), ({ opened, span, passed, index }, clock) => {
      const openedAt = addHours(monday, opened);
      const times = { openedAt, dueAt: addHours(openedAt, span) };
      const asksAt = addHours(openedAt, passed);
      const lastEndsAt = index === 2 ? addWorkingHours(calendar, asksAt, 16) : undefined;
      const endsAt = clockedRungEnd(clock as 'offer' | 'due', times, { index, asksAt, lastEndsAt }, calendar);
      if (endsAt === undefined) expect(clock === 'offer' && asksAt >= times.dueAt).toBe(true);
      else {
        expect(endsAt > asksAt).toBe(true);
        if (clock === 'offer') expect(endsAt <= times.dueAt).toBe(true);
      }
    }),
  );
});
