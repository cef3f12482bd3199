import * as z from 'zod';
import { openMatter } from '../casework/consent-matters.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { dateField, textField } from '../domain/file-fields.ts';
import { breachClock } from '../domain/notices.ts';
import { episodeField, named, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  what: textField('what happened', 500).describe(
    'What went astray, to whom, and what of the client it told or could tell',
  ),
  discoveredOn: dateField.optional().describe('When the clinic learned of it; today when left out'),
});

/**
 * A message about a client reached somebody it was not meant for. The director assesses it, and those concerned are
 * told without unreasonable delay, at the latest 60 days after the discovery. Source: 42 CFR §2.16.
 */
export const action = defineAction({
  name: 'misdirected',
  title: 'Report a misdirected message',
  description:
    'A message, a page or a talk about a client reached the wrong person. The director is asked at once to assess it; the clock of 60 days runs from the discovery.',
  schema,
  async run({ episodeId, what, discoveredOn }, { clinicId, by }, { store, clock }) {
    const at = clock.now();
    const matter = await store.transact(clinicId, async (tx) => {
      await named(tx, 'episode', episodeId, 'episodeId');
      const clinic = await named(tx, 'clinic', clinicId, 'clinic');
      const today = localDateOf(clinic.calendar.timeZone, at);
      if (discoveredOn !== undefined && discoveredOn > today)
        refuseField('discoveredOn', `${discoveredOn} is still to come`, 'give the day of the discovery');
      return openMatter(tx, clinic, {
        episodeId,
        kind: 'breach-assessment',
        text: what,
        by,
        at,
        from: discoveredOn ?? today,
      });
    });
    return {
      summary: `The director is asked to assess it. Whoever must be told is told without unreasonable delay, at the latest on ${matter.dueOn} (${breachClock.notifyDays} days).`,
      matterId: matter.id,
      notifyBy: matter.dueOn,
    };
  },
});
