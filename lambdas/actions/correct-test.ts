import * as z from 'zod';
import { correctOutcome } from '../casework/correct-outcome.ts';
import { tellWithdrawn } from '../casework/withdraw-questions.ts';
import { collectionOutcomes, type DrugTest } from '../domain/drug-test.ts';
import { choiceField, flagField, textField } from '../domain/file-fields.ts';
import { withOutcome } from '../domain/test-correction.ts';
import type { Transaction } from '../ports.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const outcomes = [...collectionOutcomes, 'not reached'] as const;

const schema = z.strictObject({
  episodeId: episodeField,
  testId: textField('the test', 80).describe('The test’s id, as on the client’s timeline'),
  outcome: choiceField(outcomes).describe('What this client’s outcome should have been'),
  wrongPerson: flagField
    .optional()
    .describe('The entry was another person’s: opens the assessment of a breach'),
  rightEpisodeId: episodeField
    .optional()
    .describe('With wrongPerson: whose entry it was, when that is known'),
  reason: reasonField,
});
type Input = z.infer<typeof schema>;

/**
 * Corrects the outcome of a test. The wrong entry is kept with author and reason, the draw's history is put right,
 * open questions about it are withdrawn, and the counselor is asked to undo what followed. An entry that was another
 * person's opens the assessment of a breach.
 */
export const action = defineAction({
  name: 'correct-test',
  title: 'Correct a test’s outcome',
  description:
    'The earlier outcome is kept beside it, open questions about it are withdrawn, and the counselor is asked to undo what was done because of it. An entry for the wrong person also opens the assessment of a breach.',
  schema,
  async run(input, { clinicId, by }, { store, journeys, clock, ...ports }) {
    const at = clock.now();
    const { outcome, reason, rightEpisodeId } = input;
    const { followed, questions } = await store.transact(clinicId, async (tx) => {
      const test = await testToCorrect(tx, input);
      const clinic = await named(tx, 'clinic', clinicId, 'clinic');
      const corrected = withOutcome(input.wrongPerson ? { ...test, specimen: null } : test, outcome);
      const wrongPerson = input.wrongPerson ? { rightEpisodeId } : undefined;
      return correctOutcome(tx, clinic, { test, corrected, by, at, reason, wrongPerson });
    });
    await tellWithdrawn({ store, journeys, clock, ...ports }, clinicId, questions, at);
    const summary = 'The outcome is corrected; the counselor is asked to undo what followed.';
    const breach = ' The director is asked to assess a breach.';
    return { summary: input.wrongPerson ? `${summary}${breach}` : summary, followed };
  },
});

async function testToCorrect(tx: Transaction, input: Input): Promise<DrugTest> {
  const { episodeId, testId, outcome, wrongPerson, rightEpisodeId } = input;
  await named(tx, 'episode', episodeId, 'episodeId');
  const test = await named(tx, 'drugTest', testId, 'testId');
  if (test.episodeId !== episodeId)
    refuseField('testId', 'is a test of somebody else', 'copy the id from this client’s timeline');
  if (test.outcome === 'pending')
    refuseField('testId', 'has no outcome yet', 'answer the question by its link instead');
  if (test.outcome === outcome && test.confirmation === null && !wrongPerson)
    refuseField('outcome', 'is what is recorded', 'choose the outcome it should have been');
  if (rightEpisodeId !== undefined && !wrongPerson)
    refuseField('rightEpisodeId', 'stands without wrongPerson', 'set wrongPerson too, or leave it out');
  if (rightEpisodeId === episodeId)
    refuseField('rightEpisodeId', 'is this client', 'name the other client, or leave it out');
  if (rightEpisodeId !== undefined) await named(tx, 'episode', rightEpisodeId, 'rightEpisodeId');
  return test;
}
