import { type Case, readCase } from '../../casework/read-records.ts';
import { type Caseload, reservePlace, type WaitlistEntry } from '../../domain/caseload.ts';
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
  const { program, episode } = the;
  const caseload: Caseload = (await tx.get('caseload', program.id)) ?? { id: program.id, count: 0 };
  const queue = await tx.list('waitlist', { parent: program.id });
  const own = queue.find((entry) => entry.episodeId === episode.id);
  const othersFirst = own?.offer ? 0 : queue.filter((entry) => entry.episodeId !== episode.id).length;
  const reservation = reservePlace(
    { ...caseload, count: caseload.count + othersFirst },
    program.caseload.hardCap,
  );
  if (reservation.outcome === 'full') return wait(tx, the, own, now);
  const count = caseload.count + 1;
  tx.put('caseload', { ...caseload, count });
  tx.put('enrolment', { id: `${program.id}:${episode.id}`, episodeId: episode.id, since: now });
  if (own) tx.remove('waitlist', own.id);
  if (episode.waitlisted) tx.put('episode', { ...episode, waitlisted: false });
  tx.audit({
    at: now,
    what: 'place reserved',
    by: 'reserve-place',
    episodeId: episode.id,
    details: { programId: program.id, count },
  });
  return { outcome: 'reserved' };
}

function wait(tx: Transaction, the: Case, own: WaitlistEntry | undefined, now: Instant) {
  const { program, episode } = the;
  const arrivedAt = own?.arrivedAt ?? now;
  if (!own) {
    tx.put('waitlist', {
      id: `${program.id}:${arrivedAt}/${episode.id}`,
      episodeId: episode.id,
      arrivedAt,
      offer: null,
    });
    tx.put('episode', { ...episode, waitlisted: true });
    tx.audit({
      at: now,
      what: 'put on the waitlist',
      by: 'reserve-place',
      episodeId: episode.id,
      details: { programId: program.id },
    });
  }
  if (own?.offer) tx.put('waitlist', { ...own, offer: null });
  const endsAt = addHours(arrivedAt, program.waitlist.maxDays * 24);
  return { outcome: 'waitlisted', timeoutSeconds: timeoutSecondsUntil(endsAt, now) };
}
