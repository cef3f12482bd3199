import * as z from 'zod';
import { readCase } from '../casework/read-records.ts';
import { reportDeath } from '../casework/report-death.ts';
import { isHeld } from '../domain/death-report.ts';
import { isEnded, stopsAllContact } from '../domain/episode.ts';
import { slugField } from '../domain/file-fields.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';
import { ownWordOf } from '../runtime/own-word.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  reportedBy: slugField(40)
    .optional()
    .describe('Who reports it, where it is not who acts: a staff id. Somebody else is asked to confirm'),
  reason: reasonField.describe('What was heard, and from whom'),
});

/**
 * The first report that a client has died, at any time, during an ending and after it too. It only holds: nobody is
 * called for a test, asked or told anything about the client, until a second member of staff confirms or refutes it.
 */
export const action = defineAction({
  name: 'report-death',
  title: 'Report a death',
  description:
    'A second member of staff is asked at once. Until then nobody is asked, called or told anything about the client; if it is not true, everything goes on as it was.',
  schema,
  async run({ episodeId, reportedBy, reason }, actor, ports) {
    const { clinicId } = actor;
    const now = ports.clock.now();
    const secondId = await ports.store.transact(clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      const by = await ownWordOf(tx, actor, reportedBy, 'reportedBy');
      if (isHeld(episode))
        refuseField(
          'episodeId',
          'this death is reported already and waits for a second person',
          'answer the question about it when you are asked',
        );
      if (stopsAllContact(episode.ending))
        refuseField('episodeId', 'this death is on record already', 'nothing is left to report');
      if (isEnded(episode) && episode.admittedOn === null)
        refuseField('episodeId', 'this referral has ended', 'nothing is asked about it any more');
      const the = await readCase(tx, clinicId, episodeId, now);
      return reportDeath(tx, the, { by, reason }, now);
    });
    if (secondId === undefined)
      return refuseField(
        'reportedBy',
        'nobody else is there to confirm',
        'add a second person to the clinic',
      );
    return { summary: `Everything about the client is on hold; ${secondId} is asked to confirm.`, secondId };
  },
});
