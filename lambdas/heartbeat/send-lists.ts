import { fileCrisisLink } from '../casework/crisis-link.ts';
import { withoutHeld } from '../casework/held-questions.ts';
import { fileLink, inboxDoor } from '../casework/links.ts';
import { queueMail, sendQueued } from '../casework/mail-out.ts';
import { required } from '../casework/read-records.ts';
import { type AgendaItem, agendaItem } from '../domain/clinic.ts';
import { nextOpenTime } from '../domain/clinic-calendar.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import { urgencyOfList } from '../domain/mail-delivery.ts';
import type { Ports, Transaction } from '../ports.ts';

/** The daily digest: everything that waits for this person, in one mail; again tomorrow while something does. */
export async function sendDigest(ports: Ports, clinicId: string, item: AgendaItem): Promise<void> {
  await sendList(ports, clinicId, item, 'digest');
}

/** The day's list: everything of the batch kind that waits for this person. */
export async function sendBatch(ports: Ports, clinicId: string, item: AgendaItem): Promise<void> {
  await sendList(ports, clinicId, item, 'batch');
}

async function sendList(
  ports: Ports,
  clinicId: string,
  item: AgendaItem,
  list: 'digest' | 'batch',
): Promise<void> {
  const mailId = await ports.store.transact(clinicId, (tx) => queueList(tx, ports, { clinicId, item, list }));
  if (mailId) await sendQueued(ports, clinicId, mailId);
}

interface ListToSend {
  clinicId: string;
  item: AgendaItem;
  list: 'digest' | 'batch';
}

async function queueList(
  tx: Transaction,
  ports: Ports,
  { clinicId, item, list }: ListToSend,
): Promise<string | undefined> {
  // Two beats may have found the same duty: whoever comes second finds it done.
  if (!(await tx.get('agenda', item.id))) return undefined;
  const contactId = 'contactId' in item.duty ? item.duty.contactId : '';
  const now = ports.clock.now();
  const clinic = await required(tx, 'clinic', clinicId);
  // Looked up beside the transaction: a list may name more clients than one transaction can watch.
  const reader = ports.store.read(clinicId);
  const waiting = await withoutHeld(reader, await tx.list('openTask', { parent: contactId }));
  const listed =
    list === 'digest' ? waiting : waiting.filter((task) => taskRules[task.kind].delivery === 'batch');
  tx.remove('agenda', item.id);
  if (listed.length === 0) return undefined;
  if (list === 'digest') {
    const again = nextOpenTime(clinic.calendar, now, clinic.digestAt);
    tx.put('agenda', agendaItem(again, { do: 'send-digest', contactId }));
  }
  const id = `${contactId}:${list}-${item.dueAt}`;
  await fileLink(tx, ports.secrets, inboxDoor(clinicId, contactId, id), now);
  await fileCrisisLink(tx, ports.secrets, { clinicId, contactId, now });
  queueMail(tx, {
    id,
    contactId,
    message: { kind: list, taskIds: listed.map((task) => task.taskId) },
    queuedAt: now,
    urgency: urgencyOfList(listed.map(({ kind }) => kind)),
  });
  return id;
}
