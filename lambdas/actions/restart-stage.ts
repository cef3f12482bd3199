import * as z from 'zod';
import { restartWaiting } from '../casework/restart-waiting.ts';
import { tellWithdrawn, withdrawQuestions } from '../casework/withdraw-questions.ts';
import { agendaItem } from '../domain/clinic.ts';
import { addHours } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import { choiceField } from '../domain/file-fields.ts';
import { isHandoffClosed } from '../domain/handoff.ts';
import { operatorWaitId, type StageMachine, stageMachines } from '../domain/signal.ts';
import type { Reader } from '../ports.ts';
import { episodeField, named, reasonField, refuseField } from '../runtime/action-subject.ts';
import { defineAction } from '../runtime/define-action.ts';

const schema = z.strictObject({
  episodeId: episodeField,
  stage: choiceField(stageMachines)
    .optional()
    .describe('The stage to begin again; the one that failed when left out'),
  reason: reasonField,
});

/**
 * Begins a stage again from the records, under a new attempt number. An execution of it that still runs is stopped;
 * the journey waits for exactly this. Questions of other stages, and tests that run, go on.
 */
export const action = defineAction({
  name: 'restart-stage',
  title: 'Restart a stage',
  description:
    'For a stage whose execution failed or hangs. What is recorded stays; the stage begins again from there.',
  schema,
  async run({ episodeId, stage: given, reason }, actor, ports) {
    const now = ports.clock.now();
    const { clinicId } = actor;
    const { stage, failedAttempt } = await toRestart(ports.store.read(clinicId), episodeId, given);
    // Before anything is written: a stop that fails must leave an attempt on record that can still be stopped.
    await ports.journeys.stop(stage, `${episodeId}-${stage}-${failedAttempt}`, 'restarted by an operator');
    const questions = await ports.store.transact(clinicId, async (tx) => {
      const episode = await named(tx, 'episode', episodeId, 'episodeId');
      if ((episode.attempts[stage] ?? 1) !== failedAttempt)
        refuseField('stage', 'was restarted by somebody else just now', 'look at the client’s page first');
      tx.put('episode', { ...episode, attempts: { ...episode.attempts, [stage]: failedAttempt + 1 } });
      const duty = { do: 'tell-restart', episodeId, stage, failedAttempt } as const;
      tx.put('agenda', agendaItem(addHours(now, 5 / 60), duty));
      const details = { stage, attempt: failedAttempt + 1, reason };
      tx.audit({ at: now, what: 'stage restarted', by: actor.by, episodeId, details });
      return withdrawQuestions(tx, episodeId, { stage }, now, actor.by);
    });
    await tellWithdrawn(ports, clinicId, questions, now);
    await restartWaiting(ports, clinicId, { episodeId, stage, failedAttempt });
    return {
      summary: `The stage "${stage}" begins again, attempt ${failedAttempt + 1}.`,
      attempt: failedAttempt + 1,
    };
  },
});

/** The stage to begin again and the attempt of it on record. */
async function toRestart(reader: Reader, episodeId: string, given: StageMachine | undefined) {
  const episode = await named(reader, 'episode', episodeId, 'episodeId');
  if (episode.stage === 'closed') refuseField('episodeId', 'the episode is closed', 'refer the client anew');
  const stage = given ?? (await failedStage(reader, episodeId));
  if (!runs(episode, stage) && !(await hasFailed(reader, episodeId, stage)))
    refuseField('stage', `"${stage}" neither runs nor has failed`, 'name the stage that failed or hangs');
  return { stage, failedAttempt: episode.attempts[stage] ?? 1 };
}

/** By the records: aftercare runs beside treatment and follow-up until the handoff is closed. */
function runs({ stage: now, handoff }: Episode, stage: StageMachine): boolean {
  return stage === 'aftercare' ? now !== 'admission' && !isHandoffClosed(handoff) : now === stage;
}

async function hasFailed(reader: Reader, episodeId: string, stage: StageMachine): Promise<boolean> {
  return (await reader.get('wait', operatorWaitId(episodeId, stage))) !== undefined;
}

/** The one stage of an episode that waits for an operator. */
async function failedStage(reader: Reader, episodeId: string): Promise<StageMachine> {
  const failed: StageMachine[] = [];
  for (const stage of stageMachines) if (await hasFailed(reader, episodeId, stage)) failed.push(stage);
  const [stage, ...others] = failed;
  if (stage && others.length === 0) return stage;
  const fix = `name one of: ${stageMachines.join(', ')}`;
  return refuseField(
    'stage',
    stage ? 'more than one stage has failed' : 'no stage of this episode has failed',
    fix,
  );
}
