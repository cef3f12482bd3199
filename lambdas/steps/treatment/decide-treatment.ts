import { type Case, readCase } from '../../casework/read-records.ts';
import { takeSignals } from '../../casework/tell-workflow.ts';
import { type Instant, instantOf, timeoutSecondsUntil } from '../../domain/clinic-calendar.ts';
import { isEnded } from '../../domain/episode.ts';
import { nextTreatmentDuty } from '../../domain/review.ts';
import { asksForSignOff } from '../../domain/test-rate.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** The duty that falls due first, or how long to wait for it. An ending that was asked for comes before all. */
export const step = defineStep({
  input: episodeInput,
  run: async ({ schema, clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      await takeSignals(tx, episodeId, 'treatment');
      return decide(await readCase(tx, clinicId, episodeId, now), now, asksForSignOff(schema));
    });
  },
});

function decide({ episode, program, clinic }: Case, now: Instant, withSignOff: boolean) {
  if (isEnded(episode) || episode.endingRequested) return { outcome: 'end' };
  const due = nextTreatmentDuty(episode, program, withSignOff);
  const at = instantOf(
    clinic.calendar.timeZone,
    due.on,
    due.duty === 'end' ? clinic.collections.closes : clinic.dayStartsAt,
  );
  if (at > now) return { outcome: 'wait', timeoutSeconds: timeoutSecondsUntil(at, now) };
  return { outcome: due.duty };
}
