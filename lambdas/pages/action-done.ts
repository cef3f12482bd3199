import { actionWords } from './action-words.ts';
import { labelOf } from './form-schema.ts';
import { type Content, type Html, html } from './html.ts';
import { type ProductFrame, productPage } from './product-shell.ts';
import { resultIn } from './results-in-spanish.ts';

export interface ActionDoneView {
  frame: ProductFrame;
  indexHref: string;
  title: string;
  /** What was done. */
  summary: string;
  /** Left out when it was done just now; else how far an earlier confirmation of the same page came. */
  earlier?: 'done' | 'begun';
  /** What else the action says, by name. */
  details: Record<string, unknown>;
  /** The form again, empty. */
  againHref: string;
  /** The client it was about; null where it was about none. */
  clientHref: string | null;
  corrections: { href: string; title: string }[];
  /** A field's name in the reader's language. */
  label?: (name: string) => string;
}

/** A file that an action made is not a fact to be read here. */
const longestShown = 2_000;

/** What an action did, and how to go on from there. */
export function actionDone(view: ActionDoneView): string {
  const { frame, title, corrections, label = labelOf } = view;
  const said = actionWords[frame.language ?? 'en'];
  const rows = Object.entries(view.details).filter(
    ([name, value]) => name !== 'episodeId' && value !== undefined && value !== null && String(value) !== '',
  );
  return productPage({
    frame,
    title,
    main: html`<div class="form"><div><p class="quiet"><a href="${view.indexHref}">${said.actions}</a></p><h1>${title}</h1></div>
${outcome(view)}
${rows.length > 0 && html`<section class="panel"><dl class="facts">${rows.map(([name, value]) => html`<div><dt>${label(name)}</dt><dd>${shown(value, said.characters)}</dd></div>`)}</dl></section>`}
<p>${view.clientHref && html`<a class="button small" href="${view.clientHref}">${said.toClient}</a> `}<a class="button small plain" href="${view.againHref}">${said.onceMore}</a></p>
${corrections.length > 0 && html`<p class="quiet">${said.correctIt} ${corrections.map(({ href, title: name }, index) => html`${index > 0 && ', '}<a href="${href}">${name}</a>`)}</p>`}</div>`,
  });
}

function outcome({ frame, summary, earlier }: ActionDoneView): Html {
  const language = frame.language ?? 'en';
  const said = actionWords[language];
  const result = resultIn(language, summary);
  if (earlier === 'begun')
    return html`<div class="notice" role="status"><strong>${said.alreadyBegun}</strong><span>${said.alreadyBegunText}</span></div>`;
  if (earlier === 'done')
    return html`<div class="notice" role="status"><strong>✓ ${said.alreadyDone}</strong><span>${said.alreadyDoneText} ${result}</span></div>`;
  return html`<div class="notice"><strong>✓ ${said.done}</strong><span>${result}</span></div>`;
}

function shown(value: unknown, characters: (count: number) => string): Content {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return html`<ul class="plain">${value.map((item) => html`<li>${item}</li>`)}</ul>`;
  if (typeof value === 'string' && value.length > longestShown) return characters(value.length);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
