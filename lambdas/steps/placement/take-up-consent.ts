import * as z from 'zod/mini';
import { readCase } from '../../casework/read-records.ts';
import { type Episode, isEnded, stopsAllContact } from '../../domain/episode.ts';
import { isHandoffClosed, withoutReceiver } from '../../domain/handoff.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

const partner = z.object({ homeId: z.optional(z.string()), receiverId: z.optional(z.string()) });
type About = z.infer<typeof partner>;

/**
 * Without a signature the partner is not asked, and the next of the client's choices is. A receiver that had accepted
 * and may hear nothing more does not have the client any longer; with a new signature the visit is waited for.
 */
export const step = defineStep({
  input: z.extend(episodeInput, { about: partner, outcome: z.string() }),
  run: async ({ clinicId, episodeId, about, outcome }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const { episode } = await readCase(tx, clinicId, episodeId, now);
      const partnerId = about.homeId ?? about.receiverId ?? '';
      if (isOver(episode, about) || outcome === 'withdrawn') return { outcome: 'ended' };
      if (outcome === 'signed') return { outcome: hasAccepted(episode, about) ? 'plan visit' : 'go on' };
      const isKnown = [...episode.homesDeclined, ...episode.receiversDeclined].includes(partnerId);
      if (isKnown) return { outcome: 'go on' };
      tx.put('episode', without(episode, about));
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

function isOver(episode: Episode, { homeId }: About): boolean {
  return homeId ? isEnded(episode) : isHandoffClosed(episode.handoff) || stopsAllContact(episode.ending);
}

function hasAccepted({ handoff }: Episode, { receiverId }: About): boolean {
  return handoff.status === 'open' && receiverId !== undefined && handoff.receiverId === receiverId;
}

function without(episode: Episode, about: About): Episode {
  const homesDeclined = added(episode.homesDeclined, about.homeId);
  const receiversDeclined = added(episode.receiversDeclined, about.receiverId);
  const { handoff } = episode;
  const rest = handoff.status === 'open' && hasAccepted(episode, about) ? withoutReceiver(handoff) : handoff;
  return { ...episode, homesDeclined, receiversDeclined, handoff: rest };
}

function added(list: readonly string[], id: string | undefined): string[] {
  return id === undefined ? [...list] : [...list, id];
}
