import { type Html, html } from './html.ts';
import { documentOf, policyWith, styleSourceOf } from './page-document.ts';
import { productStyle } from './product-style.ts';
import type { Language } from './words.ts';

export const productStyleSource = styleSourceOf(productStyle);
/** The Content-Security-Policy of a view of the product. */
export const productPolicy = policyWith(productStyleSource);

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
${frame.toolbar && toolbarSlot(frame.toolbar)}
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

/** The strip under the header that holds controls. */
export function toolbarSlot(controls: Html): Html {
  return html`<div class="toolbar"><div class="wide">${controls}</div></div>`;
}
