import * as z from 'zod/mini';
import { required } from '../../casework/read-records.ts';
import { restartWaiting } from '../../casework/restart-waiting.ts';
import { askSeparately } from '../../casework/start-later.ts';
import { operatorWaitId, stageMachines } from '../../domain/signal.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** A stage has failed: the director is asked to have it restarted, and the journey waits for the restart. */
export const step = defineStep({
  input: z.extend(episodeInput, { stage: z.enum(stageMachines), attempt: z.int(), taskToken: z.string() }),
  run: async ({ clinicId, episodeId, stage, attempt, taskToken }, ports) => {
    const at = ports.clock.now();
    await ports.store.transact(clinicId, async (tx) => {
      await required(tx, 'episode', episodeId);
      const id = operatorWaitId(episodeId, stage);
      tx.put('wait', { id, episodeId, wait: 'operator', token: taskToken, openedAt: at });
      tx.audit({ at, what: 'stage failed', by: 'ask-operator', episodeId, details: { stage, attempt } });
      const name = `alert-${episodeId}-${stage}-${attempt}-${at.slice(0, 10)}`;
      const about = { stage };
      askSeparately(tx, at, name, {
        clinicId,
        kind: 'clinic-alert',
        episodeId,
        reason: 'stage failed',
        about,
      });
    });
    await restartWaiting(ports, clinicId, { episodeId, stage, failedAttempt: attempt });
    return { outcome: 'asked' };
  },
});
