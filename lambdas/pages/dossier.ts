import { type Instant, type LocalDate, localDateOf, localTimeOf } from '../domain/clinic-calendar.ts';
import { datedYear, longDate, timeWords } from './dates.ts';
import { type DossierTable, dossierTable } from './dossier-table.ts';
import { type Content, type Html, html } from './html.ts';
import { type ProductFrame, productPage } from './product-shell.ts';

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
  const named = view.clientName ?? view.episodeId;
  return productPage({
    frame: view.frame,
    title: `Dossier of ${view.episodeId}`,
    main: html`<div class="dossier"><div>${view.timelineHref && html`<p class="quiet up"><a href="${view.timelineHref}">Timeline</a></p>`}<div class="heading"><h1>Dossier: ${named}</h1>${verdictTag(view)}</div></div>
${problems(view)}
<section class="panel">${facts(view)}${links(view)}${contents(view)}</section>
<section class="panel" id="who-knew"><h2>Who knew what, and when</h2><p class="lead">Every line of the episode’s audit, in its order. A marked line told a partner something, under the consent that it names.</p>${lines(view)}</section>
${view.tables.map(dossierTable)}
<p class="quiet">Check the file itself with <code>npm run dossier -- --verify FILE</code>: each entry is computed again from the one before.</p></div>`,
  });
}

function verdictTag({ problems: found }: DossierView): Html {
  return found.length === 0
    ? html`<span class="tag done">✓ whole</span>`
    : html`<span class="tag alert">✕ ${found.length === 1 ? '1 thing does' : `${found.length} things do`} not agree</span>`;
}

function problems({ problems: found }: DossierView): Content {
  if (found.length === 0) return null;
  return html`<div class="notice alert" role="alert"><strong>This dossier is not whole</strong>${found.map(
    ({ entry, problem }) => html`<span>${entry === null ? '' : `Entry ${entry}: `}${problem}</span>`,
  )}</div>`;
}

function facts(view: DossierView): Html {
  const { timeZone, madeAt, auditLinks, leftOut } = view;
  const made = `${datedYear(localDateOf(timeZone, madeAt), 'en')}, ${timeWords(localTimeOf(timeZone, madeAt), 'en')}`;
  const shown: [string, string][] = [
    ['Episode', view.episodeId],
    ['Made', made],
    ['Made by', view.madeBy],
    ['Names', view.clientName === null ? 'left out' : 'as on record'],
    ['Entries', String(view.entries)],
    ['Audit links', leftOut === 0 ? String(auditLinks) : `${auditLinks}, ${leftOut} with words left out`],
  ];
  return html`<dl class="facts">${shown.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl><p class="hash"><span class="sr">Hash of the last entry: </span>${view.hash}</p>`;
}

function links({ fileHref, otherHref, clientName }: DossierView): Html {
  return html`<div class="links"><a class="button small" href="${fileHref}">Download the file</a>${otherHref && html`<a class="button small plain" href="${otherHref}">${clientName === null ? 'With names' : 'Without names'}</a>`}</div>`;
}

function contents({ tables }: DossierView): Html {
  const all = [{ id: 'who-knew', title: 'Who knew what' }, ...tables];
  return html`<nav aria-label="Parts of the dossier"><ul class="contents">${all.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>`;
}

function lines({ lines: all, timeZone }: DossierView): Html {
  const byDay = new Map<LocalDate, DossierLine[]>();
  for (const line of all) {
    const day = localDateOf(timeZone, line.at);
    byDay.set(day, [...(byDay.get(day) ?? []), line]);
  }
  const head = html`<thead><tr><th scope="col">Time</th><th scope="col">What</th><th scope="col">To whom</th><th scope="col">By</th><th scope="col">Consent</th><th scope="col" class="no">Entry</th></tr></thead>`;
  const days = [...byDay].map(
    ([day, ofDay]) =>
      html`<tr class="date"><th scope="rowgroup" colspan="6">${longDate(day, 'en')}</th></tr>${ofDay.map((line) => row(line, timeZone))}`,
  );
  return html`<table class="ledger">${head}<tbody>${days}</tbody></table>`;
}

function row(line: DossierLine, timeZone: string): Html {
  const time = timeWords(localTimeOf(timeZone, line.at), 'en');
  const tone = line.kind === 'told' || line.kind === 'alert' ? line.kind : '';
  return html`<tr class="${tone}"><td data-label="Time"><time datetime="${line.at}">${time}</time></td><td data-label="What"><span><b>${line.what}</b>${line.answer && html`<br>${line.answer}`}</span></td>${cell('To whom', line.toWhom)}${cell('By', line.by)}${cell('Consent', line.consent)}<td class="no" data-label="Entry">${line.entry}</td></tr>`;
}

function cell(label: string, value: string): Html {
  return html`<td data-label="${label}" class="${value === '' ? 'none' : ''}">${value || '–'}</td>`;
}
