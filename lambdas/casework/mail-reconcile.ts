import { localDateOf } from '../domain/clinic-calendar.ts';
import type { Ports, Reader } from '../ports.ts';
import { askOthers, planCall } from './deliver-instead.ts';
import { required } from './read-records.ts';

/**
 * Compares the clinic's people with the mail service's suppression list: whoever is on it will get no mail, so that
 * somebody else is asked what waits for them, and the case manager is asked to call. Once a day, before the draw.
 */
export async function reconcileSuppressed(ports: Ports, clinicId: string): Promise<void> {
  const reader = ports.store.read(clinicId);
  const now = ports.clock.now();
  const clinic = await required(reader, 'clinic', clinicId);
  const contacts = await presentContacts(reader, localDateOf(clinic.calendar.timeZone, now));
  const addresses = [...new Set(contacts.map(({ email }) => email))];
  const suppressed = new Set(await ports.suppressions.suppressed(addresses));
  for (const { id: contactId, email } of contacts) {
    if (!suppressed.has(email)) continue;
    const unreached = { contactId, because: 'suppressed', now };
    const waiting = await reader.list('openTask', { parent: contactId });
    await askOthers(
      ports,
      clinicId,
      waiting.map(({ taskId }) => taskId),
      unreached,
    );
    await ports.store.transact(clinicId, async (tx) => {
      tx.audit({ at: now, what: 'address suppressed', by: 'mail', details: { to: contactId } });
      planCall(tx, clinicId, unreached, { about: { contactId } });
    });
  }
}

async function presentContacts(reader: Reader, today: string): Promise<{ id: string; email: string }[]> {
  const staff = await reader.list('staff');
  const partners = await reader.list('partner');
  return [
    ...staff.filter(({ leftOn }) => leftOn === undefined || leftOn > today),
    ...partners.flatMap(({ contacts }) => contacts.filter(({ removedOn }) => !removedOn)),
  ];
}
