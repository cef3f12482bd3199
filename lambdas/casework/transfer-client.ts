import { queueEntry, reserveInTurn } from '../domain/caseload.ts';
import type { Clinic } from '../domain/clinic.ts';
import { type Instant, localDateOf } from '../domain/clinic-calendar.ts';
import { carriedConsents } from '../domain/consent-carry.ts';
import { type Episode, isInTreatment, type TransferWish } from '../domain/episode.ts';
import type { Program } from '../domain/program.ts';
import { transferredEpisode } from '../domain/referral-records.ts';
import type { Ports, Transaction } from '../ports.ts';
import { carriedAuthorizations } from './authorization-use.ts';
import { beginJourney, type PlannedJourney, planJourney } from './begin-journey.ts';
import { caseloadOf, changeQueue, entryOf, takePlace } from './caseload-places.ts';
import { executionName } from './execution-name.ts';
import { required } from './read-records.ts';
import { endAsTransferred, tellEnding } from './request-ending.ts';
import { askSeparately } from './start-later.ts';

export type Transferred =
  | { outcome: 'transferred'; journey: PlannedJourney }
  | { outcome: 'waits'; position: number };

/**
 * Moves a client in treatment to another program of the clinic, or, while that one is full, puts the client into its
 * queue with the old place kept. The new episode begins with counselor, home, plan, consents and authorizations of the
 * old; nobody outside is told. Call `afterTransfer` after the transaction.
 */
export async function transferOrWait(
  tx: Transaction,
  clinic: Clinic,
  episode: Episode,
  wish: TransferWish,
  now: Instant,
): Promise<Transferred> {
  const program = await programOf(tx, clinic, wish);
  const queue = await tx.list('waitlist', { parent: program.id });
  const caseload = await caseloadOf(tx, program.id);
  const own = queue.find((entry) => entry.episodeId === episode.id);
  const place = reserveInTurn(caseload, queue, episode.id, program.caseload.hardCap);
  if (place.outcome === 'reserved')
    return { outcome: 'transferred', journey: await move(tx, { clinic, episode, program, wish }, now) };
  if (!own) {
    changeQueue(tx, caseload);
    tx.put('waitlist', { ...queueEntry(program.id, episode.id, now), isTransfer: true });
    tx.put('episode', { ...episode, transferWish: wish });
    const details = { programId: program.id, reason: wish.reason };
    tx.audit({ at: now, what: 'transfer wished for', by: wish.by, episodeId: episode.id, details });
  }
  return { outcome: 'waits', position: own ? queue.indexOf(own) + 1 : queue.length + 1 };
}

/** The version that new episodes begin with now, else the one that was agreed on. */
async function programOf(tx: Transaction, clinic: Clinic, wish: TransferWish): Promise<Program> {
  const version = clinic.programVersions[wish.programId] ?? wish.programVersion;
  return (await required(tx, 'program', `${wish.programId}:${version}`)).program;
}

interface Move {
  clinic: Clinic;
  episode: Episode;
  program: Program;
  wish: TransferWish;
}

async function move(tx: Transaction, the: Move, now: Instant): Promise<PlannedJourney> {
  const { clinic, episode, program, wish } = the;
  const waiting = await entryOf(tx, program.id, episode.id);
  if (waiting) tx.remove('waitlist', waiting.id);
  const opened = transferredEpisode(episode, program, wish, now);
  tx.put('episode', opened);
  await carry(tx, the, opened, now);
  await takePlace(tx, { clinicId: clinic.id, program, episode: opened, by: wish.by }, now);
  const details = { from: episode.programId, to: program.id, reason: wish.reason };
  for (const episodeId of [episode.id, opened.id])
    tx.audit({ at: now, what: 'client transferred', by: wish.by, episodeId, details });
  const { reason, by } = wish;
  const left = { ...episode, transferWish: null };
  endAsTransferred(tx, left, { toEpisodeId: opened.id, programName: program.name, reason, by }, now);
  askSeparately(tx, now, executionName(opened.id, 'transferred'), {
    clinicId: clinic.id,
    kind: 'care-concern',
    episodeId: opened.id,
    reason: 'transferred',
  });
  return planJourney(tx, clinic.id, opened.id, now);
}

/** What the client does not say twice: the plan, the consents that still hold, the authorizations that are left. */
async function carry(tx: Transaction, { clinic, episode }: Move, opened: Episode, now: Instant) {
  const today = localDateOf(clinic.calendar.timeZone, now);
  const plan = await tx.get('carePlan', episode.id);
  if (plan) tx.put('carePlan', { ...plan, id: opened.id });
  const signed = await tx.list('consent', { parent: episode.id });
  for (const consent of carriedConsents(signed, { episodeId: opened.id, discloser: clinic.name, today })) {
    tx.put('consent', consent);
    const { id: consentId, carriedFrom = '', recipientIds, categories } = consent;
    const details = { consentId, carriedFrom, recipientIds, categories };
    tx.audit({ at: now, what: 'consent carried over', by: 'transfer', episodeId: opened.id, details });
  }
  for (const authorization of await carriedAuthorizations(tx, episode, opened.id, today))
    tx.put('authorization', authorization);
}

/** Begins the new journey and lets the old one end. */
export async function afterTransfer(
  ports: Ports,
  clinicId: string,
  { episodeId, journey }: { episodeId: string; journey: PlannedJourney },
  now: Instant,
): Promise<void> {
  await beginJourney(ports, clinicId, journey);
  await tellEnding(ports, clinicId, episodeId, now);
}

/** A place has become free in the other program: the client moves, unless treatment has ended meanwhile. */
export async function transferOffered(ports: Ports, clinicId: string, episodeId: string): Promise<void> {
  const now = ports.clock.now();
  const done = await ports.store.transact(clinicId, async (tx) => {
    const clinic = await required(tx, 'clinic', clinicId);
    const episode = await required(tx, 'episode', episodeId);
    if (!episode.transferWish || !isInTreatment(episode)) return undefined;
    return transferOrWait(tx, clinic, episode, episode.transferWish, now);
  });
  if (done?.outcome === 'transferred')
    await afterTransfer(ports, clinicId, { episodeId, journey: done.journey }, now);
}
