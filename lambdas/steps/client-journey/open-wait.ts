import * as z from 'zod/mini';
import { signalled, unconsumed } from '../../casework/tell-workflow.ts';
import { type WaitName, waitId } from '../../domain/signal.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

const waits = ['place', 'treatment', 'aftercare', 'follow-up'] as const satisfies WaitName[];

/**
 * Opens a wait that a signal may end early. Signals are looked for after the wait is stored: whoever stores one
 * later finds the wait, and one stored before ends it at once.
 */
export const step = defineStep({
  input: z.extend(episodeInput, { wait: z.enum(waits), taskToken: z.string() }),
  run: async ({ clinicId, episodeId, wait, taskToken }, ports) => {
    const openedAt = ports.clock.now();
    await ports.store.transact(clinicId, async (tx) => {
      tx.put('wait', { id: waitId(episodeId, wait), episodeId, wait, token: taskToken, openedAt });
    });
    const waiting = await unconsumed(ports.store.read(clinicId), episodeId, wait);
    if (waiting.length > 0) await ports.journeys.succeed(taskToken, signalled);
    return { outcome: waiting.length > 0 ? 'signal' : 'waiting' };
  },
});
