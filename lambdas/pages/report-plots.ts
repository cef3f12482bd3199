import type { ShownShare, ShownSpread } from '../domain/figure-suppression.ts';
import { type Html, html } from './html.ts';

/** The words of a share: "72 %", or that it is held back. */
export function shareWords({ numerator, denominator }: ShownShare): string | null {
  if (numerator === null || denominator === null || denominator === 0) return null;
  return `${Math.round((100 * numerator) / denominator)} %`;
}

/** A share as a bar of its whole. The number stands beside it, so that the drawing need not be read. */
export function shareBar({ numerator, denominator }: ShownShare): Html {
  const share = numerator === null || !denominator ? null : numerator / denominator;
  return html`<svg class="bar" aria-hidden="true">${
    share === null
      ? html`<rect class="held-part" x="0" y="1" width="100%" height="80%" rx="5"/>`
      : html`<rect class="whole" x="0" y="1" width="100%" height="80%" rx="5"/><rect class="part" x="0" y="1" width="${fixed(100 * share)}%" height="80%" rx="5"/>`
  }</svg>`;
}

/** A count as a bar beside others of its kind; dashed where it is held back. */
export function countBar(count: number | null, most: number): Html {
  const width = count === null || most === 0 ? 0 : (100 * count) / most;
  return html`<svg class="bar" aria-hidden="true">${
    count === null
      ? html`<rect class="held-part" x="0" y="1" width="12%" height="80%" rx="5"/>`
      : html`<rect class="part" x="0" y="1" width="${fixed(width)}%" height="80%" rx="5"/>`
  }</svg>`;
}

/** Median and 90th percentile on a line from nothing to `most`, a whole number of units. */
export function spreadLine({ median, p90 }: ShownSpread, most: number): Html | null {
  if (median === null || p90 === null || most <= 0) return null;
  const at = (value: number) => fixed((100 * value) / most);
  return html`<svg class="spread" aria-hidden="true"><line class="base" x1="0" x2="100%" y1="11" y2="11"/><line class="reach" x1="${at(median)}%" x2="${at(p90)}%" y1="11" y2="11"/><circle class="median" cx="${at(median)}%" cy="11" r="8"/><circle class="ninety" cx="${at(p90)}%" cy="11" r="6"/></svg>`;
}

/** At most one decimal. */
export function short(value: number): string {
  return String(Math.round(10 * value) / 10);
}

function fixed(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
