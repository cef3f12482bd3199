import type { Instant } from '../domain/clinic-calendar.ts';
import { type HumanTask, outcomeOf } from '../domain/human-task.ts';
import type { Transaction } from '../ports.ts';
import { closeOpenTask } from './withdraw-questions.ts';

/** The ladder is at its end: the question leaves every list, and its outcome is silence. */
export function giveUp(tx: Transaction, task: HumanTask, now: Instant): { outcome: string; taskId: string } {
  const givenUp: HumanTask = { ...task, status: 'given up' };
  tx.put('task', givenUp);
  closeOpenTask(tx, task);
  const details = { taskId: task.id, kind: task.kind };
  tx.audit({ at: now, what: 'nobody answered', by: 'give-up', episodeId: task.episodeId, details });
  return { outcome: outcomeOf(givenUp), taskId: task.id };
}
