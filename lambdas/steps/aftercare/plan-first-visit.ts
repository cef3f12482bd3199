import { waitInHold } from '../../casework/held-questions.ts';
import { readCase } from '../../casework/read-records.ts';
import { takeSignals } from '../../casework/tell-workflow.ts';
import { addDays, instantOf, timeoutSecondsUntil } from '../../domain/clinic-calendar.ts';
import { awaitsConfirmation } from '../../domain/death-report.ts';
import { visitAfterTreatment } from '../../domain/handoff.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/**
 * Waits until the morning after the visit; then somebody says whether the client arrived. A visit that a later
 * planned end has overtaken moves behind it.
 */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      await takeSignals(tx, episodeId, 'aftercare');
      const { episode, clinic, today } = await readCase(tx, clinicId, episodeId, now);
      if (episode.handoff.status !== 'open') return { outcome: 'closed' };
      if (awaitsConfirmation(episode)) return waitInHold;
      const visitOn = visitAfterTreatment(clinic.calendar, episode, episode.handoff.visitOn ?? today);
      if (visitOn !== episode.handoff.visitOn) {
        tx.put('episode', { ...episode, handoff: { ...episode.handoff, visitOn } });
      }
      const at = instantOf(clinic.calendar.timeZone, addDays(visitOn, 1), clinic.dayStartsAt);
      return at > now
        ? { outcome: 'wait', timeoutSeconds: timeoutSecondsUntil(at, now) }
        : { outcome: 'ask' };
    });
  },
});
