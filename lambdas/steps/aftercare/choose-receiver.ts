import { readCase } from '../../casework/read-records.ts';
import { nextReceiver } from '../../domain/placement.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** The next aftercare provider to ask, in the client's order of choice. */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    const { episode } = await readCase(ports.store.read(clinicId), clinicId, episodeId, ports.clock.now());
    return nextReceiver(episode);
  },
});
