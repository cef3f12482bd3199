import * as z from 'zod/mini';
import { giveUp } from '../../casework/give-up.ts';
import { planRung } from '../../casework/plan-rung.ts';
import { required } from '../../casework/read-records.ts';
import { isSettled, outcomeOf } from '../../domain/human-task.ts';
import { clinicInput, defineStep } from '../../runtime/define-step.ts';

/** Time on a rung is over: a saved answer counts first; then the next rung is planned, or the ladder has ended. */
export const step = defineStep({
  input: z.extend(clinicInput, { taskId: z.string(), rung: z.int() }),
  run: async ({ clinicId, taskId, rung }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const task = await required(tx, 'task', taskId);
      if (isSettled(task)) return { outcome: outcomeOf(task), taskId };
      const next = task.rung > rung ? task.rung : rung + 1;
      return (await planRung(tx, clinicId, task, next, now)) ?? giveUp(tx, task, now);
    });
  },
});
