import * as z from 'zod/mini';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Executions that wait for their own review end here. The answer was followed when it was saved. */
export const step = defineStep({
  input: z.extend(episodeInput, { outcome: z.string() }),
  run: async ({ outcome }) => ({ outcome }),
});
