import { readCase } from '../../casework/read-records.ts';
import { tellWithdrawn, withdrawQuestions } from '../../casework/withdraw-questions.ts';
import { isHandoffClosed } from '../../domain/handoff.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Thrown when an episode would close with its handoff open: the journey must not get here. */
export class HandoffStillOpen extends Error {
  override name = 'HandoffStillOpen';
}

/**
 * The last step of a journey: no stage is open any more, and the record says so. What somebody was asked to look into
 * (a result, a concern, a correction) stays with them until it is answered.
 */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    const { ending, questions } = await ports.store.transact(clinicId, async (tx) => {
      const { episode } = await readCase(tx, clinicId, episodeId, now);
      if (!isHandoffClosed(episode.handoff))
        throw new HandoffStillOpen(`episode ${episodeId} still has its handoff open`);
      const questions = await withdrawQuestions(tx, episodeId, 'when closed', now, 'close-episode');
      if (episode.stage !== 'closed') {
        tx.put('episode', { ...episode, stage: 'closed', closedAt: now });
        tx.audit({
          at: now,
          what: 'episode closed',
          by: 'close-episode',
          episodeId,
          details: { ending: episode.ending ?? 'none' },
        });
      }
      return { ending: episode.ending, questions };
    });
    await tellWithdrawn(ports, clinicId, questions, now);
    return { outcome: ending ?? 'none' };
  },
});
