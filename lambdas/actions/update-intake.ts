import * as z from 'zod';
import { fellowshipProblems } from '../domain/admission-criteria.ts';
import { emptyCarePlan } from '../domain/care-plan.ts';
import type { Client } from '../domain/client.ts';
import { attendingSchema, evaluationSchema, personChangesSchema } from '../domain/referral-intake.ts';
import { withAttending, withEvaluation } from '../domain/referral-records.ts';
import {
  episodeField,
  named,
  reasonField,
  refuseContradictions,
  refuseField,
} from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  reason: reasonField,
  person: personChangesSchema.optional(),
  evaluation: evaluationSchema.optional(),
  attending: attendingSchema.optional(),
});

/**
 * Fills in what a referral left open, or puts it right. What is left out stays. The audit names the fields that
 * changed and holds none of their contents.
 */
export const action = defineAction({
  name: 'update-intake',
  title: 'Fill in or correct the intake',
  description:
    'What is left empty stays as it is. Goals and needs are added to those on record; reviews close them.',
  schema,
  async run({ episodeId, reason, person = {}, evaluation = {}, attending = {} }, actor, { store, clock }) {
    const now = clock.now();
    const fields = [...Object.keys(person), ...Object.keys(evaluation), ...Object.keys(attending)];
    if (fields.length === 0)
      refuseField('person', 'nothing is filled in', 'fill in at least one field to change');
    await store.transact(actor.clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      const client = await named(tx, 'client', episode.clientId, 'episodeId');
      const { program } = await named(
        tx,
        'program',
        `${episode.programId}:${episode.programVersion}`,
        'episodeId',
      );
      refuseContradictions(fellowshipProblems({ fellowship: evaluation.fellowship ?? null }, program));
      const plan = (await tx.get('carePlan', episodeId)) ?? emptyCarePlan(episodeId);
      const next: Client = { ...client, ...person };
      tx.put('client', next);
      tx.put('carePlan', withAttending(withEvaluation(plan, evaluation), attending));
      tx.audit({ at: now, what: 'intake updated', by: actor.by, episodeId, details: { fields, reason } });
    });
    return { summary: `Recorded: ${fields.join(', ')}.` };
  },
});
