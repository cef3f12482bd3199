import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addHours, instantOf } from '../../lambdas/domain/clinic-calendar.ts';
import {
  busyOn,
  collectionsCloseAt,
  latestTellingAt,
  tellFrom,
  type WindowTerms,
  windowFrom,
} from '../../lambdas/domain/collection-window.ts';
import { referralSchema } from '../../lambdas/domain/referral.ts';
import { workHoursOf } from '../../lambdas/domain/referral-dates.ts';
import { exampleReferral } from '../example-clinic.ts';

const timeZone = 'America/Los_Angeles';
const tuesday = '2027-01-05';
const saturday = '2027-01-09';
const sunday = '2027-01-10';

const clinic: WindowTerms['clinic'] = {
  calendar: {
    timeZone,
    opening: {
      1: { opens: '08:00', closes: '20:00' },
      2: { opens: '08:00', closes: '20:00' },
      6: { opens: '09:00', closes: '14:00' },
    },
    closures: [],
  },
  collections: { capacityPerDay: null, opens: '08:30', closes: '18:00' },
};

function terms(client: Partial<WindowTerms['client']> = {}): WindowTerms {
  return {
    clinic,
    windowHours: { urine: 8, oralFluid: 4 },
    client: { track: 'day', workHours: {}, ...client },
  };
}

const at = (time: string, date = tuesday) => instantOf(timeZone, date, time);
const nineToFive = { 2: { opens: '09:00', closes: '17:00' } };

function windowAt(time: string, date = tuesday, client: Partial<WindowTerms['client']> = {}) {
  return windowFrom(terms(client), date, at(time, date));
}

describe('the window to give a specimen', () => {
  it('runs for the policy’s hours of urine from the telling', () => {
    expect(windowAt('09:00')).toEqual({
      outcome: 'open',
      window: { endsAt: at('17:00'), isCut: false, hasFreeHour: true },
    });
  });

  it('is cut at closing, and says so', () => {
    expect(windowAt('12:00')).toEqual({
      outcome: 'open',
      window: { endsAt: at('18:00'), isCut: true, hasFreeHour: true },
    });
  });

  it('is cut no shorter than the policy’s hours of oral fluid: a telling after that is too late', () => {
    expect(windowAt('14:00')).toMatchObject({ outcome: 'open', window: { endsAt: at('18:00') } });
    expect(windowAt('14:01')).toEqual({ outcome: 'too late' });
    expect(latestTellingAt(terms(), tuesday)).toBe(at('14:00'));
  });

  it('ends when the clinic closes, where that is before collections do', () => {
    expect(collectionsCloseAt(clinic, saturday)).toBe(at('14:00', saturday));
    expect(windowAt('07:00', saturday)).toMatchObject({
      window: { endsAt: at('14:00', saturday), isCut: true },
    });
    expect(windowAt('10:01', saturday)).toEqual({ outcome: 'too late' });
  });

  it('is not there on a day that has been closed, nor for a telling of another day', () => {
    expect(windowAt('09:00', sunday)).toEqual({ outcome: 'too late' });
    expect(windowFrom(terms(), tuesday, at('09:00', '2027-01-06'))).toEqual({ outcome: 'too late' });
  });
});

describe('work and school', () => {
  it('leave a free hour before, after, or none', () => {
    const free = (time: string) => {
      const told = windowAt(time, tuesday, { workHours: nineToFive });
      return told.outcome === 'open' && told.window.hasFreeHour;
    };
    expect(free('07:00')).toBe(false);
    expect(free('09:59')).toBe(false);
    expect(free('10:00')).toBe(true);
    expect(free('14:00')).toBe(true);
  });

  it('of the evening track are taken to be nine to five on weekdays, unless they are known', () => {
    expect(busyOn({ client: { track: 'evening', workHours: {} } }, tuesday)).toEqual({
      opens: '09:00',
      closes: '17:00',
    });
    expect(busyOn({ client: { track: 'evening', workHours: {} } }, saturday)).toBeUndefined();
    expect(
      busyOn({ client: { track: 'evening', workHours: { 1: nineToFive[2] } } }, tuesday),
    ).toBeUndefined();
    expect(busyOn({ client: { track: 'day', workHours: {} } }, tuesday)).toBeUndefined();
  });

  it('say from when a telling leaves an hour, to whoever would tell too early', () => {
    const evening = terms({ track: 'evening' });
    expect(tellFrom(evening, tuesday, at('06:30'))).toBe(at('10:00'));
    expect(tellFrom(evening, tuesday, at('11:00'))).toBeUndefined();
    expect(tellFrom(terms(), tuesday, at('06:30'))).toBeUndefined();
  });

  it('that fill the whole day leave no time to say', () => {
    const allDay = terms({ workHours: { 2: { opens: '07:00', closes: '17:30' } } });
    expect(tellFrom(allDay, tuesday, at('06:30'))).toBeUndefined();
    expect(windowFrom(allDay, tuesday, at('06:30'))).toMatchObject({ window: { hasFreeHour: false } });
  });
});

describe('hours of work in a referral', () => {
  const problems = (workHours: unknown) => {
    const parsed = referralSchema.safeParse({ ...exampleReferral(), workHours });
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [path.join('.'), message]);
  };

  it('are kept by weekday', () => {
    expect(problems({ mon: '09:00-17:00', sat: '10:00-14:00' })).toEqual([]);
    expect(workHoursOf({ workHours: { mon: '09:00-17:00', sat: '10:00-14:00' } })).toEqual({
      1: { opens: '09:00', closes: '17:00' },
      6: { opens: '10:00', closes: '14:00' },
    });
    expect(workHoursOf({})).toEqual({});
  });

  it('are refused with field, problem and fix', () => {
    expect(problems({ mon: '17:00-09:00' })).toEqual([
      ['workHours.mon', 'ends before it begins; write "09:00-17:00", beginning before end'],
    ]);
    expect(problems({ mon: 'nine to five' })[0]?.[1]).toContain('is not hours of work; write');
    expect(problems({ monday: '09:00-17:00' })[0]?.[0]).toBe('workHours');
  });
});

describe('whenever a client is told', () => {
  it('the window is at least the policy’s shortest, at most its longest, and never past closing', () => {
    const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const toldAt = addHours(at('00:00'), minute / 60);
        const told = windowFrom(terms(), tuesday, toldAt);
        expect(told.outcome === 'too late').toBe(toldAt > at('14:00'));
        if (told.outcome === 'too late') return;
        expect(told.window.endsAt <= at('18:00')).toBe(true);
        expect(told.window.endsAt >= addHours(toldAt, 4)).toBe(true);
        expect(told.window.endsAt <= addHours(toldAt, 8)).toBe(true);
      }),
    );
  });
});
