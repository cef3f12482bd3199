import * as z from 'zod';
import { giveFeedback } from '../casework/give-feedback.ts';
import { stopsAllContact } from '../domain/episode.ts';
import { feedbackMaxLength } from '../domain/feedback.ts';
import { textField } from '../domain/file-fields.ts';
import { episodeField, named, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  words: textField('the words', feedbackMaxLength).describe('What the client reads on the own page'),
});

/** Writes to a client, who reads it on the own page and can answer. */
export const action = defineAction({
  name: 'give-feedback',
  title: 'Write to a client',
  description:
    'The client reads it on the own page, behind the passcode, and can agree, disagree or answer in own words. Who wants to hear of news by email gets a link, and nothing of the words.',
  schema,
  async run({ episodeId, words }, { clinicId, by }, { store, clock, secrets }) {
    const at = clock.now();
    const isAnnounced = await store.transact(clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      const clinic = await named(tx, 'clinic', clinicId, 'clinic');
      if (stopsAllContact(episode.ending))
        refuseField('episodeId', 'this client is not contacted any more', 'nothing is left to write');
      const given = { words, by, at, reviewTaskId: null };
      return (await giveFeedback(tx, secrets, clinic, episode, given)).isAnnounced;
    });
    const how = isAnnounced
      ? 'A link is on its way to the client’s own address'
      : 'Hand the client’s page over';
    return { summary: `It stands on the client’s own page. ${how}.` };
  },
});
