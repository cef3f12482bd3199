import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import type { TaskKind } from '../../lambdas/domain/human-task-kinds.ts';
import type { Behaviour, Reply } from '../../local/people/behaviour.ts';

/** The answer to each question when all goes well. */
const wellAnswers: Record<TaskKind, string> = {
  'waitlist-offer': 'accepts',
  intake: 'admit',
  'consent-needed': 'client declines',
  'placement-request': 'accept',
  'placement-question': 'done',
  'bed-request': '1 bed',
  'bed-offer': 'done',
  'find-home': 'lives in a stable home',
  review: 'advance',
  milestones: 'on track',
  'tell-client': 'told',
  'collect-specimen': 'negative',
  'send-to-laboratory': 'sent',
  'confirm-specimen': 'confirmed negative',
  'clinician-decision': 'contacted the client',
  'taper-sign-off': 'step down',
  'breach-assessment': 'no breach',
  'home-check-in': 'all well',
  'check-in-follow-up': 'done',
  'incident-report': 'handled',
  'bed-at-risk': 'handled',
  'bed-risk-decision': 'contacted the client',
  'resident-report': 'handled',
  'resident-needs': 'handled',
  'home-notice': 'noted',
  'aftercare-plan': 'refer to the named receiver',
  'handoff-referral': 'accept',
  'find-receiver': 'lost to contact',
  'first-visit': 'arrived',
  'follow-up-call': 'doing well',
  'care-concern': 'done',
  'correction-follow-up': 'done',
  'record-access': 'copy given',
  'record-amendment': 'amended',
  'emergency-record': 'facts still missing',
  'clinic-alert': 'done',
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
  const choice = reply.choice ?? wellAnswers[task.kind];
  const isList = task.items.length > 0;
  return {
    afterMinutes: readsMailAfterMinutes,
    reason: '',
    ...reply,
    choice: isList ? '' : choice,
    items: reply.items ?? (isList ? Object.fromEntries(task.items.map((item) => [item, choice])) : {}),
  };
}
