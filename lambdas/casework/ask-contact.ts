import { agendaItem, type Clinic } from '../domain/clinic.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import { dueOnList, type HumanTask } from '../domain/human-task.ts';
import { isPartnerTask, type Rung, taskRules } from '../domain/human-task-kinds.ts';
import { urgencyOf } from '../domain/mail-delivery.ts';
import type { Ports, Transaction } from '../ports.ts';
import { fileCrisisLink } from './crisis-link.ts';
import { fileLink, taskDoor } from './links.ts';
import { queueMail } from './mail-out.ts';
import { againAt, deliversAt } from './plan-rung.ts';
import type { Contact } from './recipients.ts';

interface Ask {
  task: HumanTask;
  contact: Contact;
  rung: number;
  action: Rung['action'];
  now: Instant;
}

/**
 * Puts a question on a contact's list and sees to its delivery: its own mail, the next digest, or the day's list.
 * Returns the id of the mail to send now, if there is one.
 */
export async function askContact(
  tx: Transaction,
  ports: Ports,
  clinic: Clinic,
  ask: Ask,
): Promise<string | undefined> {
  const { task, contact, now } = ask;
  const openTask = {
    id: `${contact.id}:${task.id}`,
    taskId: task.id,
    contactId: contact.id,
    kind: task.kind,
  };
  tx.put('openTask', { ...openTask, dueAt: dueOnList(task, now) });
  const { delivery } = taskRules[task.kind];
  if (delivery === 'now' || isPartnerTask(task.kind)) {
    await fileLink(tx, ports.secrets, taskDoor(clinic.id, contact.id, task.id), now);
    await fileCrisisLink(tx, ports.secrets, { clinicId: clinic.id, contactId: contact.id, now });
    return queueQuestion(tx, ask);
  }
  const at = ask.action === 'ask' ? deliversAt(clinic, task, now) : againAt(clinic, task, now);
  tx.put(
    'agenda',
    agendaItem(at, { do: delivery === 'batch' ? 'send-batch' : 'send-digest', contactId: contact.id }),
  );
  return undefined;
}

/** One mail for a task and rung: asking again, after a crash, sends only what was not accepted before. */
async function queueQuestion(
  tx: Transaction,
  { task, contact, rung, now }: Ask,
): Promise<string | undefined> {
  const id = `${task.id}/rung-${rung}`;
  const known = await tx.get('mail', id);
  if (known && known.status !== 'cancelled') return known.status === 'queued' ? id : undefined;
  const message = { kind: 'question', taskId: task.id, rung } as const;
  queueMail(tx, {
    id,
    contactId: contact.id,
    message,
    queuedAt: now,
    urgency: urgencyOf(task.kind, rung),
  });
  return id;
}
