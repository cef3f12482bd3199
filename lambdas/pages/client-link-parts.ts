import { type Instant, type LocalDate, localDateOf, localTimeOf } from '../domain/clinic-calendar.ts';
import type { DisclosureCategory } from '../domain/consent.ts';
import { clientWords } from './client-link-words.ts';
import { datedYear, timeWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { linkPage } from './link-shell.ts';
import type { Language } from './words.ts';

/** Where a button of a client's page leads: posted as `action=see` and `page`. */
export type ClientPageName =
  | 'home'
  | 'progress'
  | 'aftercare'
  | 'sign'
  | 'copy'
  | 'revoke'
  | 'disclosures'
  | 'requests'
  | 'rights';

/** What every page of a client's link is made with. */
export interface ClientFrame {
  language: Language;
  clinicName: string;
  phone: string;
  timeZone: string;
  clientName: string;
}

/** A consent as its client sees it: everything that 42 CFR §2.31(a) asks for. */
export interface ClientConsent {
  consentId: string;
  discloser: string;
  recipients: { id: string; name: string; revokedAt: Instant | null }[];
  categories: DisclosureCategory[];
  purpose: string;
  expiresOn: LocalDate | null;
  expiresUpon: string | null;
  signedAt: Instant;
  signature: string;
  how: 'on paper' | 'referral' | 'own device' | 'clinic tablet';
  status: 'valid' | 'expired' | 'revoked' | 'partly';
  /** Set while a criminal-justice consent cannot be revoked. */
  irrevocableUntil: LocalDate | null;
  /** The language that it was signed in; null where it is not known. */
  signedIn: Language | null;
}

/** The document around a client's page: what it holds, a way to the other language, and a way out. */
export function clientPage(frame: ClientFrame, page: ClientPageName, main: Content): string {
  const said = clientWords[frame.language];
  const other: Language = frame.language === 'en' ? 'es' : 'en';
  return linkPage({
    language: frame.language,
    title: said.title,
    clinicName: frame.clinicName,
    holderName: null,
    phone: frame.phone,
    crisisPhone: null,
    main: html`<p class="quiet">${said.forName(frame.clientName)}</p>
${main}
<div class="links">
${page !== 'home' && seeForm(frame, 'home', said.again, 'clear')}
${page !== 'copy' && seeForm({ ...frame, language: other }, page, said.otherLanguage, 'clear', {}, other)}
<form method="post">${hidden({ action: 'leave', lang: frame.language })}<button class="clear" type="submit">${said.leave}</button></form>
</div>`,
  });
}

export function hidden(fields: Record<string, string>): Html[] {
  return Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
}

/** A form of one button that leads to another page of the client's own. */
export function seeForm(
  frame: Pick<ClientFrame, 'language'>,
  page: ClientPageName,
  label: string,
  className = 'button plain',
  fields: Record<string, string> = {},
  labelLanguage?: Language,
): Html {
  return html`<form method="post">${hidden({ action: 'see', page, lang: frame.language, ...fields })}<button class="${className}" type="submit"${labelLanguage && html` lang="${labelLanguage}"`}>${label}</button></form>`;
}

/** The elements of a consent, one line each. */
export function consentFacts(consent: ClientConsent, frame: ClientFrame): Html {
  const said = clientWords[frame.language].facts;
  const categories = consent.categories.map((category) => clientWords[frame.language].categories[category]);
  return html`<dl class="facts">
${line(said.recipients, consent.recipients.map(({ name }) => name).join(', '))}
${line(said.categories, categories.join(', '))}
${line(said.purpose, consent.purpose)}
${line(said.until, untilWords(consent, frame.language))}
${consent.recipients.map(
  ({ name, revokedAt }) =>
    revokedAt !== null && line(said.revoked, `${name}: ${datedMoment(revokedAt, frame)}`),
)}</dl>`;
}

export function line(label: string, value: string): Html {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

function untilWords({ expiresOn, expiresUpon }: ClientConsent, language: Language): string {
  if (expiresOn !== null) return datedYear(expiresOn, language);
  return expiresUpon === null ? '' : clientWords[language].facts.untilEvent;
}

/** "Jul 14, 2026, 5:00 PM": with its year, because consents and disclosures go back for years. */
export function datedMoment(
  at: Instant,
  { timeZone, language }: Pick<ClientFrame, 'timeZone' | 'language'>,
): string {
  const time = timeWords(localTimeOf(timeZone, at), language);
  return `${datedYear(localDateOf(timeZone, at), language)}, ${time}`;
}

/** What was wrong with a form, said above it. */
export function problemNotice(heading: string | null, problems: readonly string[]): Content {
  if (problems.length === 0) return null;
  return html`<div class="notice alert" role="alert">${heading && html`<strong>${heading}</strong>`}${problems.length === 1 ? html`<span>${problems[0]}</span>` : html`<ul class="plain">${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`}</div>`;
}

export interface TickOption {
  value: string;
  label: string;
  hint?: string | null;
  isTicked: boolean;
}

/** Boxes to tick or one of several to choose; nothing is marked but what the client marked before. */
export function options(type: 'checkbox' | 'radio', name: string, list: readonly TickOption[]): Html {
  return html`<div class="choices">${list.map(
    ({ value, label, hint, isTicked }) =>
      html`<label class="choice"><input type="${type}" name="${name}" value="${value}"${isTicked && html` checked`}><span>${label}${hint && html`<span class="hint">${hint}</span>`}</span></label>`,
  )}</div>`;
}
