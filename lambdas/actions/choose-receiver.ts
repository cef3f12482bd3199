import * as z from 'zod';
import { slugField } from '../domain/file-fields.ts';
import { isHandoffClosed } from '../domain/handoff.ts';
import { episodeField, named, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  receiverId: slugField(40).describe('The aftercare provider'),
});

/** Adds an aftercare provider to the client's choices; it is asked when its turn comes, if a consent names it. */
export const action = defineAction({
  name: 'choose-receiver',
  title: 'Choose a receiver for aftercare',
  description: 'Adds a provider to the client’s choices. It is asked next if those before it have declined.',
  schema,
  async run({ episodeId, receiverId }, actor, { store, clock }) {
    await store.transact(actor.clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      if ((await named(tx, 'partner', receiverId, 'receiverId')).kind !== 'aftercare')
        refuseField('receiverId', 'is not an aftercare provider', 'use an aftercare provider’s id');
      if (isHandoffClosed(episode.handoff))
        refuseField('episodeId', 'the handoff is closed', 'refer the client anew');
      const receiverChoices = [
        ...episode.receiverChoices.filter((choice) => choice !== receiverId),
        receiverId,
      ];
      const receiversDeclined = episode.receiversDeclined.filter((declined) => declined !== receiverId);
      tx.put('episode', { ...episode, receiverChoices, receiversDeclined });
      tx.audit({
        at: clock.now(),
        what: 'receiver chosen',
        by: actor.by,
        episodeId,
        details: { receiverId },
      });
    });
    return { summary: 'The receiver is among the client’s choices.' };
  },
});
