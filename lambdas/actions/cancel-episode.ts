import * as z from 'zod';
import { askForDischarge } from '../casework/ask-for-discharge.ts';
import { endReferral, tellOffered } from '../casework/end-referral.ts';
import { noteForHome } from '../casework/home-notices.ts';
import { readCase } from '../casework/read-records.ts';
import { raiseSignal, tellSignalOrLater } from '../casework/tell-workflow.ts';
import { tellWithdrawn, withdrawQuestions } from '../casework/withdraw-questions.ts';
import { isEnded } from '../domain/episode.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';
import { signerOf } from '../runtime/discharge-signer.ts';

const schema = z.strictObject({ episodeId: episodeField, reason: reasonField });

/** Cancels a referral, or asks for an administrative discharge. Nothing is erased; the journey closes by itself. */
export const action = defineAction({
  name: 'cancel-episode',
  title: 'Cancel an episode',
  description:
    'Before admission the referral ends and its place is free. In treatment the director is asked to sign an administrative discharge.',
  schema,
  async run({ episodeId, reason }, actor, ports) {
    const now = ports.clock.now();
    const { clinicId } = actor;
    const done = await ports.store.transact(clinicId, async (tx) => {
      await named(tx, 'episode', episodeId, 'episodeId');
      const the = await readCase(tx, clinicId, episodeId, now);
      if (isEnded(the.episode) || the.episode.endingRequested)
        refuseField('episodeId', 'the episode has ended already', 'nothing is left to cancel');
      if (the.episode.admittedOn) {
        signerOf(await askForDischarge(tx, the, { by: actor.by, reason }, now));
        return { admitted: true, questions: [], offered: [] };
      }
      tx.audit({ at: now, what: 'referral cancelled', by: actor.by, episodeId, details: { reason } });
      raiseSignal(
        tx,
        { episodeId, wait: 'place', at: now, news: { kind: 'cancelled', reason, by: actor.by } },
        `cancelled-${now}`,
      );
      const offered = await endReferral(tx, the, 'cancelled', now, actor.by);
      const news = { news: 'bed released', from: the.today } as const;
      const ended = { ...the.episode, endedOn: the.today };
      await noteForHome(tx, the.clinic, { episode: ended, homeId: ended.residence?.homeId, news }, now);
      return {
        admitted: false,
        questions: await withdrawQuestions(tx, episodeId, 'all', now, actor.by),
        offered,
      };
    });
    if (!done.admitted) {
      await tellWithdrawn(ports, clinicId, done.questions, now);
      await tellSignalOrLater(ports, clinicId, { episodeId, wait: 'place', at: now });
      await tellOffered(ports, clinicId, done.offered, now);
    }
    return {
      summary: done.admitted
        ? 'The director is asked to sign the discharge; until then the client stays in treatment.'
        : 'The referral is cancelled.',
    };
  },
});
