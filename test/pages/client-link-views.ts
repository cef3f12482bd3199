import { emptyConsentForm } from '../../lambdas/domain/consent-form.ts';
import { clientCopy, clientCopyFile } from '../../lambdas/pages/client-link-copy.ts';
import { clientDisclosures } from '../../lambdas/pages/client-link-disclosures.ts';
import { clientDone, clientLeft } from '../../lambdas/pages/client-link-done.ts';
import { clientHome } from '../../lambdas/pages/client-link-home.ts';
import type { ClientConsent, ClientFrame } from '../../lambdas/pages/client-link-parts.ts';
import {
  type ClientProgressView,
  clientProgress,
  clientProgressDone,
} from '../../lambdas/pages/client-link-progress.ts';
import { clientRequestsPage } from '../../lambdas/pages/client-link-requests.ts';
import { clientRevoke } from '../../lambdas/pages/client-link-revoke.ts';
import { type ClientSignView, clientRights, clientSign } from '../../lambdas/pages/client-link-sign.ts';
import type { Language } from '../../lambdas/pages/words.ts';
import { clinicName, phone, senderName, timeZone } from './link-views.ts';

function clientFrame(language: Language): ClientFrame {
  return { language, clinicName, phone, timeZone, clientName: 'Maren Quill' };
}

const forTheHome: ClientConsent = {
  consentId: 'ep_1:c1',
  discloser: clinicName,
  recipients: [
    { id: 'cedar-house', name: 'Cedar House', revokedAt: null },
    { id: 'casa-olmo', name: 'Casa Olmo', revokedAt: '2026-07-02T17:20:00.000Z' },
  ],
  categories: ['placement', 'residence', 'incidents'],
  purpose: 'to arrange and coordinate my stay in the sober home',
  expiresOn: '2026-12-20',
  expiresUpon: null,
  signedAt: '2026-06-20T17:20:00.000Z',
  signature: 'Maren Quill',
  how: 'clinic tablet',
  status: 'partly',
  irrevocableUntil: null,
  signedIn: 'en',
};

const forTheCourt: ClientConsent = {
  ...forTheHome,
  consentId: 'ep_1:c2',
  recipients: [{ id: 'county-court', name: 'County Example Treatment Court', revokedAt: null }],
  categories: ['attendance'],
  purpose: 'to report attendance to the court’s program',
  how: 'on paper',
  status: 'valid',
  irrevocableUntil: '2026-09-30',
  signedIn: null,
};

function progressView(language: Language): ClientProgressView {
  return {
    frame: clientFrame(language),
    goals: [
      { id: 'g1', words: 'Find work with regular hours', status: 'open' },
      { id: 'g2', words: 'A sponsor', status: 'met' },
    ],
    feedback: [
      {
        feedbackId: 'ep_1:fb-2',
        words: 'You spoke up in group.',
        name: 'Ada Lindqvist',
        on: '2026-07-10',
        answer: null,
      },
      {
        feedbackId: 'ep_1:fb-1',
        words: 'Two weeks on time.',
        name: 'Ada Lindqvist',
        on: '2026-06-30',
        answer: { as: 'agree', words: 'Thank you', on: '2026-07-01' },
      },
    ],
    newsByEmail: false,
    refused: null,
  };
}

export function signView(language: Language, changes: Partial<ClientSignView> = {}): ClientSignView {
  const recipient = (id: string, name: string, isAskedFor: boolean, isChosen: boolean) => ({
    ...{ id, name, isAskedFor, isChosen },
  });
  return {
    frame: clientFrame(language),
    today: '2026-07-14',
    recipients: [
      recipient('cedar-house', 'Cedar House', true, true),
      recipient('casa-olmo', 'Casa Olmo', false, true),
      recipient('lakeside', 'Lakeside Outpatient', false, false),
    ],
    needsRights: true,
    onFile: 2,
    form: emptyConsentForm,
    problems: [],
    ...changes,
  };
}

/** Every page of a client's link in every state, by a name for the test's report. */
export function everyClientPage(language: Language): [string, string][] {
  const frame = clientFrame(language);
  const consents = [forTheHome, forTheCourt];
  const left = { earlier: [], problem: null, text: '', kind: '' };
  return [
    ['home', clientHome({ frame, consents, askedFor: ['Cedar House'] })],
    ['home without consents', clientHome({ frame, consents: [], askedFor: [] })],
    ['sign', clientSign(signView(language))],
    [
      'sign, incomplete',
      clientSign(signView(language, { needsRights: false, problems: ['no recipient', 'other name'] })),
    ],
    ['rights', clientRights(frame)],
    ['copy', clientCopy({ frame, consent: { ...forTheHome, signedIn: language } })],
    ['copy of a court’s consent', clientCopy({ frame, consent: forTheCourt })],
    ['copy as a file', clientCopyFile({ frame, consent: { ...forTheHome, signedIn: language } })],
    [
      'revoke',
      clientRevoke({ frame, recipients: [{ id: 'cedar-house', name: 'Cedar House' }], problem: null }),
    ],
    [
      'revoke, nothing chosen',
      clientRevoke({
        frame,
        recipients: [{ id: 'cedar-house', name: 'Cedar House' }],
        problem: 'nothing chosen',
      }),
    ],
    ['revoke, nothing left', clientRevoke({ frame, recipients: [], problem: null })],
    [
      'disclosures',
      clientDisclosures({
        frame,
        recipients: [
          {
            name: 'Cedar House',
            lines: [
              {
                at: '2026-07-13T18:05:00.000Z',
                category: 'residence',
                purpose: 'to coordinate the stay in the sober home',
                consentId: 'ep_1:c1',
              },
            ],
          },
        ],
        emergencies: [{ at: null, facility: 'Example General Hospital', nature: null }],
      }),
    ],
    ['no disclosures', clientDisclosures({ frame, recipients: [], emergencies: [] })],
    [
      'requests',
      clientRequestsPage({
        frame,
        ...left,
        earlier: [
          { kind: 'access', sentOn: '2026-07-01', dueOn: '2026-07-31', isAnswered: false },
          { kind: 'amendment', sentOn: '2026-06-25', dueOn: '2026-08-24', isAnswered: true },
        ],
      }),
    ],
    ['requests, text missing', clientRequestsPage({ frame, ...left, problem: 'text missing' })],
    ['progress', clientProgress(progressView(language))],
    [
      'progress, empty',
      clientProgress({ ...progressView(language), goals: [], feedback: [], newsByEmail: null }),
    ],
    [
      'progress, answer refused',
      clientProgress({
        ...progressView(language),
        newsByEmail: true,
        refused: { feedbackId: 'ep_1:fb-2', problem: 'nothing chosen', as: '', words: 'I was ill' },
      }),
    ],
    ['feedback answered', clientProgressDone(frame, { done: 'feedback answered', isDisagreement: true })],
    ['news by email', clientProgressDone(frame, { done: 'news', isWanted: true })],
    ['signed', clientDone(frame, { done: 'signed', consentId: 'ep_1:c3' })],
    ['revoked', clientDone(frame, { done: 'revoked', names: ['Cedar House'], standing: true })],
    ['not revocable', clientDone(frame, { done: 'not revocable', until: '2026-09-30' })],
    ['requested', clientDone(frame, { done: 'requested', dueOn: '2026-08-13' })],
    ['left', clientLeft({ language, senderName, phone })],
  ];
}
