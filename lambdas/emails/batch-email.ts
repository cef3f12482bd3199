import { localDateOf } from '../domain/clinic-calendar.ts';
import { dayWords } from '../pages/dates.ts';
import { crisisLinkBlocks } from './crisis-link-block.ts';
import { type Email, email } from './email.ts';
import { emailWords } from './email-words.ts';
import { type ListReading, type WaitingTask, waitingRows } from './waiting-rows.ts';

export interface BatchEmailView extends ListReading {
  senderName: string;
  phone: string;
  receiverName: string;
  /** The day's list for this receiver; at least one. */
  tasks: WaitingTask[];
  href: string;
  /** Of somebody on call: their standing link to start a crisis. */
  crisisHref?: string | null;
}

/** One list a day for one person: how many of each kind and by when. Who they are is behind the link. */
export function batchEmail(view: BatchEmailView): Email {
  const said = emailWords[view.language];
  const day = dayWords(localDateOf(view.timeZone, view.now), view.language);
  return email({
    language: view.language,
    subject: said.batch.subject(view.tasks.length),
    preheader: said.batch.lead,
    senderName: view.senderName,
    blocks: [
      { block: 'heading', text: said.batch.heading(day) },
      { block: 'paragraph', text: said.hello(view.receiverName) },
      { block: 'rows', rows: waitingRows(view.tasks, view) },
      { block: 'paragraph', text: said.batch.lead },
      { block: 'button', label: said.batch.button, href: view.href, copyAddress: said.copyAddress },
      ...crisisLinkBlocks(view),
    ],
    foot: [said.questions(view.phone), said.staffFoot],
  });
}
