import * as z from 'zod/mini';
import { endReferral, tellOffered } from '../../casework/end-referral.ts';
import { readCase } from '../../casework/read-records.ts';
import { isEnded } from '../../domain/episode.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** The answer to an offered place. An offer that nobody answered has expired and goes to the next in the queue. */
export const step = defineStep({
  input: z.extend(episodeInput, { outcome: z.string() }),
  run: async ({ clinicId, episodeId, outcome }, ports) => {
    const now = ports.clock.now();
    const { result, offered } = await ports.store.transact(clinicId, async (tx) => {
      const the = await readCase(tx, clinicId, episodeId, now);
      if (isEnded(the.episode)) return { result: 'ended', offered: [] };
      if (outcome === 'accepts') return { result: 'accepted', offered: [] };
      const ending = outcome === 'declines' ? 'client declined' : 'no place';
      return { result: 'ended', offered: await endReferral(tx, the, ending, now, 'take-up-offer') };
    });
    await tellOffered(ports, clinicId, offered, now);
    return { outcome: result };
  },
});
