import { describe, expect, test } from 'vitest';
import { isOpenOn } from '../../lambdas/domain/clinic-calendar.ts';
import { begin, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

/** When each check-in of a home was asked, in order. */
function checkInDates({ all }: Journey): string[] {
  return all('checkIn')
    .map(({ date }) => date)
    .sort();
}

describe('a home whose weekday falls on a holiday', async () => {
  // Given a client in a home that is asked on Thursdays, in the weeks around Thanksgiving
  const journey = await begin({
    referrals: [referral('Viktor Nobody', { homeChoices: ['casa-olmo'], plannedDays: 30 })],
    startsOn: '2026-11-09',
  });
  // When the program has passed
  await journey.untilRest();

  test('it is asked on the next open day, and on its own weekday again after that', () => {
    const dates = checkInDates(journey);
    expect(dates).toContain('2026-11-19');
    expect(dates).not.toContain('2026-11-26');
    expect(dates).toContain('2026-11-27');
    expect(dates).toContain('2026-12-03');
  });

  test('nobody is called for a test on a closed day, and nobody is owed anything', async () => {
    const calendar = journey.all('clinic')[0]?.calendar;
    const closed = journey.all('drugTest').filter(({ date }) => calendar && !isOpenOn(calendar, date));
    expect(closed).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});
