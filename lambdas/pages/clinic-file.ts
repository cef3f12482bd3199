import { type ClinicFileWords, clinicFileWords } from './console-words-clinic-file.ts';
import { type Content, type Html, html } from './html.ts';
import { type ProductFrame, productPage } from './product-shell.ts';
import { resultIn } from './results-in-spanish.ts';

/** A problem of the pasted file; the line is undefined where none could be found. */
export interface PlacedProblem {
  line?: number;
  field: string;
  problem: string;
  fix: string;
}

/** What applying the file does, as the action says it. */
export interface FileEffects {
  summary: string;
  changes: readonly string[];
  warnings: readonly string[];
  withdrawnPasscodes: readonly string[];
  leavers: readonly { name: string; openQuestions: number; clients: number }[];
}

export interface ClinicFileView {
  frame: ProductFrame;
  /** Where the forms go, and where the page is. */
  href: string;
  settingsHref: string;
  /** Leads to the form that hands over work; null for whoever may not. */
  handOverHref: string | null;
}

/** The file to change, with what was wrong with it. */
export function clinicFileForm(
  view: ClinicFileView & { text: string; problems: readonly PlacedProblem[] },
): string {
  const said = wordsOf(view);
  const isWrong = view.problems.length > 0;
  return productPage({
    frame: view.frame,
    title: said.title,
    main: html`<div class="heading"><h1>${said.title}</h1><p class="quiet">${said.lead}</p></div>
${isWrong && html`<div class="notice alert" role="alert" id="problems"><strong>${said.refused}</strong><ul>${view.problems.map((problem) => html`<li>${problemWords(said, problem)}</li>`)}</ul></div>`}
<section class="panel office"><p class="quiet">${said.format}</p><form method="post" action="${view.href}"><div class="field"><label for="file">${said.label}</label><textarea class="code" id="file" name="file" rows="40" spellcheck="false" autocomplete="off"${isWrong && html` aria-invalid="true" aria-describedby="problems"`}>
${view.text}</textarea></div>${endOfForm}<p class="links"><button class="button" type="submit">${said.show}</button></p></form><p><a href="${view.settingsHref}">${said.back}</a></p></section>`,
  });
}

/** What the file would change and for whom; it is applied with the fingerprint of what is shown here. */
export function clinicFilePreview(
  view: ClinicFileView & { text: string; effects: FileEffects; fingerprint: string; hasMovedOn: boolean },
): string {
  const said = wordsOf(view);
  const { text, effects, fingerprint, href } = view;
  const kept = html`<textarea name="file" hidden>
${text}</textarea>`;
  const hasChanges = effects.changes.length > 0;
  return productPage({
    frame: view.frame,
    title: said.title,
    main: html`<div class="heading"><h1>${said.changes}</h1><p class="quiet">${said.title}</p></div>
${view.hasMovedOn && html`<div class="notice caution" role="alert"><span>${said.movedOn}</span></div>`}
${effectsPanel(said, view, effects)}
<section class="panel office">${hasChanges && html`<form method="post" action="${href}">${kept}<input type="hidden" name="fingerprint" value="${fingerprint}">${endOfForm}<p><button class="button" type="submit">${said.apply}</button></p></form>`}
<form method="post" action="${href}">${kept}<input type="hidden" name="edit" value="yes">${endOfForm}<p><button class="button plain" type="submit">${said.edit}</button></p></form><p><a href="${view.settingsHref}">${said.back}</a></p></section>`,
  });
}

/** What was done. */
export function clinicFileApplied(view: ClinicFileView & { effects: FileEffects }): string {
  const said = wordsOf(view);
  return productPage({
    frame: view.frame,
    title: said.title,
    main: html`<div class="heading"><h1>${said.done}</h1></div>
<div class="notice" role="status"><strong>${resultIn(view.frame.language ?? 'en', view.effects.summary)}</strong><span>${said.signIns}</span></div>
${effectsPanel(said, view, view.effects)}<p><a class="button" href="${view.settingsHref}">${said.back}</a></p>`,
  });
}

/** The last field of a form: a form that was cut off on its way has none, and is refused. */
const endOfForm = html`<input type="hidden" name="end" value="yes">`;

function wordsOf({ frame }: ClinicFileView): ClinicFileWords {
  return clinicFileWords[frame.language ?? 'en'];
}

function problemWords(said: ClinicFileWords, { line, field, problem, fix }: PlacedProblem): Html {
  return html`${line !== undefined && html`<b>${said.line(line)}</b> `}${field !== '' && html`<span class="code">${field}</span>: `}${problem}; ${fix}`;
}

function effectsPanel(said: ClinicFileWords, { handOverHref }: ClinicFileView, effects: FileEffects): Html {
  const { changes, warnings, withdrawnPasscodes, leavers } = effects;
  const handOver =
    handOverHref && html`<a class="button small plain" href="${handOverHref}">${said.handOver}</a>`;
  return html`<section class="panel office">${changes.length === 0 ? html`<p>${said.nothing}</p>` : linesOf(said.changes, changes)}
${linesOf(
  said.leavers,
  leavers.map(({ name, openQuestions, clients }) => said.leaver(name, openQuestions, clients)),
  handOver,
)}
${linesOf(said.withdrawn, withdrawnPasscodes, html`<span class="quiet">${said.withdrawnNote}</span>`)}
${linesOf(said.warnings, warnings)}</section>`;
}

function linesOf(heading: string, lines: readonly string[], note: Content = null): Content {
  if (lines.length === 0) return null;
  return html`<h2>${heading} <span class="quiet">${lines.length}</span></h2><ul class="list">${lines.map((line) => html`<li>${line}</li>`)}</ul>${note && html`<p>${note}</p>`}`;
}
