import type { Instant } from './clinic-calendar.ts';

/** The count of a program's places in use, changed only in the transaction that adds or removes a member. */
export interface Caseload {
  id: string;
  count: number;
}

/** Membership of a program's caseload: the roster of the draw, and what the count must equal. */
export interface Enrolment {
  id: string;
  episodeId: string;
  since: Instant;
}

/** A place in the queue; ids sort by the time of arrival, so that the first come is the first served. */
export interface WaitlistEntry {
  id: string;
  episodeId: string;
  arrivedAt: Instant;
  offer: { expiresAt: Instant } | null;
}

export type Reservation = { outcome: 'reserved'; count: number } | { outcome: 'full'; cap: number };

/** Takes one place if the program's hard cap allows it. A null cap never refuses. */
export function reservePlace(caseload: Caseload, hardCap: number | null): Reservation {
  if (hardCap !== null && caseload.count >= hardCap) return { outcome: 'full', cap: hardCap };
  return { outcome: 'reserved', count: caseload.count + 1 };
}

/** Places that a waitlist may be offered: free ones less the offers already out. */
export function placesToOffer(caseload: Caseload, hardCap: number | null, offersOut: number): number {
  return hardCap === null ? Number.POSITIVE_INFINITY : Math.max(0, hardCap - caseload.count - offersOut);
}
