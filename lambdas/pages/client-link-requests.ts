import type { LocalDate } from '../domain/clinic-calendar.ts';
import { type ClientRequest, clientRequests } from '../domain/disclosure-matter.ts';
import { type ClientFrame, clientPage, hidden, options, problemNotice } from './client-link-parts.ts';
import { clientWords } from './client-link-words.ts';
import { datedYear } from './dates.ts';
import { type Content, html } from './html.ts';
import { commentMaxLength } from './link-fields.ts';

export interface ClientRequestsView {
  frame: ClientFrame;
  /** Latest first. */
  earlier: { kind: ClientRequest; sentOn: LocalDate; dueOn: LocalDate; isAnswered: boolean }[];
  problem: 'nothing chosen' | 'text missing' | 'too long' | null;
  /** What was written, when it could not be taken. */
  text: string;
  kind: string;
}

/** Asks what the client wants: to see the record, or to have it corrected; and shows what was asked before. */
export function clientRequestsPage(view: ClientRequestsView): string {
  const { frame } = view;
  const said = clientWords[frame.language].requests;
  const list = clientRequests.map((kind) => ({
    value: kind,
    ...said.kinds[kind],
    isTicked: view.kind === kind,
  }));
  return clientPage(
    frame,
    'requests',
    html`<div class="lead"><h1>${said.heading}</h1></div>
${problemNotice(null, problemsOf(view))}
<form method="post" class="stack">${hidden({ action: 'request', lang: frame.language })}
<div class="card"><fieldset><legend>${said.choose}</legend>${options('radio', 'kind', list)}</fieldset>
<div class="field"><label for="request-text">${said.text}</label><textarea id="request-text" name="text" maxlength="${commentMaxLength}" rows="4" aria-describedby="request-hint">${view.text}</textarea><span class="hint" id="request-hint">${said.textHint}</span></div>
<button class="button" type="submit">${said.submit}</button></div></form>
${earlier(view)}`,
  );
}

function problemsOf({ problem, frame }: ClientRequestsView): string[] {
  const said = clientWords[frame.language].requests;
  if (problem === null) return [];
  if (problem === 'nothing chosen') return [said.nothingChosen];
  return [problem === 'too long' ? said.tooLong : said.textMissing];
}

function earlier({ frame, earlier: list }: ClientRequestsView): Content {
  if (list.length === 0) return null;
  const { language } = frame;
  const said = clientWords[language].requests;
  return html`<section class="card"><h2>${said.earlier}</h2><dl class="facts">${list.map(
    ({ kind, sentOn, dueOn, isAnswered }) =>
      html`<div><dt>${said.sentOn(datedYear(sentOn, language))}</dt><dd>${said.kinds[kind].label}<br><span class="hint">${isAnswered ? said.answered : said.waiting(datedYear(dueOn, language))}</span></dd></div>`,
  )}</dl></section>`;
}
