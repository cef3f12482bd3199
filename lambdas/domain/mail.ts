import type { Instant, LocalDate } from './clinic-calendar.ts';
import type { Quarter } from './quarter.ts';

/** A mail's way: queued in the store, accepted by the mail service, delivered, and answered by its receiver. */
export type MailStatus = 'queued' | 'accepted' | 'delivered' | 'answered' | 'failed' | 'cancelled';

/** The ledger's line for one mail. It holds neither text nor client data: both are made again from the task. */
export interface MailRecord {
  /** One per effect (task and rung, or contact and digest time), so that a repeated step queues nothing twice. */
  id: string;
  contactId: string;
  message: MailMessage;
  status: MailStatus;
  queuedAt: Instant;
  acceptedAt: Instant | null;
  providerId: string | null;
  attempts: number;
  /** How soon it must arrive; left out: usual. */
  urgency?: MailUrgency;
  deliveredAt?: Instant;
  /** The mail service tries again; nothing is lost yet. */
  delayedAt?: Instant;
  /** Why its receiver may not have it. A mail that arrives after all is `delivered` and keeps this. */
  failure?: { what: MailFailure; at: Instant };
  /** When somebody else was asked in its place. */
  insteadAt?: Instant;
}

/** Lists of drug tests before everything, then what cannot wait, then the rest. */
export type MailUrgency = 'collections' | 'urgent' | 'usual';

export const mailFailures = [
  'bounced',
  'suppressed',
  'rejected',
  'marked as spam',
  'not delivered in time',
] as const;
export type MailFailure = (typeof mailFailures)[number];

/** Finds a mail's clinic and ledger line by the id that the mail service gave it. */
export interface MailByProvider {
  /** The mail service's id. */
  id: string;
  clinicId: string;
  mailId: string;
}

/** What a mail says; the renderers turn it into a subject and two bodies. */
export type MailMessage =
  | { kind: 'question'; taskId: string; rung: number; instead?: boolean }
  | { kind: 'digest'; taskIds: string[] }
  | { kind: 'batch'; taskIds: string[] }
  | { kind: 'welcome'; episodeId: string }
  /** The way to a client's own pages, which the client asked for; `edition` is the moment the link was made. */
  | { kind: 'client-link'; episodeId: string; edition: Instant }
  | { kind: 'draw-report'; report: DrawReport }
  /** To the director: the page of the week is ready. */
  | { kind: 'monday'; date: LocalDate };

/** Who receives the draws' reports: the outside auditor whom the clinic names, as the ledger calls them. */
export const auditorContactId = 'auditor';

/** What the auditor is told of the draws: dates and hashes, nothing of a client. */
export type DrawReport =
  | { about: 'commitments'; quarter: Quarter }
  | { about: 'chain head'; date: LocalDate; sequence: number; commitment: string; hash: string };
