import type { LocalDate } from '../domain/clinic-calendar.ts';
import { consentText } from '../domain/notices.ts';
import { planWords } from './aftercare-plan.ts';
import {
  type ClientConsent,
  type ClientFrame,
  clientPage,
  consentFacts,
  seeForm,
} from './client-link-parts.ts';
import { clientWords } from './client-link-words.ts';
import { clientProgressWords } from './client-progress-words.ts';
import { datedYear } from './dates.ts';
import { type Html, html } from './html.ts';
import type { Language } from './words.ts';

export interface ClientHomeView {
  frame: ClientFrame;
  /** Latest first. */
  consents: ClientConsent[];
  /** The recipients that staff ask a consent for now. */
  askedFor: string[];
  /** How much was written to the client that waits for an answer. */
  unanswered?: number;
}

/** What a client finds behind the client's own link: the consents, and what can be done about them. */
export function clientHome({ frame, consents, askedFor, unanswered = 0 }: ClientHomeView): string {
  const said = clientWords[frame.language].home;
  const progress = clientProgressWords[frame.language];
  const canRevoke = consents.some(isRevocable);
  return clientPage(
    frame,
    'home',
    html`<div class="lead"><h1>${said.heading}</h1><p>${said.lead}</p></div>
${askedFor.length > 0 && html`<div class="notice caution"><span>${said.asked(askedFor.join(', '))}</span></div>`}
${unanswered > 0 && html`<div class="notice"><span>${progress.waiting(unanswered)}</span></div>`}
<div class="stack">${seeForm(frame, 'progress', progress.open)}
${seeForm(frame, 'aftercare', planWords[frame.language].open)}
${seeForm(frame, 'sign', said.sign, 'button')}</div>
${consents.length === 0 && html`<div class="card"><p>${said.none}</p></div>`}
${consents.map((consent) => card(consent, frame))}
<section class="stack" aria-label="${said.more}">
${canRevoke && seeForm(frame, 'revoke', said.revoke)}
${seeForm(frame, 'disclosures', said.disclosures)}
${seeForm(frame, 'requests', said.requests)}
${seeForm(frame, 'rights', said.rights)}
</section>`,
  );
}

function isRevocable({ status, irrevocableUntil }: ClientConsent): boolean {
  return (status === 'valid' || status === 'partly') && irrevocableUntil === null;
}

const tags: Record<ClientConsent['status'], string> = {
  valid: 'tag done',
  expired: 'tag caution',
  revoked: 'tag alert',
  partly: 'tag caution',
};

function card(consent: ClientConsent, frame: ClientFrame): Html {
  const { language } = frame;
  const said = clientWords[language];
  return html`<section class="card"><div class="lead"><h2>${consent.recipients.map(({ name }) => name).join(', ')}</h2><p><span class="${tags[consent.status]}">${said.status[consent.status]}</span></p></div>
${consentFacts(consent, frame)}
${consent.irrevocableUntil !== null && irrevocable(consent.irrevocableUntil, language)}
${seeForm(frame, 'copy', said.home.copy, 'button plain', { consent: consent.consentId })}
</section>`;
}

/** Said plainly wherever a criminal-justice consent is shown (42 CFR §2.35). */
export function irrevocable(until: LocalDate, language: Language): Html {
  return html`<div class="notice caution"><span>${consentText.text[language].irrevocable(datedYear(until, language))}</span></div>`;
}
