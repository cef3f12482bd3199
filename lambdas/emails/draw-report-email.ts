import type { LocalDate } from '../domain/clinic-calendar.ts';
import { longDate } from '../pages/dates.ts';
import type { Language } from '../pages/words.ts';
import { type Email, email } from './email.ts';
import { emailWords } from './email-words.ts';

/** To the clinic's outside auditor: what makes a rewritten chain of draws show. No client data can be in it. */
export interface DrawReportEmailView {
  language: Language;
  senderName: string;
  phone: string;
  date: LocalDate;
  /** SHA-256, 64 lower-case hex digits. */
  commitment: string;
  /** Place of the day's record in the draw chain. */
  sequence: number;
  /** The record's hash in the draw chain, 64 lower-case hex digits. */
  hash: string;
}

/** The day's commitment and the head of the chain. Throws a RangeError for a hash that is not one. */
export function drawReportEmail(view: DrawReportEmailView): Email {
  const said = emailWords[view.language].drawReport;
  const rows = [
    { label: said.date, detail: view.date },
    { label: said.commitment, detail: sha256Hex('commitment', view.commitment) },
    { label: said.sequence, detail: String(view.sequence) },
    { label: said.hash, detail: sha256Hex('hash', view.hash) },
  ];
  return email({
    language: view.language,
    subject: `${said.subject(view.date)} – ${view.senderName}`,
    preheader: said.foot,
    senderName: view.senderName,
    blocks: [
      { block: 'heading', text: said.heading(longDate(view.date, view.language)) },
      { block: 'paragraph', text: said.lead },
      { block: 'rows', rows: rows.map((row) => ({ ...row, isUrgent: false })) },
    ],
    foot: [emailWords[view.language].questions(view.phone), said.foot],
  });
}

function sha256Hex(field: string, text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new RangeError(`${field} is not a SHA-256 in 64 lower-case hex digits; give the record's own value`);
}
