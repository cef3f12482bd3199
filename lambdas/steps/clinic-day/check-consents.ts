import { askAboutAuthorization } from '../../casework/authorization-questions.ts';
import { askForEndingConsents } from '../../casework/consent-endings.ts';
import { lookAfterMatter } from '../../casework/consent-matters.ts';
import { lookAfterCrisis } from '../../casework/crisis.ts';
import { enrolledEpisodeIds } from '../../casework/enrolled.ts';
import { required } from '../../casework/read-records.ts';
import { localDateOf } from '../../domain/clinic-calendar.ts';
import { openCrises } from '../../domain/crisis.ts';
import { openMatters } from '../../domain/disclosure-matter.ts';
import { dayInput, defineStep } from '../../runtime/define-step.ts';

/**
 * Asks for consents that are missing or end within two weeks and about authorizations that run out, and asks again about what must be settled and nobody is
 * asked about any more: emergency records, breaches, what clients asked for, crises without their debrief.
 */
export const step = defineStep({
  input: dayInput,
  run: async ({ clinicId }, ports) => {
    const reader = ports.store.read(clinicId);
    const clinic = await required(reader, 'clinic', clinicId);
    const at = ports.clock.now();
    const today = localDateOf(clinic.calendar.timeZone, at);
    let consentsAsked = 0;
    for (const episodeId of await enrolledEpisodeIds(reader, clinic)) {
      consentsAsked += await askForEndingConsents(ports, clinic, episodeId, { today, at });
      await askAboutAuthorization(ports, clinic, episodeId, { today, at });
    }
    const matters = await reader.list('openMatter', { parent: openMatters });
    for (const { matterId } of matters) await lookAfterMatter(ports, clinic, matterId, { today, at });
    for (const { crisisId } of await reader.list('openCrisis', { parent: openCrises }))
      await lookAfterCrisis(ports, clinic, crisisId, { today, at });
    return { outcome: 'checked', consentsAsked };
  },
});
