import * as z from 'zod/mini';
import { endReferral, tellOffered } from '../../casework/end-referral.ts';
import { readCase } from '../../casework/read-records.ts';
import { isEnded, type NonAdmission } from '../../domain/episode.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

const endingOf: Record<string, NonAdmission> = {
  'not suitable': 'not suitable',
  'client declined': 'client declined',
  'no show': 'no show at intake',
  withdrawn: 'cancelled',
};

/** The counselor's intake decision; a referral that is not admitted frees its place at once. */
export const step = defineStep({
  input: z.extend(episodeInput, { outcome: z.string() }),
  run: async ({ clinicId, episodeId, outcome }, ports) => {
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
      const ending = endingOf[outcome] ?? 'no answer from staff';
      return { result: 'ended', offered: await endReferral(tx, the, ending, now, 'take-up-intake') };
    });
    await tellOffered(ports, clinicId, offered, now);
    return { outcome: result };
  },
});
