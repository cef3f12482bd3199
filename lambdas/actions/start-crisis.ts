import * as z from 'zod';
import { openCrisis, startClimb } from '../casework/crisis.ts';
import { crisisKinds } from '../domain/crisis.ts';
import { choiceField, slugField, textField } from '../domain/file-fields.ts';
import { episodeField, named, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  kind: choiceField(crisisKinds).describe('What kind of crisis it is, as far as is known'),
  episodeId: episodeField
    .optional()
    .describe(
      'The client’s episode, as on the board, an ended one too; left out when it is about nobody in particular',
    ),
  homeId: slugField(30).optional().describe('The sober home where it happens, if it is one'),
  facts: textField('what is known', 300)
    .optional()
    .describe(
      'In a few words, for the clinician who looks: it stands on their page only, behind the passcode',
    ),
});

/**
 * Begins a crisis: the people on its ladder are paged and emailed, one after the other, at any hour, until one of them
 * has it. A second report about the same client joins the first.
 */
export const action = defineAction({
  name: 'start-crisis',
  title: 'Start a crisis',
  description:
    'Pages and emails the clinician on call, then the backup, another clinician and the director, until somebody has it. In danger to life call 911 first.',
  schema,
  async run({ kind, episodeId, homeId, facts = '' }, { clinicId, by }, ports) {
    const at = ports.clock.now();
    const { outcome, crisis, climb, pager } = await ports.store.transact(clinicId, async (tx) => {
      const clinic = await named(tx, 'clinic', clinicId, 'clinic');
      if (episodeId !== undefined) await named(tx, 'episode', episodeId, 'episodeId');
      const home = homeId === undefined ? undefined : await named(tx, 'partner', homeId, 'homeId');
      if (home && home.kind !== 'sober-home')
        refuseField('homeId', `${home.name} is no sober home`, 'name a sober home, or leave it out');
      const report = { at, by, via: 'staff', kind, facts, ...(homeId !== undefined && { homeId }) } as const;
      return { ...(await openCrisis(tx, clinicId, { episodeId, report })), pager: clinic.pager };
    });
    await startClimb(ports, climb);
    const begun =
      outcome === 'joined' ? 'It joins the crisis that is open about this client.' : 'The crisis is open.';
    const who = pager
      ? 'The people on call are paged and emailed, one after the other, until somebody has it.'
      : 'The clinic has no pager: the people on call get emails only, so call them too.';
    return {
      summary: `In danger to life call 911 first. ${begun} ${who}`,
      crisisId: crisis.id,
      outcome,
    };
  },
});
