import { readCase } from '../../casework/read-records.ts';
import { isEnded } from '../../domain/episode.ts';
import { nextTreatmentDuty } from '../../domain/review.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Steps down: from today the next phase's days, hours and test rate hold. */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const { episode, program, today } = await readCase(tx, clinicId, episodeId, now);
      const due = nextTreatmentDuty(episode, program);
      if (isEnded(episode) || due.duty !== 'next phase' || due.on > today) return { outcome: 'not due' };
      const phaseIndex = episode.phaseIndex + 1;
      tx.put('episode', { ...episode, phaseIndex, phaseStartedOn: today });
      tx.audit({
        at: now,
        what: 'phase begun',
        by: 'begin-next-phase',
        episodeId,
        details: { phaseIndex, name: program.phases[phaseIndex]?.name ?? '' },
      });
      return { outcome: 'begun' };
    });
  },
});
