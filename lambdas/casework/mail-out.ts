import { agendaItem } from '../domain/clinic.ts';
import { addHours, type Instant } from '../domain/clinic-calendar.ts';
import type { MailMessage, MailRecord } from '../domain/mail.ts';
import type { Ports, Transaction } from '../ports.ts';
import { composeMail } from './compose-mail.ts';
import { required } from './read-records.ts';

const sendAgainHours = 5 / 60;

function sendingItem(mail: Pick<MailRecord, 'id' | 'queuedAt'>) {
  return agendaItem(addHours(mail.queuedAt, sendAgainHours), { do: 'send-mail', mailId: mail.id });
}

/** Puts a mail in the ledger as queued. `sendQueued` sends it; if that fails the heartbeat does. */
export function queueMail(
  tx: Transaction,
  mail: { id: string; contactId: string; message: MailMessage; queuedAt: Instant },
): void {
  const record: MailRecord = { ...mail, status: 'queued', acceptedAt: null, providerId: null, attempts: 0 };
  tx.put('mail', record);
  tx.put('agenda', sendingItem(record));
}

/**
 * Sends a queued mail and notes that the mail service took it. What is no longer to be sent (settled, consent
 * gone, receiver gone) is cancelled. A crash between the two means the same mail once more, never none.
 */
export async function sendQueued(ports: Ports, clinicId: string, mailId: string): Promise<void> {
  const mail = await required(ports.store.read(clinicId), 'mail', mailId);
  if (mail.status !== 'queued') return;
  const composed = await composeMail(ports, clinicId, mail);
  const sent = composed && (await ports.mailer.send({ id: mailId, clinicId, ...composed }));
  const at = ports.clock.now();
  await ports.store.transact(clinicId, async (tx) => {
    const current = await required(tx, 'mail', mailId);
    tx.remove('agenda', sendingItem(mail).id);
    if (current.status !== 'queued') return;
    if (!sent) tx.put('mail', { ...current, status: 'cancelled' });
    else
      tx.put('mail', {
        ...current,
        status: 'accepted',
        acceptedAt: at,
        providerId: sent.providerId,
        attempts: current.attempts + 1,
      });
  });
}
