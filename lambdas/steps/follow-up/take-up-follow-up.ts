import * as z from 'zod/mini';
import { endFollowUps } from '../../casework/end-follow-ups.ts';
import { readCase } from '../../casework/read-records.ts';
import { askSeparately } from '../../casework/start-later.ts';
import { type FollowUp, followUpAnswers, triesOf } from '../../domain/follow-up.ts';
import type { HumanTask } from '../../domain/human-task.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Records a follow-up's outcome. A client in trouble becomes a clinician's task; an opt-out ends the calls at once. */
export const step = defineStep({
  input: z.extend(episodeInput, { day: z.int(), outcome: z.string(), taskId: z.optional(z.string()) }),
  run: async ({ clinicId, episodeId, day, outcome, taskId = '' }, ports) => {
    const now = ports.clock.now();
    await ports.store.transact(clinicId, async (tx) => {
      const the = await readCase(tx, clinicId, episodeId, now);
      const { episode, program, today } = the;
      const id = `${episodeId}:day-${day}`;
      if (await tx.get('followUp', id)) return;
      const recorded =
        followUpAnswers.find((known) => known === outcome) ??
        (outcome === 'withdrawn' ? 'withdrawn' : 'no answer');
      const task = await tx.get('task', taskId);
      tx.put('followUp', { id, episodeId, day, date: today, outcome: recorded, ...saidIn(task) });
      const followUpsDone = program.followUpDays.indexOf(day) + 1;
      tx.put('episode', { ...episode, followUpsDone });
      tx.audit({
        at: now,
        what: 'follow-up recorded',
        by: 'take-up-follow-up',
        episodeId,
        details: { day, outcome: recorded, tries: task ? triesOf(task) : null },
      });
      if (recorded === 'opted out') await endFollowUps(tx, { ...the, episode }, 'declined');
      if (recorded !== 'in trouble') return;
      const name = `${episodeId}-follow-up-concern-${day}`;
      askSeparately(tx, now, name, {
        clinicId,
        kind: 'care-concern',
        episodeId,
        reason: 'in trouble at follow-up',
      });
    });
    return { outcome };
  },
});

/** What the client said, who called, and how often: for the clinic's own record. */
function saidIn(task: HumanTask | undefined): Pick<FollowUp, 'said' | 'tries' | 'by'> {
  if (!task) return {};
  const { answer } = task;
  return { tries: triesOf(task), ...(answer ? { by: answer.by, said: answer.fields ?? {} } : {}) };
}
