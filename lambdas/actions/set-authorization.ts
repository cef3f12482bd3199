import * as z from 'zod';
import { recordAuthorization, settleAuthorizationQuestions } from '../casework/authorization-questions.ts';
import { tellAnswered } from '../casework/settle-questions.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { isEnded } from '../domain/episode.ts';
import { authorizationFields, authorizationProblems } from '../domain/referral-intake.ts';
import { episodeField, named, refuseContradictions, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({ episodeId: episodeField, ...authorizationFields });

/** Enters a payer's authorization: the first, or one more after those on record. A warning that is open is answered. */
export const action = defineAction({
  name: 'set-authorization',
  title: 'Enter a payer’s authorization',
  description:
    'One more after those on record. The case manager is warned before the last one ends or its units run low.',
  schema,
  async run({ episodeId, ...given }, actor, ports) {
    const at = ports.clock.now();
    const { clinicId, by } = actor;
    const { authorizationId, answered } = await ports.store.transact(clinicId, async (tx) => {
      const clinic = await named(tx, 'clinic', clinicId, 'clinic');
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      if (isEnded(episode))
        refuseField('episodeId', 'the episode has ended', 'enter it on the client’s present episode');
      refuseContradictions(authorizationProblems(given, localDateOf(clinic.calendar.timeZone, at), []));
      const recorded = await recordAuthorization(tx, clinic, episodeId, { given, by, at });
      const answered = await settleAuthorizationQuestions(tx, episodeId, { by, at });
      return { authorizationId: recorded.id, answered };
    });
    await tellAnswered(ports, clinicId, answered, at);
    return { summary: `Recorded: it covers until ${given.endsOn}.`, authorizationId };
  },
});
