import type { Instant } from '../domain/clinic-calendar.ts';
import { localDateOf } from '../domain/clinic-calendar.ts';
import { endings } from '../domain/episode.ts';
import { type FigureId, figureDefinitions } from '../domain/figure-definitions.ts';
import {
  leastShown,
  type ShownFigures,
  type ShownScope,
  type ShownShare,
  type ShownSpread,
} from '../domain/figure-suppression.ts';
import { answersInDays, type ShareId, type SpreadId, shareIds, spreadIds } from '../domain/figures.ts';
import { datedYear } from './dates.ts';
import { type Content, type Html, html, trustedMarkup } from './html.ts';
import { countBar, shareBar, shareWords, short, spreadLine } from './report-plots.ts';
import { reportStyle } from './report-style.ts';

export interface ReportView {
  clinicName: string;
  isFictional: boolean;
  timeZone: string;
  madeAt: Instant;
  /** Names of programs by id. */
  programNames: Record<string, string>;
  figures: ShownFigures;
}

/** A report as one file: no script, nothing loaded, nobody named, and no number that is too small to be shown. */
export function reportPage(view: ReportView): string {
  const { clinicName, figures } = view;
  const period = `${datedYear(figures.period.from, 'en')} to ${datedYear(figures.period.to, 'en')}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${clinicName}, ${period}</title>
<style>${trustedMarkup(reportStyle)}</style>
</head>
<body>
<main>
<header><h1>${clinicName}</h1><p>${period}</p><p class="quiet">Counted on ${datedYear(localDateOf(view.timeZone, view.madeAt), 'en')}${view.isFictional && '. A fictional clinic: nobody in it is real'}.</p></header>
<div class="notice"><strong>Small numbers are held back</strong><span>Counts from 1 to ${leastShown - 1} are not shown, nor is any number from which one of them could be worked out. A zero is shown. What comes after an ending is complete when the last day is ${90 + answersInDays} days ago.</span></div>
${endingsPanel(view)}
${panel(view, 'The step to what comes next', ['appointment-before-ending', 'first-visit-7', 'first-visit-14', 'first-visit-30', 'reached-30', 'reached-90'])}
${panel(view, 'During treatment', ['hours-attended', 'reviews-in-time', 'tests-not-given', 'tests-per-week'])}
${panel(view, 'How homes and receivers answer', ['homes-unanswered', 'homes-response', 'receivers-unanswered', 'receivers-response'])}
${panel(view, 'The waitlist', ['waitlist-offered', 'waitlist-days'])}
${definitions()}
</main>
</body>
</html>
`.markup;
}

function panel(view: ReportView, heading: string, ids: readonly FigureId[]): Html {
  return html`<section class="panel two"><h2>${heading}</h2>${ids.map((id) => figure(view, id))}</section>`;
}

function isSpread(id: FigureId): id is SpreadId {
  return spreadIds.some((known) => known === id);
}

function isShare(id: FigureId): id is ShareId {
  return shareIds.some((known) => known === id);
}

function figure(view: ReportView, id: FigureId): Html {
  const { all, programs } = view.figures;
  const { title } = figureDefinitions[id];
  if (isShare(id)) return shareFigure(view, id);
  if (isSpread(id)) {
    const spreads = [all, ...programs].map((scope) => scope.spreads[id]);
    const most = Math.ceil(Math.max(0, ...spreads.map(({ p90 }) => p90 ?? 0)));
    return html`<div class="figure"><h3>${title} ${spreadValue(all.spreads[id], units[id])}</h3>${spreadLine(all.spreads[id], most)}<p>${spreadDetail(all.spreads[id], units[id])}</p>${programRows(view, (scope) => spreadRow(scope.spreads[id], units[id], most))}</div>`;
  }
  const rate = (scope: ShownScope) =>
    scope.testsPerWeek && scope.testsPerWeek.clientWeeks > 0
      ? short(scope.testsPerWeek.tests / scope.testsPerWeek.clientWeeks)
      : null;
  return html`<div class="figure"><h3>${title} ${value(rate(all), all.testsPerWeek === null)}</h3><p>${all.testsPerWeek && `${all.testsPerWeek.tests} tests in ${short(all.testsPerWeek.clientWeeks)} client-weeks`}</p>${programRows(view, (scope) => (rate(scope) === null ? null : html`<span>${rate(scope)}</span>`))}</div>`;
}

function shareFigure(view: ReportView, id: ShareId): Html {
  const share = view.figures.all.shares[id];
  const words = shareWords(share);
  const isEmpty = share.denominator === 0;
  const unit = id === 'hours-attended' ? ' hours' : '';
  const detail = (shown: ShownShare) =>
    shown.denominator === null || shown.denominator === 0
      ? null
      : shown.numerator === null
        ? `of ${short(shown.denominator)}${unit}`
        : `${short(shown.numerator)} of ${short(shown.denominator)}${unit}`;
  return html`<div class="figure"><h3>${figureDefinitions[id].title} ${value(words, !isEmpty)}</h3>${!isEmpty && shareBar(share)}<p>${detail(share)}</p>${programRows(
    view,
    (scope) => {
      const each = scope.shares[id];
      if (each.denominator === null) return null;
      return html`<span>${shareWords(each) ?? 'none'} <span class="quiet">${detail(each)}</span></span>${shareBar(each)}`;
    },
  )}</div>`;
}

/** A figure's number, or why there is none. */
function value(words: string | null, isHeldBack: boolean): Html {
  if (words !== null) return html`<b>${words}</b>`;
  return html`<span class="held">${isHeldBack ? 'held back' : 'nothing to count'}</span>`;
}

/** A row for each program, where a figure is shown for all of them. */
function programRows(
  { figures, programNames }: ReportView,
  contentOf: (scope: ShownScope) => Html | null,
): Content {
  const rows = figures.programs.map((scope) => ({ scope, content: contentOf(scope) }));
  if (rows.length === 0) return null;
  if (rows.some(({ content }) => content === null)) return html`<p>By program: held back.</p>`;
  return html`<ul class="rows">${rows.map(({ scope, content }) => html`<li><span>${programNames[scope.programId ?? ''] ?? scope.programId}</span>${content}</li>`)}</ul>`;
}

const units: Record<SpreadId, string> = {
  'length-of-stay': 'days',
  'homes-response': 'hours',
  'receivers-response': 'hours',
  'waitlist-days': 'days',
};

function spreadValue({ median, isHeldBack }: ShownSpread, unit: string): Html {
  return value(median === null ? null : `${short(median)} ${unit}`, isHeldBack);
}

function spreadDetail({ count, median, p90 }: ShownSpread, unit: string): string | null {
  if (median === null || p90 === null) return null;
  const counted = count === null ? '' : `, of ${count}`;
  return `the median; nine in ten up to ${short(p90)} ${unit}${counted}`;
}

function spreadRow(spread: ShownSpread, unit: string, most: number): Html | null {
  const { count, median, p90, isHeldBack } = spread;
  if (isHeldBack || median === null || p90 === null) return null;
  return html`<span>${short(median)} ${unit} <span class="quiet">up to ${short(p90)}, of ${count}</span></span>${spreadLine(spread, most)}`;
}

function endingsPanel(view: ReportView): Html {
  const { all } = view.figures;
  const most = Math.max(0, ...endings.map((ending) => all.endings[ending] ?? 0));
  const rows = endings.map((ending) => {
    const count = all.endings[ending];
    return html`<li><span>${ending.charAt(0).toUpperCase()}${ending.slice(1)}</span><span>${count ?? 'held back'}</span>${count !== 0 && countBar(count, most)}</li>`;
  });
  return html`<section class="panel two"><h2>How treatment ended</h2>${figure(view, 'completed')}${figure(view, 'length-of-stay')}<div class="figure whole-row"><h3>Discharges by ending</h3><ul class="rows">${rows}</ul></div></section>`;
}

function definitions(): Html {
  const entries = Object.values(figureDefinitions).map(
    ({ title, numerator, denominator, notCounted, similarTo }) =>
      html`<div><dt>${title}</dt><dd>Counts ${numerator}; of ${denominator}.<span class="quiet">Not counted: ${notCounted}</span>${similarTo && html`<span class="quiet">${similarTo}</span>`}</dd></div>`,
  );
  return html`<section class="panel"><h2>What is counted</h2><dl>${entries}</dl></section>`;
}
