import { readCase } from '../../casework/read-records.ts';
import { nextHome } from '../../domain/placement.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** The next home to ask, in the client's order of choice. */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const { episode, program } = await readCase(
      ports.store.read(clinicId),
      clinicId,
      episodeId,
      ports.clock.now(),
    );
    return nextHome(episode, program.residence);
  },
});
