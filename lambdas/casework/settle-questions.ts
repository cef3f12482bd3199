import type { Fields } from '../domain/answer-fields.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { Transaction } from '../ports.ts';
import { planTelling } from './tell-workflow.ts';
import { closeOpenTask, tellWithdrawn } from './withdraw-questions.ts';

/**
 * Answers open questions by the deed that they asked for. Returns the ids to tell after the transaction with
 * `tellAnswered`.
 */
export function settleQuestions(
  tx: Transaction,
  tasks: readonly HumanTask[],
  answer: { choice: string; by: string; at: Instant; fields?: Fields },
): string[] {
  const open = tasks.filter((task) => task.status === 'open');
  for (const task of open) {
    const answered: HumanTask = {
      ...task,
      status: 'answered',
      answer: { ...answer, items: {}, comment: '', late: false },
    };
    tx.put('task', answered);
    closeOpenTask(tx, answered);
    planTelling(tx, answered, answer.at);
    const details = {
      taskId: task.id,
      kind: task.kind,
      choice: answer.choice,
      items: {},
      outcome: 'recorded',
    };
    tx.audit({
      at: answer.at,
      what: 'answer recorded',
      by: answer.by,
      episodeId: task.episodeId,
      details,
    });
  }
  return open.map((task) => task.id);
}

/** Tells the workflows that wait for these questions how they were settled. */
export const tellAnswered = tellWithdrawn;
