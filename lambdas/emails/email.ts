import { type Content, type Html, html, trustedMarkup } from '../pages/html.ts';
import { palette } from '../pages/palette.ts';
import type { Language } from '../pages/words.ts';
import { headerSafe } from './header-safe.ts';

/** A finished message: the text says what the HTML says. */
export interface Email {
  subject: string;
  text: string;
  html: string;
}

/** A part of a message, from which both bodies are made, so that neither can say more than the other. */
export type EmailBlock =
  | { block: 'heading'; text: string }
  | { block: 'subheading'; text: string }
  | { block: 'paragraph'; text: string }
  | { block: 'strong'; text: string }
  | { block: 'phone'; words: string; phone: string }
  | { block: 'rows'; rows: EmailRow[] }
  /** Exactly as given, a line each: for what a program reads. */
  | { block: 'lines'; lines: string[] }
  /** A second way, less than a button. */
  | { block: 'link'; words: string; label: string; href: string }
  | { block: 'button'; label: string; href: string; copyAddress: string };

export interface EmailRow {
  label: string;
  detail: string;
  isUrgent: boolean;
}

export interface EmailParts {
  language: Language;
  subject: string;
  /** What a mailbox shows beside the subject. */
  preheader: string;
  senderName: string;
  blocks: EmailBlock[];
  /** Small print, one line each. */
  foot: string[];
}

/** Puts a message together. Throws UnsafeHeader for a subject with control characters, and a TypeError for an address that is not http or https. */
export function email(parts: EmailParts): Email {
  return { subject: headerSafe(parts.subject), text: textOf(parts), html: htmlOf(parts) };
}

function textOf({ senderName, blocks, foot }: EmailParts): string {
  const said = [...blocks.map(blockText), '--', [senderName, ...foot].join('\n')];
  return `${said.join('\n\n')}\n`;
}

function blockText(part: EmailBlock): string {
  switch (part.block) {
    case 'heading':
      return part.text.toUpperCase();
    case 'rows':
      return part.rows
        .map(({ label, detail }) => `- ${label}${detail === '' ? '' : `: ${detail}`}`)
        .join('\n');
    case 'lines':
      return part.lines.join('\n');
    case 'phone':
      return `${part.words}: ${part.phone}`;
    case 'link':
      return `${part.words} ${part.label}:\n${webAddress(part.href)}`;
    case 'button':
      return `${part.label}:\n${webAddress(part.href)}`;
    default:
      return part.text;
  }
}

/** The address, when a button may lead to it. */
function webAddress(href: string): string {
  const { protocol } = new URL(href);
  if (protocol === 'https:' || protocol === 'http:') return href;
  throw new TypeError(
    `a button cannot lead to a ${protocol} address; give the clinic's base URL as https://…`,
  );
}

const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const darkRules = [
  `.e-paper{background:${palette.paper.dark}!important}`,
  `.e-card{background:${palette.surface.dark}!important;border-color:${palette.line.dark}!important}`,
  `.e-ink{color:${palette.ink.dark}!important}`,
  `.e-muted{color:${palette.muted.dark}!important}`,
  `.e-row{border-color:${palette.line.dark}!important}`,
  `.e-alert{color:${palette.alert.dark}!important}`,
  `.e-link{color:${palette.accent.dark}!important}`,
  `.e-button{background:${palette.accent.dark}!important}`,
  `.e-button a{color:${palette.onAccent.dark}!important}`,
].join('');

const styles = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:480px){.e-card{padding:24px 20px!important}.e-button{width:100%!important}.e-button a{display:block!important}}
@media (prefers-color-scheme:dark){${darkRules}}`;

function htmlOf({ language, subject, preheader, senderName, blocks, foot }: EmailParts): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${subject}</title>
<style>${trustedMarkup(styles)}</style>
</head>
<body class="e-paper" style="margin:0;padding:0;background:${palette.paper.light}">
<div style="display:none;max-height:0;overflow:hidden">${preheader}${trustedMarkup('&#8199;&#65279;'.repeat(40))}</div>
<table role="presentation" class="e-paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${palette.paper.light}"><tr><td align="center" style="padding:28px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td class="e-muted" style="${font};font-size:15px;font-weight:600;color:${palette.muted.light};padding:0 8px 14px">${senderName}</td></tr>
<tr><td class="e-card" style="background:${palette.surface.light};border:1px solid ${palette.line.light};border-radius:16px;padding:32px">
${blocks.map(blockHtml)}
</td></tr>
<tr><td class="e-muted" style="${font};font-size:14px;line-height:1.5;color:${palette.muted.light};padding:18px 8px 0">${foot.map((line) => html`<div>${line}</div>`)}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`.markup;
}

function blockHtml(part: EmailBlock): Html {
  switch (part.block) {
    case 'heading':
      return html`<h1 class="e-ink" style="${font};font-size:24px;line-height:1.25;margin:0 0 14px;color:${palette.ink.light}">${part.text}</h1>
`;
    case 'subheading':
      return html`<h2 class="e-ink" style="${font};font-size:18px;line-height:1.3;margin:24px 0 8px;color:${palette.ink.light}">${part.text}</h2>
`;
    case 'strong':
      return paragraph(html`<strong>${part.text}</strong>`);
    case 'paragraph':
      return paragraph(part.text);
    case 'phone':
      return paragraph(html`${part.words}: ${phoneHtml(part.phone)}`);
    case 'rows':
      return rowsHtml(part.rows);
    case 'lines':
      return linesHtml(part.lines);
    case 'link':
      return html`<p class="e-muted" style="${font};font-size:15px;line-height:1.5;margin:20px 0 0;color:${palette.muted.light}">${part.words} <a class="e-link" href="${webAddress(part.href)}" style="color:${palette.accent.light};font-weight:600">${part.label}</a></p>
`;
    case 'button':
      return buttonHtml(part);
  }
}

function paragraph(content: Content): Html {
  return html`<p class="e-ink" style="${font};font-size:17px;line-height:1.5;margin:0 0 14px;color:${palette.ink.light}">${content}</p>
`;
}

function phoneHtml(phone: string): Html {
  const dialled = phone.replace(/[^+\d]/g, '');
  return html`<a class="e-link" href="tel:${dialled}" style="color:${palette.accent.light};font-weight:600;white-space:nowrap">${phone}</a>`;
}

function rowsHtml(rows: readonly EmailRow[]): Html {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:6px 0 20px">${rows.map(
    ({ label, detail, isUrgent }) =>
      html`<tr><td class="e-row" style="border-top:1px solid ${palette.line.light};padding:12px 0"><div class="e-ink" style="${font};font-size:17px;line-height:1.4;font-weight:600;color:${palette.ink.light}">${label}</div>${
        detail !== '' &&
        html`<div class="${isUrgent ? 'e-alert' : 'e-muted'}" style="${font};font-size:15px;line-height:1.5;word-break:break-word;${isUrgent ? 'font-weight:600;' : ''}color:${isUrgent ? palette.alert.light : palette.muted.light}">${detail}</div>`
      }</td></tr>`,
  )}</table>
`;
}

const fixedFont = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace";

function linesHtml(lines: readonly string[]): Html {
  return html`<pre class="e-ink" style="${fixedFont};font-size:12px;line-height:1.6;margin:0 0 20px;white-space:pre-wrap;word-break:break-all;color:${palette.ink.light}">${lines.join('\n')}</pre>
`;
}

function buttonHtml({ label, href, copyAddress }: Extract<EmailBlock, { block: 'button' }>): Html {
  const address = webAddress(href);
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" class="e-button" style="margin:24px 0;background:${palette.accent.light};border-radius:12px"><tr><td align="center" style="border-radius:12px"><a href="${address}" style="${font};display:inline-block;padding:16px 32px;font-size:18px;font-weight:600;text-decoration:none;color:${palette.onAccent.light};text-align:center">${label}</a></td></tr></table>
<p class="e-muted" style="${font};font-size:14px;line-height:1.5;margin:0;color:${palette.muted.light}">${copyAddress}<br><a class="e-link" href="${address}" style="color:${palette.accent.light};word-break:break-all">${address}</a></p>
`;
}
