import { makeDraw } from '../../casework/make-draw.ts';
import { codeVersion } from '../../runtime/code-version.ts';
import { dayInput, defineStep } from '../../runtime/define-step.ts';

/** Draws the day once: a repeated step finds the record and calls the same clients. */
export const step = defineStep({
  input: dayInput,
  run: async ({ clinicId, date }, ports) => {
    const { status, calledEpisodeIds } = await makeDraw(ports, { clinicId, date, codeVersion });
    return { outcome: calledEpisodeIds.length > 0 ? 'called' : status, episodeIds: calledEpisodeIds };
  },
});
