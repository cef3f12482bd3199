import { placesToOffer } from '../domain/caseload.ts';
import { addHours, type Instant } from '../domain/clinic-calendar.ts';
import type { Program } from '../domain/program.ts';
import type { Transaction } from '../ports.ts';
import { raiseSignal } from './tell-workflow.ts';

/** Frees an episode's place, or its place in the queue, and offers what is free to those who wait longest. */
export async function freePlace(
  tx: Transaction,
  program: Program,
  episodeId: string,
  now: Instant,
): Promise<string[]> {
  const membership = await tx.get('enrolment', `${program.id}:${episodeId}`);
  const caseload = (await tx.get('caseload', program.id)) ?? { id: program.id, count: 0 };
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
  const queue = await tx.list('waitlist', { parent: program.id });
  for (const entry of queue) if (entry.episodeId === episodeId) tx.remove('waitlist', entry.id);
  return offerPlaces(tx, program, { id: program.id, count }, now);
}

/** Offers free places first come, first served. Returns the episodes to tell with `tellSignal`. */
async function offerPlaces(
  tx: Transaction,
  program: Program,
  caseload: { id: string; count: number },
  now: Instant,
): Promise<string[]> {
  const queue = await tx.list('waitlist', { parent: program.id });
  const offersOut = queue.filter((entry) => entry.offer).length;
  const free = placesToOffer(caseload, program.caseload.hardCap, offersOut);
  const next = queue.filter((entry) => !entry.offer).slice(0, Math.min(free, queue.length));
  for (const entry of next) {
    tx.put('waitlist', { ...entry, offer: { expiresAt: addHours(now, program.waitlist.offerHours) } });
    raiseSignal(
      tx,
      { episodeId: entry.episodeId, wait: 'place', at: now, news: { kind: 'place offered' } },
      `offer-${now}`,
    );
    tx.audit({
      at: now,
      what: 'place offered',
      by: 'free-place',
      episodeId: entry.episodeId,
      details: { programId: program.id },
    });
  }
  return next.map((entry) => entry.episodeId);
}
