import { checkingItem, planInstead } from '../casework/mail-out.ts';
import { afterMailEvent, whyInstead } from '../domain/mail-delivery.ts';
import { anyClinic } from '../domain/records.ts';
import type { Ports } from '../ports.ts';
import { readMailEvent } from './read-mail-event.ts';

/** Thrown for a mail that is not on record yet: its acceptance is still being written, or was lost in a crash. */
export class UnknownMail extends Error {
  override name = 'UnknownMail';
}

/**
 * Takes what the mail service tells of a mail into the ledger. Whoever must be asked instead is asked by the
 * heartbeat, so that this function needs no more than to write.
 *
 * @throws UnknownMail, so that the event is handed over again later, when no mail has the event's id
 */
export async function take(ports: Ports, event: unknown): Promise<'noted' | 'nothing new'> {
  const told = readMailEvent(event);
  const index = await ports.store.read(anyClinic).get('mailByProvider', told.providerId);
  if (!index) throw new UnknownMail('no mail has the id that the event names');
  const { clinicId, mailId } = index;
  return ports.store.transact(clinicId, async (tx) => {
    const mail = await tx.get('mail', mailId);
    if (!mail || mail.providerId !== told.providerId) return 'nothing new';
    const next = afterMailEvent(mail, told);
    if (next === mail) return 'nothing new';
    const now = ports.clock.now();
    if (next.failure && whyInstead(next, now)) planInstead(tx, next, now);
    else {
      tx.put('mail', next);
      if (next.status === 'delivered') tx.remove('agenda', checkingItem(next).id);
    }
    return 'noted';
  });
}
