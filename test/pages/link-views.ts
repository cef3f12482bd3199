import { homeReport, homeReported } from '../../lambdas/pages/home-report.ts';
import { linkDoor } from '../../lambdas/pages/link-door.ts';
import { linkNotValid } from '../../lambdas/pages/link-not-valid.ts';
import { type LinkPasscodeView, linkPasscode } from '../../lambdas/pages/link-passcode.ts';
import { linkProblem } from '../../lambdas/pages/link-problem.ts';
import {
  type LinkQuestion,
  type LinkQuestionsView,
  linkQuestions,
} from '../../lambdas/pages/link-questions.ts';
import { type LinkRecordedView, linkRecorded } from '../../lambdas/pages/link-recorded.ts';
import type { ConsentScope } from '../../lambdas/pages/link-why.ts';
import type { Language } from '../../lambdas/pages/words.ts';

const now = '2026-07-14T17:20:00.000Z';
export const timeZone = 'America/Los_Angeles';
export const phone = '(555) 010-0134';
export const crisisPhone = '(555) 010-0199';
export const senderName = 'Harborlight coordination';
export const clinicName = 'Harborlight Clinic';

const residentNames = [
  'Maren Quill',
  'Tobias Fenwick',
  'Ines Okafor',
  'Daniel Reyes',
  'Daniel Reyes',
  'Wren Abbott',
  'Soledad Marsh',
  'Piotr Vance',
];

export const consentOfCedarHouse: ConsentScope = {
  personName: null,
  recipientName: 'Cedar House',
  categories: ['residence', 'incidents'],
  purpose: 'to coordinate the stay in the sober home',
  signedOn: '2026-06-20',
  expiresOn: '2026-12-20',
  expiresUpon: null,
};

/** A home's question about eight residents, two of the same name. */
export const checkInOfEight: LinkQuestion = {
  taskId: 'task_checkin',
  kind: 'home-check-in',
  about: null,
  items: residentNames.map((name, index) => ({
    itemId: `ep_${index}`,
    person: { name, apart: name === 'Daniel Reyes' ? { movedInOn: `2026-0${index}-11` } : null },
    recorded: null,
  })),
  reason: null,
  facts: [],
  dueAt: '2026-07-15T17:00:00.000Z',
  recorded: null,
  why: {
    consents: residentNames.map((personName) => ({ ...consentOfCedarHouse, personName })),
    askedBefore: [],
    next: { step: 'remind', party: 'owner', at: '2026-07-15T17:00:00.000Z' },
  },
  problem: null,
};

export const placementRequest: LinkQuestion = {
  taskId: 'task_place',
  kind: 'placement-request',
  about: { name: 'Maren Quill', apart: { birthYear: 1991 } },
  items: [],
  reason: null,
  facts: [{ label: 'Stay', value: '45 days' }],
  dueAt: '2026-07-15T01:00:00.000Z',
  recorded: null,
  why: {
    consents: [{ ...consentOfCedarHouse, categories: ['placement'] }],
    askedBefore: [{ name: 'Lena Brandt', at: '2026-07-13T17:00:00.000Z' }],
    next: { step: 'escalate', party: 'case-manager', at: '2026-07-15T17:00:00.000Z' },
  },
  problem: null,
};

export const reviewForStaff: LinkQuestion = {
  taskId: 'task_review',
  kind: 'review',
  about: { name: 'Tobias Fenwick', apart: null },
  items: [],
  reason: null,
  facts: [],
  dueAt: '2026-07-13T23:00:00.000Z',
  recorded: null,
  why: {
    consents: [],
    askedBefore: [],
    next: { step: 'give up', party: 'owner', at: '2026-07-16T17:00:00.000Z' },
  },
  problem: null,
};

/** A question with fields beside its choices. */
export const testOutcome: LinkQuestion = {
  ...reviewForStaff,
  taskId: 'task_test',
  kind: 'collect-specimen',
  facts: [{ label: 'Specimen by', value: 'Tue, Jul 14, 5:00\u00a0PM' }],
  dueAt: '2026-07-15T01:00:00.000Z',
};

export function askedOf(
  kind: 'partner' | 'staff',
  questions: LinkQuestion[],
  language: Language = 'en',
): LinkQuestionsView {
  const name = kind === 'partner' ? 'Rosa Delgado' : 'Ana Ruiz';
  return { language, clinicName, phone, crisisPhone, timeZone, now, holder: { kind, name }, questions };
}

export function passcodeView(state: LinkPasscodeView['state'], language: Language = 'en'): LinkPasscodeView {
  return { language, senderName, phone, timeZone, holder: 'partner', state };
}

export function recordedView(language: Language = 'en'): LinkRecordedView {
  return {
    language,
    clinicName,
    phone,
    timeZone,
    holder: { kind: 'partner', name: 'Rosa Delgado' },
    answers: [
      {
        kind: 'home-check-in',
        outcome: 'partly recorded',
        about: null,
        choice: '',
        items: checkInOfEight.items.slice(0, 5).map(({ person }) => ({ person, choice: 'all well' })),
        missingItems: 3,
        comment: 'A quiet week.',
        at: now,
      },
    ],
    stillWaiting: 1,
  };
}

const homePage = (language: Language) => ({
  language,
  clinicName,
  phone,
  crisisPhone,
  holderName: 'Rosa Delgado',
});

const homeResidents = checkInOfEight.items.map(({ itemId, person }) => ({ episodeId: itemId, person }));

/** Every link page in every state, by a name for the test's report. */
export function everyLinkPage(language: Language): [string, string][] {
  return [
    ['door', linkDoor({ language, senderName, phone })],
    ['passcode', linkPasscode(passcodeView({ state: 'ask' }, language))],
    ['wrong passcode', linkPasscode(passcodeView({ state: 'wrong', triesLeft: 1 }, language))],
    ['no passcode', linkPasscode(passcodeView({ state: 'no passcode' }, language))],
    ['no device', linkPasscode(passcodeView({ state: 'no device' }, language))],
    ['locked', linkPasscode(passcodeView({ state: 'locked', until: '2026-07-14T17:35:00.000Z' }, language))],
    ['check-in', linkQuestions(askedOf('partner', [checkInOfEight], language))],
    ['placement', linkQuestions(askedOf('partner', [placementRequest], language))],
    ['staff inbox', linkQuestions(askedOf('staff', [reviewForStaff, placementRequest], language))],
    ['outcome of a test', linkQuestions(askedOf('staff', [testOutcome], language))],
    ['outcomes of tests', linkQuestions(askedOf('staff', [testOutcome, reviewForStaff], language))],
    ['nothing waits', linkQuestions(askedOf('staff', [], language))],
    ['recorded', linkRecorded(recordedView(language))],
    ['door of the standing link', linkDoor({ language, senderName, phone, crisisPhone })],
    [
      'home report',
      homeReport({ ...homePage(language), residents: homeResidents, consents: checkInOfEight.why.consents }),
    ],
    ['home report of nobody', homeReport({ ...homePage(language), residents: [], consents: [] })],
    ['home reported', homeReported(homePage(language))],
    ['problem', linkProblem({ language, senderName, phone, problem: 'nothing chosen' })],
    ['not valid', linkNotValid()],
  ];
}
