import * as z from 'zod';
import { noteForHome } from '../casework/home-notices.ts';
import { textField } from '../domain/file-fields.ts';
import { definitiveResultOf } from '../domain/home-notice.ts';
import { episodeField, named, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  testId: textField('the test', 80).describe('The test’s id, as on the client’s timeline'),
});

/**
 * Records that the client has heard a definitive result. Only from then on may the home be told, with the day's list
 * and where the client's consent covers test results.
 */
export const action = defineAction({
  name: 'result-told',
  title: 'The client has heard a result',
  description:
    'Records that you told the client a definitive result. Where the client consented to test results, the home is told after that, with its list of the day.',
  schema,
  async run({ episodeId, testId }, actor, { store, clock }) {
    const now = clock.now();
    await store.transact(actor.clinicId, async (tx) => {
      const clinic = await named(tx, 'clinic', actor.clinicId, 'clinic');
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      const test = await named(tx, 'drugTest', testId, 'testId');
      if (test.episodeId !== episodeId)
        refuseField('testId', 'is a test of somebody else', 'copy the id from this client’s timeline');
      const result = definitiveResultOf(test);
      if (!result)
        return refuseField('testId', 'has no definitive result', 'wait for the laboratory’s answer');
      tx.audit({
        at: now,
        what: 'client heard the result',
        by: actor.by,
        episodeId,
        details: { testId, result },
      });
      const news = { news: 'test result', date: test.date, testId, result } as const;
      await noteForHome(tx, clinic, { episode, homeId: episode.residence?.homeId, news }, now);
    });
    return { summary: 'It is recorded that the client has heard the result.' };
  },
});
