import { endReferral, tellOffered } from '../../casework/end-referral.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { takeSignals } from '../../casework/tell-workflow.ts';
import { addHours, type Instant, timeoutSecondsUntil } from '../../domain/clinic-calendar.ts';
import { isEnded } from '../../domain/episode.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** What ended the wait in the queue: an offer, a cancellation, or the program's longest wait. */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    const { result, offered } = await ports.store.transact(clinicId, async (tx) => {
      const the = await readCase(tx, clinicId, episodeId, now);
      return decide(tx, the, now);
    });
    await tellOffered(ports, clinicId, offered, now);
    return result;
  },
});

async function decide(tx: Transaction, the: Case, now: Instant) {
  await takeSignals(tx, the.episode.id, 'place');
  if (isEnded(the.episode)) return { result: { outcome: 'ended' }, offered: [] };
  const queue = await tx.list('waitlist', { parent: the.program.id });
  const own = queue.find((entry) => entry.episodeId === the.episode.id);
  if (own?.offer) return { result: { outcome: 'offered' }, offered: [] };
  const endsAt = addHours(own?.arrivedAt ?? now, the.program.waitlist.maxDays * 24);
  if (endsAt > now)
    return { result: { outcome: 'waiting', timeoutSeconds: timeoutSecondsUntil(endsAt, now) }, offered: [] };
  return {
    result: { outcome: 'ended' },
    offered: await endReferral(tx, the, 'no place', now, 'take-up-place'),
  };
}
