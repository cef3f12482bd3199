import type { Instant } from '../domain/clinic-calendar.ts';
import { type HumanTask, outcomeOf } from '../domain/human-task.ts';
import type { Transaction } from '../ports.ts';
import { followTreatmentSilence } from './follow-treatment-answer.ts';
import { planSheet } from './take-up-sheet.ts';
import { closeOpenTask } from './withdraw-questions.ts';

/** The ladder is at its end: the question leaves every list, and its outcome is silence. */
export async function giveUp(
  tx: Transaction,
  clinicId: string,
  task: HumanTask,
  now: Instant,
): Promise<{ outcome: string; taskId: string }> {
  const givenUp: HumanTask = { ...task, status: 'given up' };
  tx.put('task', givenUp);
  closeOpenTask(tx, task);
  planSheet(tx, givenUp, now);
  const details = { taskId: task.id, kind: task.kind };
  tx.audit({ at: now, what: 'nobody answered', by: 'give-up', episodeId: task.episodeId, details });
  await followTreatmentSilence(tx, clinicId, givenUp, now);
  return { outcome: outcomeOf(givenUp), taskId: task.id };
}
