import { askDuty } from '../../casework/ask-treatment.ts';
import { waitInHold } from '../../casework/held-questions.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { takeSignals } from '../../casework/tell-workflow.ts';
import { type Instant, instantOf, timeoutSecondsUntil } from '../../domain/clinic-calendar.ts';
import { awaitsConfirmation } from '../../domain/death-report.ts';
import { isEnded } from '../../domain/episode.ts';
import { nextTreatmentDuty } from '../../domain/review.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/**
 * Asks what is due to be asked, and names what is due to be done, or how long to wait for it. Nothing waits for an
 * answer here: each is followed when it is saved. An ending that was asked for comes before all.
 */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      await takeSignals(tx, episodeId, 'treatment');
      return decide(tx, await readCase(tx, clinicId, episodeId, now), now);
    });
  },
});

async function decide(tx: Transaction, { episode: before, program, clinic, today }: Case, now: Instant) {
  if (awaitsConfirmation(before)) return waitInHold;
  if (isEnded(before) || before.endingRequested) return { outcome: 'end' };
  const asking = { clinicId: clinic.id, program, today, now };
  for (let episode = before; ; ) {
    const due = nextTreatmentDuty(episode, program);
    const time = due.duty === 'end' ? clinic.collections.closes : clinic.dayStartsAt;
    const at = instantOf(clinic.calendar.timeZone, due.on, time);
    if (at <= now && due.duty !== 'end' && due.duty !== 'next phase') {
      episode = await askDuty(tx, asking, episode, due);
      continue;
    }
    if (episode !== before) tx.put('episode', episode);
    if (at <= now) return { outcome: due.duty };
    return { outcome: 'wait', timeoutSeconds: timeoutSecondsUntil(at, now) };
  }
}
