import type { Clinic } from '../domain/clinic.ts';
import { type Instant, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import { dueDayOf, type Matter, type MatterKind, openMatterId } from '../domain/disclosure-matter.ts';
import { stopsAllContact } from '../domain/episode.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { Ports, Reader, Transaction } from '../ports.ts';
import { executionName } from './execution-name.ts';
import { required } from './read-records.ts';
import { settleQuestions } from './settle-questions.ts';
import { askSeparately } from './start-later.ts';

const reasons: Record<MatterKind, string> = {
  'record-access': 'asked by the client',
  'record-amendment': 'asked by the client',
  'breach-assessment': 'misdirected message',
  'emergency-record': 'facts missing',
  'death-confirmation': 'a death was reported',
  'discharge-sign-off': 'discharge asked for',
  'arrival-check': 'another facility takes over',
};

export interface NewMatter {
  episodeId: string;
  kind: MatterKind;
  text: string;
  about?: Record<string, string>;
  by: string;
  at: Instant;
  /** The day its clock runs from; today when left out. */
  from?: LocalDate;
}

/** Opens something that must be settled and puts it to whoever answers for it. */
export async function openMatter(tx: Transaction, clinic: Clinic, matter: NewMatter): Promise<Matter> {
  const { episodeId, kind, text, about = {}, by, at } = matter;
  const today = localDateOf(clinic.calendar.timeZone, at);
  const known = await tx.list('matter', { parent: episodeId });
  const id = `${episodeId}:m-${known.length + 1}`;
  await tx.get('matter', id);
  const opened: Matter = {
    id,
    episodeId,
    kind,
    openedAt: at,
    openedBy: by,
    dueOn: dueDayOf(kind, matter.from ?? today),
    text,
    about,
    timesAsked: 0,
    lastAskedOn: today,
    settled: null,
  };
  tx.put('openMatter', { id: openMatterId(id), matterId: id });
  tx.audit({
    at,
    what: 'matter opened',
    by,
    episodeId,
    details: { matterId: id, kind, dueOn: opened.dueOn },
  });
  await ask(tx, clinic, opened, { today, at });
  return opened;
}

async function ask(
  tx: Transaction,
  clinic: Clinic,
  matter: Matter,
  { today, at }: { today: LocalDate; at: Instant },
): Promise<void> {
  const { id: matterId, kind, episodeId, timesAsked } = matter;
  const { ending } = await required(tx, 'episode', episodeId);
  tx.put('matter', { ...matter, timesAsked: timesAsked + 1, lastAskedOn: today });
  askSeparately(tx, at, executionName(episodeId, 'matter', matterId, String(timesAsked + 1)), {
    clinicId: clinic.id,
    kind,
    // Questions about the dead are withdrawn; what the clinic owes its records is asked all the same.
    episodeId: stopsAllContact(ending) ? undefined : episodeId,
    about: { ...matter.about, matterId },
    reason: matter.about.testId ? 'wrong person' : reasons[kind],
  });
}

/** Settles a matter and the question about it. Call `tellAnswered` with what is returned after the transaction. */
export async function settleMatter(
  tx: Transaction,
  matter: Matter,
  settled: { as: string; by: string; at: Instant },
): Promise<string[]> {
  const { as, by, at } = settled;
  close(tx, matter, settled);
  return settleQuestions(tx, await questionsAbout(tx, matter), { choice: as, by, at });
}

function close(
  tx: Transaction,
  matter: Matter,
  { as, by, at }: { as: string; by: string; at: Instant },
): void {
  tx.put('matter', { ...matter, settled: { at, as } });
  tx.remove('openMatter', openMatterId(matter.id));
  const details = { matterId: matter.id, kind: matter.kind, as };
  tx.audit({ at, what: 'matter settled', by, episodeId: matter.episodeId, details });
}

/** Whatever was asked about a matter so far. */
export async function questionsAbout(reader: Reader, matter: Matter): Promise<HumanTask[]> {
  const { ending } = await required(reader, 'episode', matter.episodeId);
  const ofClient = await reader.list('task', { parent: matter.episodeId });
  const ofClinic = stopsAllContact(ending) ? await reader.list('task', { parent: 'clinic' }) : [];
  return [...ofClient, ...ofClinic].filter(({ about }) => about.matterId === matter.id);
}

/** The answer that settled a matter, if one has; only its own closing settles an emergency record. */
export function settlingAnswer(matter: Matter, questions: readonly HumanTask[]): string | undefined {
  if (matter.kind === 'emergency-record') return undefined;
  return questions.find(({ status }) => status === 'answered')?.answer?.choice;
}

/**
 * What the clinic's day does about a matter that is open: what was answered is settled, and what nobody is asked about
 * any more, because all stayed silent or the facts are still missing, is asked again.
 */
export async function lookAfterMatter(
  ports: Ports,
  clinic: Clinic,
  matterId: string,
  { today, at }: { today: LocalDate; at: Instant },
): Promise<void> {
  await ports.store.transact(clinic.id, async (tx) => {
    const matter = await required(tx, 'matter', matterId);
    const questions = await questionsAbout(tx, matter);
    const as = settlingAnswer(matter, questions);
    if (as !== undefined) close(tx, matter, { as, by: 'check-consents', at });
    else if (matter.lastAskedOn < today && questions.every(({ status }) => status !== 'open'))
      await ask(tx, clinic, matter, { today, at });
  });
}
