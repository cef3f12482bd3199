import { type Html, html } from './html.ts';
import { linkStyle } from './link-style.ts';
import { documentOf, policyWith, styleSourceOf } from './page-document.ts';
import { phoneLink } from './phone-link.ts';
import { type Language, words } from './words.ts';

export const linkStyleSource = styleSourceOf(linkStyle);
/** The Content-Security-Policy of a page that a link opens. */
export const linkPolicy = policyWith(linkStyleSource);

/** Where a page that stands alone was opened from. */
export interface WayBack {
  href: string;
  label: string;
}

export interface LinkShell {
  language: Language;
  /** Never client data: it is kept in the browser's history. */
  title: string;
  /** Null where the page must not say whose it is. */
  clinicName: string | null;
  /** Who has opened the page with a passcode; null before. */
  holderName: string | null;
  main: Html;
  /** Shown at the foot; null where the page must not say whose it is. */
  phone: string | null;
  /** With `phone`: whom to call when someone is in danger; null where it is not asked for. */
  crisisPhone: string | null;
  /** Left out where the page was opened by a link of its own. */
  wayBack?: WayBack | undefined;
}

/** The document around a page that a link opens. */
export function linkPage(shell: LinkShell): string {
  const { language, clinicName, holderName, wayBack } = shell;
  const body = html`<div class="frame">
<header class="brand">${clinicName && html`<span>${clinicName}</span>`}${
    holderName && html`<span class="holder">${words[language].questions.signedInAs(holderName)}</span>`
  }</header>
<main id="content">
${wayBack && html`<p><a href="${wayBack.href}">${wayBack.label}</a></p>`}
${shell.main}
</main>
${linkFoot(shell)}
</div>`;
  return documentOf({ language, title: shell.title, style: linkStyle, body });
}

function linkFoot({ language, phone, crisisPhone }: LinkShell): Html | null {
  if (phone === null) return null;
  const said = words[language];
  const crisis = crisisPhone
    ? html`<p><strong>${said.emergency}</strong> ${said.crisisLine} ${phoneLink(crisisPhone)}</p>`
    : null;
  return html`<footer class="foot">${crisis}<p>${said.callUs} ${phoneLink(phone)}</p><p>${said.lifelines}</p></footer>`;
}
