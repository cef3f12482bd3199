import { caseloadOf, changeQueue, takePlace } from '../../casework/caseload-places.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { queueEntry, reserveInTurn, type WaitlistEntry } from '../../domain/caseload.ts';
import { addHours, type Instant, timeoutSecondsUntil } from '../../domain/clinic-calendar.ts';
import { isEnded } from '../../domain/episode.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Takes a place in the program's caseload or one in its queue: count, membership and audit in one transaction. */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const the = await readCase(tx, clinicId, episodeId, now);
      if (isEnded(the.episode)) return { outcome: 'ended' };
      const membership = await tx.get('enrolment', `${the.program.id}:${episodeId}`);
      if (membership) return { outcome: the.episode.intakePassed ? 'intake passed' : 'reserved' };
      return reserve(tx, the, now);
    });
  },
});

async function reserve(tx: Transaction, the: Case, now: Instant) {
  const { clinic, program, episode } = the;
  const caseload = await caseloadOf(tx, program.id);
  const queue = await tx.list('waitlist', { parent: program.id });
  const reservation = reserveInTurn(caseload, queue, episode.id, program.caseload.hardCap);
  if (reservation.outcome === 'full') {
    const own = queue.find((entry) => entry.episodeId === episode.id);
    if (!own) changeQueue(tx, caseload);
    return wait(tx, the, own, now);
  }
  if (episode.waitlisted) tx.put('episode', { ...episode, waitlisted: false });
  await takePlace(tx, { clinicId: clinic.id, program, episode, by: 'reserve-place' }, now);
  return { outcome: 'reserved' };
}

function wait(tx: Transaction, the: Case, known: WaitlistEntry | undefined, now: Instant) {
  const { program, episode } = the;
  const own = known ?? queueEntry(program.id, episode.id, now);
  if (!known) {
    tx.put('waitlist', own);
    tx.put('episode', { ...episode, waitlisted: true });
    tx.audit({
      at: now,
      what: 'put on the waitlist',
      by: 'reserve-place',
      episodeId: episode.id,
      details: { programId: program.id },
    });
  }
  if (own.offer) tx.put('waitlist', { ...own, offer: null });
  const endsAt = addHours(own.arrivedAt, program.waitlist.maxDays * 24);
  return { outcome: 'waitlisted', timeoutSeconds: timeoutSecondsUntil(endsAt, now) };
}
