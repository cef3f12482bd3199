import * as z from 'zod/mini';
import { giveUp } from '../../casework/give-up.ts';
import { isHeldBack } from '../../casework/held-questions.ts';
import { noteRungSilent } from '../../casework/page-out.ts';
import { planRung } from '../../casework/plan-rung.ts';
import { required } from '../../casework/read-records.ts';
import { isSettled, outcomeOf } from '../../domain/human-task.ts';
import { clinicInput, defineStep } from '../../runtime/define-step.ts';

/** Time on a rung is over: a saved answer counts first; what is held back stays on its rung; else the next rung is planned, or the ladder has ended. */
export const step = defineStep({
  input: z.extend(clinicInput, { taskId: z.string(), rung: z.int() }),
  run: async ({ clinicId, taskId, rung }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const task = await required(tx, 'task', taskId);
      if (isSettled(task)) return { outcome: outcomeOf(task), taskId };
      if (await isHeldBack(tx, task)) {
        const again = { ...task, rungEndsAt: null };
        return (
          (await planRung(tx, clinicId, again, Math.max(0, task.rung), now)) ??
          giveUp(tx, clinicId, task, now)
        );
      }
      if (task.rung === rung) await noteRungSilent(tx, task, now);
      const next = task.rung > rung ? task.rung : rung + 1;
      return (await planRung(tx, clinicId, task, next, now)) ?? giveUp(tx, clinicId, task, now);
    });
  },
});
