import * as z from 'zod';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { choiceField } from '../domain/file-fields.ts';
import { checkedMilestones, checkWays } from '../domain/mutual-help.ts';
import { episodeField, named } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  what: choiceField(checkedMilestones).describe('Which milestone'),
  how: choiceField(checkWays).describe('What was seen or heard'),
});

/** Records that somebody of the clinic has seen proof of a milestone. What the client reported stays beside it. */
export const action = defineAction({
  name: 'verify-milestone',
  title: 'Verify a milestone',
  description:
    'Somebody of the clinic has seen proof of what the client reported: a sponsor’s letter, a meeting slip, a facilitator’s word. It is kept apart from what was reported, and no partner sees it.',
  schema,
  async run({ episodeId, what, how }, { clinicId, by }, { store, clock }) {
    const at = clock.now();
    await store.transact(clinicId, async (tx) => {
      await named(tx, 'episode', episodeId, 'episodeId');
      const clinic = await named(tx, 'clinic', clinicId, 'clinic');
      const known = await tx.list('milestoneCheck', { parent: episodeId });
      const id = `${episodeId}:mc-${known.length + 1}`;
      await tx.get('milestoneCheck', id);
      tx.put('milestoneCheck', {
        id,
        episodeId,
        what,
        how,
        on: localDateOf(clinic.calendar.timeZone, at),
        by,
        at,
      });
      tx.audit({ at, what: 'milestone verified', by, episodeId, details: { what, how } });
    });
    return { summary: `Verified: ${what} (${how}).` };
  },
});
