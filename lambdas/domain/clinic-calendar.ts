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
const instantsByWallTime = new Map<string, number>();

/** The instant of a wall-clock time; a time that DST skips moves forward, one that repeats is the first. */
export function instantOf(timeZone: string, date: LocalDate, time: LocalTime): Instant {
  const key = `${timeZone}|${date}|${time}`;
  let epochMs = instantsByWallTime.get(key);
  if (epochMs === undefined) {
    const plainTime = Temporal.PlainTime.from(time);
    epochMs = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
    if (instantsByWallTime.size > 20_000) instantsByWallTime.clear();
    instantsByWallTime.set(key, epochMs);
  }
  return new Date(epochMs).toISOString();
}

/** The clinic's date at an instant. */
export function localDateOf(timeZone: string, at: Instant): LocalDate {
  const guess = at.slice(0, 10);
  for (const date of [guess, addDays(guess, -1), addDays(guess, 1)]) {
    if (instantOf(timeZone, date, '00:00') <= at && at < instantOf(timeZone, addDays(date, 1), '00:00')) {
      return date;
    }
  }
  throw new RangeError(`no local date for ${at} in ${timeZone}`);
}

/** The clinic's wall-clock time at an instant, "HH:MM". */
export function localTimeOf(timeZone: string, at: Instant): LocalTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainTime().toString().slice(0, 5);
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
