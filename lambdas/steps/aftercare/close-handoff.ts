import { readCase } from '../../casework/read-records.ts';
import { settleHandoff } from '../../casework/settle-handoff.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** The end of a handoff. One that nobody closed by name is lost to contact, and the record says so. */
export const step = defineStep({
  input: episodeInput,
  run: async ({ clinicId, episodeId }, ports) => {
    await settleHandoff(ports, { clinicId, episodeId, status: 'lost to contact', by: 'close-handoff' });
    const { episode } = await readCase(ports.store.read(clinicId), clinicId, episodeId, ports.clock.now());
    return { outcome: episode.handoff.status };
  },
});
