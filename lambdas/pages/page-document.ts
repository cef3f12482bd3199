import { createHash } from 'node:crypto';
import { type Html, html, trustedMarkup } from './html.ts';
import { type Language, words } from './words.ts';

/** The `style-src` of a page: the SHA-256 of its one style element. */
export function styleSourceOf(style: string): string {
  return `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
}

/**
 * The Content-Security-Policy of a page: no script, no frame, no foreign address; the page's own style by its
 * hash; forms go back to the same origin.
 */
export function policyWith(styleSource: string): string {
  return [
    "default-src 'none'",
    `style-src ${styleSource}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** A whole document around what a page shows. */
export function documentOf(page: { language: Language; title: string; style: string; body: Html }): string {
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
