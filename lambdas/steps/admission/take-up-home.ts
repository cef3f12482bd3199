import * as z from 'zod/mini';
import { readCase } from '../../casework/read-records.ts';
import { isEnded } from '../../domain/episode.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** A home's answer to a placement request. Silence is a "no" for this home and a reason to ask the next. */
export const step = defineStep({
  input: z.extend(episodeInput, { homeId: z.string(), outcome: z.string() }),
  run: async ({ clinicId, episodeId, homeId, outcome }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const { episode, today } = await readCase(tx, clinicId, episodeId, now);
      if (isEnded(episode)) return { outcome: 'ended', homeId };
      if (outcome === 'not sent') return { outcome: 'no consent', homeId };
      if (outcome === 'accept') {
        if (episode.residence?.homeId === homeId) return { outcome: 'placed', homeId };
        tx.put('episode', { ...episode, residence: { homeId, since: today } });
        tx.audit({ at: now, what: 'home accepted', by: 'take-up-home', episodeId, details: { homeId } });
        return { outcome: 'placed', homeId };
      }
      if (episode.homesDeclined.includes(homeId)) return { outcome: 'next home', homeId };
      tx.put('episode', { ...episode, homesDeclined: [...episode.homesDeclined, homeId] });
      tx.audit({
        at: now,
        what: 'home did not accept',
        by: 'take-up-home',
        episodeId,
        details: { homeId, outcome },
      });
      return { outcome: 'next home', homeId };
    });
  },
});
