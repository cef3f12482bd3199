import * as z from 'zod/mini';
import { required } from '../../casework/read-records.ts';
import { confirmationOutcomes, nextAfterCollection } from '../../domain/drug-test.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** The laboratory's result. Without one the test stays presumptive, and a clinician hears that it did not come. */
export const step = defineStep({
  input: z.extend(episodeInput, { testId: z.string(), outcome: z.string() }),
  run: async ({ clinicId, episodeId, testId, outcome }, ports) => {
    const at = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const test = await required(tx, 'drugTest', testId);
      if (outcome === 'withdrawn') return { outcome: 'done', reason: '' };
      const confirmation = confirmationOutcomes.find((known) => known === outcome);
      if (!confirmation) return { outcome: 'ask clinician', reason: 'no laboratory result' };
      if (test.confirmation === null) {
        tx.put('drugTest', { ...test, confirmation });
        tx.audit({
          at,
          what: 'laboratory result recorded',
          by: 'take-up-confirmation',
          episodeId,
          details: { testId, confirmation },
        });
      }
      return { outcome: nextAfterCollection(confirmation), reason: confirmation };
    });
  },
});
