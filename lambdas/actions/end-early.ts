import * as z from 'zod';
import { askForDischarge } from '../casework/ask-for-discharge.ts';
import { type Case, readCase } from '../casework/read-records.ts';
import { requestEnding, tellEnding } from '../casework/request-ending.ts';
import { attemptDays, usualAttemptDays } from '../domain/contact-attempt.ts';
import { type EndingFacts, missingFor } from '../domain/ending-rules.ts';
import { type Ending, endings, isEnded } from '../domain/episode.ts';
import { choiceField, dateField, slugField, textField } from '../domain/file-fields.ts';
import type { Transaction } from '../ports.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';
import { signerOf } from '../runtime/discharge-signer.ts';
import { ownWordOf } from '../runtime/own-word.ts';

const early = endings.filter((ending) => ending !== 'completed') as [string, ...string[]];

const schema = z.strictObject({
  episodeId: episodeField,
  ending: choiceField(early).describe('How treatment ends; a death is reported with report-death'),
  reason: reasonField,
  receivingFacility: textField('the facility')
    .optional()
    .describe('Stepped up or transferred: the facility or program that takes the client on'),
  receivedOn: dateField.optional().describe('From when it does'),
  attemptsNotMade: textField('why', 500)
    .optional()
    .describe('Lost to contact: why fewer tries are on record than the rule asks for'),
  requestedBy: slugField(40)
    .optional()
    .describe(
      'Discharged administratively: who asks for it, where it is not who acts; nobody signs what they asked for',
    ),
});
type Input = z.infer<typeof schema>;

const fieldOfNeed = {
  'receiving facility': 'receivingFacility',
  'documented attempts': 'attemptsNotMade',
  'new episode': 'ending',
} as const;

/**
 * Ends treatment before its plan, by the rule of the ending: open questions are withdrawn, the place is freed, aftercare
 * starts at once. An administrative discharge waits for its signature, and the client stays in treatment meanwhile.
 */
export const action = defineAction({
  name: 'end-early',
  title: 'End treatment early',
  description:
    'Treatment ends now; aftercare is offered and follow-ups are made all the same. An administrative discharge first needs the director’s signature.',
  schema,
  async run(input, actor, ports) {
    const { episodeId, reason } = input;
    const now = ports.clock.now();
    const ending = endings.find((one) => one === input.ending) ?? 'completed early';
    const asked = await ports.store.transact(actor.clinicId, async (tx) => {
      const the = await caseToEnd(tx, actor.clinicId, { episodeId, ending, now });
      const facts = await factsFor(tx, input, ending, the.program.lostToContactDays ?? usualAttemptDays);
      if (ending === 'discharged administratively') {
        const by = await ownWordOf(tx, actor, input.requestedBy, 'requestedBy');
        return signerOf(await askForDischarge(tx, the, { by, reason }, now));
      }
      requestEnding(tx, the.episode, { ending, reason, by: actor.by, facts }, now);
      return undefined;
    });
    if (asked !== undefined)
      return {
        summary: `${asked} is asked to sign the discharge; until then the client stays in treatment.`,
        signerId: asked,
      };
    await tellEnding(ports, actor.clinicId, episodeId, now);
    return { summary: `Treatment ends: ${ending}.` };
  },
});

async function caseToEnd(
  tx: Transaction,
  clinicId: string,
  { episodeId, ending, now }: { episodeId: string; ending: Ending; now: string },
): Promise<Case> {
  const episode = await named(tx, 'episode', episodeId, 'episodeId');
  if (ending === 'deceased')
    refuseField(
      'ending',
      'a death takes two people',
      'report it with report-death: a second person is asked',
    );
  if (episode.admittedOn === null)
    refuseField('episodeId', 'the client is not admitted yet', 'cancel the referral instead');
  if (isEnded(episode) || episode.endingRequested)
    refuseField('episodeId', 'treatment has ended or is ending', 'correct it with correct-ending instead');
  return readCase(tx, clinicId, episodeId, now);
}

/** What the record says beside the reason, once all is there that the ending needs. */
async function factsFor(tx: Transaction, input: Input, ending: Ending, asked: number): Promise<EndingFacts> {
  const { receivingFacility, receivedOn, attemptsNotMade } = input;
  const facts: EndingFacts = {
    ...(receivingFacility !== undefined && { receivingFacility }),
    ...(receivedOn !== undefined && { receivedOn }),
    ...(attemptsNotMade !== undefined && { attemptsNotMade }),
  };
  const made = attemptDays(await tx.list('contactAttempt', { parent: input.episodeId }));
  const [missing] = missingFor(ending, facts, { made, asked });
  if (missing) refuseField(fieldOfNeed[missing.need], missing.problem, missing.fix);
  return facts;
}
