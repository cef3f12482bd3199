import * as z from 'zod/mini';
import { endReferral, tellOffered } from '../../casework/end-referral.ts';
import { type Case, readCase } from '../../casework/read-records.ts';
import { isEnded } from '../../domain/episode.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/**
 * What staff found when no home was left: a home is required only where the program says so, and a client who goes on
 * without one has no choice of homes any more. Nobody is admitted without the stable residence that a program requires.
 */
export const step = defineStep({
  input: z.extend(episodeInput, { outcome: z.string() }),
  run: async ({ clinicId, episodeId, outcome }, ports) => {
    const now = ports.clock.now();
    const { result, offered } = await ports.store.transact(clinicId, async (tx) => {
      const the = await readCase(tx, clinicId, episodeId, now);
      if (isEnded(the.episode)) return { result: 'ended', offered: [] };
      if (outcome === 'withdrawn') {
        return {
          result: 'ended',
          offered: await endReferral(tx, the, 'cancelled', now, 'take-up-found-home'),
        };
      }
      if (outcome === 'another home chosen') return { result: 'choose home', offered: [] };
      if (await goesOnWithoutHome(tx, the, outcome)) {
        if (the.episode.homeChoices.length === 0) return { result: 'no home needed', offered: [] };
        tx.put('episode', { ...the.episode, homeChoices: [] });
        tx.audit({
          at: now,
          what: 'goes on without a sober home',
          by: 'take-up-found-home',
          episodeId,
          details: { outcome, homeChoices: the.episode.homeChoices },
        });
        return { result: 'no home needed', offered: [] };
      }
      return {
        result: 'ended',
        offered: await endReferral(tx, the, 'not placed', now, 'take-up-found-home'),
      };
    });
    await tellOffered(ports, clinicId, offered, now);
    return { outcome: result };
  },
});

/** A choice of homes counts as a stable residence at the referral; when all have said no it must hold by itself. */
async function goesOnWithoutHome(
  tx: Transaction,
  { episode, program }: Case,
  outcome: string,
): Promise<boolean> {
  if (program.residence === 'required' || outcome === 'cannot be placed') return false;
  if (outcome === 'lives in a stable home' || !program.admission.requires.includes('stable-residence'))
    return true;
  const { meets = [], overrides = [] } = (await tx.get('carePlan', episode.id)) ?? {};
  return (
    meets.includes('stable-residence') || overrides.some(({ criterion }) => criterion === 'stable-residence')
  );
}
