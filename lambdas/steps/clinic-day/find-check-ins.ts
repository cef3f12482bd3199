import { checkInsDue } from '../../casework/check-ins-due.ts';
import { required } from '../../casework/read-records.ts';
import { dayInput, defineStep } from '../../runtime/define-step.ts';

/** The homes to ask today: a client of the clinic lives there, and it is time to ask about at least one. */
export const step = defineStep({
  input: dayInput,
  run: async ({ clinicId, date }, ports) => {
    const reader = ports.store.read(clinicId);
    const clinic = await required(reader, 'clinic', clinicId);
    const homeIds = [...(await checkInsDue(reader, clinic, date)).keys()];
    return { outcome: homeIds.length > 0 ? 'due' : 'none due', homeIds };
  },
});
