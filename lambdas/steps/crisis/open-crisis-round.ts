import * as z from 'zod/mini';
import { putCrisis } from '../../casework/crisis.ts';
import { required } from '../../casework/read-records.ts';
import { tellWithdrawn, withdrawTasks } from '../../casework/withdraw-questions.ts';
import { climbingAgain, isUnacknowledged, roundKey } from '../../domain/crisis.ts';
import { clinicInput, defineStep } from '../../runtime/define-step.ts';

/**
 * Begins a round of the ladder, unless somebody has the crisis or a later climb has taken over. A question that an
 * earlier round left open, because its execution failed, is withdrawn.
 */
export const step = defineStep({
  input: z.extend(clinicInput, { crisisId: z.string(), attempt: z.int() }),
  run: async ({ clinicId, crisisId, attempt }, ports) => {
    const at = ports.clock.now();
    const { withdrawn, ...begun } = await ports.store.transact(clinicId, async (tx) => {
      const before = await required(tx, 'crisis', crisisId);
      if (!isUnacknowledged(before) || attempt < before.climb)
        return { outcome: 'settled', round: '', withdrawn: [] };
      const climbing = attempt > before.climb ? climbingAgain({ ...before, climb: attempt - 1 }, at) : before;
      const key = roundKey(climbing);
      const round = String(climbing.round);
      if (climbing.begun === key) return { outcome: 'ask', round, withdrawn: [] };
      putCrisis(tx, clinicId, { ...climbing, status: 'climbing', begun: key }, before);
      const details = { crisisId, climb: climbing.climb, round: climbing.round };
      tx.audit({
        at,
        what: 'crisis round begun',
        by: 'open-crisis-round',
        episodeId: before.episodeId,
        details,
      });
      const left = before.taskId ? await tx.get('task', before.taskId) : undefined;
      return {
        outcome: 'ask',
        round,
        withdrawn: withdrawTasks(tx, left ? [left] : [], at, 'open-crisis-round'),
      };
    });
    await tellWithdrawn(ports, clinicId, withdrawn, at);
    return begun;
  },
});
