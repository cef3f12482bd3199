import * as z from 'zod/mini';
import { endReferral, tellOffered } from '../../casework/end-referral.ts';
import { readCase } from '../../casework/read-records.ts';
import type { Instant } from '../../domain/clinic-calendar.ts';
import { type Episode, isEnded, type NonAdmission } from '../../domain/episode.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

const endingOf: Record<string, NonAdmission> = {
  'not suitable': 'not suitable',
  'client declined': 'client declined',
  'no show': 'no show at intake',
  withdrawn: 'cancelled',
};

/**
 * The counselor's intake decision. Whoever does not come is offered another appointment, once; a referral that is not
 * admitted frees its place at once.
 */
export const step = defineStep({
  // Without the question's id the machine is one that does not know of another appointment.
  input: z.extend(episodeInput, { outcome: z.string(), taskId: z.optional(z.string()) }),
  run: async ({ clinicId, episodeId, outcome, taskId }, ports) => {
    const now = ports.clock.now();
    const { result, offered } = await ports.store.transact(clinicId, async (tx) => {
      const the = await readCase(tx, clinicId, episodeId, now);
      if (isEnded(the.episode)) return { result: 'ended', offered: [] };
      if (outcome === 'admit') {
        if (the.episode.intakePassed) return { result: 'admit', offered: [] };
        tx.put('episode', { ...the.episode, intakePassed: true });
        tx.audit({ at: now, what: 'intake passed', by: 'take-up-intake', episodeId });
        return { result: 'admit', offered: [] };
      }
      const { missedIntakeTaskId } = the.episode;
      if (outcome === 'no show' && taskId && (missedIntakeTaskId ?? taskId) === taskId)
        return { result: askAgain(tx, the.episode, taskId, now), offered: [] };
      const ending = endingOf[outcome] ?? 'no answer from staff';
      return { result: 'ended', offered: await endReferral(tx, the, ending, now, 'take-up-intake') };
    });
    await tellOffered(ports, clinicId, offered, now);
    return { outcome: result };
  },
});

/** The first time that somebody does not come: the place is kept for another appointment. */
function askAgain(tx: Transaction, episode: Episode, taskId: string, now: Instant): 'another appointment' {
  if (episode.missedIntakeTaskId !== taskId) {
    tx.put('episode', { ...episode, missedIntakeTaskId: taskId });
    tx.audit({ at: now, what: 'another intake appointment', by: 'take-up-intake', episodeId: episode.id });
  }
  return 'another appointment';
}
