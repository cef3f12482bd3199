import type { LocalTime } from './clinic-calendar.ts';

/** Weekdays as the files write them, Monday first: the place in the list plus one is the ISO weekday. */
export const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Hours as the files write them, as opening and closing; undefined for closed. */
export function openingOf(hours: string): { opens: LocalTime; closes: LocalTime } | undefined {
  return hours === 'closed' ? undefined : { opens: hours.slice(0, 5), closes: hours.slice(6) };
}
