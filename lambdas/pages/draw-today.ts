import type { Instant, LocalDate } from '../domain/clinic-calendar.ts';
import type { DrawDay } from '../domain/draw-day.ts';
import type { DrugTest } from '../domain/drug-test.ts';
import { careWords } from './console-words-care.ts';
import { drawTodayWords } from './console-words-draws.ts';
import { dayWords, longDate, momentWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { type ProductFrame, productPage } from './product-shell.ts';
import type { Language } from './words.ts';

/** A test of today, or an earlier one that nobody has recorded. */
export interface TestToday {
  name: string;
  date: LocalDate;
  basis: DrugTest['basis'];
  toldAt: Instant | null;
  /** When the client's time to come is over; null while it has not begun. */
  endsAt: Instant | null;
  outcome: DrugTest['outcome'];
  /** To the question that waits for the visitor; null where none does. */
  href: string | null;
}

export interface DrawTodayView {
  frame: ProductFrame;
  timeZone: string;
  today: LocalDate;
  /** Null before the day is known at all. */
  status: DrawDay['status'] | null;
  /** To every draw with its proofs; null for whom they are not open. */
  auditHref: string | null;
  tests: TestToday[];
}

/** Who is to be tested today, for whoever collects. */
export function drawToday(view: DrawTodayView): string {
  const language = view.frame.language ?? 'en';
  const said = drawTodayWords[language];
  return productPage({
    frame: view.frame,
    title: said.title,
    main: html`<div class="heading"><h1>${said.title}</h1><p class="quiet">${said.lead(longDate(view.today, language))}</p></div>
${dayNotice(view, language)}
<section class="panel">${view.tests.length === 0 ? html`<p class="empty">${said.none}</p>` : table(view, language)}</section>
${view.auditHref && html`<p><a href="${view.auditHref}">${said.audit}</a></p>`}`,
  });
}

function dayNotice({ status }: DrawTodayView, language: Language): Content {
  const said = drawTodayWords[language];
  if (status === 'drawn') return null;
  const words = status === 'closed' ? said.closed : status === 'too late' ? said.tooLate : said.notDrawn;
  return html`<p class="notice caution">${words}</p>`;
}

function table({ tests, timeZone, today }: DrawTodayView, language: Language): Html {
  const { title, client, why, told, until, outcome } = drawTodayWords[language];
  const byName = [...tests].sort((a, b) => (a.name < b.name ? -1 : 1));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="codes"><thead><tr>${[client, why, told, until, outcome].map((label) => html`<th scope="col">${label}</th>`)}</tr></thead><tbody>${byName.map((test) => row(test, { timeZone, today, language }))}</tbody></table></div>`;
}

function row(
  { name, date, basis, toldAt, endsAt, outcome, href }: TestToday,
  { timeZone, today, language }: { timeZone: string; today: LocalDate; language: Language },
): Html {
  const said = drawTodayWords[language];
  const care = careWords[language];
  const moment = (at: Instant) => momentWords(at, timeZone, language);
  return html`<tr><th scope="row">${name}${date !== today && html`<br><span class="tag caution">! ${dayWords(date, language)}</span>`}</th>
<td>${care.basis[basis]}</td>
<td>${toldAt === null ? html`<span class="quiet">${said.notTold}</span>` : moment(toldAt)}</td>
<td>${endsAt === null ? said.noWindow : moment(endsAt)}</td>
<td>${care.outcomes[outcome]}${href && html`<br><a class="button small" href="${href}">${said.answer}<span class="sr">: ${name}</span></a>`}</td></tr>`;
}
