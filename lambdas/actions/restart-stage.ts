import * as z from 'zod';
import { raiseSignal, tellSignal } from '../casework/tell-workflow.ts';
import { tellWithdrawn, withdrawQuestions } from '../casework/withdraw-questions.ts';
import { choiceField } from '../domain/file-fields.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const stages = ['admission', 'treatment', 'aftercare', 'follow-up'] as const;

const schema = z.strictObject({
  episodeId: episodeField,
  stage: choiceField(stages).describe('The stage to begin again'),
  reason: reasonField,
});

/**
 * Begins a stage again from the records, under a new attempt number. An execution that still runs is stopped; the
 * journey waits for exactly this.
 */
export const action = defineAction({
  name: 'restart-stage',
  title: 'Restart a stage',
  description:
    'For a stage whose execution failed or hangs. What is recorded stays; the stage begins again from there.',
  schema,
  async run({ episodeId, stage, reason }, actor, ports) {
    const now = ports.clock.now();
    const { clinicId } = actor;
    const { attempt, questions } = await ports.store.transact(clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      if (episode.stage === 'closed')
        refuseField('episodeId', 'the episode is closed', 'refer the client anew');
      const next = (episode.attempts[stage] ?? 1) + 1;
      tx.put('episode', { ...episode, attempts: { ...episode.attempts, [stage]: next } });
      raiseSignal(
        tx,
        { episodeId, wait: 'operator', at: now, news: { kind: 'restart stage', stage, attempt: next } },
        `restart-${stage}-${next}`,
      );
      tx.audit({
        at: now,
        what: 'stage restarted',
        by: actor.by,
        episodeId,
        details: { stage, attempt: next, reason },
      });
      const withdrawnQuestions = await withdrawQuestions(tx, episodeId, 'all', now, actor.by);
      return { attempt: next, questions: withdrawnQuestions };
    });
    await ports.journeys.stop(stage, `${episodeId}-${stage}-${attempt - 1}`, 'restarted by an operator');
    await tellWithdrawn(ports, clinicId, questions, now);
    await tellSignal(ports, clinicId, { episodeId, wait: 'operator', at: now });
    return { summary: `The ${stage} begins again, attempt ${attempt}.`, attempt };
  },
});
