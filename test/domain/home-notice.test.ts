import { describe, expect, it } from 'vitest';
import {
  categoryOfNews,
  definitiveResultOf,
  type HomeNews,
  listFor,
  needsConsentTask,
  noticeOf,
} from '../../lambdas/domain/home-notice.ts';

const zone = 'America/Los_Angeles';

describe('the list that takes up news', () => {
  it('is today’s before it has gone out', () => {
    expect(listFor(zone, '2027-01-04', '2027-01-04T20:00:00.000Z')).toEqual({
      day: '2027-01-04',
      goesOutAt: '2027-01-05T01:30:00.000Z',
    });
  });

  it('is tomorrow’s from the moment it goes out', () => {
    expect(listFor(zone, '2027-01-04', '2027-01-05T01:30:00.000Z')).toEqual({
      day: '2027-01-05',
      goesOutAt: '2027-01-06T01:30:00.000Z',
    });
  });

  it('goes out at the same wall clock when the clocks change', () => {
    expect(listFor(zone, '2027-03-14', '2027-03-14T12:00:00.000Z').goesOutAt).toBe(
      '2027-03-15T00:30:00.000Z',
    );
  });
});

describe('what a home may learn of a test', () => {
  it.each([
    ['negative', null, 'negative'],
    ['presumptive positive', 'definitive positive', 'definitive positive'],
    ['presumptive positive', 'confirmed negative', 'negative'],
    ['presumptive positive', null, undefined],
    ['presumptive positive', 'consistent with prescription', undefined],
    ['missed', null, undefined],
    ['refused', null, undefined],
    ['pending', null, undefined],
  ] as const)('of %s, laboratory %s: %s', (outcome, confirmation, result) => {
    expect(definitiveResultOf({ outcome, confirmation })).toBe(result);
  });
});

describe('a notice', () => {
  const news: HomeNews = { news: 'test status', date: '2027-01-04', wasGiven: true };

  it('needs the consent for exactly what it tells', () => {
    expect(categoryOfNews(news)).toBe('test-status');
    expect(categoryOfNews({ news: 'test result' })).toBe('test-results');
    expect(categoryOfNews({ news: 'phase begun' })).toBe('attendance');
    expect(categoryOfNews({ news: 'discharged' })).toBe('discharge');
  });

  it('that cannot be told is a person’s task only where the home must know', () => {
    expect(needsConsentTask({ news: 'discharged' })).toBe(true);
    expect(needsConsentTask({ news: 'bed released' })).toBe(true);
    expect(needsConsentTask(news)).toBe(false);
  });

  it('has one id for one fact, under its home and day', () => {
    const notice = {
      homeId: 'cedar-house',
      episodeId: 'ep_1',
      day: '2027-01-04',
      at: '2027-01-04T20:00:00.000Z',
    };
    expect(noticeOf({ ...notice, news }).id).toBe('cedar-house@2027-01-04:ep_1/test-status-2027-01-04');
    expect(noticeOf({ ...notice, at: '2027-01-04T21:00:00.000Z', news }).id).toBe(
      noticeOf({ ...notice, news }).id,
    );
  });
});
