import * as z from 'zod/mini';
import { outputOf, unconsumed } from '../../casework/tell-workflow.ts';
import { type WaitName, waitId } from '../../domain/signal.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

const waits = ['place', 'treatment', 'aftercare', 'follow-up'] as const satisfies WaitName[];

/** Opens a wait that a signal may end early. A signal stored before the wait was open ends it at once. */
export const step = defineStep({
  input: z.extend(episodeInput, { wait: z.enum(waits), taskToken: z.string() }),
  run: async ({ clinicId, episodeId, wait, taskToken }, ports) => {
    const openedAt = ports.clock.now();
    const waiting = await ports.store.transact(clinicId, async (tx) => {
      const id = waitId(episodeId, wait);
      await tx.get('wait', id);
      tx.put('wait', { id, episodeId, wait, token: taskToken, openedAt });
      return unconsumed(tx, episodeId, wait);
    });
    if (waiting.length > 0) await ports.journeys.succeed(taskToken, outputOf(waiting));
    return { outcome: waiting.length > 0 ? 'signal' : 'waiting' };
  },
});
