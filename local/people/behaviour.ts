import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import { type TaskKind, taskRules } from '../../lambdas/domain/human-task-kinds.ts';

/** What a simulated person does about one question after one mail; undefined: nothing, this time. */
export interface Reply {
  afterMinutes: number;
  choice: string;
  items: Record<string, string>;
  /** What is ticked beside the choices of a list. */
  ticks?: Record<string, string[]>;
  /** What is filled in otherwise than people usually do; '' leaves a field empty. */
  fields?: Record<string, string>;
  /** Given when the reply changes what the person said before. */
  reason: string;
}

/** Looks at a question that a mail brought and decides. `luck` is from 0 up to 1, by label. */
export type Behaviour = (
  question: { task: HumanTask; contactId: string; mailId: string; isRepeat: boolean },
  luck: (label: string) => number,
) => Reply | undefined;

type Weights = readonly (readonly [choice: string, weight: number])[];

const always = (choice: string): Weights => [[choice, 1]];

/** How often each answer is given. Chosen so that a rehearsal meets everything; they are not clinical figures. */
const weights: Record<TaskKind, Weights> = {
  'waitlist-offer': [
    ['accepts', 0.8],
    ['declines', 0.15],
    ['not reached', 0.05],
  ],
  'authorization-ends': [
    ['renewed', 0.8],
    ['ends', 0.2],
  ],
  intake: [
    ['admit', 0.94],
    ['not suitable', 0.02],
    ['client declined', 0.02],
    ['no show', 0.02],
  ],
  'consent-needed': [
    ['signed', 0.6],
    ['client declines', 0.4],
  ],
  'placement-request': [
    ['accept', 0.8],
    ['decline', 0.2],
  ],
  'placement-question': always('done'),
  'bed-request': [
    ['no bed', 0.5],
    ['1 bed', 0.3],
    ['2 beds', 0.2],
  ],
  'bed-offer': always('done'),
  'find-home': [
    ['lives in a stable home', 0.7],
    ['cannot be placed', 0.3],
  ],
  review: [
    ['advance', 0.8],
    ['hold', 0.1],
    ['step up', 0.05],
    ['discharge', 0.05],
  ],
  milestones: [
    ['on track', 0.7],
    ['needs support', 0.2],
    ['not discussed yet', 0.1],
  ],
  'higher-level-decision': [
    ['refer to a higher level of care', 0.5],
    ['stays in the program', 0.5],
  ],
  'tell-client': [
    ['told', 0.94],
    ['not reached', 0.05],
    ['excused', 0.01],
  ],
  'collect-specimen': [
    ['negative', 0.84],
    ['presumptive positive', 0.05],
    ['missed', 0.05],
    ['dilute', 0.02],
    ['unable', 0.02],
    ['refused', 0.01],
    ['laboratory rejected', 0.01],
  ],
  'send-to-laboratory': [
    ['sent', 0.98],
    ['cannot be sent', 0.02],
  ],
  'confirm-specimen': [
    ['definitive positive', 0.5],
    ['confirmed negative', 0.3],
    ['consistent with prescription', 0.2],
  ],
  'clinician-decision': [
    ['contacted the client', 0.8],
    ['could not reach the client', 0.2],
  ],
  'taper-sign-off': [
    ['step down', 0.8],
    ['keep the present rate', 0.2],
  ],
  'breach-assessment': [
    ['no breach', 0.5],
    ['breach: the client was notified', 0.5],
  ],
  'attendance-sheet': [
    ['attended', 0.93],
    ['left early', 0.02],
    ['missed', 0.03],
    ['excused', 0.02],
  ],
  'missed-session': [
    ['reached the client', 0.75],
    ['could not reach the client', 0.2],
    ['no outreach needed', 0.05],
  ],
  'missed-again': [
    ['reached the client', 0.6],
    ['could not reach the client', 0.4],
  ],
  'absent-client': always('done'),
  'leave-return': [
    ['back', 0.85],
    ['not back', 0.15],
  ],
  'home-check-in': [
    ['all well', 0.92],
    ['concern', 0.04],
    ['incident', 0.02],
    ['bed at risk', 0.02],
  ],
  'check-in-follow-up': always('done'),
  'incident-report': [
    ['handled', 0.9],
    ['could not be settled', 0.1],
  ],
  'bed-at-risk': [
    ['handled', 0.8],
    ['could not be settled', 0.2],
  ],
  'bed-risk-decision': [
    ['contacted the client', 0.8],
    ['could not reach the client', 0.2],
  ],
  'resident-report': always('handled'),
  'resident-needs': always('handled'),
  'home-notice': always('noted'),
  'aftercare-plan': [
    ['refer to the named receiver', 0.86],
    ['arranged with another provider', 0.06],
    ['client declines aftercare', 0.08],
  ],
  'late-aftercare-plan': [
    ['seen to', 0.9],
    ['no plan can be made', 0.1],
  ],
  'handoff-referral': [
    ['accept', 0.7],
    ['decline', 0.2],
    ['propose times', 0.06],
    ['question', 0.04],
  ],
  'referral-reply': [
    ['answered', 0.5],
    ['time agreed', 0.4],
    ['no time fits', 0.1],
  ],
  'find-receiver': [
    ['arranged with another provider', 0.4],
    ['client declines aftercare', 0.3],
    ['lost to contact', 0.3],
  ],
  'handoff-preparation': [
    ['records sent', 0.85],
    ['nothing to send', 0.15],
  ],
  'first-contact': [
    ['in contact', 0.8],
    ['not yet', 0.2],
  ],
  'handoff-follow-up': [
    ['in contact now', 0.5],
    ['seen to', 0.4],
    ['could not be settled', 0.1],
  ],
  'receiver-visit': [
    ['arrived', 0.72],
    ['no show', 0.18],
    ['new time', 0.06],
    ['client declined', 0.04],
  ],
  'first-visit': [
    ['arrived', 0.75],
    ['no show', 0.2],
    ['client declined', 0.05],
  ],
  're-engage': [
    ['new visit agreed', 0.6],
    ['could not reach the client', 0.3],
    ['client declined', 0.1],
  ],
  'decline-sign-off': [
    ['signed off', 0.8],
    ['client wants aftercare', 0.2],
  ],
  'follow-up-call': [
    ['doing well', 0.73],
    ['in trouble', 0.07],
    ['wants to come back', 0.01],
    ['needs higher care', 0.01],
    ['not reached', 0.16],
    ['opted out', 0.02],
  ],
  'higher-care': [
    ['arranged', 0.7],
    ['client declines', 0.2],
    ['could not reach the client', 0.1],
  ],
  'care-concern': always('done'),
  'correction-follow-up': always('done'),
  'record-access': always('copy given'),
  'record-amendment': always('amended'),
  'emergency-record': always('facts still missing'),
  crisis: always('acknowledged'),
  'crisis-alert': always('done'),
  'crisis-debrief': always('debriefed'),
  'pager-test': always('received'),
  'phone-call': [
    ['reached by phone', 0.8],
    ['not reached by phone', 0.2],
  ],
  'clinic-alert': always('done'),
  'death-confirmation': always('confirmed'),
  'discharge-sign-off': [
    ['sign', 0.8],
    ['refuse', 0.2],
  ],
  'arrival-check': [
    ['arrived', 0.85],
    ['did not arrive', 0.15],
  ],
  'overdose-teaching': [
    ['kit given', 0.6],
    ['kit declined', 0.2],
    ['could not reach', 0.2],
  ],
};

function pick(choices: Weights, luck: number): string {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = luck * total;
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  return choices.at(-1)?.[0] ?? '';
}

/** People as they are: most answer within hours, some only after a reminder, some never. */
export const realistic: Behaviour = ({ task, contactId, mailId, isRepeat }, luck) => {
  if (isRepeat) return undefined;
  if (taskRules[task.kind].isPaged) return wakenedBy({ task, contactId }, luck);
  const answers = luck(`answers|${contactId}|${task.id}|${task.rung}`) < (task.rung === 0 ? 0.85 : 0.7);
  if (!answers) return undefined;
  const afterMinutes = 10 + Math.floor(luck(`delay|${contactId}|${mailId}`) ** 2 * 300);
  return { afterMinutes, ...choiceFor(task, luck), reason: '' };
};

/** A page wakes most people within minutes, at any hour; some sleep on, and the next is paged. */
function wakenedBy(
  { task, contactId }: { task: HumanTask; contactId: string },
  luck: (label: string) => number,
): Reply | undefined {
  if (luck(`wakes|${contactId}|${task.id}|${task.rung}`) >= 0.8) return undefined;
  const afterMinutes = 1 + Math.floor(luck(`reaches|${contactId}|${task.id}|${task.rung}`) * 11);
  return { afterMinutes, ...choiceFor(task, luck), reason: '' };
}

/** A choice for a question, by the weights of its kind. */
function choiceFor(
  task: HumanTask,
  luck: (label: string) => number,
): { choice: string; items: Record<string, string>; ticks: Record<string, string[]> } {
  const choices = weights[task.kind];
  const entries = task.items.map((item) => [item, pick(choices, luck(`item|${task.id}|${item}`))] as const);
  // Who asked something back, or reached nobody, comes to the question anew.
  const again = task.superseded.filter(({ because }) => because === 'asked back').length;
  const label = again === 0 ? `choice|${task.id}` : `choice|${task.id}|${again}`;
  const choice = task.items.length > 0 ? '' : pick(choices, luck(label));
  const early = entries.filter(([, said]) => said === 'left early');
  const ticks = Object.fromEntries(early.map(([item]) => [item, ['30 minutes']]));
  return { choice, items: Object.fromEntries(entries), ticks };
}
