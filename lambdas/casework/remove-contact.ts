import type { Instant, LocalDate } from '../domain/clinic-calendar.ts';
import { contactOfRank, type Partner, type PartnerContact } from '../domain/partner.ts';
import type { Ports, Transaction } from '../ports.ts';
import { fileLink, taskDoor } from './links.ts';
import { queueMail } from './mail-out.ts';

/** Ends everything that a contact can open: passcode and, with it, every device; and each link made until now. */
export function endAccess(tx: Transaction, contactId: string, at: Instant): void {
  tx.remove('passcode', contactId);
  tx.put('departure', { id: contactId, at });
}

/**
 * Takes a contact out of a partner. What waits for that contact goes to another of the partner at once; where there is
 * none, the ladder climbs to the case manager as on silence. Returns the ids of the mails to send.
 */
export async function removeContact(
  tx: Transaction,
  ports: Ports,
  clinicId: string,
  leaving: { partner: Partner; contact: PartnerContact; on: LocalDate; at: Instant },
): Promise<string[]> {
  const { partner, contact, on, at } = leaving;
  const contacts = partner.contacts.map((one) => (one.id === contact.id ? { ...one, removedOn: on } : one));
  const after = { ...partner, contacts };
  tx.put('partner', after);
  endAccess(tx, contact.id, at);
  const next = contactOfRank(after, contact.rank);
  const mailIds: string[] = [];
  for (const waiting of await tx.list('openTask', { parent: contact.id })) {
    tx.remove('openTask', waiting.id);
    const task = await tx.get('task', waiting.taskId);
    if (!next || task?.status !== 'open') continue;
    const asked = task.asked.includes(next.id) ? task.asked : [...task.asked, next.id];
    tx.put('task', { ...task, asked });
    tx.put('openTask', { ...waiting, id: `${next.id}:${task.id}`, contactId: next.id });
    await fileLink(tx, ports.secrets, taskDoor(clinicId, next.id, task.id), at);
    const id = `${task.id}/instead-of-${contact.id}`;
    queueMail(tx, {
      id,
      contactId: next.id,
      message: { kind: 'question', taskId: task.id, rung: Math.max(0, task.rung) },
      queuedAt: at,
    });
    mailIds.push(id);
    const details = { taskId: task.id, kind: task.kind, action: 'ask', rung: task.rung, to: next.id };
    tx.audit({ at, what: 'question asked', by: 'remove-contact', episodeId: task.episodeId, details });
  }
  return mailIds;
}
