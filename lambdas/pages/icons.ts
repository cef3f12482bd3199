import { html } from './html.ts';

export const clockMark = html`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8 4.5V8l2.5 1.6" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/></svg>`;
export const alertMark = html`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 1.2 15.3 14H.7Z" fill="currentColor"/><path d="M8 6v3.6M8 11.4v1" stroke="var(--surface)" stroke-width="1.6" stroke-linecap="round"/></svg>`;
export const tickMark = html`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true"><path d="m2.5 8.5 3.6 3.6 7.4-8" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
export const doneMark = html`<svg class="done-mark" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="22" fill="none" stroke="currentColor" stroke-width="3"/><path d="m14 25 7 7 13-15" fill="none" stroke="currentColor" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
