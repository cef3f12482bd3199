import type { Instant, LocalDate } from './clinic-calendar.ts';

/** How staff try to reach a client who does not come any more. */
export const contactWays = ['phone', 'text message', 'letter', 'visit', 'emergency contact'] as const;
export type ContactWay = (typeof contactWays)[number];

/** One try to reach a client. Kept with the episode; it is what "lost to contact" rests on. */
export interface ContactAttempt {
  /** `<episodeId>:attempt-<number>` */
  id: string;
  episodeId: string;
  on: LocalDate;
  how: ContactWay;
  /** Who tried: a staff id. */
  triedBy: string;
  recordedAt: Instant;
}

/** Different days on which a client must have been tried before the record says "lost to contact", unless the program says otherwise. */
export const usualAttemptDays = 3;

/** On how many different days a client was tried. */
export function attemptDays(attempts: readonly Pick<ContactAttempt, 'on'>[]): number {
  return new Set(attempts.map(({ on }) => on)).size;
}
