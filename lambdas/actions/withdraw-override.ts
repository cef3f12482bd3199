import * as z from 'zod';
import { putEpisode } from '../casework/follow-treatment-answer.ts';
import { readCase } from '../casework/read-records.ts';
import { tellSignalOrLater } from '../casework/tell-workflow.ts';
import { isEnded } from '../domain/episode.ts';
import { settingWords, withoutOverride } from '../domain/override-effects.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { cliniciansOnly } from '../runtime/clinicians-only.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  overrideId: z
    .string()
    .regex(/^o\d{1,3}$/, 'is not a setting; copy its id from the client’s page')
    .describe('The setting, as on the client’s page: o1'),
  reason: reasonField,
});

/** Ends a setting of a client's own from today on: the program holds again. The setting stays on record. */
export const action = defineAction({
  name: 'withdraw-override',
  title: 'Withdraw a setting of a client’s own plan',
  description: 'From today the program holds again. A clinician decides it.',
  schema,
  async run({ episodeId, overrideId, reason }, actor, ports) {
    const now = ports.clock.now();
    const { clinicId, by } = actor;
    const words = await ports.store.transact(clinicId, async (tx) => {
      await cliniciansOnly(tx, actor, 'a client’s own plan');
      await named(tx, 'episode', episodeId, 'episodeId');
      const { episode, program, today } = await readCase(tx, clinicId, episodeId, now);
      if (isEnded(episode) || episode.endingRequested)
        refuseField('episodeId', 'treatment has ended or is ending', 'nothing is left to withdraw');
      const found = episode.overrides?.find(({ id }) => id === overrideId);
      if (!found)
        return refuseField('overrideId', `there is no "${overrideId}"`, 'copy it from the client’s page');
      const { setting, from, until, withdrawn } = found;
      if (withdrawn || (until !== null && until < today))
        refuseField('overrideId', 'it holds no more already', 'nothing is left to withdraw');
      const next = withoutOverride(episode, program, overrideId, { on: today, reason, by });
      if (next.plannedEndOn !== null && next.plannedEndOn <= today)
        refuseField('overrideId', 'treatment would have ended by now', 'set a length of more days instead');
      putEpisode(tx, { episode, program, at: now }, next);
      const details = { what: setting.what, setting: settingWords(setting), from, until: today, reason };
      tx.audit({ at: now, what: 'override withdrawn', by, episodeId, details });
      return `${setting.what}: ${settingWords(setting)}`;
    });
    for (const wait of ['treatment', 'aftercare'] as const)
      await tellSignalOrLater(ports, clinicId, { episodeId, wait, at: now });
    return { summary: `Withdrawn: ${words}. The program holds again.` };
  },
});
