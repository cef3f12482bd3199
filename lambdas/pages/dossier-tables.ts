import type { AuditEntry } from '../domain/audit.ts';
import { localDateOf, localTimeOf } from '../domain/clinic-calendar.ts';
import type { Consent } from '../domain/consent.ts';
import type { DossierEntry } from '../domain/dossier.ts';
import type { DrugTest } from '../domain/drug-test.ts';
import type { Answer, HumanTask } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import type { MailRecord } from '../domain/mail.ts';
import type { RecordKind, RecordOf } from '../domain/records.ts';
import { wordsOfChoice } from './choice-words.ts';
import { datedYear, timeWords } from './dates.ts';
import type { DossierTable } from './dossier-table.ts';
import { words } from './words.ts';

/** What the tables are made from. */
interface Reading {
  timeZone: string;
  /** A person's name, or the id where names are left out. */
  nameOf: (id: string) => string;
  records: <K extends RecordKind>(kind: K) => RecordOf<K>[];
  facts: AuditEntry[];
}

/** The records of a dossier, kind by kind, in words. */
export function dossierTables(
  entries: readonly DossierEntry[],
  { timeZone, nameOf }: Pick<Reading, 'timeZone' | 'nameOf'>,
): DossierTable[] {
  const facts = entries.flatMap(({ body }) => (body.kind === 'fact' ? [body.link.body] : []));
  const records: Reading['records'] = <K extends RecordKind>(kind: K) =>
    entries.flatMap(({ body }) =>
      body.kind === 'record' && body.of === kind ? [body.record as unknown as RecordOf<K>] : [],
    );
  const reading: Reading = { timeZone, nameOf, records, facts };
  return [
    questions(reading),
    disclosures(reading),
    consents(reading),
    tests(reading),
    attendance(reading),
    reviews(reading),
    corrections(reading),
    mails(reading),
  ];
}

function questions(reading: Reading): DossierTable {
  const { records } = reading;
  const opened = [...records('task')].sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
  return {
    id: 'questions',
    title: 'Questions',
    lead: 'Each question, who was asked when and by which mail, and what was answered. An answer that was replaced stays.',
    columns: ['Question', 'Asked', 'Answer'],
    rows: opened.map((task) => [
      [taskRules[task.kind]?.title.en ?? task.kind, `${moment(reading, task.openedAt)}, ${task.status}`],
      asked(reading, task),
      answers(reading, task),
    ]),
  };
}

function moment({ timeZone }: Pick<Reading, 'timeZone'>, at: string): string {
  return `${datedYear(localDateOf(timeZone, at), 'en')}, ${timeOf(timeZone, at)}`;
}

function timeOf(timeZone: string, at: string): string {
  return timeWords(localTimeOf(timeZone, at), 'en');
}

/** The time alone where the day is that of what came before. */
function later({ timeZone }: Pick<Reading, 'timeZone'>, at: string, before: string): string {
  const isSameDay = localDateOf(timeZone, at) === localDateOf(timeZone, before);
  return isSameDay ? timeOf(timeZone, at) : moment({ timeZone }, at);
}

/** One line for each person: when, and what became of the mail that put it to them. */
function asked(reading: Reading, task: HumanTask): string[] {
  const mails = reading.records('mail').filter((mail) => putsQuestion(mail, task.id));
  const lines = task.asked.map((contactId) => {
    const own = mails.filter((mail) => mail.contactId === contactId);
    const [first] = [...own].sort((a, b) => (a.queuedAt < b.queuedAt ? -1 : 1));
    if (!first) return `${reading.nameOf(contactId)}, no mail`;
    const more = own.length > 1 ? `, and ${own.length - 1} more` : '';
    return `${reading.nameOf(contactId)}, ${mailWords(reading, first)}${more}`;
  });
  return lines;
}

function putsQuestion({ message }: MailRecord, taskId: string): boolean {
  if ('taskIds' in message) return message.taskIds.includes(taskId);
  return 'taskId' in message && message.taskId === taskId;
}

function mailWords(reading: Reading, mail: MailRecord): string {
  const kind = mail.message.kind === 'question' ? 'own mail' : mail.message.kind;
  const arrived = mail.deliveredAt
    ? `delivered ${later(reading, mail.deliveredAt, mail.queuedAt)}`
    : (mail.failure?.what ?? mail.status);
  return `${kind} of ${moment(reading, mail.queuedAt)}, ${arrived}`;
}

function answers(reading: Reading, task: HumanTask): string[] {
  const earlier = task.superseded.map(
    (answer) => `${said(reading, task, answer)} (${answer.because}${answer.reason && `: ${answer.reason}`})`,
  );
  return [...earlier, ...(task.answer ? [said(reading, task, task.answer)] : [])];
}

function said(reading: Reading, { kind }: HumanTask, answer: Answer): string {
  const choices = [...new Set([answer.choice, ...Object.values(answer.items)])].filter(
    (choice) => choice !== '',
  );
  const ticked = [...new Set(Object.values(answer.ticks ?? {}).flat())];
  // A dossier without names leaves out a kind too that holds one of them.
  const isKnown = kind in taskRules;
  const spoken = choices
    .map((choice) => (isKnown ? wordsOfChoice(kind, choice, 'en').label : choice))
    .join(', ');
  const comment = answer.comment ? `: “${answer.comment}”` : '';
  const who = `${reading.nameOf(answer.by)}, ${moment(reading, answer.at)}`;
  return `${[spoken, ...ticked].join(', ')}${comment} – ${who}${answer.late ? ', late' : ''}`;
}

function disclosures(reading: Reading): DossierTable {
  return {
    id: 'disclosures',
    title: 'Disclosures',
    lead: 'What a partner was shown, why, and under which consent (42 CFR §2.25).',
    columns: ['When', 'Told', 'About', 'Purpose', 'Consent'],
    rows: reading
      .records('disclosure')
      .map((told) => [
        moment(reading, told.at),
        [reading.nameOf(told.recipientId), reading.nameOf(told.contactId)],
        words.en.categories[told.category],
        told.purpose,
        [told.consentId, `notice ${told.noticeVersion}`],
      ]),
  };
}

function consents(reading: Reading): DossierTable {
  return {
    id: 'consents',
    title: 'Consents',
    lead: 'Whom the client let be told what, from when until when, and what was taken back (42 CFR §2.31).',
    columns: ['Signed', 'Recipients', 'Covers', 'Until', 'Taken back'],
    rows: reading
      .records('consent')
      .map((consent) => [
        [moment(reading, consent.signedAt), consent.id],
        consent.recipientIds.map(reading.nameOf),
        consent.categories.map((category) => words.en.categories[category]),
        consent.expiresOn ? datedYear(consent.expiresOn, 'en') : (consent.expiresUpon ?? 'not said'),
        revocations(reading, consent),
      ]),
  };
}

function revocations(reading: Reading, { revocations: all }: Consent): string[] {
  return all.map(
    ({ recipientId, at, how, recordedBy }) =>
      `for ${recipientId === 'all' ? 'all' : reading.nameOf(recipientId)}, ${how}, ${moment(reading, at)}, recorded by ${reading.nameOf(recordedBy)}`,
  );
}

function tests(reading: Reading): DossierTable {
  return {
    id: 'tests',
    title: 'Tests',
    lead: 'Each test, when the client was told, and what it came to.',
    columns: ['Day', 'Told', 'Outcome', 'Laboratory'],
    rows: reading
      .records('drugTest')
      .map((test) => [
        [datedYear(test.date, 'en'), test.basis],
        test.toldAt ? moment(reading, test.toldAt) : 'not told',
        test.outcome,
        laboratory(reading, test),
      ]),
  };
}

function laboratory(reading: Reading, { sentToLaboratory, confirmation }: DrugTest): string[] {
  const sent = sentToLaboratory
    ? [`sent by ${reading.nameOf(sentToLaboratory.by)}, ${moment(reading, sentToLaboratory.at)}`]
    : [];
  return confirmation === null ? sent : [...sent, confirmation];
}

function attendance(reading: Reading): DossierTable {
  return {
    id: 'attendance',
    title: 'Attendance',
    lead: 'Each session that was due, and who said whether the client was there.',
    columns: ['Session', 'Outcome', 'Minutes', 'Said by'],
    rows: reading
      .records('attendance')
      .map((entry) => [
        [datedYear(entry.date, 'en'), `${entry.kind}, ${entry.starts}`],
        entry.outcome,
        `${entry.attendedMinutes} of ${entry.plannedMinutes}`,
        [reading.nameOf(entry.by), moment(reading, entry.at)],
      ]),
  };
}

function reviews(reading: Reading): DossierTable {
  const held = reading
    .records('review')
    .map(({ date, decision }) => ({ on: date, what: 'Progress review', outcome: decision }));
  const called = reading
    .records('followUp')
    .map(({ date, day, outcome }) => ({ on: date, what: `Follow-up, day ${day}`, outcome }));
  const tried = reading.records('contactAttempt').map(({ on, how, triedBy }) => ({
    on,
    what: 'Try to reach the client',
    outcome: `${how}, ${reading.nameOf(triedBy)}`,
  }));
  const all = [...held, ...called, ...tried].sort((a, b) => (a.on < b.on ? -1 : 1));
  return {
    id: 'reviews',
    title: 'Reviews and calls',
    lead: 'Reviews of progress, tries to reach the client, and calls after the ending.',
    columns: ['Day', 'What', 'Outcome'],
    rows: all.map(({ on, what, outcome }) => [datedYear(on, 'en'), what, outcome]),
  };
}

function corrections(reading: Reading): DossierTable {
  return {
    id: 'corrections',
    title: 'Corrections',
    lead: 'What was recorded wrongly, by whom it was put right and why, and what had followed from it.',
    columns: ['When', 'Was', 'Is', 'Why', 'What had followed'],
    rows: reading
      .records('correction')
      .map(({ at, by, was, now, reason, followed }) => [
        [moment(reading, at), reading.nameOf(by)],
        was,
        now,
        reason,
        followed,
      ]),
  };
}

function mails(reading: Reading): DossierTable {
  const all = [...reading.records('mail')].sort((a, b) => (a.queuedAt < b.queuedAt ? -1 : 1));
  return {
    id: 'mails',
    title: 'Mails',
    lead: 'Each mail that had to do with the episode, and whether it arrived. No mail holds anything about a client.',
    columns: ['Mail', 'To', 'Kind', 'Sent', 'Arrived'],
    rows: all.map((mail) => [
      mail.id,
      reading.nameOf(mail.contactId),
      mail.message.kind,
      mail.acceptedAt ? moment(reading, mail.acceptedAt) : mail.status,
      mail.deliveredAt
        ? later(reading, mail.deliveredAt, mail.queuedAt)
        : (mail.failure?.what ?? mail.status),
    ]),
  };
}
