import * as z from 'zod/mini';
import { required } from '../../casework/read-records.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** What collections said about telling the client. Without proof of telling a test is "not reached", never "missed". */
export const step = defineStep({
  input: z.extend(episodeInput, { testId: z.string(), taskId: z.string(), outcome: z.string() }),
  run: async ({ clinicId, episodeId, testId, taskId, outcome }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const test = await required(tx, 'drugTest', testId);
      if (test.outcome === 'not reached') return { outcome: 'ask clinician', reason: 'not reached' };
      if (outcome === 'withdrawn' || test.outcome !== 'pending') return { outcome: 'closed', reason: '' };
      if (outcome === 'told') {
        if (test.toldAt) return { outcome: 'collect', reason: '' };
        const toldAt = (await required(tx, 'task', taskId)).answer?.at ?? now;
        tx.put('drugTest', { ...test, toldAt });
        tx.audit({
          at: now,
          what: 'client told of the test',
          by: 'take-up-telling',
          episodeId,
          details: { testId },
        });
        return { outcome: 'collect', reason: '' };
      }
      tx.put('drugTest', { ...test, outcome: 'not reached' });
      tx.audit({
        at: now,
        what: 'client not reached for the test',
        by: 'take-up-telling',
        episodeId,
        details: { testId, answer: outcome },
      });
      return { outcome: 'ask clinician', reason: 'not reached' };
    });
  },
});
