import * as z from 'zod';
import { askSeparately } from '../casework/start-later.ts';
import { collectionOutcomes, type DrugTest, isCollected, type TestOutcome } from '../domain/drug-test.ts';
import { choiceField, textField } from '../domain/file-fields.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const outcomes = [...collectionOutcomes, 'not reached', 'excused'] as const;

const schema = z.strictObject({
  episodeId: episodeField,
  testId: textField('the test', 80).describe('The test’s id, as on the client’s timeline'),
  outcome: choiceField(outcomes).describe('What the outcome should have been'),
  reason: reasonField,
});

/**
 * Corrects the outcome of a test. The wrong entry is kept with author and reason, the draw's history is put right,
 * and the counselor is asked to undo what followed.
 */
export const action = defineAction({
  name: 'correct-test',
  title: 'Correct a test’s outcome',
  description:
    'The earlier outcome is kept beside it. The counselor is asked to undo what was done because of it.',
  schema,
  async run({ episodeId, testId, outcome, reason }, actor, { store, clock }) {
    const now = clock.now();
    const followed = await store.transact(actor.clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      const test = await named(tx, 'drugTest', testId, 'testId');
      if (test.episodeId !== episodeId)
        refuseField('testId', 'is a test of somebody else', 'copy the id from this client’s timeline');
      if (test.outcome === 'pending')
        refuseField('testId', 'has no outcome yet', 'answer the question by its link instead');
      if (test.outcome === outcome)
        refuseField('outcome', 'is what is recorded', 'choose the outcome it should have been');
      const corrections = await tx.list('correction', { parent: episodeId });
      const was = test.outcome;
      const corrected: DrugTest = {
        ...test,
        outcome,
        collectedOn: isCollected(outcome) ? test.date : null,
        confirmation: null,
      };
      const tests = (await tx.list('drugTest', { parent: episodeId })).map((one) =>
        one.id === testId ? corrected : one,
      );
      const lastTestOn =
        tests
          .filter((one) => one.basis === 'random' && one.collectedOn)
          .map((one) => one.collectedOn ?? '')
          .sort()
          .at(-1) ?? null;
      const since = whatFollowed(was, test);
      tx.put('drugTest', corrected);
      tx.put('episode', { ...episode, lastTestOn });
      tx.put('correction', {
        id: `${episodeId}:correction-${corrections.length + 1}`,
        episodeId,
        at: now,
        by: actor.by,
        reason,
        subject: { kind: 'drug test', id: testId },
        was,
        now: outcome,
        followed: since,
      });
      tx.audit({
        at: now,
        what: 'test outcome corrected',
        by: actor.by,
        episodeId,
        details: { testId, was, now: outcome, reason, followed: since },
      });
      const name = `${testId.replace(':', '-')}-corrected-${corrections.length + 1}`;
      askSeparately(tx, now, name, {
        clinicId: actor.clinicId,
        kind: 'correction-follow-up',
        episodeId,
        about: { testId },
        reason: 'a test outcome was corrected',
      });
      return since;
    });
    return { summary: 'The outcome is corrected; the counselor is asked to undo what followed.', followed };
  },
});

function whatFollowed(was: TestOutcome | 'pending', test: DrugTest): string[] {
  const facts = [`the outcome "${was}" was recorded`];
  if (test.collectedOn) facts.push('the maximum gap was counted from this test');
  if (was === 'presumptive positive') facts.push('a specimen was sent to the laboratory');
  if (test.confirmation) facts.push(`the laboratory's result "${test.confirmation}" was recorded`);
  if (!['negative', 'excused'].includes(was)) facts.push('a clinician was asked to act on it');
  return facts;
}
