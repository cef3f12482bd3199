import { consentText } from '../domain/notices.ts';
import { irrevocable } from './client-link-home.ts';
import {
  type ClientConsent,
  type ClientFrame,
  clientPage,
  consentFacts,
  datedMoment,
  hidden,
  line,
} from './client-link-parts.ts';
import { clientWords } from './client-link-words.ts';
import { type Html, html } from './html.ts';
import { linkPage } from './link-shell.ts';

export interface ClientCopyView {
  frame: ClientFrame;
  consent: ClientConsent;
}

/** A consent to read, print or save, in the language it was signed in. */
export function clientCopy({ frame: shown, consent }: ClientCopyView): string {
  const frame = { ...shown, language: consent.signedIn ?? shown.language };
  const said = clientWords[shown.language].copyPage;
  return clientPage(
    shown,
    'copy',
    html`${document(frame, consent)}
<form method="post" class="stack">${hidden({ action: 'save-copy', consent: consent.consentId, lang: shown.language })}<p class="quiet">${said.hint}</p><button class="button" type="submit">${said.save}</button></form>`,
  );
}

/** The same as a document of its own: no button, nothing that leads back. */
export function clientCopyFile({ frame: shown, consent }: ClientCopyView): string {
  const frame = { ...shown, language: consent.signedIn ?? shown.language };
  return linkPage({
    language: frame.language,
    title: clientWords[frame.language].title,
    clinicName: frame.clinicName,
    holderName: null,
    phone: frame.phone,
    crisisPhone: null,
    main: document(frame, consent),
  });
}

function document(frame: ClientFrame, consent: ClientConsent): Html {
  const said = clientWords[frame.language];
  const text = consentText.text[frame.language];
  return html`<div class="lead" lang="${frame.language}"><h1>${said.copyPage.heading}</h1><p>${text.permits(consent.discloser)}</p></div>
<section class="card" lang="${frame.language}">
<dl class="facts">${line(said.facts.client, frame.clientName)}${line(said.facts.discloser, consent.discloser)}</dl>
${consentFacts(consent, frame)}
${consent.irrevocableUntil === null ? html`<p>${text.revocation(frame.phone)}</p>` : irrevocable(consent.irrevocableUntil, frame.language)}
<p>${text.afterwards}</p><p>${text.refusal}</p>
<dl class="facts">${line(said.facts.signature, consent.signature)}
${line(said.facts.signed, datedMoment(consent.signedAt, frame))}
${line(said.facts.how, said.how[consent.how])}
${line(said.facts.number, consent.consentId)}</dl>
</section>`;
}
