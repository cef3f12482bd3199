import * as z from 'zod/mini';
import { planRung } from '../../casework/plan-rung.ts';
import { required } from '../../casework/read-records.ts';
import { closeOpenTask } from '../../casework/withdraw-questions.ts';
import { isSettled, nextRung, outcomeOf } from '../../domain/human-task.ts';
import { clinicInput, defineStep } from '../../runtime/define-step.ts';

/** Time on a rung is over: a saved answer counts first; then the next rung is planned, or the ladder has ended. */
export const step = defineStep({
  input: z.extend(clinicInput, { taskId: z.string(), rung: z.int() }),
  run: async ({ clinicId, taskId, rung }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const task = await required(tx, 'task', taskId);
      if (isSettled(task)) return { outcome: outcomeOf(task), taskId };
      if (task.rung > rung) return planRung(tx, clinicId, task, task.rung, now);
      const next = nextRung(task);
      if (next.outcome === 'ask') return planRung(tx, clinicId, task, next.index, now);
      const givenUp = { ...task, status: 'given up' as const };
      tx.put('task', givenUp);
      closeOpenTask(tx, task);
      tx.audit({
        at: now,
        what: 'nobody answered',
        by: 'take-up-silence',
        episodeId: task.episodeId,
        details: { taskId, kind: task.kind },
      });
      return { outcome: outcomeOf(givenUp), taskId };
    });
  },
});
