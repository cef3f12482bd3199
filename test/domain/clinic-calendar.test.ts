import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addHours,
  addWorkingHours,
  type ClinicCalendar,
  daysBetween,
  hoursOn,
  instantOf,
  isTimeZone,
  localDateOf,
  localTimeOf,
  nextOpenDate,
  nextOpenTime,
  timeoutSecondsUntil,
  weekdayOf,
} from '../../lambdas/domain/clinic-calendar.ts';

const weekdays = { opens: '09:00', closes: '17:00' };
const calendar: ClinicCalendar = {
  timeZone: 'America/New_York',
  opening: { 1: weekdays, 2: weekdays, 3: weekdays, 4: weekdays, 5: weekdays },
  closures: ['2027-07-05'],
};

describe('a wall-clock time', () => {
  it('is an hour earlier in UTC once summer time has begun', () => {
    expect(instantOf('America/New_York', '2027-03-13', '08:00')).toBe('2027-03-13T13:00:00.000Z');
    expect(instantOf('America/New_York', '2027-03-14', '08:00')).toBe('2027-03-14T12:00:00.000Z');
  });

  it('that summer time skips moves forward', () => {
    expect(instantOf('America/New_York', '2027-03-14', '02:30')).toBe('2027-03-14T07:30:00.000Z');
  });

  it('that comes twice in autumn is the first of the two', () => {
    expect(instantOf('America/New_York', '2027-11-07', '01:30')).toBe('2027-11-07T05:30:00.000Z');
  });

  it('of a zone without summer time stays where it is', () => {
    expect(instantOf('America/Phoenix', '2027-07-01', '08:00')).toBe('2027-07-01T15:00:00.000Z');
  });
});

describe('the clinic’s date', () => {
  it('is yesterday’s while UTC has begun a new day', () => {
    expect(localDateOf('America/Los_Angeles', '2027-01-05T07:59:00.000Z')).toBe('2027-01-04');
    expect(localDateOf('America/Los_Angeles', '2027-01-05T08:00:00.000Z')).toBe('2027-01-05');
  });

  it('is tomorrow’s east of UTC', () => {
    expect(localDateOf('Pacific/Auckland', '2027-01-04T11:30:00.000Z')).toBe('2027-01-05');
  });

  it('and time lead back to the same instant, in every zone, outside the hour that comes twice', () => {
    const zones = fc.constantFrom(
      'America/New_York',
      'America/Los_Angeles',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'UTC',
    );
    const minutes = fc.integer({ min: 0, max: 2 * 365 * 24 * 60 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const at = new Date(Date.parse('2026-06-01T00:00:00Z') + minute * 60_000).toISOString();
        const again = instantOf(zone, localDateOf(zone, at), localTimeOf(zone, at));
        const hoursApart = Math.abs(Date.parse(again) - Date.parse(at)) / 3_600_000;
        expect(hoursApart === 0 || again < at).toBe(true);
        expect(hoursApart).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('dates', () => {
  it('know the leap day', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  });

  it('count days whatever the clocks do', () => {
    expect(daysBetween('2027-03-13', '2027-03-15')).toBe(2);
  });

  it('name Monday 1 and Sunday 7', () => {
    expect(weekdayOf('2027-01-04')).toBe(1);
    expect(weekdayOf('2027-01-10')).toBe(7);
  });

  it('move by as many days as they are apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: -800, max: 800 }), (days) => {
        expect(daysBetween('2027-01-01', addDays('2027-01-01', days))).toBe(days);
      }),
    );
  });
});

describe('opening', () => {
  it('is none on a closed weekday or a closure', () => {
    expect(hoursOn(calendar, '2027-07-03')).toBeUndefined();
    expect(hoursOn(calendar, '2027-07-05')).toBeUndefined();
    expect(hoursOn(calendar, '2027-07-06')).toEqual(weekdays);
  });

  it('comes again after a weekend and a closure', () => {
    expect(nextOpenDate(calendar, '2027-07-03')).toBe('2027-07-06');
  });

  it('finds the next digest strictly later', () => {
    const digest = instantOf(calendar.timeZone, '2027-07-02', '08:30');
    expect(nextOpenTime(calendar, digest, '08:30')).toBe(instantOf(calendar.timeZone, '2027-07-06', '08:30'));
  });
});

describe('working hours', () => {
  it('run within the day', () => {
    expect(addWorkingHours(calendar, instantOf(calendar.timeZone, '2027-07-01', '10:00'), 3)).toBe(
      instantOf(calendar.timeZone, '2027-07-01', '13:00'),
    );
  });

  it('go on after the night, the weekend and the closure', () => {
    const friday = instantOf(calendar.timeZone, '2027-07-02', '16:00');
    expect(addWorkingHours(calendar, friday, 2)).toBe(instantOf(calendar.timeZone, '2027-07-06', '10:00'));
  });

  it('asked for at night begin with the opening', () => {
    const night = instantOf(calendar.timeZone, '2027-07-01', '03:00');
    expect(addWorkingHours(calendar, night, 1)).toBe(instantOf(calendar.timeZone, '2027-07-01', '10:00'));
  });

  it('never end before as many clock hours have passed, nor while the clinic is closed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 100 }), (minute, hours) => {
        const from = new Date(Date.parse('2027-06-20T00:00:00Z') + minute * 60_000).toISOString();
        const until = addWorkingHours(calendar, from, hours);
        expect(until >= addHours(from, hours)).toBe(true);
        const open = hoursOn(calendar, localDateOf(calendar.timeZone, until));
        const time = localTimeOf(calendar.timeZone, until);
        expect(open && open.opens <= time && time <= open.closes).toBe(true);
      }),
    );
  });

  it('of a clinic that never opens are refused', () => {
    expect(() => addWorkingHours({ ...calendar, opening: {} }, '2027-01-01T00:00:00.000Z', 1)).toThrow(
      /closed for more than a year/,
    );
  });
});

describe('a timeout for the service', () => {
  it('is at least a second and at most 99,999,999', () => {
    const now = '2027-01-01T00:00:00.000Z';
    expect(timeoutSecondsUntil(now, now)).toBe(1);
    expect(timeoutSecondsUntil('2026-01-01T00:00:00.000Z', now)).toBe(1);
    expect(timeoutSecondsUntil('2037-01-01T00:00:00.000Z', now)).toBe(99_999_999);
    expect(timeoutSecondsUntil(addHours(now, 1), now)).toBe(3600);
  });
});

it('tells a zone that exists from one that does not', () => {
  expect(isTimeZone('America/Denver')).toBe(true);
  expect(isTimeZone('America/Nowhere')).toBe(false);
});
