import { agendaItem } from '../domain/clinic.ts';
import { addHours, type Instant } from '../domain/clinic-calendar.ts';
import type { MailMessage, MailRecord, MailUrgency } from '../domain/mail.ts';
import { deliveryDeadline, failed } from '../domain/mail-delivery.ts';
import { headerSafe } from '../emails/header-safe.ts';
import {
  type OutgoingMail,
  type Ports,
  ServiceUnavailable,
  StoreConflict,
  type Transaction,
} from '../ports.ts';
import { composeMail } from './compose-mail.ts';
import { required } from './read-records.ts';

const sendAgainHours = 5 / 60;

function sendingItem({ id, queuedAt, urgency }: Pick<MailRecord, 'id' | 'queuedAt' | 'urgency'>) {
  return agendaItem(addHours(queuedAt, sendAgainHours), { do: 'send-mail', mailId: id, urgency });
}

/** What checks at the deadline whether a mail has arrived. */
export function checkingItem(mail: MailRecord) {
  return agendaItem(deliveryDeadline(mail), { do: 'check-delivery', mailId: mail.id });
}

/**
 * Puts a mail in the ledger as queued. `sendQueued` sends it; if that fails the heartbeat does. At its deadline the
 * heartbeat looks whether it has arrived.
 */
export function queueMail(
  tx: Transaction,
  mail: { id: string; contactId: string; message: MailMessage; queuedAt: Instant; urgency?: MailUrgency },
): void {
  const record: MailRecord = { ...mail, status: 'queued', acceptedAt: null, providerId: null, attempts: 0 };
  tx.put('mail', record);
  tx.put('agenda', sendingItem(record));
  tx.put('agenda', checkingItem(record));
}

/**
 * Sends a queued mail and notes that the mail service took it. What is no longer to be sent (settled, consent
 * gone, receiver gone) is cancelled; what the mail service refuses for good has failed, and somebody else is asked. A
 * crash between sending and noting means the same mail once more, never none.
 *
 * @throws ServiceUnavailable, or its kind Throttled, when the mail is to be sent later; it stays queued
 */
export async function sendQueued(ports: Ports, clinicId: string, mailId: string): Promise<void> {
  const mail = await required(ports.store.read(clinicId), 'mail', mailId);
  if (mail.status !== 'queued') return;
  const composed = await composeMail(ports, clinicId, mail);
  if (!composed) return cancel(ports, clinicId, mail);
  const providerId = await accepted(ports, { id: mailId, clinicId, ...composed });
  const at = ports.clock.now();
  await ports.store.transact(clinicId, async (tx) => {
    const current = await required(tx, 'mail', mailId);
    tx.remove('agenda', sendingItem(mail).id);
    if (current.status !== 'queued') return;
    if (providerId === undefined) return planInstead(tx, failed(current, 'rejected', at), at);
    const attempts = current.attempts + 1;
    tx.put('mail', { ...current, status: 'accepted', acceptedAt: at, providerId, attempts });
    tx.put('mailByProvider', { id: providerId, clinicId, mailId });
  });
}

/** As `sendQueued`, for a caller that need not know: what cannot be sent now is sent by the heartbeat. */
export async function sendSoon(ports: Ports, clinicId: string, mailId: string): Promise<void> {
  try {
    await sendQueued(ports, clinicId, mailId);
  } catch (error) {
    if (!(error instanceof ServiceUnavailable)) throw error;
  }
}

/** Puts a mail that will not arrive on record, and has the heartbeat ask somebody else at once. */
export function planInstead(tx: Transaction, mail: MailRecord, now: Instant): void {
  tx.put('mail', mail);
  tx.remove('agenda', checkingItem(mail).id);
  tx.put('agenda', agendaItem(now, { do: 'check-delivery', mailId: mail.id }));
}

async function cancel(ports: Ports, clinicId: string, mail: MailRecord): Promise<void> {
  await ports.store.transact(clinicId, async (tx) => {
    const current = await required(tx, 'mail', mail.id);
    tx.remove('agenda', sendingItem(mail).id);
    if (current.status !== 'queued') return;
    tx.remove('agenda', checkingItem(mail).id);
    tx.put('mail', { ...current, status: 'cancelled' });
  });
}

/** The mail service's id; undefined when it refused the mail, or when a header would have been forged. */
async function accepted(ports: Ports, mail: OutgoingMail): Promise<string | undefined> {
  try {
    for (const header of [mail.id, mail.from, mail.to, mail.subject]) headerSafe(header);
    return (await ports.mailer.send(mail)).providerId;
  } catch (error) {
    if (error instanceof ServiceUnavailable || error instanceof StoreConflict) throw error;
    if (error instanceof Error && refusals.has(error.name)) return undefined;
    throw error;
  }
}

/** Errors that the same mail would meet again: refused by the mail service, or by our own look at its headers. */
const refusals = new Set(['UnsafeHeader', 'RangeError', 'MessageRejected', 'InvalidParameterValue']);
