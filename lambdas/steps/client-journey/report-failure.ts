import * as z from 'zod/mini';
import { executionName } from '../../casework/execution-name.ts';
import { askSeparately } from '../../casework/start-later.ts';
import { clinicInput, defineStep } from '../../runtime/define-step.ts';

const alertPrefix = 'alert-';

/** Writes a failed execution into the audit and asks the director to look. An alert that fails raises no alert. */
export const step = defineStep({
  input: z.extend(clinicInput, {
    episodeId: z.optional(z.string()),
    question: z.optional(z.object({ episodeId: z.optional(z.string()) })),
    part: z.optional(z.string()),
    machine: z.string(),
    execution: z.string(),
    error: z._default(z.string(), 'unknown'),
  }),
  run: async ({ clinicId, question, part, machine, execution, error, ...about }, ports) => {
    const episodeId = about.episodeId ?? question?.episodeId;
    const at = ports.clock.now();
    await ports.store.transact(clinicId, async (tx) => {
      tx.audit({
        at,
        what: 'workflow failed',
        by: 'report-failure',
        episodeId,
        details: { machine, part: part ?? null, execution, error },
      });
      if (execution.startsWith(alertPrefix)) return;
      const name = executionName(`${alertPrefix}${machine}`, part ?? 'failed', clinicId, execution);
      askSeparately(tx, at, name, {
        clinicId,
        kind: 'clinic-alert',
        episodeId,
        reason: 'workflow failed',
        about: { machine },
      });
    });
    return { outcome: 'reported' };
  },
});
