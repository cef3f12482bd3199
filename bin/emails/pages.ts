import { emptyConsentForm } from '../../lambdas/domain/consent-form.ts';
import { isPartnerTask, type TaskKind, taskKinds } from '../../lambdas/domain/human-task-kinds.ts';
import { type ClientCopyView, clientCopy } from '../../lambdas/pages/client-link-copy.ts';
import { clientDisclosures } from '../../lambdas/pages/client-link-disclosures.ts';
import { clientLeft } from '../../lambdas/pages/client-link-done.ts';
import { clientHome } from '../../lambdas/pages/client-link-home.ts';
import { clientRequestsPage } from '../../lambdas/pages/client-link-requests.ts';
import { clientRevoke } from '../../lambdas/pages/client-link-revoke.ts';
import { clientRights, clientSign } from '../../lambdas/pages/client-link-sign.ts';
import { homeReport, homeReported } from '../../lambdas/pages/home-report.ts';
import { linkDoor } from '../../lambdas/pages/link-door.ts';
import { linkNotValid } from '../../lambdas/pages/link-not-valid.ts';
import { linkPasscode, type PasscodeState } from '../../lambdas/pages/link-passcode.ts';
import { type LinkProblem, linkProblem } from '../../lambdas/pages/link-problem.ts';
import { type LinkQuestion, linkQuestions } from '../../lambdas/pages/link-questions.ts';
import { linkRecorded, type RecordedAnswer } from '../../lambdas/pages/link-recorded.ts';
import { type Language, words } from '../../lambdas/pages/words.ts';
import { fullWeek, quietWeek } from './director-page.ts';
import {
  clientName,
  clinicName,
  crisisPhone,
  now,
  partnerName,
  phone,
  sampleQuestion,
  senderName,
  staffName,
  timeZone,
} from './sample-people.ts';

/** A page in one variant. */
export interface Page {
  /** Kebab-case, unique within a language. */
  name: string;
  group: 'before the passcode' | 'questions' | 'after an answer' | 'client' | 'director';
  html: string;
}

type Named = [name: string, html: string];

/** Every page that a link can lead to, in every variant, and the director's page of the week, in one language. */
export function everyPage(language: Language): Page[] {
  const in_ =
    (group: Page['group']) =>
    ([name, html]: Named): Page => ({ name, group, html });
  return [
    ...beforePasscode(language).map(in_('before the passcode')),
    ...questionPages(language).map(in_('questions')),
    ...afterAnswer(language).map(in_('after an answer')),
    ...clientPages(language).map(in_('client')),
    in_('director')(['page-of-the-week', fullWeek(language)]),
    in_('director')(['page-of-a-quiet-week', quietWeek(language)]),
  ];
}

const states: PasscodeState[] = [
  { state: 'ask' },
  { state: 'wrong', triesLeft: 2 },
  { state: 'no passcode' },
  { state: 'no device' },
  { state: 'locked', until: '2027-03-08T17:35:00.000Z' },
];
const holders = ['partner', 'staff', 'client'] as const;

function beforePasscode(language: Language): Named[] {
  const sender = { language, senderName, phone };
  return [
    ['door', linkDoor(sender)],
    ['door-of-a-report', linkDoor({ ...sender, crisisPhone })],
    ...holders.flatMap((holder) =>
      states.map((state): Named => {
        const html = linkPasscode({ ...sender, timeZone, holder, state });
        return [`passcode-${holder}-${kebab(state.state)}`, html];
      }),
    ),
    ['not-valid', linkNotValid()],
  ];
}

function holderOf(kind: TaskKind): { kind: 'partner' | 'staff'; name: string } {
  return isPartnerTask(kind) ? { kind: 'partner', name: partnerName } : { kind: 'staff', name: staffName };
}

function questionPages(language: Language): Named[] {
  const base = { language, clinicName, phone, crisisPhone, timeZone, now };
  const asked = taskKinds.map((kind): Named => {
    const view = { ...base, holder: holderOf(kind), questions: [sampleQuestion(kind)] };
    return [`question-${kind}`, linkQuestions(view)];
  });
  const staff = { kind: 'staff', name: staffName } as const;
  const evening: TaskKind[] = ['clinician-decision', 'review', 'milestones', 'follow-up-call'];
  const recorded: LinkQuestion = { ...sampleQuestion('review'), recorded: { choice: 'advance', at: now } };
  return [
    ...asked,
    [
      'questions-my-evening',
      linkQuestions({ ...base, holder: staff, questions: evening.map(sampleQuestion) }),
    ],
    ['questions-answered-before', linkQuestions({ ...base, holder: staff, questions: [recorded] })],
    ['questions-none', linkQuestions({ ...base, holder: staff, questions: [] })],
  ];
}

function afterAnswer(language: Language): Named[] {
  const outcomes = Object.keys(words[language].recorded.outcomes) as RecordedAnswer['outcome'][];
  const problems = Object.keys(words[language].problem.codes) as LinkProblem[];
  const view = {
    language,
    clinicName,
    phone,
    timeZone,
    holder: holderOf('placement-request'),
    stillWaiting: 1,
  };
  const answer = {
    kind: 'placement-request',
    about: { name: clientName, apart: null },
    choice: 'accept',
  } as const;
  const report = { language, clinicName, phone, crisisPhone, holderName: partnerName };
  const { items } = sampleQuestion('home-check-in');
  const residents = items.map(({ itemId, person }) => ({ episodeId: itemId, person }));
  const { consents } = sampleQuestion('home-check-in').why;
  return [
    ...outcomes.map((outcome): Named => {
      const answers = [{ ...answer, outcome, items: [], missingItems: 0, comment: '', at: now }];
      return [`recorded-${kebab(outcome)}`, linkRecorded({ ...view, answers })];
    }),
    ...problems.map((problem): Named => {
      return [`problem-${kebab(problem)}`, linkProblem({ language, senderName, phone, problem })];
    }),
    ['report', homeReport({ ...report, residents, consents })],
    ['report-of-nobody', homeReport({ ...report, residents: [], consents: [] })],
    ['report-taken', homeReported(report)],
  ];
}

function clientPages(language: Language): Named[] {
  const frame = { language, clinicName, phone, timeZone, clientName };
  const recipients = [
    { id: 'cedar-house', name: 'Cedar House', isAskedFor: true, isChosen: false },
    { id: 'casa-olmo', name: 'Casa Olmo', isAskedFor: false, isChosen: false },
  ];
  const consent: ClientCopyView['consent'] = {
    consentId: 'ep_example:c1',
    discloser: clinicName,
    recipients: recipients.map(({ id, name }) => ({ id, name, revokedAt: null })),
    categories: ['placement', 'residence', 'incidents'],
    purpose: 'To arrange and coordinate my stay in a sober home',
    expiresOn: '2027-07-03',
    expiresUpon: null,
    signedAt: '2027-01-04T18:00:00.000Z',
    signature: clientName,
    how: 'own device',
    status: 'valid',
    irrevocableUntil: null,
    signedIn: language,
  };
  const disclosed = {
    at: now,
    category: 'residence',
    purpose: consent.purpose,
    consentId: consent.consentId,
  } as const;
  const sign = { frame, today: '2027-03-08', recipients, needsRights: true, onFile: 1 };
  return [
    ['client-home', clientHome({ frame, consents: [consent], askedFor: ['Lakeside Outpatient'] })],
    ['client-home-without-consents', clientHome({ frame, consents: [], askedFor: [] })],
    ['client-sign', clientSign({ ...sign, form: emptyConsentForm, problems: [] })],
    [
      'client-sign-incomplete',
      clientSign({ ...sign, form: emptyConsentForm, problems: ['no recipient', 'no signature'] }),
    ],
    ['client-rights', clientRights(frame)],
    ['client-copy', clientCopy({ frame, consent })],
    ['client-revoke', clientRevoke({ frame, recipients, problem: null })],
    [
      'client-disclosures',
      clientDisclosures({
        frame,
        recipients: [{ name: 'Cedar House', lines: [disclosed] }],
        emergencies: [],
      }),
    ],
    ['client-requests', clientRequestsPage({ frame, earlier: [], problem: null, text: '', kind: '' })],
    ['client-left', clientLeft({ language, senderName, phone })],
  ];
}

function kebab(text: string): string {
  return text.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase();
}
