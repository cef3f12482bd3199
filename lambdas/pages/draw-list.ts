import type { LocalDate } from '../domain/clinic-calendar.ts';
import type { DrawDay } from '../domain/draw-day.ts';
import { datedYear, dayWords, monthWords } from './dates.ts';
import { checkTag, type DrawCheck } from './draw-words.ts';
import { type Content, type Html, html } from './html.ts';
import { type ProductFrame, productPage } from './product-shell.ts';

/** A day that is over or under way. */
export interface DrawListDay {
  date: LocalDate;
  href: string;
  status: DrawDay['status'];
  /** Null for a day that came without one. */
  commitment: { hash: string; daysAhead: number } | null;
  called: number;
  /** Clients in treatment on that day. */
  clients: number;
  /** At their deadline, without a place on a full day. */
  breaches: number;
  isRevealed: boolean;
  check: DrawCheck;
}

export interface DrawListView {
  frame: ProductFrame;
  exportHref: string;
  meterHref: string;
  auditorName: string | null;
  head: { date: LocalDate; sequence: number; hash: string } | null;
  /** Commitments of days to come, by date. */
  ahead: readonly { date: LocalDate; hash: string }[];
  /** In any order. */
  days: readonly DrawListDay[];
  /** What the second program found that belongs to no day. */
  differences: readonly string[];
}

/** Every day of the draw, for an auditor: what was fixed ahead, what was drawn, what was shown, and whether it agrees. */
export function drawList(view: DrawListView): string {
  return productPage({
    frame: view.frame,
    title: 'Draws',
    main: html`<div class="heading"><h1>Draws</h1><p class="quiet">Every open day has one record, in one chain. Clients by opaque id only.</p></div>
${stats(view.days)}
${view.differences.length > 0 && html`<div class="notice alert"><strong>The chain does not hold</strong>${view.differences.map((line) => html`<span>${line}</span>`)}</div>`}
<div class="proofs">${headPanel(view)}${aheadPanel(view)}${checkPanel(view)}</div>
${months(view.days)}`,
  });
}

function stats(days: readonly DrawListDay[]): Html {
  const drawn = days.filter(({ status }) => status === 'drawn' || status === 'too late');
  const verified = days.filter(({ check }) => check.verdict === 'verified').length;
  const differing = days.filter(({ check }) => check.verdict === 'differs').length;
  const calls = drawn.reduce((sum, { called }) => sum + called, 0);
  // Nobody could be called on a closed day either: it never counts as compliant.
  const uncovered = days.filter(({ status }) => status === 'too late' || status === 'closed').length;
  const figures: [count: number, one: string, many: string][] = [
    [drawn.length, 'day on record', 'days on record'],
    [calls, 'call', 'calls'],
    [uncovered, 'uncovered day', 'uncovered days'],
    [verified, 'day verified', 'days verified'],
  ];
  const figure = ([count, one, many]: [number, string, string]) =>
    html`<b>${count}</b><span>${count === 1 ? one : many}</span>`;
  return html`<ul class="stats">${figures.map((each) => html`<li>${figure(each)}</li>`)}<li${differing > 0 && html` class="late"`}>${figure([differing, 'day that differs', 'days that differ'])}</li></ul>`;
}

function headPanel({ head }: DrawListView): Html {
  const text =
    head === null
      ? html`<p class="empty">No draw is on record yet.</p>`
      : html`<p class="hash">${head.hash}</p><p class="quiet">Line ${head.sequence}, ${datedYear(head.date, 'en')}. It covers every record before it.</p>`;
  return html`<section class="panel"><h2>Head of the chain</h2>${text}</section>`;
}

function aheadPanel({ ahead }: DrawListView): Html {
  const last = ahead.at(-1);
  if (last === undefined)
    return html`<section class="panel"><h2>Fixed ahead</h2><p class="empty">No commitment is published yet.</p></section>`;
  return html`<section class="panel"><h2>Fixed ahead</h2><p>The keys of <b>${ahead.length} days</b>, to ${datedYear(last.date, 'en')}.</p><details class="more"><summary>Their commitments</summary><pre class="scroll lines" tabindex="0" role="region" aria-label="Commitments">${ahead.map(({ date, hash }) => `${date} ${hash}`).join('\n')}</pre></details></section>`;
}

function checkPanel({ auditorName, exportHref, meterHref }: DrawListView): Html {
  const auditor =
    auditorName === null
      ? 'No outside auditor is named: nobody else holds the heads and commitments.'
      : `${auditorName} has the commitments of each quarter and the head of each month by mail.`;
  return html`<section class="panel"><h2>Check it elsewhere</h2><p class="quiet">${auditor}</p><p class="links"><a class="button small" href="${exportHref}" download>Export the draws</a><a class="button small plain" href="${meterHref}">What can be foreseen</a></p></section>`;
}

function months(days: readonly DrawListDay[]): Content {
  if (days.length === 0)
    return html`<p class="panel empty">No day has begun yet. The first draw is made when the clinic’s day begins.</p>`;
  const latestFirst = [...days].sort((one, other) => (one.date < other.date ? 1 : -1));
  const groups = Map.groupBy(latestFirst, ({ date }) => date.slice(0, 7));
  return [...groups].map(
    ([month, group]) =>
      html`<section class="panel"><h2>${monthWords(`${month}-01`, 'en')}</h2><ul class="draw-days">${group.map(row)}</ul></section>`,
  );
}

function row(day: DrawListDay): Html {
  return html`<li><a href="${day.href}"><b class="when">${dayWords(day.date, 'en')}</b><span class="what">${outcome(day)}</span><span class="fixed">${fixed(day)}</span>${checkTag(day.check)}</a></li>
`;
}

function outcome({ status, called, clients, breaches }: DrawListDay): Content {
  if (status === 'closed') return html`<span class="quiet">closed</span>`;
  if (status === 'drawing') return 'being drawn';
  if (status === 'ahead') return 'not drawn yet';
  if (status === 'too late') return html`<span class="tag caution">! too late: nobody called</span>`;
  const full = breaches > 0 && html` <span class="tag alert">▲ ${breaches} overdue, day full</span>`;
  return html`<span><b>${called}</b> of ${clients} called</span>${full}`;
}

function fixed({ commitment }: DrawListDay): Content {
  if (commitment === null) return html`<span class="tag alert">✕ not announced</span>`;
  const ahead =
    commitment.daysAhead === 0
      ? 'fixed the same day'
      : `fixed ${commitment.daysAhead} ${commitment.daysAhead === 1 ? 'day' : 'days'} ahead`;
  return html`<code>${commitment.hash.slice(0, 12)}…</code> <span class="quiet">${ahead}</span>`;
}
