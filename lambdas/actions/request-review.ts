import * as z from 'zod';
import { askReview } from '../casework/ask-treatment.ts';
import { readCase } from '../casework/read-records.ts';
import { isInTreatment } from '../domain/episode.ts';
import { hasOpenReview } from '../domain/review.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { cliniciansOnly } from '../runtime/clinicians-only.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({ episodeId: episodeField, reason: reasonField });

/** Brings the review forward to now. The counselor is asked with the next digest, and reads why. */
export const action = defineAction({
  name: 'request-review',
  title: 'Review now',
  description:
    'The counselor is asked for a progress review at once, with your reason. The next one is counted from today. Any clinician may ask for it.',
  schema,
  async run({ episodeId, reason }, actor, { store, clock }) {
    const now = clock.now();
    const { clinicId, by } = actor;
    await store.transact(clinicId, async (tx) => {
      await cliniciansOnly(tx, actor, 'a review');
      await named(tx, 'episode', episodeId, 'episodeId');
      const { episode, program, today } = await readCase(tx, clinicId, episodeId, now);
      if (!isInTreatment(episode))
        refuseField('episodeId', 'the client is not in treatment', 'reviews are held during treatment only');
      if (hasOpenReview(episode, today))
        refuseField('episodeId', 'a review is open already', 'ask the counselor to answer it');
      const because = 'a clinician asks for it';
      const asking = { clinicId, program, today, now };
      tx.put('episode', askReview(tx, asking, episode, { askedOn: today, because, by, reason }));
      tx.audit({ at: now, what: 'review asked for', by, episodeId, details: { because } });
    });
    return { summary: 'The counselor is asked for a review with the next digest.' };
  },
});
