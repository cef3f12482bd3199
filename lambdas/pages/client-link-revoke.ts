import { consentText } from '../domain/notices.ts';
import { type ClientFrame, clientPage, hidden, options, problemNotice } from './client-link-parts.ts';
import { clientWords } from './client-link-words.ts';
import { html } from './html.ts';

export interface ClientRevokeView {
  frame: ClientFrame;
  /** Everyone whom a consent still names that can be taken back. */
  recipients: { id: string; name: string }[];
  problem: 'nothing chosen' | null;
}

/** Asks for whom a consent is taken back: one recipient or all. Nothing is chosen beforehand. */
export function clientRevoke({ frame, recipients, problem }: ClientRevokeView): string {
  const said = clientWords[frame.language].revoke;
  const list = [
    ...recipients.map(({ id, name }) => ({ value: id, label: name, isTicked: false })),
    { value: 'all', label: said.all, hint: said.allHint, isTicked: false },
  ];
  const form = html`<form method="post" class="stack">${hidden({ action: 'revoke', lang: frame.language })}
<div class="card"><fieldset><legend>${said.choose}</legend>${options('radio', 'recipient', list)}</fieldset>
<p class="quiet">${consentText.text[frame.language].revocation(frame.phone)}</p>
<button class="button" type="submit">${said.submit}</button></div></form>`;
  return clientPage(
    frame,
    'revoke',
    html`<div class="lead"><h1>${said.heading}</h1></div>
${problemNotice(null, problem === null ? [] : [said.nothingChosen])}
${recipients.length === 0 ? html`<div class="card"><p>${said.nothing}</p></div>` : form}`,
  );
}
