import { waitInHold } from '../../casework/held-questions.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { takeSignals } from '../../casework/tell-workflow.ts';
import { addDays, type Instant, instantOf, timeoutSecondsUntil } from '../../domain/clinic-calendar.ts';
import { awaitsConfirmation } from '../../domain/death-report.ts';
import { isEnded } from '../../domain/episode.ts';
import { isHandoffClosed } from '../../domain/handoff.ts';
import { policyOf } from '../../domain/override.ts';
import { clampToLength } from '../../domain/phase.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Aftercare starts the program's lead time before the planned end, and at once on an early ending. */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      await takeSignals(tx, episodeId, 'aftercare');
      return decide(tx, await readCase(tx, clinicId, episodeId, now), now);
    });
  },
});

function decide(tx: Transaction, { episode, program, clinic, today }: Case, now: Instant) {
  if (isHandoffClosed(episode.handoff)) return { outcome: 'closed' };
  if (awaitsConfirmation(episode)) return waitInHold;
  const leadDays = clampToLength(policyOf(program, episode, today).aftercare.leadDays, episode.plannedDays);
  const startsOn = addDays(episode.plannedEndOn ?? today, -leadDays);
  const at = instantOf(clinic.calendar.timeZone, startsOn, clinic.dayStartsAt);
  if (!isEnded(episode) && at > now) return { outcome: 'wait', timeoutSeconds: timeoutSecondsUntil(at, now) };
  if (episode.handoff.status === 'open' && episode.handoff.receiverId) return { outcome: 'visit planned' };
  if (episode.handoff.status === 'not started') {
    tx.put('episode', {
      ...episode,
      handoff: { status: 'open', receiverId: null, visitOn: null, attempts: 0, lastVisitTaskId: null },
    });
    tx.audit({ at: now, what: 'aftercare started', by: 'decide-aftercare', episodeId: episode.id });
  }
  return { outcome: 'start' };
}
