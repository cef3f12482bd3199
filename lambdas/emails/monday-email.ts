import type { Language } from '../pages/words.ts';
import { type Email, email } from './email.ts';
import { emailWords } from './email-words.ts';

/** To the director, once a week. It holds no number and no name: all of that is behind the sign-in. */
export interface MondayEmailView {
  language: Language;
  senderName: string;
  phone: string;
  receiverName: string;
  href: string;
}

/** The page of the week is ready. */
export function mondayEmail({ language, senderName, phone, receiverName, href }: MondayEmailView): Email {
  const said = emailWords[language];
  const { subject, heading, lead, button } = said.monday;
  return email({
    language,
    subject,
    preheader: lead,
    senderName,
    blocks: [
      { block: 'heading', text: heading },
      {
        block: 'paragraph',
        text: `${said.hello(receiverName)} ${lead.charAt(0).toLowerCase()}${lead.slice(1)}`,
      },
      { block: 'button', label: button, href, copyAddress: said.copyAddress },
    ],
    foot: [said.questions(phone)],
  });
}
