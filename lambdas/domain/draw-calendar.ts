/**
 * A date as the number of days since 1970-01-01: the draw counts days, and whole numbers count fast and alike
 * everywhere.
 */
export type EpochDay = number;

const dayMs = 86_400_000;
const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const daysFromMondayToEpoch = 3;

/** The day number of a date "YYYY-MM-DD"; undefined when the text is no date or the date does not exist. */
export function epochDayOf(date: unknown): EpochDay | undefined {
  if (typeof date !== 'string' || !datePattern.test(date)) return undefined;
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) return undefined;
  return ms / dayMs;
}

/** The date "YYYY-MM-DD" of a day number. */
export function dateOf(day: EpochDay): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** ISO weekday of a day number: Monday = 1 … Sunday = 7. */
export function isoWeekdayOf(day: EpochDay): number {
  return ((((day + daysFromMondayToEpoch) % 7) + 7) % 7) + 1;
}

/** The Monday of the calendar week (Monday to Sunday) that holds a day. */
export function mondayOf(day: EpochDay): EpochDay {
  return day - isoWeekdayOf(day) + 1;
}
