import { createHash } from 'node:crypto';
import { type Html, html, trustedMarkup } from './html.ts';
import { linkStyle } from './link-style.ts';
import { productStyle } from './product-style.ts';
import { type Language, words } from './words.ts';

/** A destination in the header of the product views. */
export interface NavigationItem {
  label: string;
  href: string;
  current: boolean;
}

/** What surrounds a product view. */
export interface ProductFrame {
  clinicName: string;
  navigation: NavigationItem[];
  /** A line above everything, e.g. that the clinic is fictional; null for none. */
  banner: string | null;
  /** Controls made by the caller with `html`, shown under the header; null for none. */
  toolbar: Html | null;
  /** English when left out. */
  language?: Language;
  /** Who is signed in, made by the caller with `html`; left out where nobody is. */
  visitor?: Html;
}

function sourceOf(style: string): string {
  return `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
}

/** The `style-src` of each kind of page: the SHA-256 of its one style element. */
export const styleSources = { link: sourceOf(linkStyle), product: sourceOf(productStyle) } as const;

/**
 * The Content-Security-Policy of a page: no script, no frame, no foreign address; the page's own style by its
 * hash; forms go back to the same origin.
 */
export function contentSecurityPolicy(page: keyof typeof styleSources): string {
  return [
    "default-src 'none'",
    `style-src ${styleSources[page]}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function documentOf(page: { language: Language; title: string; style: string; body: Html }): string {
  return html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="same-origin">
<meta name="format-detection" content="telephone=no">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
<style>${trustedMarkup(page.style)}</style>
</head>
<body>
<a class="skip" href="#content">${words[page.language].skip}</a>
${page.body}
</body>
</html>
`.markup;
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
}

/** The document around a page that a link opens. */
export function linkPage(shell: LinkShell): string {
  const { language, clinicName, holderName } = shell;
  const body = html`<div class="frame">
<header class="brand">${clinicName && html`<span>${clinicName}</span>`}${
    holderName && html`<span class="holder">${words[language].questions.signedInAs(holderName)}</span>`
  }</header>
<main id="content">
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

/** A telephone number that a phone can dial. */
export function phoneLink(phone: string, className?: string): Html {
  const dialled = phone.replace(/[^+\d]/g, '');
  return html`<a ${className ? html`class="${className}" ` : null}href="tel:${dialled}">${phone}</a>`;
}

export interface ProductShell {
  frame: ProductFrame;
  title: string;
  main: Html;
}

/** The document around a view of the product: board, timeline, actions. */
export function productPage({ frame, title, main }: ProductShell): string {
  const body = html`<header class="top">${frame.banner && html`<p class="banner">${frame.banner}</p>`}
<div class="wide">
<span class="brand"><b>stepdown</b><span>${frame.clinicName}</span></span>
<nav aria-label="Main">${frame.navigation.map(
    (item) => html`<a href="${item.href}"${item.current && html` aria-current="page"`}>${item.label}</a>`,
  )}</nav>
${frame.visitor && html`<div class="visitor">${frame.visitor}</div>`}
</div></header>
${frame.toolbar && html`<div class="toolbar"><div class="wide">${frame.toolbar}</div></div>`}
<main id="content" class="wide">
${main}
</main>`;
  return documentOf({
    language: frame.language ?? 'en',
    title: `${title} · stepdown`,
    style: productStyle,
    body,
  });
}
