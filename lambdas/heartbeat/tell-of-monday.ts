import { queueMail, sendQueued } from '../casework/mail-out.ts';
import { readMonday } from '../casework/monday.ts';
import { required } from '../casework/read-records.ts';
import type { AgendaItem } from '../domain/clinic.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { isNothing } from '../domain/monday.ts';
import { firstInRole, whoCovers } from '../domain/staff.ts';
import type { Ports } from '../ports.ts';

/**
 * Tells the director, or who stands in, that the page of the week is ready: one email a week and clinic, however often
 * it is tried, and none in a week in which nothing waits for anybody.
 */
export async function tellOfMonday(ports: Ports, clinicId: string, item: AgendaItem): Promise<void> {
  const now = ports.clock.now();
  const reader = ports.store.read(clinicId);
  const clinic = await required(reader, 'clinic', clinicId);
  const isQuiet = isNothing(await readMonday(reader, clinic, now));
  const week = 'date' in item.duty ? item.duty.date : '';
  const mailId = await ports.store.transact(clinicId, async (tx) => {
    tx.remove('agenda', item.id);
    const staff = await tx.list('staff');
    const director = firstInRole(staff, 'director');
    const receiver = director && whoCovers(staff, director.id, localDateOf(clinic.calendar.timeZone, now));
    const id = `clinic:monday-${week}`;
    if (isQuiet || !receiver || (await tx.get('mail', id))) return undefined;
    queueMail(tx, { id, contactId: receiver.id, message: { kind: 'monday', date: week }, queuedAt: now });
    return id;
  });
  if (mailId) await sendQueued(ports, clinicId, mailId);
}
