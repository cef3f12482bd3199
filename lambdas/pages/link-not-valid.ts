import { html } from './html.ts';
import { linkPage } from './link-shell.ts';
import { words } from './words.ts';

/**
 * The one page for every link that opens nothing: wrong, expired, revoked, unknown or forged. It takes nothing in,
 * so that it cannot tell one from another, names no clinic, and speaks both languages.
 */
export function linkNotValid(): string {
  const { en, es } = words;
  return linkPage({
    language: 'en',
    title: en.notValid.title,
    clinicName: null,
    holderName: null,
    phone: null,
    crisisPhone: null,
    main: html`<div class="card">
<div class="lead"><h1>${en.notValid.heading}</h1><p>${en.notValid.text}</p><p>${en.lifelines}</p></div>
<div class="lead" lang="es"><h2>${es.notValid.heading}</h2><p>${es.notValid.text}</p><p>${es.lifelines}</p></div>
</div>`,
  });
}
