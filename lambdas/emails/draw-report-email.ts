import type { LocalDate } from '../domain/clinic-calendar.ts';
import { longDate } from '../pages/dates.ts';
import type { Language } from '../pages/words.ts';
import { type Email, type EmailBlock, email } from './email.ts';
import { emailWords } from './email-words.ts';

interface Sender {
  language: Language;
  senderName: string;
  phone: string;
}

/** To the clinic's outside auditor: what makes a rewritten chain of draws show. No client data can be in it. */
export interface ChainHeadEmailView extends Sender {
  /** The date of the chain's last record. */
  date: LocalDate;
  /** SHA-256, 64 lower-case hex digits. */
  commitment: string;
  /** Place of the day's record in the draw chain. */
  sequence: number;
  /** The record's hash in the draw chain, 64 lower-case hex digits. */
  hash: string;
}

/** To the clinic's outside auditor: what fixes the keys of a quarter's draws before it begins. */
export interface CommitmentsEmailView extends Sender {
  /** "2027-Q2" */
  quarter: string;
  /** By date; SHA-256, 64 lower-case hex digits each. */
  commitments: readonly { date: LocalDate; commitment: string }[];
}

const command = 'npm run verify-draws -- draws.json';

/** The head of the chain after a day, and its commitment. Throws a RangeError for a hash that is not one. */
export function chainHeadEmail(view: ChainHeadEmailView): Email {
  const said = emailWords[view.language].drawReport.head;
  const hash = sha256Hex('hash', view.hash);
  const rows = [
    { label: said.date, detail: view.date },
    { label: said.commitment, detail: sha256Hex('commitment', view.commitment) },
    { label: said.sequence, detail: String(view.sequence) },
    { label: said.hash, detail: hash },
  ];
  return report(view, said.subject(view.date), [
    { block: 'heading', text: said.heading(longDate(view.date, view.language)) },
    { block: 'paragraph', text: said.lead },
    { block: 'rows', rows: rows.map((row) => ({ ...row, isUrgent: false })) },
    { block: 'paragraph', text: said.check },
    { block: 'lines', lines: [`${command} --head ${hash}`] },
  ]);
}

/**
 * A quarter's commitments, one "YYYY-MM-DD HASH" a line: the verifier reads the message's text as it is. Throws a
 * RangeError for a hash that is not one.
 */
export function commitmentsEmail(view: CommitmentsEmailView): Email {
  const said = emailWords[view.language].drawReport.commitments;
  const lines = view.commitments.map(
    ({ date, commitment }) => `${date} ${sha256Hex('commitment', commitment)}`,
  );
  return report(view, said.subject(view.quarter), [
    { block: 'heading', text: said.heading(view.quarter) },
    { block: 'paragraph', text: said.lead },
    { block: 'paragraph', text: said.check },
    { block: 'lines', lines: [`${command} --commitments message.txt`] },
    { block: 'lines', lines },
  ]);
}

function report({ language, senderName, phone }: Sender, subject: string, blocks: EmailBlock[]): Email {
  const { drawReport, questions } = emailWords[language];
  return email({
    language,
    subject: `${subject} – ${senderName}`,
    preheader: drawReport.foot,
    senderName,
    blocks,
    foot: [questions(phone), drawReport.foot],
  });
}

function sha256Hex(field: string, text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new RangeError(`${field} is not a SHA-256 in 64 lower-case hex digits; give the record's own value`);
}
