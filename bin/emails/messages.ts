import { isPartnerTask, type TaskKind, taskKinds, taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import { batchEmail } from '../../lambdas/emails/batch-email.ts';
import { clientLinkEmail } from '../../lambdas/emails/client-link-email.ts';
import { digestEmail } from '../../lambdas/emails/digest-email.ts';
import { chainHeadEmail, commitmentsEmail } from '../../lambdas/emails/draw-report-email.ts';
import type { Email } from '../../lambdas/emails/email.ts';
import { mondayEmail } from '../../lambdas/emails/monday-email.ts';
import { type QuestionEmailView, questionEmail } from '../../lambdas/emails/question-email.ts';
import { welcomeEmail } from '../../lambdas/emails/welcome-email.ts';
import type { Language } from '../../lambdas/pages/words.ts';
import {
  crisisPhone,
  href,
  now,
  partnerName,
  phone,
  senderName,
  staffName,
  timeZone,
} from './sample-people.ts';

/** A message in one variant. */
export interface Message {
  /** Kebab-case, unique within a language. */
  name: string;
  receiver: 'partner' | 'staff' | 'client' | 'auditor';
  email: Email;
}

const steps = ['ask', 'remind', 'escalate'] as const;
const dueAt = '2027-03-09T17:00:00.000Z';
const overdueAt = '2027-03-08T15:00:00.000Z';

/** Every message that stepdown sends, in every variant, in one language. */
export function everyMessage(language: Language): Message[] {
  const sender = { language, senderName, phone };
  return [
    ...taskKinds.flatMap((kind) => questions(kind, language)),
    ...lists(language),
    to('client', 'welcome', welcomeEmail({ ...sender, crisisPhone, startsOn: '2027-03-10' })),
    to('client', 'welcome-without-a-day', welcomeEmail({ ...sender, crisisPhone, startsOn: null })),
    to('client', 'client-link', clientLinkEmail({ ...sender, href })),
    to('staff', 'page-of-the-week', mondayEmail({ ...sender, receiverName: staffName, href })),
    to(
      'auditor',
      'draws-chain-head',
      chainHeadEmail({
        ...sender,
        date: '2027-03-07',
        sequence: 61,
        commitment: 'ab'.repeat(32),
        hash: '0f'.repeat(32),
      }),
    ),
    to(
      'auditor',
      'draws-commitments',
      commitmentsEmail({
        ...sender,
        quarter: '2027-Q2',
        commitments: [
          { date: '2027-04-01', commitment: 'c4'.repeat(32) },
          { date: '2027-04-02', commitment: '1d'.repeat(32) },
        ],
      }),
    ),
  ];
}

function to(receiver: Message['receiver'], name: string, email: Email): Message {
  return { name, receiver, email };
}

/** A question on each step of its ladder; a partner's also as it comes to staff, who are to call. */
function questions(kind: TaskKind, language: Language): Message[] {
  const isPartners = isPartnerTask(kind);
  const view: QuestionEmailView = {
    language,
    senderName,
    phone,
    timeZone,
    now,
    audience: isPartners ? 'partner' : 'staff',
    receiverName: isPartners ? partnerName : staffName,
    kind,
    step: 'ask',
    dueAt,
    href,
    call: kind === 'phone-call' ? { name: `${partnerName}, Cedar House`, phone: '+1 555 010 0201' } : null,
  };
  const asked = steps.map((step) => to(view.audience, `${kind}-${step}`, questionEmail({ ...view, step })));
  if (!isPartners || !taskRules[kind].ladder.some(({ party }) => party === 'case-manager')) return asked;
  const call = { name: `${partnerName}, Cedar House`, phone: '+1 555 010 0201' };
  const toStaff = { ...view, audience: 'staff', receiverName: staffName, step: 'escalate', call } as const;
  return [...asked, to('staff', `${kind}-to-call`, questionEmail(toStaff))];
}

function lists(language: Language): Message[] {
  const view = { language, timeZone, now, senderName, phone, receiverName: staffName, href };
  const kinds: TaskKind[] = ['clinician-decision', 'review', 'review', 'milestones', 'consent-needed'];
  const tasks = kinds.map((kind, index) => ({
    kind,
    dueAt: index === 0 ? overdueAt : `2027-03-${10 + index}T17:00:00.000Z`,
  }));
  const tests: TaskKind[] = ['tell-client', 'tell-client', 'tell-client', 'collect-specimen'];
  const collections = tests.map((kind) => ({ kind, dueAt: '2027-03-08T20:15:00.000Z' }));
  return [
    to('staff', 'digest', digestEmail({ ...view, tasks })),
    to('staff', 'digest-of-one', digestEmail({ ...view, tasks: tasks.slice(1, 2) })),
    to('staff', 'list-of-the-day', batchEmail({ ...view, tasks: collections })),
  ];
}
