import type { Instant } from './clinic-calendar.ts';
import { type TaskKind, taskRules } from './human-task-kinds.ts';
import type { MailFailure, MailMessage, MailRecord, MailUrgency } from './mail.ts';

/** What the mail service tells of a mail that it had accepted. */
export interface MailEvent {
  what: 'delivered' | 'bounced' | 'suppressed' | 'rejected' | 'marked as spam' | 'delayed';
  /** The mail service's id of the mail. */
  providerId: string;
  at: Instant;
  /** False for a bounce that might not have happened an hour later: a full mailbox, a notice of absence. */
  isFinal: boolean;
}

/** A question whose rung waits no longer than this, by the clock, cannot wait for a mail to find its way. */
const urgentRungHours = 4;
const deadlineMinutes: Record<MailUrgency, number> = { collections: 30, urgent: 30, usual: 240 };

/** How soon a mail about a question must arrive. */
export function urgencyOf(kind: TaskKind, rung: number): MailUrgency {
  const { batchAt, ladder } = taskRules[kind];
  if (batchAt) return 'collections';
  const wait = ladder[rung]?.wait;
  return wait && 'hours' in wait && wait.hours <= urgentRungHours ? 'urgent' : 'usual';
}

/** A list is as urgent as the most urgent question on it. */
export function urgencyOfList(kinds: readonly TaskKind[]): MailUrgency {
  const each = new Set(kinds.map((kind) => urgencyOf(kind, 0)));
  if (each.has('collections')) return 'collections';
  return each.has('urgent') ? 'urgent' : 'usual';
}

/** When a mail that was not reported as delivered counts as lost: silence is not delivery. */
export function deliveryDeadline({ queuedAt, urgency = 'usual' }: MailRecord): Instant {
  return new Date(Date.parse(queuedAt) + deadlineMinutes[urgency] * 60_000).toISOString();
}

/**
 * The ledger's line after an event. Events come late, twice and out of order: an answered or cancelled mail stays
 * what it is, a delivery does not undo a final failure, and a notice of absence does not undo a delivery.
 */
export function afterMailEvent(mail: MailRecord, event: MailEvent): MailRecord {
  const { what, at } = event;
  if (what === 'delayed') return mail.delayedAt ? mail : { ...mail, delayedAt: at };
  if (what === 'delivered') return delivered(mail, at);
  if (what === 'marked as spam') return mail.failure ? mail : { ...mail, failure: { what, at } };
  if (mail.status === 'failed' || mail.status === 'cancelled') return mail;
  if (mail.status === 'delivered' && !event.isFinal) return mail;
  return failed(mail, what, at);
}

function delivered(mail: MailRecord, at: Instant): MailRecord {
  if (mail.deliveredAt) return mail;
  const known = { ...mail, deliveredAt: at };
  return mail.status === 'accepted' || mail.status === 'queued' ? { ...known, status: 'delivered' } : known;
}

/** The ledger's line of a mail that will not arrive. What was answered by then needs no mail any more. */
export function failed(mail: MailRecord, what: MailFailure, at: Instant): MailRecord {
  const failure = { what, at };
  return mail.status === 'answered' ? { ...mail, failure } : { ...mail, status: 'failed', failure };
}

/** Why somebody else must be asked in a mail's place now; undefined while it may still arrive, or when nobody waits. */
export function whyInstead(mail: MailRecord, now: Instant): MailFailure | undefined {
  if (mail.insteadAt || mail.status === 'answered' || mail.status === 'cancelled') return undefined;
  if (mail.failure) return mail.failure.what;
  const isOverdue = mail.status !== 'delivered' && now >= deliveryDeadline(mail);
  return isOverdue ? 'not delivered in time' : undefined;
}

/** The questions that a mail puts to its receiver. */
export function tasksInMail(message: MailMessage): readonly string[] {
  if ('taskIds' in message) return message.taskIds;
  return 'taskId' in message ? [message.taskId] : [];
}

/** The id of the mail that goes out because another did not arrive. */
export function insteadOf(mailId: string): string {
  return `${mailId}/instead`;
}
