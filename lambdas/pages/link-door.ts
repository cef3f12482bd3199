import { emergency } from './home-report.ts';
import { html } from './html.ts';
import { linkPage } from './link-shell.ts';
import { type Language, words } from './words.ts';

/** What a GET of a link shows: a button, and nothing about anyone. */
export interface LinkDoorView {
  language: Language;
  /** The clinic's neutral sender name, as in the email. */
  senderName: string;
  phone: string;
  /** Set where somebody may come because something has happened: shown with 911 before the button. */
  crisisPhone?: string;
}

/** The door of a link. Its button posts `action=open` to the same address. */
export function linkDoor(view: LinkDoorView): string {
  const said = words[view.language].door;
  return linkPage({
    language: view.language,
    title: said.title,
    clinicName: view.senderName,
    holderName: null,
    phone: view.phone,
    crisisPhone: null,
    main: html`${view.crisisPhone && emergency({ ...view, crisisPhone: view.crisisPhone })}<div class="card">
<div class="lead"><h1>${said.heading}</h1><p>${said.text}</p></div>
<form method="post"><input type="hidden" name="action" value="open"><button class="button" type="submit">${said.open}</button></form>
</div>`,
  });
}
