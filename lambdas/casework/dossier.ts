import { type AuditEntry, type ChainLink, emptyChainHash, episodeChain } from '../domain/audit.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import {
  chainDossier,
  type DossierBody,
  type DossierEntry,
  type DossierFact,
  type DossierHead,
  type DossierPerson,
  type DossierRecord,
  namesToLeaveOut,
  withoutNames,
} from '../domain/dossier.ts';
import type { Episode } from '../domain/episode.ts';
import { noticeList } from '../domain/home-notice.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { MailRecord } from '../domain/mail.ts';
import type { RecordKind, RecordOf } from '../domain/records.ts';
import type { ClinicStore, Reader } from '../ports.ts';
import { required } from './read-records.ts';

/** Kinds whose records about an episode are filed under it. */
export const kindsOfEpisode = [
  'aftercarePlan',
  'authorization',
  'consent',
  'disclosure',
  'emergencyDisclosure',
  'matter',
  'task',
  'drugTest',
  'attendance',
  'homeReport',
  'review',
  'milestones',
  'milestoneCheck',
  'feedback',
  'followUp',
  'correction',
  'contactAttempt',
  'crisis',
  'mail',
] as const satisfies RecordKind[];

export interface DossierWish {
  clinicId: string;
  episodeId: string;
  madeBy: string;
  names: DossierHead['names'];
  now: Instant;
}

/**
 * Everything that was known, asked, answered and told about one episode, chained: the episode's audit as it stands, and
 * the records that bear it out. What concerns other clients, and what opens or answers anything, is not in it.
 */
export async function readDossier(store: ClinicStore, wish: DossierWish): Promise<DossierEntry[]> {
  const { clinicId, episodeId } = wish;
  const reader = store.read(clinicId);
  const [clinic, episode, chain] = await Promise.all([
    required(reader, 'clinic', clinicId),
    required(reader, 'episode', episodeId),
    store.chain(clinicId, episodeChain(episodeId)),
  ]);
  const links = chain as ChainLink<AuditEntry>[];
  const [records, { people, ofClient }] = await Promise.all([
    recordsOf(reader, episode, links),
    peopleIn(reader, episode),
  ]);
  const head: DossierHead = {
    kind: 'head',
    clinicId,
    clinicName: clinic.name,
    timeZone: clinic.calendar.timeZone,
    episodeId,
    madeAt: wish.now,
    madeBy: wish.madeBy,
    names: wish.names,
    auditLinks: links.length,
    auditHash: links.at(-1)?.hash ?? emptyChainHash,
  };
  const facts = links.map((link): DossierFact => ({ kind: 'fact', link }));
  const bodies: DossierBody[] = [head, ...people, ...facts, ...records];
  const hidden =
    wish.names === 'without names'
      ? namesToLeaveOut(
          ofClient,
          people.map(({ name }) => name ?? ''),
        )
      : undefined;
  return chainDossier(episodeId, hidden ? bodies.map((body) => nameless(body, hidden)) : bodies);
}

/** A body without names. A fact whose words were left out keeps the hash of the whole. */
function nameless(body: DossierBody, names: readonly string[]): DossierBody {
  if (body.kind === 'person') {
    const { name: _, ...person } = body;
    return person;
  }
  if (body.kind === 'fact') {
    const said = withoutNames(body.link.body, names) as AuditEntry;
    const isWhole = JSON.stringify(said) === JSON.stringify(body.link.body);
    return isWhole ? body : { ...body, link: { ...body.link, body: said }, leftOut: true };
  }
  if (body.kind === 'record')
    return { ...body, record: withoutNames(body.record, names) as DossierRecord['record'] };
  return body.kind === 'head' ? { ...body, clinicName: '' } : body;
}

async function recordsOf(
  reader: Reader,
  episode: Episode,
  links: readonly ChainLink<AuditEntry>[],
): Promise<DossierRecord[]> {
  const found: DossierRecord[] = [];
  const add = (of: RecordKind, record: { id: string }) =>
    found.push({ kind: 'record', of, record: plain(record) });
  const parent = episode.id;
  const [plan, filed, shared, own, pages, notices] = await Promise.all([
    reader.get('carePlan', parent),
    Promise.all(kindsOfEpisode.map(async (kind) => ({ kind, filed: await reader.list(kind, { parent }) }))),
    sharedTasks(reader, parent),
    reader.list('task', { parent }),
    reader.list('page'),
    homeNotices(reader, parent, links),
  ]);
  const asked = [...own, ...shared];
  const [mails, answered] = await Promise.all([mailsAbout(reader, asked), checkIns(reader, episode, shared)]);
  add('episode', episode);
  if (plan) add('carePlan', plan);
  for (const { kind, filed: records } of filed) for (const record of records) add(kind, record);
  for (const task of shared) add('task', task);
  for (const mail of mails) add('mail', mail);
  for (const page of pages.filter(({ taskId }) => asked.some(({ id }) => id === taskId))) add('page', page);
  for (const checkIn of answered) add('checkIn', checkIn);
  for (const notice of notices) add('homeNotice', notice);
  return found;
}

/** As JSON has it, without what opens a door: the token of a workflow that waits. */
function plain(record: { id: string }): DossierRecord['record'] {
  const { token: _, ...rest } = JSON.parse(JSON.stringify(record)) as DossierRecord['record'];
  return rest as DossierRecord['record'];
}

/** Questions about several clients: only what was asked and said about this one. */
async function sharedTasks(reader: Reader, episodeId: string): Promise<HumanTask[]> {
  const tasks = await reader.list('task', { parent: 'clinic' });
  return tasks.filter(({ items }) => items.includes(episodeId)).map((task) => onlyAbout(task, episodeId));
}

function onlyAbout(task: HumanTask, episodeId: string): HumanTask {
  const pick = <Value>(values: Record<string, Value> = {}) =>
    Object.fromEntries(Object.entries(values).filter(([item]) => item === episodeId));
  const part = <Said extends NonNullable<HumanTask['answer']>>(answer: Said): Said => {
    const { fields: _, ...kept } = answer;
    // What was written about the list as a whole may be about somebody else.
    return { ...kept, items: pick(answer.items), ticks: pick(answer.ticks), comment: '' } as unknown as Said;
  };
  return {
    ...task,
    items: [episodeId],
    answer: task.answer && part(task.answer),
    superseded: task.superseded.map(part),
  };
}

/** Mails that put one of the questions to somebody, by itself or in a list; of what else was in them nothing is kept. */
async function mailsAbout(reader: Reader, tasks: readonly HumanTask[]): Promise<MailRecord[]> {
  const ids = new Set(tasks.map(({ id }) => id));
  const filedUnder = [...new Set(tasks.flatMap(({ asked }) => asked))].sort();
  const lists = ['clinic', ...filedUnder].map((parent) => reader.list('mail', { parent }));
  return (await Promise.all(lists)).flat().flatMap((mail) => onlyWith(mail, ids));
}

function onlyWith(mail: MailRecord, ids: ReadonlySet<string>): MailRecord[] {
  const { message } = mail;
  if (message.kind === 'question') return ids.has(message.taskId) ? [mail] : [];
  if (message.kind !== 'digest' && message.kind !== 'batch') return [];
  const taskIds = message.taskIds.filter((id) => ids.has(id));
  return taskIds.length > 0 ? [{ ...mail, message: { ...message, taskIds } }] : [];
}

async function checkIns(reader: Reader, { id }: Episode, shared: readonly HumanTask[]) {
  const ids = new Set(shared.flatMap(({ about }) => about.checkInId ?? []));
  const found = await Promise.all([...ids].map((checkInId) => reader.get('checkIn', checkInId)));
  return found.flatMap((checkIn): RecordOf<'checkIn'>[] => {
    if (!checkIn) return [];
    const answer = checkIn.answers[id];
    return [{ ...checkIn, episodeIds: [id], answers: answer === undefined ? {} : { [id]: answer } }];
  });
}

/** The lists on which the audit says that news of this client was put. */
async function homeNotices(reader: Reader, episodeId: string, links: readonly ChainLink<AuditEntry>[]) {
  const lists = new Set(
    links.flatMap(({ body: { what, details } }) =>
      what === 'home to be told' ? [noticeList(String(details?.homeId), String(details?.day))] : [],
    ),
  );
  const found = await Promise.all([...lists].map((parent) => reader.list('homeNotice', { parent })));
  return found.flat().filter((notice) => notice.episodeId === episodeId);
}

/** Who stands behind the ids, and the names of the client and whoever is called for them. */
async function peopleIn(
  reader: Reader,
  episode: Episode,
): Promise<{ people: DossierPerson[]; ofClient: string[] }> {
  const [client, staff, partners] = await Promise.all([
    reader.get('client', episode.clientId),
    reader.list('staff'),
    reader.list('partner'),
  ]);
  const people: DossierPerson[] = [
    { kind: 'person', id: episode.clientId, as: 'client', name: client?.name ?? '' },
    ...staff.map(({ id, name }): DossierPerson => ({ kind: 'person', id, as: 'staff', name })),
    ...partners.flatMap(({ id, name, kind, contacts }): DossierPerson[] => [
      { kind: 'person', id, as: kind, name },
      ...contacts.map((contact): DossierPerson => {
        return { kind: 'person', id: contact.id, as: `contact of ${id}`, name: contact.name };
      }),
    ]),
  ];
  const names = [client?.name, client?.preferredName, client?.emergencyContact?.name];
  return { people, ofClient: names.filter((name) => name !== undefined) };
}
