import * as z from 'zod/mini';
import { readCase } from '../../casework/read-records.ts';
import { askSeparately } from '../../casework/start-later.ts';
import { isEnded } from '../../domain/episode.ts';
import { nextDueOn } from '../../domain/review.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Records how mutual help goes, as the client reported it; a client who needs support becomes somebody's task. */
export const step = defineStep({
  input: z.extend(episodeInput, { outcome: z.string() }),
  run: async ({ clinicId, episodeId, outcome }, ports) => {
    const now = ports.clock.now();
    await ports.store.transact(clinicId, async (tx) => {
      const { episode, program, today } = await readCase(tx, clinicId, episodeId, now);
      if (isEnded(episode) || (episode.nextMilestonesOn && episode.nextMilestonesOn > today)) return;
      const nextMilestonesOn = nextDueOn(today, program.mutualHelp.askEveryDays, episode.plannedDays);
      tx.put('episode', { ...episode, nextMilestonesOn });
      tx.audit({
        at: now,
        what: 'milestones recorded',
        by: 'take-up-milestones',
        episodeId,
        details: { outcome, basis: 'self-reported' },
      });
      if (outcome !== 'needs support') return;
      const name = `${episodeId}-milestone-support-${today}`;
      askSeparately(tx, now, name, {
        clinicId,
        kind: 'care-concern',
        episodeId,
        reason: 'needs support with mutual help',
      });
    });
    return { outcome };
  },
});
