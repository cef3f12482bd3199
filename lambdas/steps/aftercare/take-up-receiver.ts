import * as z from 'zod/mini';
import { readCase } from '../../casework/read-records.ts';
import { visitDate } from '../../domain/handoff.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** A receiver's answer to a referral. Silence is a "no" for this receiver and a reason to ask the next. */
export const step = defineStep({
  input: z.extend(episodeInput, { receiverId: z.string(), outcome: z.string() }),
  run: async ({ clinicId, episodeId, receiverId, outcome }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const { episode, program, clinic, today } = await readCase(tx, clinicId, episodeId, now);
      if (episode.handoff.status !== 'open' || outcome === 'withdrawn')
        return { outcome: 'closed', receiverId };
      if (outcome === 'not sent') return { outcome: 'no consent', receiverId };
      if (outcome === 'accept') {
        if (episode.handoff.receiverId === receiverId) return { outcome: 'accepted', receiverId };
        const visitOn = visitDate(clinic.calendar, episode, today, program.aftercare.visitWithinDays);
        tx.put('episode', { ...episode, handoff: { ...episode.handoff, receiverId, visitOn } });
        tx.audit({
          at: now,
          what: 'receiver accepted',
          by: 'take-up-receiver',
          episodeId,
          details: { receiverId, visitOn },
        });
        return { outcome: 'accepted', receiverId };
      }
      if (episode.receiversDeclined.includes(receiverId)) return { outcome: 'next receiver', receiverId };
      tx.put('episode', { ...episode, receiversDeclined: [...episode.receiversDeclined, receiverId] });
      tx.audit({
        at: now,
        what: 'receiver did not accept',
        by: 'take-up-receiver',
        episodeId,
        details: { receiverId, outcome },
      });
      return { outcome: 'next receiver', receiverId };
    });
  },
});
