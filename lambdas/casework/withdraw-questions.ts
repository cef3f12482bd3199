import type { Instant } from '../domain/clinic-calendar.ts';
import { type HumanTask, withdrawn } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import type { StageMachine } from '../domain/signal.ts';
import type { Ports, Transaction } from '../ports.ts';
import { planTelling, tellSettledOrLater } from './tell-workflow.ts';

/** Takes a settled task off the lists of everyone who was asked. */
export function closeOpenTask(tx: Transaction, task: HumanTask): void {
  for (const contactId of task.asked) tx.remove('openTask', `${contactId}:${task.id}`);
}

/** Which of an episode's open questions are withdrawn. `when closed`: what a stage would have waited for. */
export type Withdrawn = 'before the ending' | 'when closed' | 'all' | { stage: StageMachine };

/**
 * Withdraws an episode's open questions: those that make no sense after the ending, all, or one stage's own.
 * Returns the ids to tell after the transaction with `tellWithdrawn`.
 */
export async function withdrawQuestions(
  tx: Transaction,
  episodeId: string,
  which: Withdrawn,
  now: Instant,
  by: string,
): Promise<string[]> {
  const tasks = await tx.list('task', { parent: episodeId });
  return withdrawTasks(
    tx,
    tasks.filter((task) => isMeant(task, which)),
    now,
    by,
  );
}

/** Withdraws those of some questions that are open. Returns their ids, to be told with `tellWithdrawn`. */
export function withdrawTasks(
  tx: Transaction,
  tasks: readonly HumanTask[],
  now: Instant,
  by: string,
): string[] {
  const open = tasks.filter((task) => task.status === 'open');
  for (const task of open) {
    tx.put('task', withdrawn(task));
    closeOpenTask(tx, task);
    planTelling(tx, task, now);
    tx.audit({
      at: now,
      what: 'question withdrawn',
      by,
      episodeId: task.episodeId,
      details: { taskId: task.id, kind: task.kind },
    });
  }
  return open.map((task) => task.id);
}

/** Whether a question is among those that are withdrawn. */
export function isMeant(task: HumanTask, which: Withdrawn): boolean {
  if (which === 'all') return true;
  const { afterEnding, stage } = taskRules[task.kind];
  if (which === 'before the ending') return !afterEnding;
  return which === 'when closed' ? !afterEnding || stage !== undefined : stage === which.stage;
}

export async function tellWithdrawn(
  ports: Ports,
  clinicId: string,
  taskIds: readonly string[],
  at: Instant,
): Promise<void> {
  for (const taskId of taskIds) await tellSettledOrLater(ports, clinicId, taskId, at);
}
