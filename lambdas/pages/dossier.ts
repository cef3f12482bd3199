import { type Instant, type LocalDate, localDateOf, localTimeOf } from '../domain/clinic-calendar.ts';
import { type DossierWords, dossierWords } from './console-words-dossier.ts';
import { datedYear, longDate, timeWords } from './dates.ts';
import { dossierProblemInSpanish } from './dossier-problems-in-spanish.ts';
import { type DossierTable, dossierTable } from './dossier-table.ts';
import { type Content, type Html, html } from './html.ts';
import { type ProductFrame, productPage } from './product-shell.ts';
import type { Language } from './words.ts';

/** One line of "who knew what when". */
export interface DossierLine {
  /** Its place in the dossier. */
  entry: number;
  at: Instant;
  kind: 'milestone' | 'asked' | 'answered' | 'told' | 'recorded' | 'alert';
  /** Who acted: a person's name, or the part of the system. */
  by: string;
  what: string;
  /** Who was asked, told or concerned; empty for nobody. */
  toWhom: string;
  answer: string;
  /** The consent under which a partner was told; empty where no partner was. */
  consent: string;
}

export interface DossierView {
  frame: ProductFrame;
  timeZone: string;
  episodeId: string;
  /** Null in a dossier without names. */
  clientName: string | null;
  madeAt: Instant;
  madeBy: string;
  entries: number;
  hash: string;
  auditLinks: number;
  /** Facts whose words were left out. */
  leftOut: number;
  problems: { entry: number | null; problem: string }[];
  /** Null for whom the client's page is not open. */
  timelineHref: string | null;
  /** The same with names, or without; null for whom names are not open. */
  otherHref: string | null;
  fileHref: string;
  lines: DossierLine[];
  tables: DossierTable[];
}

/** A dossier to be read, and to be printed: what was known to whom, when, and under which consent. */
export function dossierPage(view: DossierView): string {
  const said = wordsOf(view);
  const named = view.clientName ?? view.episodeId;
  return productPage({
    frame: view.frame,
    title: said.title(view.episodeId),
    main: html`<div class="dossier"><div>${view.timelineHref && html`<p class="quiet up"><a href="${view.timelineHref}">${said.timeline}</a></p>`}<div class="heading"><h1>${said.heading(named)}</h1>${verdictTag(view)}</div></div>
${problems(view)}
<section class="panel">${facts(view)}${links(view)}${contents(view)}</section>
<section class="panel" id="who-knew"><h2>${said.whoKnewWhen}</h2><p class="lead">${said.whoKnewLead}</p>${lines(view)}</section>
${view.tables.map((table) => dossierTable(table, said.none))}
<p class="quiet">${said.check} <code>npm run dossier -- --verify FILE</code>${said.checkRest}</p></div>`,
  });
}

/** The page’s words in the reader’s language. */
function wordsOf({ frame }: DossierView): DossierWords {
  return dossierWords[frame.language ?? 'en'];
}

function verdictTag(view: DossierView): Html {
  const said = wordsOf(view);
  const found = view.problems;
  return found.length === 0
    ? html`<span class="tag done">✓ ${said.whole}</span>`
    : html`<span class="tag alert">✕ ${said.notAgreed(found.length)}</span>`;
}

function problems(view: DossierView): Content {
  const said = wordsOf(view);
  const isSpanish = view.frame.language === 'es';
  const found = view.problems;
  if (found.length === 0) return null;
  return html`<div class="notice alert" role="alert"><strong>${said.notWhole}</strong>${found.map(
    ({ entry, problem }) =>
      html`<span>${entry === null ? '' : said.entryNumber(entry)}${isSpanish ? dossierProblemInSpanish(problem) : problem}</span>`,
  )}</div>`;
}

function facts(view: DossierView): Html {
  const { timeZone, madeAt, auditLinks, leftOut, frame } = view;
  const said = wordsOf(view);
  const language = frame.language ?? 'en';
  const made = `${datedYear(localDateOf(timeZone, madeAt), language)}, ${timeWords(localTimeOf(timeZone, madeAt), language)}`;
  const shown: [string, string][] = [
    [said.episode, view.episodeId],
    [said.made, made],
    [said.madeBy, view.madeBy],
    [said.names, view.clientName === null ? said.leftOut : said.onRecord],
    [said.entries, String(view.entries)],
    [said.auditLinks, leftOut === 0 ? String(auditLinks) : said.wordsLeftOut(auditLinks, leftOut)],
  ];
  return html`<dl class="facts">${shown.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl><p class="hash"><span class="sr">${said.hash}</span>${view.hash}</p>`;
}

function links(view: DossierView): Html {
  const { fileHref, otherHref, clientName } = view;
  const said = wordsOf(view);
  return html`<div class="links"><a class="button small" href="${fileHref}">${said.download}</a>${otherHref && html`<a class="button small plain" href="${otherHref}">${clientName === null ? said.withNames : said.withoutNames}</a>`}</div>`;
}

function contents(view: DossierView): Html {
  const said = wordsOf(view);
  const all = [{ id: 'who-knew', title: said.whoKnew }, ...view.tables];
  return html`<nav aria-label="${said.parts}"><ul class="contents">${all.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>`;
}

function lines(view: DossierView): Html {
  const { lines: all, timeZone, frame } = view;
  const said = wordsOf(view);
  const language = frame.language ?? 'en';
  const byDay = new Map<LocalDate, DossierLine[]>();
  for (const line of all) {
    const day = localDateOf(timeZone, line.at);
    byDay.set(day, [...(byDay.get(day) ?? []), line]);
  }
  const head = html`<thead><tr><th scope="col">${said.time}</th><th scope="col">${said.what}</th><th scope="col">${said.toWhom}</th><th scope="col">${said.by}</th><th scope="col">${said.consent}</th><th scope="col" class="no">${said.entry}</th></tr></thead>`;
  const days = [...byDay].map(
    ([day, ofDay]) =>
      html`<tr class="date"><th scope="rowgroup" colspan="6">${longDate(day, language)}</th></tr>${ofDay.map((line) => row(line, timeZone, language))}`,
  );
  return html`<table class="ledger">${head}<tbody>${days}</tbody></table>`;
}

function row(line: DossierLine, timeZone: string, language: Language): Html {
  const said = dossierWords[language];
  const time = timeWords(localTimeOf(timeZone, line.at), language);
  const tone = line.kind === 'told' || line.kind === 'alert' ? line.kind : '';
  return html`<tr class="${tone}"><td data-label="${said.time}"><time datetime="${line.at}">${time}</time></td><td data-label="${said.what}"><span><b>${line.what}</b>${line.answer && html`<br>${line.answer}`}</span></td>${cell(said.toWhom, line.toWhom)}${cell(said.by, line.by)}${cell(said.consent, line.consent)}<td class="no" data-label="${said.entry}">${line.entry}</td></tr>`;
}

function cell(label: string, value: string): Html {
  return html`<td data-label="${label}" class="${value === '' ? 'none' : ''}">${value || '–'}</td>`;
}
