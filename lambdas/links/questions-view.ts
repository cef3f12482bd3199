import { allowedNotices, gateOfTask } from '../casework/consent-check.ts';
import { fileHomeLink, homeDoor, isOfHome } from '../casework/home-link.ts';
import { urlOf } from '../casework/links.ts';
import { required } from '../casework/read-records.ts';
import { contactById } from '../casework/recipients.ts';
import { type Telling, writeLedger } from '../casework/write-ledger.ts';
import { type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import type { Consent } from '../domain/consent.ts';
import { categoryOfNews, noticePurpose } from '../domain/home-notice.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import type { LinkQuestion, LinkQuestionsView, QuestionItem } from '../pages/link-questions.ts';
import type { ConsentScope, WhyAsked } from '../pages/link-why.ts';
import type { ShownPerson } from '../pages/shown-person.ts';
import type { Ports, Reader, Transaction } from '../ports.ts';
import { matterFacts } from './client-matter-facts.ts';
import { knownFacts } from './known-facts.ts';
import type { LinkTarget } from './link-target.ts';
import { homeFacts } from './question-facts.ts';
import { peopleOf, personOf } from './shown-people.ts';
import { testFacts } from './test-facts.ts';

/** Everything the questions page shows, read through the gate; what a partner is shown goes into the ledger first. */
export async function questionsView(
  ports: Ports,
  target: LinkTarget,
  tasks: readonly HumanTask[],
): Promise<LinkQuestionsView> {
  const { clinic, holder } = target;
  const now = ports.clock.now();
  const isHomeContact = await isOfHome(ports.store.read(clinic.id), holder);
  const questions = await ports.store.transact(clinic.id, async (tx) => {
    const shown: LinkQuestion[] = [];
    for (const task of tasks) shown.push(await questionOf(tx, target, task, now));
    if (isHomeContact) await fileHomeLink(tx, ports.secrets, clinic.id, holder, now);
    return shown;
  });
  return {
    reportHref: isHomeContact ? await urlOf(ports.secrets, clinic, homeDoor(clinic.id, holder)) : null,
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
  if (target.holder.partnerId)
    await writeLedger(tx, target.holder, await tellingsOf(tx, task, consentIds, today), now);
  const items = target.holder.partnerId ? task.items.filter((item) => item in consentIds) : task.items;
  const recorded =
    task.answer && task.items.length === 0 ? { choice: task.answer.choice, at: task.answer.at } : null;
  return {
    taskId: task.id,
    kind: task.kind,
    about: task.episodeId ? await personOf(tx, task.episodeId) : null,
    items: (await peopleOf(tx, items)).map(({ episodeId, person }) => itemOf(task, episodeId, person)),
    reason: task.reason ?? null,
    facts: [
      ...(await testFacts(tx, target, task, now)),
      ...(await homeFacts(tx, target, task, now)),
      ...(await staffFacts(tx, target, task)),
      ...(await knownFacts(tx, target, task, now)),
    ],
    dueAt: task.dueAt,
    recorded,
    why: await whyOf(tx, target, task, consentIds),
    problem: null,
  };
}

async function staffFacts(reader: Reader, { holder }: LinkTarget, task: HumanTask) {
  return holder.partnerId ? [] : matterFacts(reader, task, holder.language);
}

function itemOf(task: HumanTask, itemId: string, person: ShownPerson): QuestionItem {
  const choice = task.answer?.items[itemId];
  const ticks = task.answer?.ticks?.[itemId] ?? [];
  const recorded = choice && task.answer ? { choice, ticks, at: task.answer.at } : null;
  return { itemId, person, recorded };
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
    const personName = task.episodeId ? null : (await personOf(reader, episodeId)).name;
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

export function scopeOf(consent: Consent, personName: string | null, recipientName: string): ConsentScope {
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

/** What a question is about to show a partner: one category for each of its clients, or each of a list's news by itself. */
async function tellingsOf(
  tx: Transaction,
  task: HumanTask,
  consentIds: Record<string, string>,
  today: LocalDate,
): Promise<Telling[]> {
  const { disclosure, discloses } = taskRules[task.kind];
  const description = task.kind;
  if (discloses === 'listed notices') {
    const { allowed } = await allowedNotices(tx, task.about, today);
    return allowed.map(({ notice: { episodeId, news }, consentId }) => {
      const category = categoryOfNews(news);
      return { episodeId, consentId, category, purpose: noticePurpose, description };
    });
  }
  if (!disclosure) return [];
  const { category, purpose } = disclosure;
  return Object.entries(consentIds).map(([episodeId, consentId]) => {
    return { episodeId, consentId, category, purpose, description };
  });
}
