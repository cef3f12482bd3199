import { currentPlan } from '../../lambdas/domain/aftercare-plan.ts';
import { type AuditEntry, type ChainLink, episodeChain, type JsonValue } from '../../lambdas/domain/audit.ts';
import type { Clinic } from '../../lambdas/domain/clinic.ts';
import { addDays, localDateOf } from '../../lambdas/domain/clinic-calendar.ts';
import { type Consent, canBeRevoked } from '../../lambdas/domain/consent.ts';
import type { Episode } from '../../lambdas/domain/episode.ts';
import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import { taskKinds, taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import { wordsOfChoice } from '../../lambdas/pages/choice-words.ts';
import type { ConsentLine, DisclosureLine, TestLine } from '../../lambdas/pages/client-file.ts';
import type {
  ClientTimelineView,
  TimelineEvent,
  WaitingQuestion,
} from '../../lambdas/pages/client-timeline.ts';
import { factWords } from '../../lambdas/pages/fact-words.ts';
import type { ProductFrame } from '../../lambdas/pages/product-shell.ts';
import type { Laptop } from '../laptop.ts';
import { programOf } from './api-state.ts';
import { attendanceShown } from './attendance-shown.ts';
import { type KnownContact, peopleById } from './contacts.ts';
import { planView } from './plan-view.ts';

/** What every part of an episode's page is made from. */
interface Reading {
  laptop: Laptop;
  clinic: Clinic;
  episode: Episode;
  people: ReadonlyMap<string, KnownContact>;
  tasks: ReadonlyMap<string, HumanTask>;
}

/** The page of one episode, from its records and its audit. */
export async function timelineView(
  laptop: Laptop,
  clinic: Clinic,
  episode: Episode,
  frame: ProductFrame,
): Promise<ClientTimelineView> {
  const { store } = laptop.clinic;
  const tasks = store.all(clinic.id, 'task').filter((task) => isAbout(task, episode.id));
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const reading: Reading = { laptop, clinic, episode, people: peopleById(laptop, clinic.id), tasks: byId };
  const links = await store.chain(clinic.id, episodeChain(episode.id));
  const client = store.find(clinic.id, 'client', episode.clientId);
  return {
    frame,
    boardHref: '/',
    now: laptop.clinic.now(),
    timeZone: clinic.calendar.timeZone,
    client: {
      name: client?.name ?? episode.clientId,
      preferredName: client?.preferredName ?? '',
      birthDate: client?.birthDate ?? '',
      clientId: episode.clientId,
    },
    episode: episodeFacts(reading),
    keyDates: keyDates(reading),
    waiting: tasks.filter(({ status }) => status === 'open').map((task) => waitingOf(reading, task)),
    events: links.map((link) => eventOf(reading, link as ChainLink<AuditEntry>)),
    attendance: attendanceShown(laptop, clinic, episode),
    aftercare: aftercareShown(reading),
    plan: planView(laptop, clinic, episode, reading.people),
    consents: store
      .all(clinic.id, 'consent')
      .filter(ofEpisode(episode))
      .map((consent) => consentLine(reading, consent)),
    tests: store
      .all(clinic.id, 'drugTest')
      .filter(ofEpisode(episode))
      .map((test) => testLine(reading, test)),
    disclosures: store
      .all(clinic.id, 'disclosure')
      .filter(ofEpisode(episode))
      .map((disclosure): DisclosureLine => {
        const { at, category, description, purpose, consentId, noticeVersion } = disclosure;
        const recipientName = partnerName(reading, disclosure.recipientId);
        return {
          at,
          recipientName,
          category,
          description: titleOf(description),
          purpose,
          consentId,
          noticeVersion,
        };
      }),
  };
}

function aftercareShown(reading: Reading): ClientTimelineView['aftercare'] {
  const { laptop, clinic, episode } = reading;
  const plans = laptop.clinic.store.all(clinic.id, 'aftercarePlan').filter(ofEpisode(episode));
  const plan = currentPlan(plans);
  if (!plan) return { shown: null, earlier: 0 };
  const { receiverId, otherReceiver, by, at } = plan;
  const shown = {
    plan,
    receiverName: receiverId === null ? (otherReceiver ?? '') : partnerName(reading, receiverId),
    madeBy: nameOf(reading, by),
    madeOn: localDateOf(clinic.calendar.timeZone, at),
    crisisPhone: clinic.crisisPhone,
  };
  return { shown, earlier: plans.length - 1 };
}

function isAbout(task: HumanTask, episodeId: string): boolean {
  return task.episodeId === episodeId || task.items.includes(episodeId);
}

function ofEpisode(episode: Episode) {
  return ({ episodeId }: { episodeId: string }) => episodeId === episode.id;
}

function nameOf({ people }: Reading, id: string): string {
  return people.get(id)?.name ?? id;
}

function partnerName({ laptop, clinic }: Reading, id: string): string {
  return laptop.clinic.store.find(clinic.id, 'partner', id)?.name ?? id;
}

/** The question that a kind stands for; what is no kind stays as it is. */
function titleOf(kind: JsonValue | undefined): string {
  const known = taskKinds.find((each) => each === kind);
  return known ? taskRules[known].title.en : String(kind ?? '');
}

const stageWords = {
  admission: 'Admission',
  treatment: 'Treatment',
  'follow-up': 'Follow-up',
  closed: 'Closed',
};

function episodeFacts(reading: Reading): ClientTimelineView['episode'] {
  const { laptop, clinic, episode } = reading;
  const program = programOf(laptop, clinic.id, episode);
  const phase = program?.phases[episode.phaseIndex];
  const isTreated = episode.stage === 'treatment' && phase !== undefined;
  return {
    episodeId: episode.id,
    stage:
      episode.waitlisted && episode.stage === 'admission' ? 'Waiting for a place' : stageWords[episode.stage],
    phase: isTreated ? `${episode.phaseIndex + 1} of ${program?.phases.length}: ${phase.name}` : null,
    programName: program?.name ?? episode.programId,
    homeName: episode.residence ? partnerName(reading, episode.residence.homeId) : null,
    counselorName: nameOf(reading, episode.counselorId),
    caseManagerName: nameOf(reading, episode.caseManagerId),
    ending: episode.ending ? { label: episode.ending, on: endedOn(reading) } : null,
  };
}

function endedOn({ episode, clinic, laptop }: Reading): string {
  return episode.endedOn ?? localDateOf(clinic.calendar.timeZone, episode.closedAt ?? laptop.clinic.now());
}

function keyDates({ episode, clinic, laptop }: Reading): ClientTimelineView['keyDates'] {
  const lastDay = programOf(laptop, clinic.id, episode)?.followUpDays.at(-1);
  const isPlanned = episode.admittedOn !== null && episode.closedAt === null;
  const endsOn = isPlanned ? (episode.endedOn ?? episode.plannedEndOn) : null;
  const zone = clinic.calendar.timeZone;
  return [
    { label: 'Referred', on: localDateOf(zone, episode.referredAt) },
    { label: 'Admitted', on: episode.admittedOn },
    { label: 'Planned end', on: episode.plannedEndOn },
    { label: 'Ended', on: episode.endedOn },
    { label: 'Last follow-up', on: endsOn && lastDay !== undefined ? addDays(endsOn, lastDay) : null },
    { label: 'Closed', on: episode.closedAt === null ? null : localDateOf(zone, episode.closedAt) },
  ];
}

const actionWords = { ask: 'asked', remind: 'reminded', escalate: 'escalated' } as const;

function waitingOf(reading: Reading, task: HumanTask): WaitingQuestion {
  const { kind, rung, dueAt, asked, ownerId } = task;
  const action = taskRules[kind].ladder[rung]?.action;
  return {
    kind,
    to: nameOf(reading, asked.at(-1) ?? ownerId),
    dueAt,
    status: asked.length === 0 || !action ? 'not asked yet' : actionWords[action],
  };
}

const askedTitles: Record<string, string> = { ask: 'Asked', remind: 'Reminded', escalate: 'Escalated' };

function eventOf(reading: Reading, { sequence, hash, body }: ChainLink<AuditEntry>): TimelineEvent {
  const { at, what, by } = body;
  const said = factWords(body);
  const event: TimelineEvent = {
    at,
    kind: said.kind,
    what: capitalised(said.what),
    by: nameOf(reading, by),
    asked: null,
    answer: null,
    told: null,
    details: [],
    proof: { sequence, hash },
  };
  if (what === 'question asked') return { ...event, ...askedParts(reading, body) };
  if (what === 'answer recorded') return { ...event, ...answerParts(reading, body) };
  if (what === 'shown to partner') return { ...event, ...toldParts(reading, body) };
  return { ...event, details: generalDetails(reading, said) };
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function taskOf({ tasks }: Reading, { details }: AuditEntry): HumanTask | undefined {
  return tasks.get(String(details?.taskId ?? ''));
}

function askedParts(reading: Reading, entry: AuditEntry): Partial<TimelineEvent> {
  const { to, action, kind } = entry.details ?? {};
  const contact = reading.people.get(String(to));
  const dueAt = action === 'ask' ? (taskOf(reading, entry)?.dueAt ?? null) : null;
  return {
    what: `${askedTitles[String(action)] ?? 'Asked'}: ${titleOf(kind)}`,
    asked: { name: contact?.name ?? String(to), role: contact?.partnerName ?? contact?.role ?? '', dueAt },
  };
}

function answerParts(reading: Reading, entry: AuditEntry): Partial<TimelineEvent> {
  const { choice, items, kind, outcome } = entry.details ?? {};
  const task = taskOf(reading, entry);
  const known = taskKinds.find((each) => each === kind);
  const own = fieldOf(items, reading.episode.id) ?? choice;
  const given = [task?.answer, ...(task?.superseded ?? [])].find((answer) => answer?.at === entry.at);
  return {
    what: `Answered: ${titleOf(kind)}`,
    answer: {
      words: known ? wordsOfChoice(known, String(own ?? ''), 'en').label : String(own ?? ''),
      comment: given?.comment ?? '',
      by: nameOf(reading, entry.by),
      isLate: outcome === 'late',
      isSuperseded: task?.superseded.some(({ at, by }) => at === entry.at && by === entry.by) ?? false,
    },
  };
}

function fieldOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined;
}

function toldParts(reading: Reading, { at, by, details }: AuditEntry): Partial<TimelineEvent> {
  const { recipientId, category, consentId } = details ?? {};
  const address = reading.laptop.clinic.store
    .all(reading.clinic.id, 'disclosure')
    .find(
      (line) => line.episodeId === reading.episode.id && line.at === at && line.contactId === by,
    )?.address;
  return {
    what: 'Disclosed to a partner',
    told: {
      recipient: partnerName(reading, String(recipientId)),
      address: address ?? nameOf(reading, by),
      category: String(category),
      consentId: String(consentId),
    },
  };
}

function generalDetails(reading: Reading, said: ReturnType<typeof factWords>): TimelineEvent['details'] {
  const who = said.who
    .split(', ')
    .filter((id) => id !== '')
    .map((id) => reading.people.get(id)?.name ?? partnerName(reading, id));
  return [
    ...(who.length > 0 ? [{ label: 'Who', value: who.join(', ') }] : []),
    ...(said.answer === '' ? [] : [{ label: 'What', value: said.answer }]),
  ];
}

function howSigned({ signing }: Consent): string | null {
  if (!signing) return null;
  return signing.how === 'on paper' ? 'on paper' : `on the ${signing.on}`;
}

function consentLine(reading: Reading, consent: Consent): ConsentLine {
  const { laptop, clinic } = reading;
  const today = localDateOf(clinic.calendar.timeZone, laptop.clinic.now());
  const isExpired = consent.expiresOn !== null && consent.expiresOn < today;
  return {
    consentId: consent.id,
    recipientNames: consent.recipientIds.map((id) => partnerName(reading, id)),
    categories: consent.categories,
    purpose: consent.purpose,
    signedOn: localDateOf(clinic.calendar.timeZone, consent.signedAt),
    expiresOn: consent.expiresOn,
    expiresUpon: consent.expiresUpon,
    status: consent.revocations.length > 0 ? 'revoked' : isExpired ? 'expired' : 'valid',
    how: howSigned(consent),
    irrevocableUntil: canBeRevoked(consent, today) ? null : (consent.irrevocableUntil ?? null),
    revocations: consent.revocations.map(({ recipientId, at, how, recordedBy }) => ({
      recipientName: recipientId === 'all' ? 'everybody' : partnerName(reading, recipientId),
      at,
      how,
      recordedBy: nameOf(reading, recordedBy),
    })),
  };
}

function testLine(
  { tasks }: Reading,
  test: Omit<TestLine, 'testId' | 'needsAttention'> & { id: string },
): TestLine {
  const { id, date, basis, toldAt, collectedOn, outcome, confirmation } = test;
  const isOpen = [...tasks.values()].some(({ status, about }) => status === 'open' && about.testId === id);
  const needsAttention = isOpen && outcome !== 'pending';
  return { testId: id, date, basis, toldAt, collectedOn, outcome, confirmation, needsAttention };
}
