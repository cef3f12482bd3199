import { createHash } from 'node:crypto';
import { agendaItem, type Clinic } from '../domain/clinic.ts';
import { type Instant, localDateOf } from '../domain/clinic-calendar.ts';
import { type HumanTask, isSettled } from '../domain/human-task.ts';
import { isPartnerTask, type Party, taskRules } from '../domain/human-task-kinds.ts';
import type { MailRecord } from '../domain/mail.ts';
import { insteadOf, tasksInMail, urgencyOf, whyInstead } from '../domain/mail-delivery.ts';
import type { Ports, Transaction } from '../ports.ts';
import { gateOfTask } from './consent-check.ts';
import { isHeldBack } from './held-questions.ts';
import { fileLink, taskDoor } from './links.ts';
import { queueMail, sendSoon } from './mail-out.ts';
import { required } from './read-records.ts';
import { type Contact, contactForParty } from './recipients.ts';
import { askSeparately } from './start-later.ts';

/** Why somebody is asked in another's place. */
interface Unreached {
  contactId: string;
  because: string;
  /** The mail that did not arrive; undefined when no mail was tried. */
  mail?: MailRecord;
  now: Instant;
}

/**
 * Looks whether a mail has arrived. When it has failed, or was not reported as delivered by its deadline, whoever is
 * next is asked now and not at the rung's end, and the case manager is asked to call. Doing it twice asks nobody twice.
 */
export async function checkDelivery(ports: Ports, clinicId: string, mailId: string): Promise<void> {
  const now = ports.clock.now();
  const mail = await ports.store.read(clinicId).get('mail', mailId);
  const because = mail && whyInstead(mail, now);
  if (!mail || !because) return;
  const unreached = { contactId: mail.contactId, because, mail, now };
  const waiting = await askOthers(ports, clinicId, tasksInMail(mail.message), unreached);
  await ports.store.transact(clinicId, async (tx) => {
    const current = await required(tx, 'mail', mailId);
    if (!whyInstead(current, now)) return;
    tx.put('mail', { ...current, insteadAt: now, failure: current.failure ?? { what: because, at: now } });
    const { message, contactId } = mail;
    tx.audit({
      at: now,
      what: 'mail not delivered',
      by: 'mail',
      details: { mailId, to: contactId, because },
    });
    if (message.kind === 'welcome' || message.kind === 'client-link')
      planCall(tx, clinicId, unreached, { episodeId: message.episodeId });
    else if (waiting > 0 || !('taskIds' in message || 'taskId' in message))
      planCall(tx, clinicId, unreached, { about: { contactId } });
  });
}

/**
 * Asks whoever is next about each question that waits for somebody whom no mail reaches. Each has its own
 * transaction, so that a list of any length fits. Resolves to how many other than calls to make were still open.
 */
export async function askOthers(
  ports: Ports,
  clinicId: string,
  taskIds: readonly string[],
  unreached: Unreached,
): Promise<number> {
  let waiting = 0;
  for (const taskId of taskIds) {
    const { mailId, kind } = await ports.store.transact(clinicId, (tx) =>
      askNext(tx, ports, clinicId, { taskId, ...unreached }),
    );
    if (mailId) await sendSoon(ports, clinicId, mailId);
    if (kind !== undefined && kind !== 'phone-call') waiting += 1;
  }
  return waiting;
}

interface Next {
  /** The mail to send now, if the question goes out by itself. */
  mailId?: string;
  /** Undefined when the question is settled. */
  kind?: HumanTask['kind'];
}

async function askNext(
  tx: Transaction,
  ports: Ports,
  clinicId: string,
  { taskId, contactId, because, mail, now }: Unreached & { taskId: string },
): Promise<Next> {
  const task = await tx.get('task', taskId);
  if (!task || isSettled(task) || (await isHeldBack(tx, task))) return {};
  const { kind } = task;
  const clinic = await required(tx, 'clinic', clinicId);
  const today = localDateOf(clinic.calendar.timeZone, now);
  const next = await nextContact(tx, task, contactId, today);
  if (!next || task.asked.includes(next.id) || !(await gateOfTask(tx, task, today)).allowed) return { kind };
  tx.put('task', { ...task, asked: [...task.asked, next.id] });
  const details = { taskId, kind, because, insteadOf: contactId, to: next.id };
  tx.audit({ at: now, what: 'asked instead', by: 'mail', episodeId: task.episodeId, details });
  return { kind, mailId: await deliver(tx, ports, clinic, { task, next, mail, now }) };
}

const partnerParties: Party[] = ['owner', 'backup', 'case-manager'];
const staffParties: Party[] = ['owner', 'backup', 'director'];

/** Who comes after a contact in a question's ladder; the backup of somebody who stands in for the owner, too. */
async function nextContact(
  tx: Transaction,
  task: HumanTask,
  contactId: string,
  today: string,
): Promise<Contact | undefined> {
  const ladder: Contact[] = [];
  for (const party of isPartnerTask(task.kind) ? partnerParties : staffParties) {
    const contact = await contactForParty(tx, task, party, today);
    if (contact && !ladder.some(({ id }) => id === contact.id)) ladder.push(contact);
  }
  return ladder[
    Math.max(
      0,
      ladder.findIndex(({ id }) => id === contactId),
    ) + 1
  ];
}

async function deliver(
  tx: Transaction,
  ports: Ports,
  clinic: Clinic,
  { task, next, mail, now }: { task: HumanTask; next: Contact; mail: MailRecord | undefined; now: Instant },
): Promise<string | undefined> {
  const { id: contactId } = next;
  const openTask = { id: `${contactId}:${task.id}`, taskId: task.id, contactId, kind: task.kind };
  tx.put('openTask', { ...openTask, dueAt: task.rungEndsAt ?? now });
  const { delivery } = taskRules[task.kind];
  if (delivery !== 'now' && !isPartnerTask(task.kind)) {
    const duty = delivery === 'batch' ? 'send-batch' : 'send-digest';
    tx.put('agenda', agendaItem(now, { do: duty, contactId }));
    return undefined;
  }
  await fileLink(tx, ports.secrets, taskDoor(clinic.id, contactId, task.id), now);
  const ownMail = mail?.message.kind === 'question' ? mail.id : `${task.id}/rung-${task.rung}`;
  const id = insteadOf(ownMail);
  const message = { kind: 'question', taskId: task.id, rung: task.rung, instead: true } as const;
  queueMail(tx, { id, contactId, message, queuedAt: now, urgency: urgencyOf(task.kind, task.rung) });
  return id;
}

/** One call per person and day. An outside auditor is no partner to be called: the director hears. */
export function planCall(
  tx: Transaction,
  clinicId: string,
  { contactId, because, now }: Unreached,
  subject: { episodeId: string } | { about: { contactId: string } },
): void {
  const key = `${clinicId}|${contactId}|${now.slice(0, 10)}`;
  const name = `call-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
  const kind = contactId === 'auditor' ? 'clinic-alert' : 'phone-call';
  askSeparately(tx, now, name, { clinicId, kind, reason: because, ...subject });
}
