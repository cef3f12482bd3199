import { allowedNotices, gateOfTask } from '../casework/consent-check.ts';
import { required } from '../casework/read-records.ts';
import { contactById } from '../casework/recipients.ts';
import { offTheSheet } from '../casework/take-up-sheet.ts';
import { enterLedger, type Telling } from '../casework/write-ledger.ts';
import { type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import type { Consent } from '../domain/consent.ts';
import { categoryOfNews, noticePurpose } from '../domain/home-notice.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import type { LinkQuestion, LinkQuestionsView, QuestionItem } from '../pages/link-questions.ts';
import type { ConsentScope, WhyAsked } from '../pages/link-why.ts';
import type { ShownPerson } from '../pages/shown-person.ts';
import type { Ports, Reader } from '../ports.ts';
import { askedFields } from './asked-fields.ts';
import { attendanceFacts } from './attendance-facts.ts';
import { matterFacts } from './client-matter-facts.ts';
import { crisisFacts } from './crisis-facts.ts';
import { handoffFacts } from './handoff-facts.ts';
import { knownFacts } from './known-facts.ts';
import type { LinkTarget } from './link-target.ts';
import { homeFacts } from './question-facts.ts';
import { peopleOf, personAsked, personOf } from './shown-people.ts';
import { testFacts } from './test-facts.ts';

/**
 * Everything the questions page shows, read through the gate; what a partner is shown goes into the ledger first.
 * @param reportHref a home's way to report at any time; null for everybody else
 */
export async function questionsView(
  ports: Ports,
  target: LinkTarget,
  tasks: readonly HumanTask[],
  reportHref: string | null,
): Promise<LinkQuestionsView> {
  const { clinic, holder } = target;
  const now = ports.clock.now();
  const questions = await shownQuestions(ports, target, tasks, now);
  return {
    reportHref,
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

/** The questions as shown, once all of it stands in the ledger; read anew when a consent was revoked meanwhile. */
async function shownQuestions(
  ports: Ports,
  target: LinkTarget,
  tasks: readonly HumanTask[],
  now: string,
): Promise<LinkQuestion[]> {
  const { clinic, holder } = target;
  const reader = ports.store.read(clinic.id);
  const today = localDateOf(clinic.calendar.timeZone, now);
  for (;;) {
    const questions: LinkQuestion[] = [];
    const tellings: Telling[] = [];
    for (const task of tasks) {
      const { consentIds } = holder.partnerId ? await gateOfTask(reader, task, today) : { consentIds: {} };
      if (holder.partnerId) tellings.push(...(await tellingsOf(reader, task, consentIds, today)));
      questions.push(await questionOf(reader, target, { task, consentIds, now }));
    }
    if (await enterLedger(ports, target, tellings, now)) return questions;
  }
}

interface Shown {
  task: HumanTask;
  consentIds: Record<string, string>;
  now: string;
}

async function questionOf(
  reader: Reader,
  target: LinkTarget,
  { task, consentIds, now }: Shown,
): Promise<LinkQuestion> {
  const items = target.holder.partnerId
    ? task.items.filter((item) => item in consentIds)
    : await staffItems(reader, task);
  const recorded =
    task.answer && task.items.length === 0 ? { choice: task.answer.choice, at: task.answer.at } : null;
  return {
    taskId: task.id,
    kind: task.kind,
    about: await personAsked(reader, task),
    items: (await peopleOf(reader, items)).map(({ episodeId, person }) => itemOf(task, episodeId, person)),
    reason: task.reason ?? null,
    facts: [
      ...(await testFacts(reader, target, task, now)),
      ...(await homeFacts(reader, target, task, now)),
      ...(await crisisFacts(reader, target, task)),
      ...(await staffFacts(reader, target, task)),
      ...(await knownFacts(reader, target, task, now)),
      ...(await handoffFacts(reader, target, task)),
    ],
    fields: await askedFields(reader, task),
    dueAt: task.dueAt,
    recorded,
    why: await whyOf(reader, target, task, consentIds),
    problem: null,
  };
}

async function staffFacts(reader: Reader, { holder }: LinkTarget, task: HumanTask) {
  if (holder.partnerId) return [];
  const { language } = holder;
  return [...(await matterFacts(reader, task, language)), ...(await attendanceFacts(reader, task, language))];
}

async function staffItems(reader: Reader, task: HumanTask): Promise<string[]> {
  const off = await offTheSheet(reader, task);
  return task.items.filter((item) => !off.includes(item));
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
    before.map(async (id) => ({
      name: (await contactById(reader, id))?.name ?? '',
      at: task.askedAt?.[id] ?? task.openedAt,
    })),
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
  reader: Reader,
  task: HumanTask,
  consentIds: Record<string, string>,
  today: LocalDate,
): Promise<Telling[]> {
  const { disclosure, discloses } = taskRules[task.kind];
  const description = task.kind;
  if (discloses === 'listed notices') {
    const { allowed } = await allowedNotices(reader, task.about, today);
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
