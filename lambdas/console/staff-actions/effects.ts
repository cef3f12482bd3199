import { createHash } from 'node:crypto';
import { mayDisclose } from '../../casework/consent-check.ts';
import { type Contact, contactById, contactForParty, ownerOf } from '../../casework/recipients.ts';
import type { Question } from '../../casework/start-later.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { AgendaItem } from '../../domain/clinic.ts';
import { type Instant, localDateOf } from '../../domain/clinic-calendar.ts';
import type { DisclosureCategory } from '../../domain/consent.ts';
import type { Disclosure } from '../../domain/disclosure.ts';
import { type EndingRule, endingRuleOf } from '../../domain/ending-rules.ts';
import type { Episode } from '../../domain/episode.ts';
import { categoryOfNews, type HomeNotice } from '../../domain/home-notice.ts';
import { type HumanTask, newTask } from '../../domain/human-task.ts';
import { isPartnerTask, taskRules } from '../../domain/human-task-kinds.ts';
import type { MailRecord } from '../../domain/mail.ts';
import type { RecordKind, RecordOf } from '../../domain/records.ts';
import type { ForeseenQuestion, ForeseenTelling, PreviewEffects } from '../../pages/action-preview.ts';
import type { Reader } from '../../ports.ts';
import type { Foreseen } from './foresee.ts';
import type { ForeseenRecord } from './foreseen-store.ts';

/** What only carries the work, and is told of by what it carries. */
const plumbing: readonly RecordKind[] = [
  'agenda',
  'signal',
  'wait',
  'openTask',
  'mail',
  'mailByProvider',
  'chainHead',
];

/** What a run would cause, in terms that a page puts into words: who is asked, told and written to, and what changes. */
export async function effectsOf(
  foreseen: Foreseen,
  clinicId: string,
  timeZone: string,
): Promise<PreviewEffects> {
  const reader = foreseen.ports.store.read(clinicId);
  const today = localDateOf(timeZone, foreseen.ports.clock.now());
  const duties = made(foreseen, 'agenda').map(({ duty, dueAt }: AgendaItem) => ({ duty, dueAt }));
  const starts = duties.flatMap(({ duty, dueAt }) =>
    duty.do === 'start-execution' ? [{ ...duty, at: dueAt }] : [],
  );
  const now = foreseen.ports.clock.now();
  const allStarts = [...starts, ...foreseen.started.map((start) => ({ ...start, at: now }))];
  const endings = await comingEndings(foreseen, reader);
  const questions = [
    ...allStarts.filter(({ machine }) => machine === 'human-task'),
    ...endings.filter(({ rule }) => rule.offersOverdoseTeaching).map((ending) => teachingOf(ending, now)),
  ];
  const asked = await Promise.all(
    questions.map(({ input, at }) => questionOf(reader, input as unknown as Question, at, today)),
  );
  return {
    asked: [...asked.flat(), ...(await takenOver(foreseen, reader))],
    told: [
      ...(await Promise.all(
        made(foreseen, 'homeNotice').map((notice) => noticeTelling(reader, notice, today)),
      )),
      ...(await Promise.all(made(foreseen, 'disclosure').map((one) => disclosureTelling(reader, one)))),
      ...(await askedPartners(reader, questions, today)),
      ...(await endingTellings(reader, endings, today)),
    ],
    withdrawn: await withdrawnBy(foreseen, reader),
    mails: await Promise.all(made(foreseen, 'mail').map((mail) => mailTo(reader, mail))),
    machines: unique(
      allStarts.filter(({ machine }) => machine !== 'human-task').map(({ machine }) => machine),
    ),
    signals: unique(made(foreseen, 'signal').map(({ news }) => news.kind)),
    stopped: foreseen.stopped.length,
    pages: foreseen.pages,
    records: counted(foreseen.records),
    facts: [...countBy(foreseen.audit.map(({ what }) => what))].map(([what, count]) => ({ what, count })),
  };
}

/** Tells whether what would happen is still the same: nothing in it of ids and moments. */
export function fingerprintOf(effects: PreviewEffects): string {
  const timeless = { ...effects, asked: effects.asked.map(({ at: _, ...question }) => question) };
  return createHash('sha256').update(canonicalJson(timeless)).digest('base64url');
}

/** The records of a kind that would be new. */
function made<K extends RecordKind>({ records }: Foreseen, kind: K): RecordOf<K>[] {
  return records
    .filter((record) => record.kind === kind && record.before === undefined)
    .map(({ after }) => after as RecordOf<K>);
}

async function questionOf(
  reader: Reader,
  question: Question,
  at: Instant,
  today: string,
): Promise<ForeseenQuestion[]> {
  if (taskRules[question.kind].discloses === 'listed notices') return [];
  const contact = await askedFirst(reader, question, at, today);
  return [{ kind: question.kind, who: nameOf(contact), at }];
}

/** Whom the first rung of a question would reach today. */
async function askedFirst(
  reader: Reader,
  { kind, episodeId, about = {}, items = [] }: Question,
  at: Instant,
  today: string,
): Promise<Contact | undefined> {
  const episode = episodeId === undefined ? undefined : await reader.get('episode', episodeId);
  const ownerId = await ownerOf(reader, { kind, about }, episode, today);
  const task = newTask({ id: 'foreseen', kind, ownerId, openedAt: at, episodeId, about, items });
  const party = taskRules[kind].ladder[0]?.party ?? 'owner';
  return contactForParty(reader, task, party, today);
}

/** Questions that would come onto somebody's list without being asked anew. */
async function takenOver(foreseen: Foreseen, reader: Reader): Promise<ForeseenQuestion[]> {
  return Promise.all(
    made(foreseen, 'openTask').map(async ({ contactId, kind, dueAt }) => ({
      kind,
      who: await whoIs(reader, contactId),
      at: dueAt,
    })),
  );
}

async function noticeTelling(
  reader: Reader,
  { homeId, episodeId, news }: HomeNotice,
  today: string,
): Promise<ForeseenTelling> {
  const category = categoryOfNews(news);
  return { ...(await tellingUnder(reader, homeId, await aboutOf(reader, episodeId), category, today)), news };
}

async function disclosureTelling(
  reader: Reader,
  { recipientId, episodeId, category, consentId }: Disclosure,
): Promise<ForeseenTelling> {
  const [partner, consent] = await Promise.all([
    reader.get('partner', recipientId),
    consentNamed(reader, episodeId, consentId),
  ]);
  return { partner: partner?.name ?? recipientId, category, consent };
}

/** An ending that the client's workflow would take up, as it does: who hears of it then, and who is asked. */
interface ComingEnding {
  episodeId: string;
  rule: EndingRule;
}

async function comingEndings(foreseen: Foreseen, reader: Reader): Promise<ComingEnding[]> {
  const endings: ComingEnding[] = [];
  for (const { episodeId, news } of made(foreseen, 'signal')) {
    if (news.kind !== 'early ending') continue;
    const requested = (await reader.get('episode', episodeId))?.endingRequested;
    endings.push({ episodeId, rule: endingRuleOf(news.ending, requested?.facts) });
  }
  return endings;
}

function teachingOf({ episodeId }: ComingEnding, at: Instant) {
  return { input: { kind: 'overdose-teaching', episodeId }, at };
}

async function endingTellings(
  reader: Reader,
  endings: readonly ComingEnding[],
  today: string,
): Promise<ForeseenTelling[]> {
  const tellings: ForeseenTelling[] = [];
  for (const { episodeId, rule } of endings) {
    const homeId = (await reader.get('episode', episodeId))?.residence?.homeId;
    if (homeId === undefined || rule.notices.home !== 'in its list') continue;
    const telling = await tellingUnder(reader, homeId, { id: episodeId, endedOn: today }, 'discharge', today);
    tellings.push({ ...telling, news: { news: 'discharged', on: today } });
  }
  return tellings;
}

/** A question to a partner tells it something too. */
async function askedPartners(
  reader: Reader,
  questions: readonly { input: Record<string, unknown> }[],
  today: string,
): Promise<ForeseenTelling[]> {
  const tellings: ForeseenTelling[] = [];
  for (const { input } of questions) {
    const { kind, episodeId, about = {} } = input as unknown as Question;
    const { disclosure } = taskRules[kind];
    const partnerId = about.homeId ?? about.receiverId;
    if (!isPartnerTask(kind) || !disclosure || episodeId === undefined || partnerId === undefined) continue;
    tellings.push(
      await tellingUnder(reader, partnerId, await aboutOf(reader, episodeId), disclosure.category, today),
    );
  }
  return tellings;
}

async function tellingUnder(
  reader: Reader,
  partnerId: string,
  about: Pick<Episode, 'id' | 'endedOn'>,
  category: DisclosureCategory,
  today: string,
): Promise<ForeseenTelling> {
  const gate = await mayDisclose(reader, about, partnerId, category, today);
  const partner = await reader.get('partner', partnerId);
  const consent = gate.decision === 'allowed' ? await consentNamed(reader, about.id, gate.consentId) : null;
  return { partner: partner?.name ?? partnerId, category, consent };
}

async function aboutOf(reader: Reader, episodeId: string): Promise<Pick<Episode, 'id' | 'endedOn'>> {
  return { id: episodeId, endedOn: (await reader.get('episode', episodeId))?.endedOn ?? null };
}

async function consentNamed(reader: Reader, episodeId: string, consentId: string) {
  const consents = await reader.list('consent', { parent: episodeId });
  const consent = consents.find(({ id }) => id === consentId);
  return consent ? { signedAt: consent.signedAt, purpose: consent.purpose } : null;
}

async function withdrawnBy(foreseen: Foreseen, reader: Reader): Promise<PreviewEffects['withdrawn']> {
  const ended = foreseen.records.flatMap((record) => withdrawnTask(record) ?? []);
  return Promise.all(
    ended.map(async ({ kind, asked }) => ({
      kind,
      who: await Promise.all(asked.map((contactId) => whoIs(reader, contactId))),
    })),
  );
}

function withdrawnTask({ kind, before, after }: ForeseenRecord): HumanTask | undefined {
  if (kind !== 'task') return undefined;
  const [was, becomes] = [before as HumanTask | undefined, after as HumanTask | undefined];
  return was?.status === 'open' && becomes?.status === 'withdrawn' ? becomes : undefined;
}

async function mailTo(
  reader: Reader,
  { contactId, message }: MailRecord,
): Promise<PreviewEffects['mails'][number]> {
  return { to: await whoIs(reader, contactId), message: message.kind };
}

async function whoIs(reader: Reader, contactId: string): Promise<string> {
  const contact = await contactById(reader, contactId);
  if (contact) return nameOf(contact);
  return (await reader.get('client', contactId))?.name ?? contactId;
}

function nameOf(contact: Contact | undefined): string {
  if (!contact) return '';
  return contact.partnerName ? `${contact.name}, ${contact.partnerName}` : contact.name;
}

function counted(records: readonly ForeseenRecord[]): PreviewEffects['records'] {
  const shown = records.filter(
    (record) => !plumbing.includes(record.kind) && withdrawnTask(record) === undefined,
  );
  const keys = shown.map(({ kind, before, after }) => {
    const how = before === undefined ? 'new' : after === undefined ? 'removed' : 'changed';
    return `${kind} ${how}`;
  });
  return [...countBy(keys)].map(([key, count]) => {
    const [kind, how] = key.split(' ') as [RecordKind, 'new' | 'changed' | 'removed'];
    return { kind, how, count };
  });
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
