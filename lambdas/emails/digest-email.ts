import { localDateOf } from '../domain/clinic-calendar.ts';
import { dayWords } from '../pages/dates.ts';
import { crisisLinkBlocks } from './crisis-link-block.ts';
import { type Email, email } from './email.ts';
import { emailWords } from './email-words.ts';
import { type ListReading, type WaitingTask, waitingRows } from './waiting-rows.ts';

export interface DigestEmailView extends ListReading {
  senderName: string;
  phone: string;
  receiverName: string;
  /** Everything that waits for the receiver, in any order; at least one. */
  tasks: WaitingTask[];
  href: string;
  /** Of somebody on call: their standing link to start a crisis. */
  crisisHref?: string | null;
}

/** What needs me today, most urgent first: counts, titles and due times only. */
export function digestEmail(view: DigestEmailView): Email {
  const said = emailWords[view.language];
  const overdue = view.tasks.filter(({ dueAt }) => dueAt < view.now).length;
  const day = dayWords(localDateOf(view.timeZone, view.now), view.language);
  return email({
    language: view.language,
    subject: said.digest.subject(view.tasks.length),
    preheader: said.digest.lead(overdue),
    senderName: view.senderName,
    blocks: [
      { block: 'heading', text: said.digest.heading(day) },
      {
        block: 'paragraph',
        text: `${said.hello(view.receiverName)} ${lowerFirst(said.digest.lead(overdue))}`,
      },
      { block: 'rows', rows: waitingRows(view.tasks, view) },
      { block: 'button', label: said.digest.button, href: view.href, copyAddress: said.copyAddress },
      ...crisisLinkBlocks(view),
    ],
    foot: [said.questions(view.phone), said.staffFoot],
  });
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
