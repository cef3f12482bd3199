import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import { type TaskKind, taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import type { Behaviour, Reply } from '../../local/people/behaviour.ts';

/** What is said when all goes well, where it is not the first of a question's choices. */
const wellAnswers: Partial<Record<TaskKind, string>> = {
  'consent-needed': 'client declines',
  'confirm-specimen': 'confirmed negative',
  'bed-request': '1 bed',
  'emergency-record': 'facts still missing',
  'find-receiver': 'lost to contact',
};

const readsMailAfterMinutes = 25;

/** What is said to a question: something, nothing at all (null), or what depends on who is asked and when. */
type Says = Partial<Reply> | null | ((task: HumanTask, contactId: string) => Partial<Reply> | null);

export type Answers = Partial<Record<TaskKind, Says>>;

/** Everyone answers every question well, 25 minutes after the mail, but for what is told otherwise. */
export function everyone(answers: Answers = {}): Behaviour {
  return ({ task, contactId, isRepeat }) => {
    const says = answers[task.kind];
    const reply = typeof says === 'function' ? says(task, contactId) : says;
    return reply === null || isRepeat ? undefined : replyTo(task, reply);
  };
}

/** Nobody answers anything but these. */
export function nobodyBut(answers: Answers): Behaviour {
  const answering = everyone(answers);
  return (question, luck) => (answers[question.task.kind] ? answering(question, luck) : undefined);
}

/** A whole reply: what is left out is said well, and about everybody on a list alike. */
export function replyTo(task: HumanTask, reply: Partial<Reply> = {}): Reply {
  const choice = reply.choice ?? wellAnswers[task.kind] ?? taskRules[task.kind].choices[0] ?? '';
  const isList = task.items.length > 0;
  return {
    afterMinutes: readsMailAfterMinutes,
    reason: '',
    ...reply,
    choice: isList ? '' : choice,
    items: reply.items ?? (isList ? Object.fromEntries(task.items.map((item) => [item, choice])) : {}),
  };
}
