import * as z from 'zod/mini';
import { required } from '../../casework/read-records.ts';
import { clinicianWho, closeHandoff } from '../../casework/settle-handoff.ts';
import { hasReceiver, isHandoffClosed } from '../../domain/handoff.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/**
 * The plan's answer; the plan itself was filed as it was answered. A client may decline: a counselor's own word closes
 * the handoff, anybody else's is signed for first. A plan that nobody made still leads to the receivers on file.
 */
export const step = defineStep({
  input: z.extend(episodeInput, { outcome: z.string(), taskId: z.optional(z.string()) }),
  run: async ({ schema, clinicId, episodeId, outcome, taskId = '' }, ports) => {
    const at = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const episode = await required(tx, 'episode', episodeId);
      const { handoff } = episode;
      if (isHandoffClosed(handoff) || handoff.status !== 'open' || outcome === 'withdrawn')
        return { outcome: 'closed' };
      if (outcome === 'client declines aftercare') {
        const answeredBy = (await tx.get('task', taskId))?.answer?.by;
        const signedOffBy = await clinicianWho(tx, answeredBy);
        if (signedOffBy || schema < 2) {
          const by = 'take-up-aftercare-plan';
          await closeHandoff(tx, episode, { status: 'declined by client', by, at, signedOffBy });
          return { outcome: 'closed' };
        }
        tx.put('episode', { ...episode, handoff: { ...handoff, next: 'sign-off' } });
        return { outcome: 'plan visit' };
      }
      return { outcome: hasReceiver(handoff) && schema >= 2 ? 'plan visit' : 'refer' };
    });
  },
});
