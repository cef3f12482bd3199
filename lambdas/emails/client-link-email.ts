import type { Language } from '../pages/words.ts';
import { type Email, email } from './email.ts';
import { emailWords } from './email-words.ts';

/** To the client's own safe address, when the client asked for it. It names nobody and says nothing of care. */
export interface ClientLinkEmailView {
  language: Language;
  /** The clinic's neutral sender name. */
  senderName: string;
  phone: string;
  href: string;
}

/** The way to a private page, in words that tell a stranger nothing. */
export function clientLinkEmail(view: ClientLinkEmailView): Email {
  const said = emailWords[view.language];
  return email({
    language: view.language,
    subject: `${said.clientLink.subject} – ${view.senderName}`,
    preheader: said.clientLink.lead,
    senderName: view.senderName,
    blocks: [
      { block: 'heading', text: said.clientLink.heading },
      { block: 'paragraph', text: said.clientLink.lead },
      { block: 'button', label: said.clientLink.button, href: view.href, copyAddress: said.copyAddress },
    ],
    foot: [said.questions(view.phone), said.welcome.call911, said.welcome.call988, said.clientLink.foot],
  });
}
