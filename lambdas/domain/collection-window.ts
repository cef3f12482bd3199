import type { Clinic } from './clinic.ts';
import {
  addHours,
  hoursOn,
  type Instant,
  instantOf,
  type LocalDate,
  localDateOf,
  type OpeningHours,
  type Weekday,
  weekdayOf,
} from './clinic-calendar.ts';
import type { Program } from './program.ts';

/** How a client was told. A text says only "please call us", and counts when the client has answered it. */
export const tellingWays = ['phone', 'in person', 'text without content'] as const;
export type TellingWay = (typeof tellingWays)[number];

/** The time in which a client who was told can give a specimen. */
export interface CollectionWindow {
  endsAt: Instant;
  /** True when collections close before the policy's hours are over. */
  isCut: boolean;
  /** False when work leaves the client no hour in it: then whoever does not come has not missed the test. */
  hasFreeHour: boolean;
}

export type WindowOutcome = { outcome: 'open'; window: CollectionWindow } | { outcome: 'too late' };

/** When a client can be expected to be elsewhere, by weekday. */
export type WorkHours = Partial<Record<Weekday, OpeningHours>>;

/** What a window is made of: the clinic's hours, the policy's, and the client's. */
export interface WindowTerms {
  clinic: Pick<Clinic, 'calendar' | 'collections'>;
  windowHours: Program['testing']['windowHours'];
  client: { track: 'day' | 'evening'; workHours: WorkHours };
}

/** Whoever attends in the evening does so because of work or school by day, and is taken to be there. */
const eveningTrackBusy: OpeningHours = { opens: '09:00', closes: '17:00' };
const freeHours = 1;

/** When the client is at work on a date: the hours on record, else what the evening track implies. */
export function busyOn({ client }: Pick<WindowTerms, 'client'>, date: LocalDate): OpeningHours | undefined {
  if (Object.keys(client.workHours).length > 0) return client.workHours[weekdayOf(date)];
  return client.track === 'evening' && weekdayOf(date) <= 5 ? eveningTrackBusy : undefined;
}

/** When collections close on a date: by their own hours, or with the clinic; undefined on a day it is closed. */
export function collectionsCloseAt(clinic: WindowTerms['clinic'], date: LocalDate): Instant | undefined {
  const hours = hoursOn(clinic.calendar, date);
  if (!hours) return undefined;
  const { closes } = clinic.collections;
  return instantOf(clinic.calendar.timeZone, date, closes < hours.closes ? closes : hours.closes);
}

/**
 * The last moment of a date at which a telling still leaves a fair window: the policy's shortest, oral fluid's,
 * before collections close. Undefined on a day the clinic is closed.
 */
export function latestTellingAt(terms: WindowTerms, date: LocalDate): Instant | undefined {
  const closeAt = collectionsCloseAt(terms.clinic, date);
  return closeAt && addHours(closeAt, -Math.min(terms.windowHours.oralFluid, terms.windowHours.urine));
}

/**
 * The window that runs from a telling: the policy's hours for urine, cut at closing as long as the policy's hours
 * for oral fluid are left (the shortest time that the policy itself calls fair). Later than that no window is left:
 * the client counts as not reached. Source: random testing specification, "What follows a call".
 */
export function windowFrom(terms: WindowTerms, date: LocalDate, toldAt: Instant): WindowOutcome {
  const latest = latestTellingAt(terms, date);
  const closeAt = collectionsCloseAt(terms.clinic, date);
  const isThatDay = localDateOf(terms.clinic.calendar.timeZone, toldAt) === date;
  if (!latest || !closeAt || !isThatDay || toldAt > latest) return { outcome: 'too late' };
  const fullEnd = addHours(toldAt, terms.windowHours.urine);
  const isCut = fullEnd > closeAt;
  const endsAt = isCut ? closeAt : fullEnd;
  return {
    outcome: 'open',
    window: { endsAt, isCut, hasFreeHour: hasFreeHour(terms, date, toldAt, endsAt) },
  };
}

function hasFreeHour(terms: WindowTerms, date: LocalDate, toldAt: Instant, endsAt: Instant): boolean {
  const { timeZone } = terms.clinic.calendar;
  const opensAt = instantOf(timeZone, date, terms.clinic.collections.opens);
  const from = toldAt > opensAt ? toldAt : opensAt;
  const busy = busyOn(terms, date);
  const fits = (start: Instant, end: Instant) => addHours(start, freeHours) <= end;
  if (!busy) return fits(from, endsAt);
  const begins = instantOf(timeZone, date, busy.opens);
  const ends = instantOf(timeZone, date, busy.closes);
  return fits(from, begins < endsAt ? begins : endsAt) || fits(from > ends ? from : ends, endsAt);
}

/**
 * When to tell a client whom a telling now would leave no free hour: the earliest moment from which the window
 * reaches an hour past the client's work. Undefined when any time will do, or none today.
 */
export function tellFrom(terms: WindowTerms, date: LocalDate, now: Instant): Instant | undefined {
  const busy = busyOn(terms, date);
  const told = windowFrom(terms, date, now);
  if (!busy || told.outcome === 'too late' || told.window.hasFreeHour) return undefined;
  const freeAt = addHours(instantOf(terms.clinic.calendar.timeZone, date, busy.closes), freeHours);
  const from = addHours(freeAt, -terms.windowHours.urine);
  const then = windowFrom(terms, date, from > now ? from : now);
  return then.outcome === 'open' && then.window.hasFreeHour ? from : undefined;
}
