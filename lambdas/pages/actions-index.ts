import { actionWords } from './action-words.ts';
import { html } from './html.ts';
import { type ProductFrame, productPage } from './product-shell.ts';

export interface ActionLink {
  href: string;
  title: string;
  description: string;
}

export interface ActionsIndexView {
  frame: ProductFrame;
  /** Groups in the order shown, e.g. "Referral", "Consent", "Testing". */
  groups: { heading: string; actions: ActionLink[] }[];
}

/** Everything that staff can start. */
export function actionsIndex({ frame, groups }: ActionsIndexView): string {
  const said = actionWords[frame.language ?? 'en'];
  return productPage({
    frame,
    title: said.actions,
    main: html`<h1>${said.actions}</h1>
${groups.length === 0 && html`<p class="panel empty">${said.noActions}</p>`}
${groups.map(
  ({ heading, actions }) =>
    html`<section><h2>${heading}</h2><ul class="actions">${actions.map(
      ({ href, title, description }) =>
        html`<li><a href="${href}"><b>${title}</b><span class="quiet">${description}</span></a></li>`,
    )}</ul></section>`,
)}`,
  });
}
