import { isPartnerTask, type TaskKind, taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import type { LinkQuestion } from '../../lambdas/pages/link-questions.ts';
import type { ConsentScope, WhyAsked } from '../../lambdas/pages/link-why.ts';

/** Nobody here exists. */
export const now = '2027-03-08T17:20:00.000Z';
export const timeZone = 'America/Los_Angeles';
export const senderName = 'Harbor Example';
export const clinicName = 'Harbor Example Clinic';
export const phone = '+1 555 010 0100';
export const crisisPhone = '+1 555 010 0199';
export const href = `https://questions.harbor.example/l/${'Zk3x7Qw9T_e'.repeat(4).slice(0, 43)}`;

export const partnerName = 'Hana Lowell';
export const staffName = 'Carmen Ruiz';
export const clientName = 'Nora Testwell';

const dueAt = '2027-03-09T17:00:00.000Z';

const consent: ConsentScope = {
  personName: null,
  recipientName: 'Cedar House',
  categories: ['placement', 'residence', 'incidents', 'discharge'],
  purpose: 'To arrange and coordinate my stay in a sober home',
  signedOn: '2027-01-04',
  expiresOn: '2027-07-03',
  expiresUpon: null,
};

const residents = [
  'Nora Testwell',
  'Pia Muster',
  'Omar Sample',
  'Omar Sample',
  'Lou Fixture',
  'Teo Ficticio',
];

/** A question of a kind as its receiver sees it: a list of residents where the kind asks for each. */
export function sampleQuestion(kind: TaskKind): LinkQuestion {
  const { perItem, asks, discloses } = taskRules[kind];
  const isAboutClinic = discloses === 'nobody' || kind === 'clinic-alert' || asks === 'director';
  return {
    taskId: `ep_example:tk-${kind}`,
    kind,
    about: perItem || isAboutClinic ? null : { name: clientName, apart: null },
    items: perItem ? sampleItems() : [],
    reason: null,
    facts: [],
    dueAt,
    recorded: null,
    why: whyOf(kind),
    problem: null,
  };
}

function sampleItems(): LinkQuestion['items'] {
  return residents.map((name, index) => {
    const isTwice = residents.filter((other) => other === name).length > 1;
    const person = { name, apart: isTwice ? { movedInOn: `2027-0${index}-11` } : null };
    return { itemId: `ep_${index}`, person, recorded: null };
  });
}

function whyOf(kind: TaskKind): WhyAsked {
  const { ladder, perItem } = taskRules[kind];
  const names = perItem ? residents : [null];
  const next = ladder[1];
  return {
    consents: isPartnerTask(kind) ? names.map((personName) => ({ ...consent, personName })) : [],
    askedBefore: [],
    next: next
      ? { step: next.action === 'ask' ? 'remind' : next.action, party: next.party, at: dueAt }
      : null,
  };
}
