import type { Clinic } from '../domain/clinic.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { isHeld } from '../domain/death-report.ts';
import { type Episode, stopsAllContact } from '../domain/episode.ts';
import { type HumanTask, isSettled } from '../domain/human-task.ts';
import { isPartnerTask, type Rung, taskRules } from '../domain/human-task-kinds.ts';
import type { MailRecord } from '../domain/mail.ts';
import { contactOfRank } from '../domain/partner.ts';
import { batchEmail } from '../emails/batch-email.ts';
import { clientLinkEmail } from '../emails/client-link-email.ts';
import { digestEmail } from '../emails/digest-email.ts';
import { questionEmail } from '../emails/question-email.ts';
import { welcomeEmail } from '../emails/welcome-email.ts';
import type { OutgoingMail, Ports, Reader } from '../ports.ts';
import { composeDrawReport } from './compose-draw-report.ts';
import { composeMonday } from './compose-monday.ts';
import { gateOfTask } from './consent-check.ts';
import { crisisDoor, mayStartCrisis } from './crisis-link.ts';
import { isHeldBack, withoutHeld } from './held-questions.ts';
import { clientDoor, inboxDoor, taskDoor, urlOf } from './links.ts';
import { required } from './read-records.ts';
import { type Contact, contactById, unreachedContact } from './recipients.ts';

type Composed = Omit<OutgoingMail, 'id' | 'clinicId'>;
type MailOf<Kind extends MailRecord['message']['kind']> = MailRecord & { message: { kind: Kind } };

/** A queued mail as text, made from the records as they are now; undefined when it must no longer be sent. */
export async function composeMail(
  ports: Ports,
  clinicId: string,
  mail: MailRecord,
): Promise<Composed | undefined> {
  const reader = ports.store.read(clinicId);
  const clinic = await required(reader, 'clinic', clinicId);
  if (mail.message.kind === 'welcome') return welcome(reader, clinic, mail.message.episodeId);
  if (mail.message.kind === 'client-link') return clientLink(ports, clinic, mail.message);
  if (mail.message.kind === 'draw-report') return composeDrawReport(reader, clinic, mail.message.report);
  const contact = await contactById(reader, mail.contactId);
  if (!contact) return undefined;
  if (mail.message.kind === 'monday') return composeMonday(clinic, contact);
  if (mail.message.kind === 'question') return question(ports, clinic, contact, mail as MailOf<'question'>);
  return list(ports, clinic, contact, mail as MailOf<'digest' | 'batch'>);
}

async function question(
  ports: Ports,
  clinic: Clinic,
  contact: Contact,
  mail: MailOf<'question'>,
): Promise<Composed | undefined> {
  const reader = ports.store.read(clinic.id);
  const now = ports.clock.now();
  const task = await required(reader, 'task', mail.message.taskId);
  const gate = await gateOfTask(reader, task, localDateOf(clinic.calendar.timeZone, now));
  if (isSettled(task) || !gate.allowed || (await isHeldBack(reader, task))) return undefined;
  const email = questionEmail({
    language: contact.language,
    senderName: clinic.senderName,
    phone: clinic.phone,
    timeZone: clinic.calendar.timeZone,
    now,
    audience: contact.partnerId ? 'partner' : 'staff',
    receiverName: contact.name,
    kind: task.kind,
    step: await stepOf(reader, task, mail),
    dueAt: task.rungEndsAt ?? now,
    href: await urlOf(ports.secrets, clinic, taskDoor(clinic.id, contact.id, task.id)),
    call: contact.partnerId ? null : await whomToCall(reader, task),
    crisisHref: await crisisHrefOf(ports, clinic, contact),
  });
  return { from: clinic.senderEmail, to: contact.email, ...email };
}

/** Whoever was asked on an earlier rung is reminded; where somebody asked back, nobody says that nobody has answered. */
async function stepOf(
  reader: Reader,
  task: HumanTask,
  { contactId, message: { rung, instead } }: MailOf<'question'>,
): Promise<Rung['action']> {
  const action = taskRules[task.kind].ladder[rung]?.action ?? 'ask';
  if (instead) return 'escalate';
  if (action !== 'escalate') return action;
  for (let earlier = 0; earlier < rung; earlier++) {
    const mail = await reader.get('mail', `${task.id}/rung-${earlier}`);
    if (mail?.contactId === contactId) return 'remind';
  }
  return task.superseded.some(({ because }) => because === 'asked back') ? 'ask' : 'escalate';
}

/** Whoever is on call has the way to start a crisis in every email. */
async function crisisHrefOf(
  ports: Ports,
  clinic: Clinic,
  { id, partnerId }: Contact,
): Promise<string | null> {
  const isOnCall = !partnerId && (await mayStartCrisis(ports.store.read(clinic.id), id));
  return isOnCall ? urlOf(ports.secrets, clinic, crisisDoor(clinic.id, id)) : null;
}

/** Staff who take over a partner's unanswered question call the partner; others call whom no mail reaches. */
async function whomToCall(reader: Reader, task: HumanTask): Promise<{ name: string; phone: string } | null> {
  if (task.kind === 'phone-call') return (await unreachedContact(reader, task)) ?? null;
  if (!isPartnerTask(task.kind)) return null;
  const partner = await reader.get('partner', task.ownerId);
  if (!partner) return null;
  const contact = contactOfRank(partner, 'primary');
  return {
    name: contact ? `${contact.name}, ${partner.name}` : partner.name,
    phone: contact?.phone ?? partner.phone,
  };
}

async function list(
  ports: Ports,
  clinic: Clinic,
  contact: Contact,
  mail: MailOf<'digest' | 'batch'>,
): Promise<Composed | undefined> {
  const reader = ports.store.read(clinic.id);
  const open = await withoutHeld(reader, await reader.list('openTask', { parent: contact.id }));
  const tasks = open.filter((task) => mail.message.taskIds.includes(task.taskId));
  if (tasks.length === 0) return undefined;
  const render = mail.message.kind === 'digest' ? digestEmail : batchEmail;
  const email = render({
    language: contact.language,
    timeZone: clinic.calendar.timeZone,
    now: ports.clock.now(),
    senderName: clinic.senderName,
    phone: clinic.phone,
    receiverName: contact.name,
    tasks,
    href: await urlOf(ports.secrets, clinic, inboxDoor(clinic.id, contact.id, mail.id)),
    crisisHref: await crisisHrefOf(ports, clinic, contact),
  });
  return { from: clinic.senderEmail, to: contact.email, ...email };
}

/** To the client's own safe address, while there is one and the client may be contacted. */
async function clientLink(
  ports: Ports,
  clinic: Clinic,
  { episodeId, edition }: { episodeId: string; edition: string },
): Promise<Composed | undefined> {
  const reader = ports.store.read(clinic.id);
  const episode = await required(reader, 'episode', episodeId);
  const { id: clientId, email: address, language } = await required(reader, 'client', episode.clientId);
  if (!address || isSilent(episode)) return undefined;
  const door = clientDoor(clinic.id, { clientId, episodeId, on: 'own device' }, edition);
  const { senderName, phone, senderEmail } = clinic;
  const href = await urlOf(ports.secrets, clinic, door);
  return { from: senderEmail, to: address, ...clientLinkEmail({ language, senderName, phone, href }) };
}

async function welcome(reader: Reader, clinic: Clinic, episodeId: string): Promise<Composed | undefined> {
  const episode = await required(reader, 'episode', episodeId);
  const client = await required(reader, 'client', episode.clientId);
  if (!client.email || isSilent(episode)) return undefined;
  const { senderName, phone, crisisPhone, senderEmail } = clinic;
  const email = welcomeEmail({
    language: client.language,
    senderName,
    phone,
    crisisPhone,
    startsOn: episode.admittedOn,
  });
  return { from: senderEmail, to: client.email, ...email };
}

/** No mail goes to a client who has died, or may have. */
function isSilent(episode: Episode): boolean {
  return stopsAllContact(episode.ending) || isHeld(episode);
}
