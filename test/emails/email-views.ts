import { isPartnerTask, type TaskKind, taskKinds } from '../../lambdas/domain/human-task-kinds.ts';
import { batchEmail } from '../../lambdas/emails/batch-email.ts';
import { clientLinkEmail } from '../../lambdas/emails/client-link-email.ts';
import { digestEmail } from '../../lambdas/emails/digest-email.ts';
import { chainHeadEmail, commitmentsEmail } from '../../lambdas/emails/draw-report-email.ts';
import type { Email } from '../../lambdas/emails/email.ts';
import { type QuestionEmailView, questionEmail } from '../../lambdas/emails/question-email.ts';
import { welcomeEmail } from '../../lambdas/emails/welcome-email.ts';
import type { Language } from '../../lambdas/pages/words.ts';

export const href = `https://coordination.example/l/${'9f2b7c0e'.repeat(8)}`;
export const senderName = 'Harborlight coordination';
export const phone = '(555) 010-0134';

export const toHome: QuestionEmailView = {
  language: 'en',
  senderName,
  phone,
  timeZone: 'America/Los_Angeles',
  now: '2026-07-14T17:20:00.000Z',
  audience: 'partner',
  receiverName: 'Rosa Delgado',
  kind: 'placement-request',
  step: 'ask',
  dueAt: '2026-07-15T17:00:00.000Z',
  href,
  call: null,
};

export const toCounselor: QuestionEmailView = {
  ...toHome,
  audience: 'staff',
  receiverName: 'Ana Ruiz',
  kind: 'review',
};

export const toCaseManager: QuestionEmailView = {
  ...toHome,
  audience: 'staff',
  receiverName: 'Jordan Pell',
  step: 'escalate',
  call: { name: 'Cedar House', phone: '(555) 010-0171' },
};

const steps = ['ask', 'remind', 'escalate'] as const;
const partnerKinds = taskKinds.filter(isPartnerTask);

export const listView = {
  language: 'en' as Language,
  timeZone: 'America/Los_Angeles',
  now: '2026-07-14T17:20:00.000Z',
  senderName,
  phone,
  receiverName: 'Ana Ruiz',
  href,
  tasks: [
    { kind: 'milestones' as TaskKind, dueAt: '2026-07-17T23:00:00.000Z' },
    { kind: 'review' as TaskKind, dueAt: '2026-07-16T23:00:00.000Z' },
    { kind: 'clinician-decision' as TaskKind, dueAt: '2026-07-14T15:00:00.000Z' },
    { kind: 'review' as TaskKind, dueAt: '2026-07-15T23:00:00.000Z' },
  ],
};

/** Every message to a partner: each kind on each rung. */
export function partnerEmails(language: Language): [string, Email][] {
  return partnerKinds.flatMap((kind) =>
    steps.map((step): [string, Email] => [
      `${kind}, ${step}`,
      questionEmail({ ...toHome, language, kind, step }),
    ]),
  );
}

/** Every message to staff: each kind on each rung, a call, a digest, a batch. */
export function staffEmails(language: Language): [string, Email][] {
  const questions = taskKinds.flatMap((kind) =>
    steps.map((step): [string, Email] => [
      `${kind}, ${step}`,
      questionEmail({ ...toCounselor, language, kind, step }),
    ]),
  );
  return [
    ...questions,
    ['call', questionEmail({ ...toCaseManager, language })],
    ['digest', digestEmail({ ...listView, language })],
    ['batch', batchEmail({ ...listView, language })],
  ];
}

export const chainHead = {
  language: 'en' as Language,
  senderName,
  phone,
  date: '2026-07-14',
  commitment: 'ab'.repeat(32),
  sequence: 41,
  hash: '0f'.repeat(32),
};

export const commitments = {
  language: 'en' as Language,
  senderName,
  phone,
  quarter: '2026-Q3',
  commitments: [
    { date: '2026-07-01', commitment: 'c4'.repeat(32) },
    { date: '2026-07-02', commitment: '1d'.repeat(32) },
  ],
};

export const welcome = {
  language: 'en' as Language,
  senderName,
  phone,
  crisisPhone: '(555) 010-0199',
  startsOn: '2026-07-20',
};

export function everyEmail(language: Language): [string, Email][] {
  return [
    ...partnerEmails(language),
    ...staffEmails(language),
    ['welcome', welcomeEmail({ ...welcome, language })],
    ['client link', clientLinkEmail({ language, senderName, phone, href })],
    ['chain head', chainHeadEmail({ ...chainHead, language })],
    ['commitments', commitmentsEmail({ ...commitments, language })],
  ];
}
