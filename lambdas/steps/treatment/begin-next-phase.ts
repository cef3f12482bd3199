import { noteForHome } from '../../casework/home-notices.ts';
import { readCase } from '../../casework/read-records.ts';
import { isEnded } from '../../domain/episode.ts';
import { phaseNews } from '../../domain/home-notice.ts';
import { nextPhaseOn, nextTreatmentDuty } from '../../domain/review.ts';
import { rateInPhase } from '../../domain/test-rate.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/**
 * Steps down: the next phase's days and hours hold, from the day on which it was planned to begin. The test rate
 * follows when it does not fall, or when a clinician has signed for it.
 */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const { clinic, episode, program, today } = await readCase(tx, clinicId, episodeId, now);
      const due = nextTreatmentDuty(episode, program);
      if (isEnded(episode) || due.duty !== 'next phase' || due.on > today) return { outcome: 'not due' };
      const phaseStartedOn = nextPhaseOn(episode, program)?.on ?? due.on;
      const phaseIndex = episode.phaseIndex + 1;
      const begun = rateInPhase({ ...episode, phaseIndex, phaseStartedOn }, program);
      tx.put('episode', begun);
      const news = phaseNews(begun, program, phaseStartedOn);
      await noteForHome(tx, clinic, { episode: begun, homeId: begun.residence?.homeId, news }, now);
      const details = {
        phaseIndex,
        name: program.phases[phaseIndex]?.name ?? '',
        testRateOfPhase: begun.testRate.phaseIndex,
      };
      tx.audit({ at: now, what: 'phase begun', by: 'begin-next-phase', episodeId, details });
      return { outcome: 'begun' };
    });
  },
});
