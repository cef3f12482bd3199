import { gateOfTask } from '../casework/consent-check.ts';
import { required } from '../casework/read-records.ts';
import { contactById } from '../casework/recipients.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import type { Consent } from '../domain/consent.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import { disclosureNotice } from '../domain/notices.ts';
import type { LinkQuestion, LinkQuestionsView } from '../pages/link-questions.ts';
import type { ConsentScope, WhyAsked } from '../pages/link-why.ts';
import type { ShownPerson } from '../pages/shown-person.ts';
import type { Ports, Reader, Transaction } from '../ports.ts';
import type { LinkTarget } from './link-target.ts';

/** Everything the questions page shows, read through the gate; what a partner is shown goes into the ledger first. */
export async function questionsView(
  ports: Ports,
  target: LinkTarget,
  tasks: readonly HumanTask[],
): Promise<LinkQuestionsView> {
  const { clinic, holder } = target;
  const now = ports.clock.now();
  const questions = await ports.store.transact(clinic.id, async (tx) => {
    const shown: LinkQuestion[] = [];
    for (const task of tasks) shown.push(await questionOf(tx, target, task, now));
    return shown;
  });
  return {
    language: holder.language,
    clinicName: clinic.name,
    phone: clinic.phone,
    crisisPhone: clinic.crisisPhone,
    timeZone: clinic.calendar.timeZone,
    now,
    holder: { kind: holder.partnerId ? 'partner' : 'staff', name: holder.name },
    questions,
  };
}

async function questionOf(
  tx: Transaction,
  target: LinkTarget,
  task: HumanTask,
  now: string,
): Promise<LinkQuestion> {
  const today = localDateOf(target.clinic.calendar.timeZone, now);
  const { consentIds } = target.holder.partnerId ? await gateOfTask(tx, task, today) : { consentIds: {} };
  if (target.holder.partnerId) await writeLedger(tx, target, task, consentIds, now);
  const items = target.holder.partnerId ? task.items.filter((item) => item in consentIds) : task.items;
  const recorded =
    task.answer && task.items.length === 0 ? { choice: task.answer.choice, at: task.answer.at } : null;
  return {
    taskId: task.id,
    kind: task.kind,
    about: task.episodeId ? await personOf(tx, task.episodeId) : null,
    items: await Promise.all(items.map(async (itemId) => itemOf(tx, task, itemId))),
    reason: task.reason ?? null,
    facts: [],
    dueAt: task.dueAt,
    recorded,
    why: await whyOf(tx, target, task, consentIds),
    problem: null,
  };
}

async function itemOf(reader: Reader, task: HumanTask, itemId: string) {
  const choice = task.answer?.items[itemId];
  const recorded = choice && task.answer ? { choice, at: task.answer.at } : null;
  return { itemId, person: await personOf(reader, itemId), recorded };
}

/** The client's name, with what tells people of the same name apart: where they live, since when they live there. */
export async function personOf(reader: Reader, episodeId: string): Promise<ShownPerson> {
  const episode = await required(reader, 'episode', episodeId);
  const client = await required(reader, 'client', episode.clientId);
  const birthYear = Number(client.birthDate.slice(0, 4));
  return {
    name: client.name,
    apart: episode.residence ? { movedInOn: episode.residence.since } : { birthYear },
  };
}

async function whyOf(
  reader: Reader,
  { holder }: LinkTarget,
  task: HumanTask,
  consentIds: Record<string, string>,
): Promise<WhyAsked> {
  const consents: ConsentScope[] = [];
  for (const [episodeId, consentId] of Object.entries(consentIds)) {
    const consent = await required(reader, 'consent', consentId);
    const personName = task.items.length > 0 ? (await personOf(reader, episodeId)).name : null;
    consents.push(scopeOf(consent, personName, holder.partnerName ?? holder.name));
  }
  const before = task.asked.slice(0, Math.max(0, task.asked.indexOf(holder.id)));
  const askedBefore = await Promise.all(
    before.map(async (id) => ({ name: (await contactById(reader, id))?.name ?? '', at: task.openedAt })),
  );
  return { consents, askedBefore: askedBefore.filter((asked) => asked.name !== ''), next: nextOf(task) };
}

function nextOf(task: HumanTask): WhyAsked['next'] {
  if (!task.rungEndsAt || task.status !== 'open') return null;
  const rung = taskRules[task.kind].ladder[task.rung + 1];
  if (!rung) return { step: 'give up', party: 'director', at: task.rungEndsAt };
  return { step: rung.action === 'ask' ? 'remind' : rung.action, party: rung.party, at: task.rungEndsAt };
}

function scopeOf(consent: Consent, personName: string | null, recipientName: string): ConsentScope {
  const { categories, purpose, expiresOn, expiresUpon } = consent;
  return {
    personName,
    recipientName,
    categories,
    purpose,
    signedOn: consent.signedAt.slice(0, 10),
    expiresOn,
    expiresUpon,
  };
}

/** One line in the ledger for each client that the page shows to a partner (§2.25, §2.32). */
async function writeLedger(
  tx: Transaction,
  { holder }: LinkTarget,
  task: HumanTask,
  consentIds: Record<string, string>,
  now: string,
): Promise<void> {
  const { disclosure } = taskRules[task.kind];
  if (!disclosure) return;
  for (const [episodeId, consentId] of Object.entries(consentIds)) {
    const shownBefore = await tx.list('disclosure', { parent: episodeId });
    const id = `${episodeId}:${String(shownBefore.length + 1).padStart(5, '0')}`;
    await tx.get('disclosure', id);
    tx.put('disclosure', {
      id,
      episodeId,
      at: now,
      recipientId: task.ownerId,
      contactId: holder.id,
      address: holder.email,
      category: disclosure.category,
      description: task.kind,
      purpose: disclosure.purpose,
      consentId,
      noticeVersion: disclosureNotice.version,
    });
    const details = {
      recipientId: task.ownerId,
      contactId: holder.id,
      category: disclosure.category,
      consentId,
    };
    tx.audit({ at: now, what: 'shown to partner', by: holder.id, episodeId, details });
  }
}
