import { crisisKinds } from '../domain/crisis.ts';
import { crisisKindWords, crisisWords } from './crisis-words.ts';
import { emergency } from './home-report.ts';
import { type Html, html } from './html.ts';
import { doneMark } from './icons.ts';
import { linkPage } from './link-shell.ts';
import { fullName, type ShownPerson } from './shown-person.ts';
import type { Language } from './words.ts';

/** Names of the fields that the page posts, with `action=start`. */
export const crisisFields = { kind: 'kind', episode: 'episode', home: 'home', facts: 'facts' } as const;

export const factsMaxLength = 300;

interface CrisisPageView {
  language: Language;
  clinicName: string;
  phone: string;
  crisisPhone: string;
  holderName: string;
}

export interface CrisisStartView extends CrisisPageView {
  clients: { episodeId: string; person: ShownPerson }[];
  homes: { id: string; name: string }[];
}

/** What a standing link of somebody on call shows after the passcode: 911 first, then what it is and whom about. */
export function crisisStart(view: CrisisStartView): string {
  const said = crisisWords[view.language];
  const { language, clients, homes } = view;
  return shell(
    view,
    html`<section class="card"><div class="lead"><h1>${said.heading}</h1><p>${said.lead}</p></div>
<form method="post"><input type="hidden" name="action" value="start">
<fieldset><legend>${said.what}</legend><div class="choices">${crisisKinds.map(
      (kind) =>
        html`<label class="choice"><input type="radio" name="${crisisFields.kind}" value="${kind}" required><span>${crisisKindWords[kind][language]}</span></label>`,
    )}</div></fieldset>
${select(
  crisisFields.episode,
  said.who,
  said.nobody,
  clients.map(({ episodeId, person }) => [episodeId, fullName(person, language)]),
)}
${select(
  crisisFields.home,
  said.where,
  said.nowhere,
  homes.map(({ id, name }) => [id, name]),
)}
<div class="field"><label for="facts">${said.facts}</label><textarea id="facts" name="${crisisFields.facts}" maxlength="${factsMaxLength}" rows="3" aria-describedby="facts-hint"></textarea><span class="hint" id="facts-hint">${said.factsHint}</span></div>
<button class="button" type="submit">${said.send}</button></form></section>`,
  );
}

function select(name: string, label: string, none: string, options: [value: string, words: string][]): Html {
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">${none}</option>${options.map(([value, words]) => html`<option value="${value}">${words}</option>`)}</select></div>`;
}

/** That people are being paged, and what to do meanwhile. */
export function crisisStarted(
  view: CrisisPageView & { outcome: 'opened' | 'joined'; hasPager: boolean },
): string {
  const said = crisisWords[view.language];
  return shell(
    view,
    html`<section class="card"><div class="lead">${doneMark}<h1>${said[view.outcome]}</h1><p>${said.next}</p>${!view.hasPager && html`<p><strong>${said.noPager}</strong></p>`}</div>
<form method="post"><input type="hidden" name="action" value="open"><button class="button plain" type="submit">${said.another}</button></form></section>`,
  );
}

function shell(view: CrisisPageView, main: Html): string {
  const { language, clinicName, holderName, phone } = view;
  return linkPage({
    language,
    title: crisisWords[language].title,
    clinicName,
    holderName,
    phone,
    crisisPhone: null,
    main: html`${emergency(view)}${main}`,
  });
}
