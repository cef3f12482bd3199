import { addHours, type Instant } from './clinic-calendar.ts';

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
  /** When the person came; the longest wait counts from here. */
  arrivedAt: Instant;
  offer: { expiresAt: Instant } | null;
  /** Offers that ended without an answer or without reaching the person. */
  missedOffers?: number;
  /** The question whose silence was counted last, so that it is counted once. */
  missedTaskId?: string;
  /** Set for a client of another program of the clinic, who keeps that place until there is one here. */
  isTransfer?: boolean;
}

export type Reservation = { outcome: 'reserved'; count: number } | { outcome: 'full'; cap: number };

/** Takes one place if the program's hard cap allows it. A null cap never refuses. */
export function reservePlace(caseload: Caseload, hardCap: number | null): Reservation {
  if (hardCap !== null && caseload.count >= hardCap) return { outcome: 'full', cap: hardCap };
  return { outcome: 'reserved', count: caseload.count + 1 };
}

/**
 * Takes one place for an episode: whoever waits goes first, and a place on offer is kept for whom it was offered to.
 *
 * @param queue everybody who waits for the program, the episode among them or not
 */
export function reserveInTurn(
  caseload: Caseload,
  queue: readonly WaitlistEntry[],
  episodeId: string,
  hardCap: number | null,
): Reservation {
  const own = queue.find((entry) => entry.episodeId === episodeId);
  const othersFirst = own?.offer ? 0 : queue.filter((entry) => entry.episodeId !== episodeId).length;
  const reservation = reservePlace({ ...caseload, count: caseload.count + othersFirst }, hardCap);
  return reservation.outcome === 'full' ? reservation : reservePlace(caseload, null);
}

/** Who is offered a place now: those who wait longest, as many as places are free and not on offer already. */
export function entriesToOffer(
  caseload: Caseload,
  queue: readonly WaitlistEntry[],
  hardCap: number | null,
): WaitlistEntry[] {
  const waiting = queue.filter((entry) => !entry.offer);
  const free = placesToOffer(caseload, hardCap, queue.length - waiting.length);
  return inOrder(waiting).slice(0, Math.min(free, waiting.length));
}

/** Places that a waitlist may be offered: free ones less the offers already out. */
export function placesToOffer(caseload: Caseload, hardCap: number | null, offersOut: number): number {
  return hardCap === null ? Number.POSITIVE_INFINITY : Math.max(0, hardCap - caseload.count - offersOut);
}

/** Someone's place in a program's queue, at its end. */
export function queueEntry(programId: string, episodeId: string, now: Instant): WaitlistEntry {
  return { id: queueId(programId, episodeId, now), episodeId, arrivedAt: now, offer: null };
}

function queueId(programId: string, episodeId: string, at: Instant): string {
  return `${programId}:${at}/${episodeId}`;
}

function inOrder(queue: readonly WaitlistEntry[]): WaitlistEntry[] {
  return [...queue].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Offers that a person may let pass before the referral ends. */
const mostMissedOffers = 2;

/**
 * What becomes of somebody whose offer has expired: the first time the place goes to the next and they go to the end of
 * the queue, the second time they are out. Their longest wait goes on counting from their arrival.
 */
export function afterExpiry(
  entry: WaitlistEntry,
  programId: string,
  taskId: string,
  now: Instant,
): { outcome: 'moved to the end'; entry: WaitlistEntry } | { outcome: 'out'; missedOffers: number } {
  const missedOffers = (entry.missedOffers ?? 0) + 1;
  if (missedOffers >= mostMissedOffers) return { outcome: 'out', missedOffers };
  const id = queueId(programId, entry.episodeId, now);
  return {
    outcome: 'moved to the end',
    entry: { ...entry, id, offer: null, missedOffers, missedTaskId: taskId },
  };
}

/** When an offer made now ends by the program's hours. */
export function offerEnds(now: Instant, offerHours: number): { expiresAt: Instant } {
  return { expiresAt: addHours(now, offerHours) };
}

/** True when a count goes over a limit with this one more: told once, and again only after it has gone back. */
export function crosses(limit: number | null | undefined, countBefore: number): boolean {
  return limit !== null && limit !== undefined && countBefore === limit;
}
