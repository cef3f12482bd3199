import { html } from './html.ts';
import { linkPage } from './link-shell.ts';
import { type Language, type Words, words } from './words.ts';

/** Why a post changed nothing. */
export type LinkProblem = keyof Words['problem']['codes'];

export interface LinkProblemView {
  language: Language;
  senderName: string;
  phone: string;
  problem: LinkProblem;
}

/** Problems after which there is nothing to go back to. */
const final: readonly LinkProblem[] = ['no longer open', 'other site', 'not asked'];

/** Says what is wrong with a post and how to mend it. The way back posts `action=open` to the same address. */
export function linkProblem(view: LinkProblemView): string {
  const said = words[view.language].problem;
  const { heading, fix } = said.codes[view.problem];
  return linkPage({
    language: view.language,
    title: said.title,
    clinicName: view.senderName,
    holderName: null,
    phone: view.phone,
    crisisPhone: null,
    main: html`<div class="card">
<div class="lead"><h1>${heading}</h1><p>${said.nothingRecorded} ${fix}</p></div>
${
  !final.includes(view.problem) &&
  html`<form method="post"><input type="hidden" name="action" value="open"><button class="button" type="submit">${said.back}</button></form>`
}
</div>`,
  });
}
