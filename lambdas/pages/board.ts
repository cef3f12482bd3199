import { addDays, daysBetween, type LocalDate, weekdayOf } from '../domain/clinic-calendar.ts';
import type { Stage } from '../domain/episode.ts';
import { type BoardMark, boardMark, markShape } from './board-marks.ts';
import { contains, type DayRange, middleOf, rangeOf, startOf, widthOf } from './board-scale.ts';
import { searchForm } from './client-search.ts';
import { type BoardWords, boardWords } from './console-words-board.ts';
import { careWords } from './console-words-care.ts';
import { shortDate } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { type ProductFrame, productPage } from './product-shell.ts';
import type { Language } from './words.ts';

/** A stretch of a client's bar. Both days belong to it. */
export interface BoardSpan extends DayRange {
  /** wait: before admission. after: from the end to the last follow-up. */
  kind: 'wait' | 'phase' | 'after';
  /** For a phase: 0 for the first, which is the most intense. */
  phaseIndex: number;
  label: string;
}

export interface BoardClient {
  /** To the client's timeline, by opaque id. */
  href: string;
  name: string;
  stage: Stage | 'waitlisted';
  /** Null outside treatment. */
  phaseName: string | null;
  homeName: string | null;
  counselorName: string;
  /** Referral, or admission once admitted. */
  startedOn: LocalDate;
  spans: BoardSpan[];
  marks: BoardMark[];
  ending: { label: string; on: LocalDate } | null;
}

export const boardSorts = ['start', 'latest', 'name', 'attention'] as const;
export type BoardSort = (typeof boardSorts)[number];

export interface BoardView {
  frame: ProductFrame;
  today: LocalDate;
  sort: BoardSort;
  /** The board's own path; `?sort=…` is added to it. */
  boardHref: string;
  /** Where a search is posted to: a name is never part of an address. */
  searchHref: string;
  /** Episodes closed long ago that are left out; 0 when all are shown. */
  earlier: number;
  clients: BoardClient[];
}

/** The caseload: each client a bar over the days. */
export function board(view: BoardView): string {
  const language = view.frame.language ?? 'en';
  const said = boardWords[language];
  const range = wholeRange(view);
  const scene: Scene = { language, said, range, today: view.today };
  return productPage({
    frame: view.frame,
    title: said.title,
    main: html`<div class="heading"><h1>${said.title}</h1><p class="quiet">${said.range(shortDate(range.from, language), shortDate(range.to, language))}</p></div>
${searchForm(view.searchHref, language)}
${stats(view.clients, said)}
${sorts(view, said)}
${
  view.clients.length === 0
    ? html`<p class="panel empty">${said.none}</p>`
    : html`${legend(view.clients, said)}
<div class="chart">${axis(scene)}<ol class="rows">${sorted(view.clients, view.sort).map((client, index) => row(client, `lane-${index}`, scene))}</ol></div>`
}
${view.earlier > 0 && html`<p><a href="${view.boardHref}?sort=${view.sort}&amp;all=1">${said.earlier(view.earlier)}</a></p>`}`,
  });
}

/** What every row is drawn with. */
interface Scene {
  language: Language;
  said: BoardWords;
  range: DayRange;
  today: LocalDate;
}

function datesOf(client: BoardClient): LocalDate[] {
  return [
    client.startedOn,
    ...client.spans.flatMap(({ from, to }) => [from, to]),
    ...client.marks.map(({ on }) => on),
  ];
}

/** All clients' days, with a day of air on both sides. */
function wholeRange({ clients, today }: BoardView): DayRange {
  const { from, to } = rangeOf(clients.flatMap(datesOf), today);
  return { from: addDays(from, -1), to: addDays(to, 1) };
}

function overdueOf(client: BoardClient): number {
  return client.marks.filter(({ status }) => status === 'overdue').length;
}

function attentionOf(client: BoardClient): number {
  return client.marks.filter(({ status }) => status === 'attention').length;
}

/** The clients in the order asked for; equal ones by start, then name. */
export function sorted(clients: readonly BoardClient[], sort: BoardSort): BoardClient[] {
  const byName = (a: BoardClient, b: BoardClient) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const byStart = (a: BoardClient, b: BoardClient) =>
    a.startedOn < b.startedOn ? -1 : a.startedOn > b.startedOn ? 1 : byName(a, b);
  const orders: Record<BoardSort, (a: BoardClient, b: BoardClient) => number> = {
    start: byStart,
    latest: (a, b) => byStart(b, a),
    name: (a, b) => byName(a, b) || byStart(a, b),
    attention: (a, b) => overdueOf(b) - overdueOf(a) || attentionOf(b) - attentionOf(a) || byStart(a, b),
  };
  return [...clients].sort(orders[sort]);
}

function stats(clients: readonly BoardClient[], said: BoardWords): Html {
  const inStage = (stage: BoardClient['stage']) => clients.filter((client) => client.stage === stage).length;
  const late = clients.filter((client) => overdueOf(client) > 0).length;
  const figures: [number, string][] = [
    [inStage('waitlisted') + inStage('admission'), said.beforeAdmission],
    [inStage('treatment'), said.inTreatment],
    [inStage('follow-up'), said.inFollowUp],
    [inStage('closed'), said.closed],
  ];
  return html`<ul class="stats">${figures.map(([count, label]) => html`<li><b>${count}</b><span>${label}</span></li>`)}<li${late > 0 && html` class="late"`}><b>${late}</b><span>${late > 0 && '▲ '}${said.withOverdue}</span></li></ul>`;
}

function sorts({ sort, boardHref }: BoardView, said: BoardWords): Html {
  return html`<nav class="sorts" aria-label="${said.order}"><span class="quiet">${said.order}</span>${boardSorts.map(
    (each) =>
      html`<a href="${boardHref}?sort=${each}"${each === sort && html` aria-current="true"`}>${said.sorts[each]}</a>`,
  )}</nav>`;
}

function legend(clients: readonly BoardClient[], said: BoardWords): Html {
  const sign = (drawn: Content, label: string) =>
    html`<li><svg viewBox="-9 -9 18 18" aria-hidden="true">${drawn}</svg>${label}</li>`;
  return html`<ul class="legend" aria-label="${said.legend}">${phaseLegend(clients)}
${sign(markShape('test', 'done'), said.test)}${sign(markShape('check-in', 'done'), said.checkIn)}${sign(markShape('review', 'done'), said.review)}${sign(markShape('contact', 'done'), said.contact)}
${sign(markShape('review', 'planned'), said.statuses.planned)}${sign(markShape('review', 'due'), said.statuses.due)}${sign(markShape('test', 'attention'), said.statuses.attention)}${sign(markShape('test', 'overdue'), said.statuses.overdue)}${sign(html`<rect class="bar wait" x="-8" y="-4" width="16" height="8" rx="4"/>`, said.beforeAdmission)}${sign(html`<rect class="bar after" x="-9" y="-3" width="18" height="6" rx="3"/>`, said.followUp)}${sign(html`<line class="today" y1="-9" y2="9"/>`, said.today)}</ul>`;
}

function phaseLegend(clients: readonly BoardClient[]): Html[] {
  const phases = clients.flatMap(({ spans }) => spans.filter(({ kind }) => kind === 'phase'));
  const labels = new Map(phases.map(({ phaseIndex, label }) => [phaseIndex, label]));
  return [...labels]
    .sort(([a], [b]) => a - b)
    .map(
      ([index, label]) =>
        html`<li><svg class="swatch" viewBox="0 0 26 16" aria-hidden="true"><rect class="bar ${phaseClass(index)}" width="26" height="16" rx="4"/><text class="num ${phaseClass(index)}" x="13" y="8.5">${index + 1}</text></svg>${label}</li>`,
    );
}

function phaseClass(index: number): string {
  return `p${Math.min(index, 3) + 1}`;
}

const axisStepsDays = [7, 14, 28, 56, 91];

/** Mondays, as many as have room for a label. */
function mondays({ from, to }: DayRange): LocalDate[] {
  const days = daysBetween(from, to);
  const stepDays = axisStepsDays.find((step) => days / step <= 13) ?? 182;
  const dates: LocalDate[] = [];
  for (let date = addDays(from, (8 - weekdayOf(from)) % 7); date <= to; date = addDays(date, stepDays))
    dates.push(date);
  return dates;
}

function axis({ range, today, language, said }: Scene): Html {
  const isNearToday = (date: LocalDate) =>
    Math.abs(daysBetween(date, today)) * 11 < daysBetween(range.from, range.to);
  const isAtEdge = (date: LocalDate) => daysBetween(date, range.to) * 18 < daysBetween(range.from, range.to);
  const labels = mondays(range).filter((date) => !isNearToday(date) && !isAtEdge(date));
  const now = contains(range, today)
    ? html`<svg class="now" x="${middleOf(range, today)}" overflow="visible"><rect x="-45" y="6" width="90" height="21" rx="10.5"/><text x="0" y="21">${said.todayIs(shortDate(today, language))}</text></svg>`
    : null;
  return html`<div class="axis" aria-hidden="true"><span></span><svg>${labels.map(
    (date) => html`<text x="${startOf(range, date)}" y="21">${shortDate(date, language)}</text>`,
  )}${now}</svg></div>`;
}

function row(client: BoardClient, drawingId: string, scene: Scene): Html {
  return html`<li class="row"><div class="who"><a class="name" href="${client.href}">${client.name}</a>
<span class="where">${whereWords(client, scene)}</span>
<span class="tags">${tags(client, scene)}</span></div>
<div class="track">${lane(client, drawingId, scene)}</div></li>
`;
}

function whereWords({ stage, phaseName, homeName, counselorName }: BoardClient, { language }: Scene): string {
  const place = [phaseName ?? careWords[language].stages[stage], homeName].filter((part) => part !== null);
  return `${place.join(' · ')} · ${counselorName}`;
}

function tags(client: BoardClient, { said, language }: Scene): Content {
  const overdue = overdueOf(client);
  const attention = attentionOf(client);
  return [
    overdue > 0 && html`<span class="tag alert">▲ ${said.overdue(overdue)}</span>`,
    attention > 0 && html`<span class="tag caution">! ${said.toLookAt(attention)}</span>`,
    client.ending &&
      html`<span class="tag">${said.ended(client.ending.label, shortDate(client.ending.on, language))}</span>`,
  ];
}

/**
 * The bar, drawn once and shown twice: placed among all clients' days on a wide screen, over its own days on a
 * narrow one. The style shows one of the two.
 */
function lane(client: BoardClient, drawingId: string, scene: Scene): Html {
  const { range, today, language } = scene;
  const own = rangeOf(datesOf(client), client.startedOn);
  const label = laneWords(client, scene);
  return html`<svg class="drawing" width="0" height="0" aria-hidden="true"><symbol id="${drawingId}" overflow="visible">${client.spans.map(
    (span) => bar(span, own, language),
  )}${client.marks.map((mark) => boardMark(mark, own, language))}${endText(client, own)}</symbol></svg>
<svg class="lane common" role="img" aria-label="${label}">${mondays(range).map((date) => upright('grid', startOf(range, date)))}${
    contains(range, today) && upright('today', middleOf(range, today))
  }<use href="#${drawingId}" x="${startOf(range, own.from)}" width="${widthOf(range, own)}" height="70"/></svg>
<svg class="lane alone" role="img" aria-label="${label}">${
    contains(own, today) && upright('today', middleOf(own, today), true)
  }<use href="#${drawingId}" width="100%" height="70"/></svg>
<div class="ends" aria-hidden="true"><span>${shortDate(own.from, language)}</span><span>${shortDate(own.to, language)}</span></div>`;
}

/** A vertical line through a row; in the common picture long enough to meet those of its neighbours. */
function upright(className: string, x: string, isAlone = false): Html {
  return html`<line class="${className}" x1="${x}" x2="${x}" y1="${isAlone ? -2 : -30}" y2="${isAlone ? 70 : 100}"/>`;
}

function endText({ ending }: BoardClient, own: DayRange): Content {
  if (ending === null) return null;
  return html`<svg x="${startOf(own, addDays(ending.on, 1))}" overflow="visible"><text class="end-text" x="8" y="9">${ending.label}</text></svg>`;
}

function bar(span: BoardSpan, own: DayRange, language: Language): Html {
  const { range } = boardWords[language];
  const place = html`x="${startOf(own, span.from)}" width="${widthOf(own, span)}"`;
  const title = html`<title>${span.label}: ${range(shortDate(span.from, language), shortDate(span.to, language))}</title>`;
  if (span.kind === 'wait')
    return html`<rect class="bar wait" ${place} y="23" height="8" rx="4">${title}</rect>`;
  if (span.kind === 'after')
    return html`<rect class="bar after" ${place} y="24" height="6" rx="3">${title}</rect>`;
  const phase = phaseClass(span.phaseIndex);
  const number =
    daysBetween(span.from, span.to) >= 4
      ? html`<text class="num ${phase}" x="50%" y="9">${span.phaseIndex + 1}</text>`
      : null;
  return html`<rect class="bar ${phase}" ${place} y="18" height="18" rx="5">${title}</rect><svg ${place} y="18" height="18">${number}</svg>`;
}

function laneWords(client: BoardClient, { said, language }: Scene): string {
  const count = (kind: BoardMark['kind']) => client.marks.filter((mark) => mark.kind === kind).length;
  const parts = [
    said.lane.started(shortDate(client.startedOn, language)),
    said.lane.tests(count('test')),
    said.lane.checkIns(count('check-in')),
    said.lane.reviews(count('review')),
    said.overdue(overdueOf(client)),
  ];
  return [...parts, ...(client.ending ? [said.lane.ended(client.ending.label)] : [])].join(', ');
}
