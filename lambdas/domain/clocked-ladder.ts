import { addHours, addWorkingHours, type ClinicCalendar, type Instant } from './clinic-calendar.ts';

/**
 * A question whose ladder follows the clock of what it is about. `offer`: all of it lies before the offered place goes
 * to the next. `due`: it climbs from the moment on which it was due.
 */
export type LadderClock = 'offer' | 'due';

/** Nobody is passed over, and no offer ends, before somebody at work has had this long, counted in opening hours. */
const leastWorkingHours = 4;

/** How much of an offer's time has passed when each rung ends: its owner has half of it. */
const offerShares = [0.5, 0.75];

/**
 * By when a place that is offered now must be taken: after the program's hours, but not while the clinic was closed all
 * the time. The program's own hours are the bound where they are fewer.
 */
export function offerAnswerDue(
  calendar: ClinicCalendar,
  { now, expiresAt, offerHours }: { now: Instant; expiresAt: Instant; offerHours: number },
): Instant {
  const atWork = addWorkingHours(calendar, now, Math.min(leastWorkingHours, offerHours));
  return atWork > expiresAt ? atWork : expiresAt;
}

interface Rung {
  index: number;
  /** When its person is asked. */
  asksAt: Instant;
  /** Set for the last rung: its own working hours. */
  lastEndsAt?: Instant;
}

/**
 * The end of a rung by its question's clock; undefined when the clock has run out, and nobody is asked any more.
 *
 * @param times when the question was opened, and by when it is to be answered
 */
export function clockedRungEnd(
  clock: LadderClock,
  { openedAt, dueAt }: { openedAt: Instant; dueAt: Instant },
  { index, asksAt, lastEndsAt }: Rung,
  calendar: ClinicCalendar,
): Instant | undefined {
  const spanHours = (Date.parse(dueAt) - Date.parse(openedAt)) / 3_600_000;
  if (clock === 'offer') {
    if (asksAt >= dueAt) return undefined;
    const share = offerShares[index];
    const endsAt = share === undefined ? dueAt : addHours(openedAt, spanHours * share);
    return endsAt > asksAt ? endsAt : dueAt;
  }
  const least = addWorkingHours(calendar, asksAt, leastWorkingHours);
  const endsAt = index === 0 ? dueAt : (lastEndsAt ?? addHours(dueAt, spanHours / 2));
  return endsAt > least ? endsAt : least;
}
