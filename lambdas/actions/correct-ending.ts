import * as z from 'zod';
import { executionName } from '../casework/execution-name.ts';
import { readCase } from '../casework/read-records.ts';
import { askSeparately } from '../casework/start-later.ts';
import { raiseSignal, tellSignalOrLater } from '../casework/tell-workflow.ts';
import { attemptDays, usualAttemptDays } from '../domain/contact-attempt.ts';
import { followedFromEnding } from '../domain/ending-correction.ts';
import { type EndingFacts, endingRuleOf, missingFor } from '../domain/ending-rules.ts';
import { type Ending, type Episode, endings } from '../domain/episode.ts';
import { choiceField, slugField, textField } from '../domain/file-fields.ts';
import type { Transaction } from '../ports.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';
import { ownWordOf } from '../runtime/own-word.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  ending: choiceField(endings).describe('How treatment really ended'),
  reason: reasonField,
  correctedBy: slugField(40).optional().describe('Who corrects it, where it is not who acts: a staff id'),
  signedBy: slugField(40)
    .optional()
    .describe('From a death: a second person who agrees; to an administrative discharge: the director'),
  receivingFacility: textField('the facility').optional().describe('Stepped up or transferred: where to'),
  attemptsNotMade: textField('why', 500)
    .optional()
    .describe('Lost to contact: why fewer tries are on record than the rule asks for'),
});
type Input = z.infer<typeof schema> & { correctedBy: string };

/**
 * Corrects how treatment ended. The wrong ending is kept with author and reason, what followed from it is listed, and
 * somebody is asked to undo it. Nothing that was told or withdrawn because of it is done again by itself.
 */
export const action = defineAction({
  name: 'correct-ending',
  title: 'Correct how treatment ended',
  description:
    'The earlier ending is kept beside it with the reason. What followed from it is listed, and the counselor is asked to undo it.',
  schema,
  async run(input, actor, ports) {
    const { clinicId } = actor;
    const at = ports.clock.now();
    const { episodeId } = input;
    const followed = await ports.store.transact(clinicId, async (tx) => {
      const correctedBy = await ownWordOf(tx, actor, input.correctedBy, 'correctedBy');
      return correct(tx, clinicId, { ...input, correctedBy }, at);
    });
    for (const wait of ['aftercare', 'follow-up'] as const)
      await tellSignalOrLater(ports, clinicId, { episodeId, wait, at });
    return { summary: `Corrected to “${input.ending}”; somebody is asked to undo what followed.`, followed };
  },
});

async function correct(tx: Transaction, clinicId: string, input: Input, at: string): Promise<string[]> {
  const { episodeId, reason, correctedBy } = input;
  const episode = await named(tx, 'episode', episodeId, 'episodeId');
  const was = endings.find((one) => one === episode.ending);
  const ending = endings.find((one) => one === input.ending) ?? 'completed';
  if (was === undefined)
    return refuseField('episodeId', 'treatment has not ended', 'end it with end-early instead');
  if (was === ending) refuseField('ending', 'is what is recorded', 'choose the ending it should have been');
  if (ending === 'deceased')
    refuseField(
      'ending',
      'a death takes two people',
      'report it with report-death: a second person is asked',
    );
  await requireSignature(tx, input, [was, ending]);
  const { program } = await readCase(tx, clinicId, episodeId, at);
  const facts = await factsFor(tx, input, ending, program.lostToContactDays ?? usualAttemptDays);
  const followed = followedFromEnding(was, ending, episode.endingFacts);
  const number = (await tx.list('correction', { parent: episodeId })).length + 1;
  const correctionId = `${episodeId}:correction-${number}`;
  const subject = { kind: 'ending', id: episodeId } as const;
  const correction = { id: correctionId, episodeId, at, by: correctedBy, reason, subject };
  tx.put('correction', { ...correction, was, now: ending, followed });
  tx.put('episode', corrected(episode, ending, facts));
  const details = { was, now: ending, reason, followed, ...(input.signedBy && { signedBy: input.signedBy }) };
  tx.audit({ at, what: 'ending corrected', by: correctedBy, episodeId, details });
  ask(tx, clinicId, { episode, ending, was, correctionId, number, at });
  return followed;
}

/** What two people said is put right by two; an administrative discharge has the director's word. */
async function requireSignature(
  tx: Transaction,
  { signedBy, correctedBy }: Input,
  involved: readonly Ending[],
): Promise<void> {
  if (!involved.includes('deceased') && involved[1] !== 'discharged administratively') return;
  if (signedBy === undefined)
    return refuseField('signedBy', 'is missing', 'name the second person who agrees');
  const signer = await named(tx, 'staff', signedBy, 'signedBy');
  if (signedBy === correctedBy)
    refuseField('signedBy', 'is the person who corrects it', 'name somebody else who agrees');
  if (!involved.includes('deceased') && !signer.roles.includes('director'))
    refuseField('signedBy', 'is not the director', 'the director signs an administrative discharge');
}

async function factsFor(tx: Transaction, input: Input, ending: Ending, asked: number): Promise<EndingFacts> {
  const { receivingFacility, attemptsNotMade, correctedBy, episodeId } = input;
  const facts: EndingFacts = {
    ...(receivingFacility !== undefined && { receivingFacility }),
    ...(attemptsNotMade !== undefined && { attemptsNotMade }),
    ...(input.signedBy !== undefined && { requestedBy: correctedBy }),
  };
  const made = attemptDays(await tx.list('contactAttempt', { parent: episodeId }));
  const [missing] = missingFor(ending, facts, { made, asked });
  const field = missing?.need === 'receiving facility' ? 'receivingFacility' : 'attemptsNotMade';
  if (missing) refuseField(field, missing.problem, missing.fix);
  return facts;
}

function corrected(episode: Episode, ending: Ending, facts: EndingFacts): Episode {
  return { ...episode, ending, endingFacts: facts, deathReport: null };
}

function ask(
  tx: Transaction,
  clinicId: string,
  made: { episode: Episode; ending: Ending; was: Ending; correctionId: string; number: number; at: string },
): void {
  const { episode, ending, was, correctionId, number, at } = made;
  const { id: episodeId } = episode;
  askSeparately(tx, at, executionName(episodeId, 'ending-corrected', String(number)), {
    clinicId,
    kind: 'correction-follow-up',
    episodeId,
    about: { correctionId },
    reason: 'an ending was corrected',
  });
  const before = endingRuleOf(was, episode.endingFacts);
  if (endingRuleOf(ending).offersOverdoseTeaching && !before.offersOverdoseTeaching)
    askSeparately(tx, at, executionName(episodeId, 'overdose-teaching'), {
      clinicId,
      kind: 'overdose-teaching',
      episodeId,
      reason: 'left early',
    });
  if (episode.stage === 'closed') return;
  for (const wait of ['aftercare', 'follow-up'] as const)
    raiseSignal(tx, { episodeId, wait, at, news: { kind: 'changed' } }, `ending-corrected-${wait}-${number}`);
}
