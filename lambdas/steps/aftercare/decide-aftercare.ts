import { planOfEpisode, withPlan } from '../../casework/aftercare-plans.ts';
import { waitInHold } from '../../casework/held-questions.ts';
import { planLook } from '../../casework/look-after-handoff.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { takeSignals } from '../../casework/tell-workflow.ts';
import { addDays, type Instant, instantOf, timeoutSecondsUntil } from '../../domain/clinic-calendar.ts';
import { awaitsConfirmation } from '../../domain/death-report.ts';
import { isEnded } from '../../domain/episode.ts';
import { hasReceiver, isHandoffClosed, newHandoff } from '../../domain/handoff.ts';
import { policyOf } from '../../domain/override.ts';
import { clampToLength } from '../../domain/phase.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Aftercare starts the program's lead time before the planned end, and at once on an early ending. */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId, schema }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      await takeSignals(tx, episodeId, 'aftercare');
      return decide(tx, await readCase(tx, clinicId, episodeId, now), now, schema >= 2);
    });
  },
});

/** A plan that staff have recorded ahead is not asked for again, where the machine knows that outcome. */
async function decide(tx: Transaction, the: Case, now: Instant, knowsRefer: boolean) {
  const { episode, program, clinic, today } = the;
  if (isHandoffClosed(episode.handoff)) return { outcome: 'closed' };
  if (awaitsConfirmation(episode)) return waitInHold;
  const leadDays = clampToLength(policyOf(program, episode, today).aftercare.leadDays, episode.plannedDays);
  const startsOn = addDays(episode.plannedEndOn ?? today, -leadDays);
  const at = instantOf(clinic.calendar.timeZone, startsOn, clinic.dayStartsAt);
  if (!isEnded(episode) && at > now) return { outcome: 'wait', timeoutSeconds: timeoutSecondsUntil(at, now) };
  const plan = await planOfEpisode(tx, episode.id);
  const opened = episode.handoff.status === 'not started' ? { ...episode, handoff: newHandoff } : episode;
  const started = plan && opened !== episode ? withPlan(opened, plan) : opened;
  if (started !== episode) {
    tx.put('episode', started);
    tx.audit({ at: now, what: 'aftercare started', by: 'decide-aftercare', episodeId: episode.id });
    planLook(tx, episode.id, now);
  }
  const { handoff } = started;
  if (handoff.status !== 'open') return { outcome: 'closed' };
  const isUnderWay = hasReceiver(handoff) || (handoff.next ?? 'visit') !== 'visit';
  if (isUnderWay) return { outcome: 'visit planned' };
  return { outcome: plan && knowsRefer ? 'refer' : 'start' };
}
