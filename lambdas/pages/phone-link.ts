import { type Html, html } from './html.ts';

/** A telephone number that a phone can dial. */
export function phoneLink(phone: string, className?: string): Html {
  const dialled = phone.replace(/[^+\d]/g, '');
  return html`<a ${className ? html`class="${className}" ` : null}href="tel:${dialled}">${phone}</a>`;
}
