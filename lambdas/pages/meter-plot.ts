import type { Predictability } from '../domain/random-draw.ts';
import { percentWords } from './draw-words.ts';
import { type Html, html } from './html.ts';

const gridLines = [0, 0.25, 0.5, 0.75, 1];
/** Labels on the axis fit a phone. */
const mostLabels = 14;
const axisHeight = 24;

/**
 * Chances by days since the last test: a bar to the lowest, a paler one on top to the highest; certain days in a
 * colour of their own. Percentages of the drawing, so that its text keeps its size on any screen.
 *
 * @param floor below which no chance may lie, drawn as a line
 */
export function meterPlot({ chancesByDaysSinceTest: spans }: Predictability, floor: number): Html {
  const last = spans.at(-1)?.daysSinceTest ?? 1;
  const every = last <= mostLabels ? 1 : 7;
  const width = 100 / last;
  const bars = spans.map(({ daysSinceTest, lowest, highest }) => {
    const x = (daysSinceTest - 1) * width + width * 0.1;
    const title = html`<title>${daysSinceTest === 1 ? '1 day' : `${daysSinceTest} days`}: ${lowest === highest ? percentWords(lowest) : `${percentWords(lowest)} to ${percentWords(highest)}`}</title>`;
    const bar = (className: string, from: number, to: number) =>
      to > from &&
      html`<rect class="${className}" x="${fixed(x)}%" width="${fixed(width * 0.8)}%" y="${fixed(100 * (1 - to))}%" height="${fixed(100 * (to - from))}%"/>`;
    return html`<g>${title}${bar(lowest === 1 ? 'certain' : 'sure', 0, lowest)}${bar('varies', lowest, highest)}</g>`;
  });
  const labels = spans
    .filter(({ daysSinceTest }) => daysSinceTest % every === 0)
    .map(
      ({ daysSinceTest }) =>
        html`<text class="axis-text" x="${fixed((daysSinceTest - 0.5) * width)}%" y="16">${daysSinceTest}</text>`,
    );
  const described = `Chance of a call by days since the last test, from ${percentWords(spans[0]?.lowest ?? 0)} on the day after to ${percentWords(spans.at(-1)?.lowest ?? 1)} after ${last} days`;
  return html`<div class="plot"><div class="scale" aria-hidden="true">${[...gridLines].reverse().map((share) => html`<span>${percentWords(share)}</span>`)}</div>
<svg role="img" aria-label="${described}">${gridLines.map((share) => html`<line class="${share === 0 ? 'base' : 'grid'}" x1="0" x2="100%" y1="${100 * (1 - share)}%" y2="${100 * (1 - share)}%"/>`)}${bars}<line class="floor" x1="0" x2="100%" y1="${fixed(100 * (1 - floor))}%" y2="${fixed(100 * (1 - floor))}%"/></svg>
<span></span><svg class="axis-row" height="${axisHeight}" aria-hidden="true">${labels}</svg></div><p class="quiet axis-name">Days since the last test</p>`;
}

function fixed(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

const swatch = (className: string, label: string) =>
  html`<li><svg viewBox="0 0 18 12" aria-hidden="true"><rect class="${className}" width="18" height="12" rx="3"/></svg>${label}</li>`;

export const plotKey = html`<ul class="key">${swatch('sure', 'lowest chance')}${swatch('varies', 'highest, by weekday')}${swatch('certain', 'certain: the deadline')}<li><svg viewBox="0 0 18 12" aria-hidden="true"><line class="floor" x1="0" x2="18" y1="6" y2="6"/></svg>no day may be below: half the rate per test day</li></ul>`;
