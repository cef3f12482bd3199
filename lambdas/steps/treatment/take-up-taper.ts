import * as z from 'zod/mini';
import { readCase } from '../../casework/read-records.ts';
import { isEnded } from '../../domain/episode.ts';
import { nextTreatmentDuty } from '../../domain/review.ts';
import { taperAnswered } from '../../domain/test-rate.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** What the clinician says to a lower test rate. Without a sign-off the present rate stays, silence included. */
export const step = defineStep({
  input: z.extend(episodeInput, { outcome: z.string() }),
  run: async ({ clinicId, episodeId, outcome }, ports) => {
    const now = ports.clock.now();
    await ports.store.transact(clinicId, async (tx) => {
      const { episode, program } = await readCase(tx, clinicId, episodeId, now);
      const due = nextTreatmentDuty(episode, program);
      if (isEnded(episode) || due.duty !== 'taper' || outcome === 'withdrawn') return;
      const isSignedOff = outcome === 'step down';
      tx.put('episode', taperAnswered(episode, due, isSignedOff));
      tx.audit({
        at: now,
        what: isSignedOff ? 'lower test rate signed off' : 'test rate kept',
        by: 'take-up-taper',
        episodeId,
        details: { forPhase: due.forPhase, outcome },
      });
    });
    return { outcome };
  },
});
