import * as z from 'zod/mini';
import { settleHandoff } from '../../casework/settle-handoff.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** The plan's answer. A client may decline; a plan that nobody made still leads to the receivers on file. */
export const step = defineStep({
  input: z.extend(episodeInput, { outcome: z.string() }),
  run: async ({ clinicId, episodeId, outcome }, ports) => {
    const status = outcome === 'client declines aftercare' ? 'declined by client' : undefined;
    const closed = await settleHandoff(ports, { clinicId, episodeId, status, by: 'take-up-aftercare-plan' });
    return { outcome: closed || outcome === 'withdrawn' ? 'closed' : 'refer' };
  },
});
