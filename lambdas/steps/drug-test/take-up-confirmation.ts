import * as z from 'zod/mini';
import { required } from '../../casework/read-records.ts';
import { confirmationOutcomes, nextAfterCollection, withConfirmation } from '../../domain/drug-test.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Machines of before fields existed do not name the question; what was filled in is then unknown. */
const input = z.extend(episodeInput, {
  testId: z.string(),
  taskId: z.optional(z.string()),
  outcome: z.string(),
});

/** The laboratory's result. Without one the test stays presumptive, and a clinician hears that it did not come. */
export const step = defineStep({
  input,
  run: async ({ clinicId, episodeId, testId, taskId, outcome }, ports) => {
    const at = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const test = await required(tx, 'drugTest', testId);
      if (outcome === 'withdrawn' || test.outcome !== 'presumptive positive')
        return { outcome: 'done', reason: '' };
      const confirmation = confirmationOutcomes.find((known) => known === outcome);
      if (!confirmation) return { outcome: 'ask clinician', reason: 'no laboratory result' };
      if (test.confirmation === null) {
        const answer = taskId ? (await required(tx, 'task', taskId)).answer : null;
        const others = await tx.list('drugTest', { parent: episodeId });
        const confirmed = withConfirmation(test, confirmation, answer?.fields ?? {}, others);
        const { panels, carryOver } = confirmed;
        tx.put('drugTest', confirmed);
        tx.audit({
          at,
          what: 'laboratory result recorded',
          by: 'take-up-confirmation',
          episodeId,
          details: { testId, confirmation, panels, carryOver },
        });
      }
      return { outcome: nextAfterCollection(confirmation), reason: confirmation };
    });
  },
});
