import * as z from 'zod/mini';
import { required } from '../../casework/read-records.ts';
import { askSeparately } from '../../casework/start-later.ts';
import { outputOf, takeSignals } from '../../casework/tell-workflow.ts';
import { waitId } from '../../domain/signal.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** A stage has failed: the director is asked to have it restarted, and the journey waits for the restart. */
export const step = defineStep({
  input: z.extend(episodeInput, { stage: z.string(), taskToken: z.string() }),
  run: async ({ clinicId, episodeId, stage, taskToken }, ports) => {
    const at = ports.clock.now();
    const restarts = await ports.store.transact(clinicId, async (tx) => {
      const episode = await required(tx, 'episode', episodeId);
      tx.put('wait', {
        id: waitId(episodeId, 'operator'),
        episodeId,
        wait: 'operator',
        token: taskToken,
        openedAt: at,
      });
      tx.audit({ at, what: 'stage failed', by: 'ask-operator', episodeId, details: { stage } });
      const name = `alert-${episodeId}-${stage}-${at.slice(0, 10)}-${episode.attempts[stage] ?? 1}`;
      askSeparately(tx, at, name, {
        clinicId,
        kind: 'clinic-alert',
        episodeId,
        reason: 'stage failed',
        about: { stage },
      });
      return takeSignals(tx, episodeId, 'operator');
    });
    if (restarts.length > 0) await ports.journeys.succeed(taskToken, outputOf(restarts));
    return { outcome: 'asked' };
  },
});
