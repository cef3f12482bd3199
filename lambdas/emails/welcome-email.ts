import type { LocalDate } from '../domain/clinic-calendar.ts';
import { dayWords } from '../pages/dates.ts';
import type { Language } from '../pages/words.ts';
import { type Email, email } from './email.ts';
import { emailWords } from './email-words.ts';

/** To the client's own safe address. It holds no name: others may read over a shoulder or share the mailbox. */
export interface WelcomeEmailView {
  language: Language;
  /** The clinic's neutral sender name. */
  senderName: string;
  phone: string;
  /** Answered at any hour. */
  crisisPhone: string;
  /** The first day; null when it is not fixed yet. */
  startsOn: LocalDate | null;
}

/** A neutral welcome: how to reach us, and whom to call when it cannot wait. */
export function welcomeEmail(view: WelcomeEmailView): Email {
  const said = emailWords[view.language].welcome;
  const start = view.startsOn === null ? '' : ` ${said.startsOn(dayWords(view.startsOn, view.language))}`;
  return email({
    language: view.language,
    subject: `${said.subject} – ${view.senderName}`,
    preheader: said.lead,
    senderName: view.senderName,
    blocks: [
      { block: 'heading', text: said.heading },
      { block: 'paragraph', text: `${said.lead}${start}` },
      { block: 'subheading', text: said.call },
      { block: 'phone', words: said.office, phone: view.phone },
      { block: 'phone', words: said.anyHour, phone: view.crisisPhone },
      { block: 'subheading', text: said.danger },
      { block: 'paragraph', text: said.call911 },
      { block: 'paragraph', text: said.call988 },
    ],
    foot: [said.foot],
  });
}
