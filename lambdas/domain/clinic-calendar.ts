import { Temporal } from 'temporal-polyfill';

/** An instant as `Date.prototype.toISOString` writes it: UTC, milliseconds, sortable as text. */
export type Instant = string;
/** A date on the clinic's wall calendar, "YYYY-MM-DD". */
export type LocalDate = string;
/** A wall-clock time, "HH:MM". */
export type LocalTime = string;
/** ISO weekday, Monday = 1 … Sunday = 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface OpeningHours {
  opens: LocalTime;
  closes: LocalTime;
}

/** What the clinic's deadlines are computed from: its zone, its week and its closed dates. */
export interface ClinicCalendar {
  timeZone: string;
  /** Hours by ISO weekday; a weekday that is missing is closed. */
  opening: Partial<Record<Weekday, OpeningHours>>;
  closures: readonly LocalDate[];
}

const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** Conversions kept for the next question about the same day; a bound, not a tuning. */
const memoMost = 20_000;
const instantsByWallTime = new Map<string, number>();

/** The instant of a wall-clock time; a time that DST skips moves forward, one that repeats is the first. */
export function instantOf(timeZone: string, date: LocalDate, time: LocalTime): Instant {
  const key = `${timeZone}|${date}|${time}`;
  let epochMs = instantsByWallTime.get(key);
  if (epochMs === undefined) {
    const plainTime = Temporal.PlainTime.from(time);
    epochMs = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
    if (instantsByWallTime.size > memoMost) instantsByWallTime.clear();
    instantsByWallTime.set(key, epochMs);
  }
  return new Date(epochMs).toISOString();
}

/** Zones change their offset on quarter hours at the finest. */
const quarterMs = 900_000;
const offsetsByQuarter = new Map<string, number>();

function wallClockOf(timeZone: string, at: Instant): string {
  const epochMs = Date.parse(at);
  const quarter = Math.floor(epochMs / quarterMs) * quarterMs;
  const key = `${timeZone}|${quarter}`;
  let offsetMs = offsetsByQuarter.get(key);
  if (offsetMs === undefined) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(quarter).toZonedDateTimeISO(timeZone);
    offsetMs = zoned.offsetNanoseconds / 1e6;
    if (offsetsByQuarter.size > memoMost) offsetsByQuarter.clear();
    offsetsByQuarter.set(key, offsetMs);
  }
  return new Date(epochMs + offsetMs).toISOString();
}

/** The clinic's date at an instant. */
export function localDateOf(timeZone: string, at: Instant): LocalDate {
  return wallClockOf(timeZone, at).slice(0, 10);
}

/** The clinic's wall-clock time at an instant, "HH:MM". */
export function localTimeOf(timeZone: string, at: Instant): LocalTime {
  return wallClockOf(timeZone, at).slice(11, 16);
}

/** True for a zone name that this runtime's time-zone data knows. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

export function weekdayOf(date: LocalDate): Weekday {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() || 7) as Weekday;
}

export function addHours(at: Instant, hours: number): Instant {
  return new Date(Date.parse(at) + hours * hourMs).toISOString();
}

/** Seconds from `now` until `at`, clamped to what Step Functions takes as a timeout: 1…99,999,999. */
export function timeoutSecondsUntil(at: Instant, now: Instant): number {
  const seconds = Math.ceil((Date.parse(at) - Date.parse(now)) / 1000);
  return Math.min(99_999_999, Math.max(1, seconds));
}

export function isOpenOn(calendar: ClinicCalendar, date: LocalDate): boolean {
  return hoursOn(calendar, date) !== undefined;
}

/** The opening hours of a date, or undefined when the clinic is closed. */
export function hoursOn(calendar: ClinicCalendar, date: LocalDate): OpeningHours | undefined {
  return calendar.closures.includes(date) ? undefined : calendar.opening[weekdayOf(date)];
}

/** The first open date on or after `date`; the date itself when a year holds no open day. */
export function nextOpenDate(calendar: ClinicCalendar, date: LocalDate): LocalDate {
  for (let ahead = 0; ahead <= 366; ahead += 1) {
    const candidate = addDays(date, ahead);
    if (isOpenOn(calendar, candidate)) return candidate;
  }
  return date;
}

/**
 * The instant when `hours` of opening time have passed since `from`.
 * Reminders count the working hours of the person asked, so that nobody is chased overnight.
 */
export function addWorkingHours(calendar: ClinicCalendar, from: Instant, hours: number): Instant {
  let leftMs = hours * hourMs;
  let date = localDateOf(calendar.timeZone, from);
  for (let days = 0; days <= 400; days += 1, date = addDays(date, 1)) {
    const open = hoursOn(calendar, date);
    if (!open) continue;
    const startMs = Math.max(Date.parse(instantOf(calendar.timeZone, date, open.opens)), Date.parse(from));
    const endMs = Date.parse(instantOf(calendar.timeZone, date, open.closes));
    const spanMs = Math.max(0, endMs - startMs);
    if (spanMs > 0 && spanMs >= leftMs) return new Date(startMs + leftMs).toISOString();
    leftMs -= spanMs;
  }
  throw new RangeError('the clinic is closed for more than a year: check opening hours and closures');
}

/** The next occurrence of a wall-clock time on an open day, strictly after `after`. */
export function nextOpenTime(calendar: ClinicCalendar, after: Instant, time: LocalTime): Instant {
  let date = localDateOf(calendar.timeZone, after);
  if (instantOf(calendar.timeZone, date, time) <= after) date = addDays(date, 1);
  return instantOf(calendar.timeZone, nextOpenDate(calendar, date), time);
}
