/**
 * A date as the number of days since 1970-01-01: the draw counts days, and whole numbers count fast and alike
 * everywhere.
 */
export type EpochDay = number;

const dayMs = 86_400_000;
const datePattern = /^[1-9]\d{3}-\d{2}-\d{2}$/;
const daysFromMondayToEpoch = 3;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The day number of a date "YYYY-MM-DD", year 1000 or later; undefined when the value is no such text or the date
 * does not exist.
 */
export function epochDayOf(date: unknown): EpochDay | undefined {
  if (typeof date !== 'string' || !datePattern.test(date)) return undefined;
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const dayOfMonth = Number(date.slice(8, 10));
  if (dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined;
  return Date.UTC(year, month - 1, dayOfMonth) / dayMs;
}

function daysInMonth(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (monthLengths[month - 1] ?? 0);
}

/** ISO weekday of a day number: Monday = 1 … Sunday = 7. */
export function isoWeekdayOf(day: EpochDay): number {
  return ((((day + daysFromMondayToEpoch) % 7) + 7) % 7) + 1;
}

/** The Monday of the calendar week (Monday to Sunday) that holds a day. */
export function mondayOf(day: EpochDay): EpochDay {
  return day - isoWeekdayOf(day) + 1;
}
