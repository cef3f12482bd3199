import { addDays, type ClinicCalendar, type LocalDate, nextOpenDate } from './clinic-calendar.ts';
import type { Episode, HandoffState } from './episode.ts';

export const receiverAnswers = ['accept', 'decline'] as const;
export const visitAnswers = ['arrived', 'no show', 'client declined'] as const;

/** Only these close a handoff: "sent" is not "arrived". */
export function isHandoffClosed(handoff: HandoffState): boolean {
  return ['arrived', 'declined by client', 'lost to contact', 'not applicable'].includes(handoff.status);
}

/**
 * What a first-visit answer leads to. A no-show, or silence, is booked again until `maxAttempts` visits were
 * tried; then the client is lost to contact.
 */
export function afterVisit(
  answer: string,
  attempts: number,
  maxAttempts: number,
): 'arrived' | 'declined by client' | 'lost to contact' | 're-book' {
  if (answer === 'arrived') return 'arrived';
  if (answer === 'client declined') return 'declined by client';
  return attempts >= maxAttempts ? 'lost to contact' : 're-book';
}

/** The day proposed for a first visit: `withinDays` after today, never before treatment ends, on an open day. */
export function visitDate(
  calendar: ClinicCalendar,
  episode: Pick<Episode, 'plannedEndOn' | 'endedOn'>,
  today: LocalDate,
  withinDays: number,
): LocalDate {
  return visitAfterTreatment(calendar, episode, addDays(today, withinDays));
}

/** A visit's day, moved behind the end of treatment where it would fall into it. */
export function visitAfterTreatment(
  calendar: ClinicCalendar,
  episode: Pick<Episode, 'plannedEndOn' | 'endedOn'>,
  wanted: LocalDate,
): LocalDate {
  const endsOn = episode.endedOn ?? episode.plannedEndOn ?? wanted;
  return nextOpenDate(calendar, wanted > endsOn ? wanted : addDays(endsOn, 1));
}
