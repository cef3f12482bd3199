import { describe, expect, it } from 'vitest';
import {
  datedYear,
  dayWords,
  longDate,
  momentWords,
  monthWords,
  shortDate,
  timeWords,
} from '../../lambdas/pages/dates.ts';

describe('dates in words', () => {
  it('writes a day in English', () => {
    expect(shortDate('2026-07-04', 'en')).toBe('Jul 4');
    expect(dayWords('2026-07-14', 'en')).toBe('Tue, Jul 14');
    expect(datedYear('2026-12-31', 'en')).toBe('Dec 31, 2026');
    expect(longDate('2026-01-01', 'en')).toBe('Thursday, January 1, 2026');
    expect(monthWords('2026-07-14', 'en')).toBe('July 2026');
  });

  it('writes a day in Spanish', () => {
    expect(shortDate('2026-07-04', 'es')).toBe('4 jul');
    expect(dayWords('2026-07-12', 'es')).toBe('dom 12 jul');
    expect(datedYear('2026-12-31', 'es')).toBe('31 dic 2026');
    expect(longDate('2026-02-28', 'es')).toBe('sábado 28 de febrero de 2026');
    expect(monthWords('2026-02-28', 'es')).toBe('febrero de 2026');
  });

  it.each([
    ['00:05', '12:05\u00a0AM', '12:05\u00a0a.\u00a0m.'],
    ['09:30', '9:30\u00a0AM', '9:30\u00a0a.\u00a0m.'],
    ['12:00', '12:00\u00a0PM', '12:00\u00a0p.\u00a0m.'],
    ['23:59', '11:59\u00a0PM', '11:59\u00a0p.\u00a0m.'],
  ])('writes %s on a twelve-hour clock', (time, english, spanish) => {
    expect(timeWords(time, 'en')).toBe(english);
    expect(timeWords(time, 'es')).toBe(spanish);
  });

  it('reads an instant on the clinic’s wall clock, across midnight', () => {
    expect(momentWords('2026-07-15T05:30:00.000Z', 'America/Los_Angeles', 'en')).toBe(
      'Tue, Jul 14, 10:30\u00a0PM',
    );
    expect(momentWords('2026-07-15T05:30:00.000Z', 'America/New_York', 'en')).toBe(
      'Wed, Jul 15, 1:30\u00a0AM',
    );
  });
});
