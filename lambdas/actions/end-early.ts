import * as z from 'zod';
import { recordDeath, requestEnding, tellEnding } from '../casework/request-ending.ts';
import { endings, isEnded } from '../domain/episode.ts';
import { choiceField } from '../domain/file-fields.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const early = endings.filter((ending) => ending !== 'completed') as [string, ...string[]];

const schema = z.strictObject({
  episodeId: episodeField,
  ending: choiceField(early).describe('How treatment ends'),
  reason: reasonField,
});

/** Ends treatment before its plan. Open questions are withdrawn, the place is freed, aftercare starts at once. */
export const action = defineAction({
  name: 'end-early',
  title: 'End treatment early',
  description:
    'Treatment ends now. Aftercare is offered and follow-ups are made all the same; after a death every contact stops.',
  schema,
  async run({ episodeId, ending, reason }, actor, ports) {
    const now = ports.clock.now();
    const known = endings.find((one) => one === ending) ?? 'completed early';
    const questions = await ports.store.transact(actor.clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      if (episode.admittedOn === null)
        refuseField('episodeId', 'the client is not admitted yet', 'cancel the referral instead');
      if (known === 'deceased' && isEnded(episode) && episode.ending !== 'deceased')
        return recordDeath(tx, episode, { reason, by: actor.by }, now);
      if (isEnded(episode) || episode.endingRequested)
        refuseField('episodeId', 'treatment has ended or is ending', 'correct the record instead');
      return requestEnding(tx, episode, { ending: known, reason, by: actor.by }, now);
    });
    await tellEnding(ports, actor.clinicId, episodeId, questions, now);
    return { summary: `Treatment ends: ${ending}.` };
  },
});
