import * as z from 'zod/mini';
import { entryOf } from '../../casework/caseload-places.ts';
import { endReferral, tellOffered } from '../../casework/end-referral.ts';
import { expireOffer } from '../../casework/expire-offer.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { addHours, type Instant, timeoutSecondsUntil } from '../../domain/clinic-calendar.ts';
import { isEnded, type NonAdmission } from '../../domain/episode.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

const by = 'take-up-offer';

/**
 * The answer to an offered place. An offer that nobody took in time goes to the next in the queue: the first time the
 * person goes to the end of it and waits on, the second time the referral ends.
 */
export const step = defineStep({
  // Without the question's id the machine is one that does not know how to wait on.
  input: z.extend(episodeInput, { outcome: z.string(), taskId: z.optional(z.string()) }),
  run: async ({ clinicId, episodeId, outcome, taskId }, ports) => {
    const now = ports.clock.now();
    const { result, offered } = await ports.store.transact(clinicId, async (tx) => {
      const the = await readCase(tx, clinicId, episodeId, now);
      if (isEnded(the.episode)) return { result: { outcome: 'ended' }, offered: [] };
      if (outcome === 'accepts') return { result: { outcome: 'accepted' }, offered: [] };
      if (outcome === 'declines') return end(tx, the, 'client declined', now);
      if (outcome === 'withdrawn' || taskId === undefined) return end(tx, the, 'no place', now);
      const expired = await expireOffer(tx, the, taskId, now);
      if (expired.outcome === 'out') return end(tx, the, 'no place', now);
      const own = await entryOf(tx, the.program.id, episodeId);
      const endsAt = addHours(own?.arrivedAt ?? now, the.program.waitlist.maxDays * 24);
      const timeoutSeconds = timeoutSecondsUntil(endsAt, now);
      return { result: { outcome: 'waiting', timeoutSeconds }, offered: expired.offered };
    });
    await tellOffered(ports, clinicId, offered, now);
    return result;
  },
});

async function end(tx: Transaction, the: Case, ending: NonAdmission, now: Instant) {
  return { result: { outcome: 'ended' }, offered: await endReferral(tx, the, ending, now, by) };
}
