import { createHash } from 'node:crypto';
import type { Instant } from './clinic-calendar.ts';

/** How a clinic's people are paged. */
export type PagerDevice =
  /** A paging service that takes signed HTTPS posts. A higher version is another secret. */
  | { kind: 'webhook'; url: string; secretVersion?: number }
  /** Text messages from the number that the deployment names. */
  | { kind: 'sms' };

/**
 * The ledger's line for one page. It holds neither text nor client data, and its id tells nothing: it goes to the
 * paging service and comes back in its signed reply.
 */
export interface PageRecord {
  /** `pg-` and a hash of the question and the rung: the same page is never two. */
  id: string;
  taskId: string;
  rung: number;
  contactId: string;
  queuedAt: Instant;
  status: 'queued' | 'accepted' | 'failed';
  attempts: number;
  acceptedAt: Instant | null;
  /** Why it failed, in a word. */
  because?: PageFailure;
}

export const pageFailures = ['no pager', 'pager failed'] as const;
export type PageFailure = (typeof pageFailures)[number];

/** How often a page is tried on one rung: the workflow tries again after 2 and 4 seconds, then the ladder climbs. */
export const pageAttempts = 3;

/** A question is new in each round, so this is one id per crisis, round and rung. */
export function pageId(taskId: string, rung: number): string {
  return `pg-${createHash('sha256').update(`${taskId}|${rung}`).digest('hex').slice(0, 32)}`;
}

/** What a page says: that somebody must look, and whose it is. The clinic's neutral name and nothing of a client. */
export function pageText(senderName: string, language: 'en' | 'es'): string {
  return language === 'es'
    ? `${senderName}: alguien debe mirar ahora. Abra el enlace y confirme.`
    : `${senderName}: somebody must look now. Open the link and confirm.`;
}

/** How old a signed message may be, either way: clocks differ, and an old one is not to be played again. */
export const signatureMinutes = 5;

/** The text that is signed: the moment in seconds, a point, and the body as sent. */
export function signedText(timestamp: string, body: string): string {
  return `${timestamp}.${body}`;
}

/** True when a timestamp in seconds since 1970 lies within five minutes of now. */
export function isFresh(timestamp: string, now: Instant): boolean {
  if (!/^\d{9,11}$/.test(timestamp)) return false;
  return Math.abs(Number(timestamp) * 1000 - Date.parse(now)) <= signatureMinutes * 60_000;
}
