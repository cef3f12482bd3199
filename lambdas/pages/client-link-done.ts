import type { LocalDate } from '../domain/clinic-calendar.ts';
import { type ClientFrame, clientPage, seeForm } from './client-link-parts.ts';
import { clientWords } from './client-link-words.ts';
import { datedYear } from './dates.ts';
import { type Content, html } from './html.ts';
import { doneMark } from './icons.ts';
import { linkPage } from './link-shell.ts';
import type { Language } from './words.ts';

/** What became of something the client did. */
export type ClientDone =
  | { done: 'signed'; consentId: string }
  | { done: 'revoked'; names: string[]; standing: boolean }
  | { done: 'not revocable'; until: LocalDate }
  | { done: 'requested'; dueOn: LocalDate };

/** Says what has happened, and what follows from it. */
export function clientDone(frame: ClientFrame, done: ClientDone): string {
  return clientPage(frame, pageAfter(done), content(frame, done));
}

function pageAfter({ done }: ClientDone) {
  if (done === 'signed') return 'sign';
  return done === 'requested' ? 'requests' : 'revoke';
}

function content(frame: ClientFrame, done: ClientDone): Content {
  const said = clientWords[frame.language];
  if (done.done === 'signed')
    return html`<div class="lead">${doneMark}<h1>${said.signed.heading}</h1><p>${said.signed.text}</p></div>
<div class="stack">${seeForm(frame, 'copy', said.signed.copy, 'button', { consent: done.consentId })}</div>`;
  if (done.done === 'revoked')
    return html`<div class="lead">${doneMark}<h1>${said.revoke.doneHeading}</h1><p>${said.revoke.done(done.names.join(', '))}</p>${done.standing && html`<p>${said.revoke.standing}</p>`}</div>`;
  if (done.done === 'not revocable')
    return html`<div class="lead"><h1>${said.revoke.heading}</h1></div><div class="notice alert" role="alert"><span>${said.revoke.refused(datedYear(done.until, frame.language))}</span></div>`;
  return html`<div class="lead">${doneMark}<h1>${said.requests.doneHeading}</h1><p>${said.requests.done(datedYear(done.dueOn, frame.language))}</p></div>`;
}

/** After the client has closed the page: nothing about anybody. */
export function clientLeft(view: { language: Language; senderName: string; phone: string }): string {
  const said = clientWords[view.language].left;
  return linkPage({
    language: view.language,
    title: clientWords[view.language].title,
    clinicName: view.senderName,
    holderName: null,
    phone: view.phone,
    crisisPhone: null,
    main: html`<div class="card"><div class="lead"><h1>${said.heading}</h1><p>${said.text}</p></div></div>`,
  });
}
