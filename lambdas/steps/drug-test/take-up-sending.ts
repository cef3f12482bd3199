import * as z from 'zod/mini';
import { required } from '../../casework/read-records.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Who sent a presumptive specimen to the laboratory and when. What nobody sent stays presumptive, and a clinician hears. */
export const step = defineStep({
  input: z.extend(episodeInput, { testId: z.string(), taskId: z.string(), outcome: z.string() }),
  run: async ({ clinicId, episodeId, testId, taskId, outcome }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const test = await required(tx, 'drugTest', testId);
      if (outcome === 'withdrawn' || test.outcome !== 'presumptive positive')
        return { outcome: 'done', reason: '' };
      if (outcome !== 'sent') return { outcome: 'ask clinician', reason: 'not sent to the laboratory' };
      if (test.sentToLaboratory) return { outcome: 'sent', reason: '' };
      const { answer } = await required(tx, 'task', taskId);
      const sentToLaboratory = { by: answer?.by ?? '', at: answer?.at ?? now };
      tx.put('drugTest', { ...test, sentToLaboratory });
      tx.audit({
        at: now,
        what: 'specimen sent to the laboratory',
        by: 'take-up-sending',
        episodeId,
        details: { testId, sentBy: sentToLaboratory.by },
      });
      return { outcome: 'sent', reason: '' };
    });
  },
});
