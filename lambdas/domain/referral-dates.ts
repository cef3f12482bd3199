import { addDays, type LocalDate, type Weekday } from './clinic-calendar.ts';
import type { WorkHours } from './collection-window.ts';
import type { Referral } from './referral.ts';
import { openingOf, weekdayNames } from './written-hours.ts';

type SignedConsent = Referral['consents'][number];

/** The hours of work that a referral tells of, by ISO weekday. */
export function workHoursOf({ workHours = {} }: Pick<Referral, 'workHours'>): WorkHours {
  const hours: WorkHours = {};
  for (const [index, name] of weekdayNames.entries()) {
    const known = workHours[name];
    if (known !== undefined) hours[(index + 1) as Weekday] = openingOf(known);
  }
  return hours;
}

/** The last day on which a signed consent holds; null when only an event ends it. */
export function lastDayOf(
  { expiresOn, expiresAfterDays }: SignedConsent,
  signedOn: LocalDate,
): LocalDate | null {
  return expiresOn ?? (expiresAfterDays === undefined ? null : addDays(signedOn, expiresAfterDays));
}
