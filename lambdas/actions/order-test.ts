import * as z from 'zod';
import { startLater } from '../casework/start-later.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { isInTreatment } from '../domain/episode.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({ episodeId: episodeField, reason: reasonField });

/** Orders a test for cause, today. It is never counted as random, and the draw does not see it. */
export const action = defineAction({
  name: 'order-test',
  title: 'Order a test for cause',
  description:
    'Collections tells the client today. It counts as "for cause" and changes nothing in the random draw.',
  schema,
  async run({ episodeId, reason }, actor, { store, clock, ids }) {
    const now = clock.now();
    const own = ids.next('fc');
    const testId = `${episodeId}:test-${own}`;
    await store.transact(actor.clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      const clinic = await named(tx, 'clinic', actor.clinicId, 'clinic');
      if (!isInTreatment(episode))
        refuseField('episodeId', 'the client is not in treatment', 'order tests during treatment only');
      const date = localDateOf(clinic.calendar.timeZone, now);
      const test = { id: testId, episodeId, date, basis: 'for cause', orderedBy: actor.by, reason } as const;
      tx.put('drugTest', {
        ...test,
        toldAt: null,
        collectedOn: null,
        outcome: 'pending',
        confirmation: null,
      });
      tx.audit({ at: now, what: 'test ordered for cause', by: actor.by, episodeId, details: { testId } });
      const input = { schema: 1, clinicId: actor.clinicId, episodeId, testId };
      startLater(tx, now, { machine: 'drug-test', name: `${episodeId}-test-${own}`, input });
    });
    return { summary: 'The test is ordered; collections hears within minutes.', testId };
  },
});
