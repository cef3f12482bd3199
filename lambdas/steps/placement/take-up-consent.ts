import * as z from 'zod/mini';
import { readCase } from '../../casework/read-records.ts';
import { isEnded, stopsAllContact } from '../../domain/episode.ts';
import { isHandoffClosed } from '../../domain/handoff.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

const partner = z.object({ homeId: z.optional(z.string()), receiverId: z.optional(z.string()) });

/** Without a signature the partner is not asked, and the next of the client's choices is. */
export const step = defineStep({
  input: z.extend(episodeInput, { about: partner, outcome: z.string() }),
  run: async ({ clinicId, episodeId, about, outcome }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const { episode } = await readCase(tx, clinicId, episodeId, now);
      const partnerId = about.homeId ?? about.receiverId ?? '';
      const isOver = about.homeId
        ? isEnded(episode)
        : isHandoffClosed(episode.handoff) || stopsAllContact(episode.ending);
      if (isOver || outcome === 'withdrawn') return { outcome: 'ended' };
      if (outcome === 'signed') return { outcome: 'go on' };
      const isKnown = [...episode.homesDeclined, ...episode.receiversDeclined].includes(partnerId);
      if (isKnown) return { outcome: 'go on' };
      const homesDeclined = added(episode.homesDeclined, about.homeId);
      const receiversDeclined = added(episode.receiversDeclined, about.receiverId);
      tx.put('episode', { ...episode, homesDeclined, receiversDeclined });
      const details = { partnerId, outcome };
      tx.audit({
        at: now,
        what: 'partner not asked for want of consent',
        by: 'take-up-consent',
        episodeId,
        details,
      });
      return { outcome: 'go on' };
    });
  },
});

function added(list: readonly string[], id: string | undefined): string[] {
  return id === undefined ? [...list] : [...list, id];
}
