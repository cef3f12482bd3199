import { type Caseload, crosses, entriesToOffer, offerEnds, type WaitlistEntry } from '../domain/caseload.ts';
import { agendaItem } from '../domain/clinic.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import type { Program } from '../domain/program.ts';
import type { Transaction } from '../ports.ts';
import { executionName } from './execution-name.ts';
import { required } from './read-records.ts';
import { askSeparately } from './start-later.ts';
import { raiseSignal } from './tell-workflow.ts';

/** Frees an episode's place, or its places in queues, and offers what is free to those who wait longest. */
export async function freePlace(
  tx: Transaction,
  program: Program,
  episodeId: string,
  now: Instant,
): Promise<string[]> {
  const membership = await tx.get('enrolment', `${program.id}:${episodeId}`);
  const caseload = await caseloadOf(tx, program.id);
  const count = membership ? caseload.count - 1 : caseload.count;
  if (membership) {
    tx.remove('enrolment', membership.id);
    tx.put('caseload', { ...caseload, count });
    tx.audit({
      at: now,
      what: 'place freed',
      by: 'free-place',
      episodeId,
      details: { programId: program.id, count },
    });
  }
  const own = await entryOf(tx, program.id, episodeId);
  if (own) tx.remove('waitlist', own.id);
  const elsewhere = await leaveTransferQueue(tx, episodeId, now);
  return [...elsewhere, ...(await offerPlaces(tx, program, now))];
}

/** Whoever ends no longer waits for another program; a place that was on offer there goes to the next. */
export async function leaveTransferQueue(
  tx: Transaction,
  episodeId: string,
  now: Instant,
): Promise<string[]> {
  const episode = await required(tx, 'episode', episodeId);
  const wish = episode.transferWish;
  if (!wish) return [];
  const entry = await entryOf(tx, wish.programId, episodeId);
  tx.put('episode', { ...episode, transferWish: null });
  if (!entry) return [];
  tx.remove('waitlist', entry.id);
  const details = { programId: wish.programId };
  tx.audit({ at: now, what: 'transfer dropped', by: 'free-place', episodeId, details });
  const { program } = await required(tx, 'program', `${wish.programId}:${wish.programVersion}`);
  return offerPlaces(tx, program, now);
}

export async function entryOf(
  tx: Transaction,
  programId: string,
  episodeId: string,
): Promise<WaitlistEntry | undefined> {
  const queue = await tx.list('waitlist', { parent: programId });
  return queue.find((entry) => entry.episodeId === episodeId);
}

export async function caseloadOf(tx: Transaction, programId: string): Promise<Caseload> {
  return (await tx.get('caseload', programId)) ?? { id: programId, count: 0 };
}

/**
 * Writes the caseload as it is: whoever offers a place and whoever joins the queue at that moment then meet in this
 * record, and the later one looks again. Without it a place could lie idle while somebody waits.
 */
export function changeQueue(tx: Transaction, caseload: Caseload): void {
  tx.put('caseload', { ...caseload });
}

/** Gives an episode a place that `reserveInTurn` allows: count, membership, queue and audit together. */
export async function takePlace(
  tx: Transaction,
  { clinicId, program, episode, by }: { clinicId: string; program: Program; episode: Episode; by: string },
  now: Instant,
): Promise<void> {
  const caseload = await caseloadOf(tx, program.id);
  const count = caseload.count + 1;
  tx.put('caseload', { ...caseload, count });
  tx.put('enrolment', { id: `${program.id}:${episode.id}`, episodeId: episode.id, since: now });
  const own = await entryOf(tx, program.id, episode.id);
  if (own) tx.remove('waitlist', own.id);
  const details = { programId: program.id, count };
  tx.audit({ at: now, what: 'place reserved', by, episodeId: episode.id, details });
  await tellOfCrossing(tx, { clinicId, program, episode }, caseload.count, now);
}

/** The director hears once when a program goes over its soft cap, or a counselor over the program's clients for one. */
async function tellOfCrossing(
  tx: Transaction,
  { clinicId, program, episode }: { clinicId: string; program: Program; episode: Episode },
  countBefore: number,
  now: Instant,
): Promise<void> {
  const { softCap, clientsPerCounselor } = program.caseload;
  if (crosses(softCap, countBefore))
    askSeparately(tx, now, executionName(clinicId, 'soft-cap', program.id, episode.id), {
      clinicId,
      kind: 'clinic-alert',
      reason: 'soft cap crossed',
      about: { programId: program.id, count: String(countBefore + 1) },
    });
  if (clientsPerCounselor === undefined || clientsPerCounselor === null) return;
  const { counselorId } = episode;
  if (crosses(clientsPerCounselor, await clientsOf(tx, counselorId, episode.id)))
    askSeparately(tx, now, executionName(clinicId, 'counselor-full', counselorId, episode.id), {
      clinicId,
      kind: 'clinic-alert',
      reason: 'counselor has too many clients',
      about: { counselorId },
    });
}

/** Clients of a counselor who hold a place in any program, but for one. */
async function clientsOf(tx: Transaction, counselorId: string, exceptId: string): Promise<number> {
  const members = new Set<string>();
  for (const { id } of await tx.list('caseload'))
    for (const { episodeId } of await tx.list('enrolment', { parent: id })) members.add(episodeId);
  const episodes = await tx.list('episode');
  return episodes.filter(
    (one) => one.id !== exceptId && one.counselorId === counselorId && members.has(one.id),
  ).length;
}

/** Offers free places first come, first served. Returns the episodes to tell with `tellOffered`. */
export async function offerPlaces(tx: Transaction, program: Program, now: Instant): Promise<string[]> {
  const queue = await tx.list('waitlist', { parent: program.id });
  const caseload = await caseloadOf(tx, program.id);
  changeQueue(tx, caseload);
  const next = entriesToOffer(caseload, queue, program.caseload.hardCap);
  for (const entry of next) {
    tx.put('waitlist', { ...entry, offer: offerEnds(now, program.waitlist.offerHours) });
    tellOffer(tx, entry, now);
    tx.audit({
      at: now,
      what: 'place offered',
      by: 'free-place',
      episodeId: entry.episodeId,
      details: { programId: program.id },
    });
  }
  return next.filter(({ isTransfer }) => !isTransfer).map((entry) => entry.episodeId);
}

/** A referral's wait is told; a client of another program, who has agreed already, is moved by the heartbeat. */
function tellOffer(tx: Transaction, { episodeId, isTransfer }: WaitlistEntry, now: Instant): void {
  if (isTransfer) {
    tx.put('agenda', agendaItem(now, { do: 'transfer', episodeId }));
    return;
  }
  const news = { kind: 'place offered' } as const;
  raiseSignal(tx, { episodeId, wait: 'place', at: now, news }, `offer-${now}`);
}
