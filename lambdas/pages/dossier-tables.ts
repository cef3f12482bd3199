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
import { type DossierTableWords, dossierTableWords } from './console-words-dossier-tables.ts';
import { datedYear, timeWords } from './dates.ts';
import type { DossierTable } from './dossier-table.ts';
import { type Language, words } from './words.ts';

/** What the tables are made from. */
interface Reading {
  language: Language;
  said: DossierTableWords;
  timeZone: string;
  /** A person's name, or the id where names are left out. */
  nameOf: (id: string) => string;
  records: <K extends RecordKind>(kind: K) => RecordOf<K>[];
  facts: AuditEntry[];
}

/** The records of a dossier, kind by kind, in words. */
export function dossierTables(
  entries: readonly DossierEntry[],
  { language, timeZone, nameOf }: Pick<Reading, 'language' | 'timeZone' | 'nameOf'>,
): DossierTable[] {
  const facts = entries.flatMap(({ body }) => (body.kind === 'fact' ? [body.link.body] : []));
  const records: Reading['records'] = <K extends RecordKind>(kind: K) =>
    entries.flatMap(({ body }) =>
      body.kind === 'record' && body.of === kind ? [body.record as unknown as RecordOf<K>] : [],
    );
  const reading: Reading = { language, said: dossierTableWords[language], timeZone, nameOf, records, facts };
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
    ...reading.said.tables.questions,
    rows: opened.map((task) => [
      [
        taskRules[task.kind]?.title[reading.language] ?? task.kind,
        `${moment(reading, task.openedAt)}, ${reading.said.code(task.status)}`,
      ],
      asked(reading, task),
      answers(reading, task),
    ]),
  };
}

function moment(reading: Reading, at: string): string {
  return `${datedYear(localDateOf(reading.timeZone, at), reading.language)}, ${timeOf(reading, at)}`;
}

function timeOf({ timeZone, language }: Reading, at: string): string {
  return timeWords(localTimeOf(timeZone, at), language);
}

/** The time alone where the day is that of what came before. */
function later(reading: Reading, at: string, before: string): string {
  const { timeZone } = reading;
  const isSameDay = localDateOf(timeZone, at) === localDateOf(timeZone, before);
  return isSameDay ? timeOf(reading, at) : moment(reading, at);
}

/** One line for each person: when, and what became of the mail that put it to them. */
function asked(reading: Reading, task: HumanTask): string[] {
  const mails = reading.records('mail').filter((mail) => putsQuestion(mail, task.id));
  const lines = task.asked.map((contactId) => {
    const own = mails.filter((mail) => mail.contactId === contactId);
    const [first] = [...own].sort((a, b) => (a.queuedAt < b.queuedAt ? -1 : 1));
    if (!first) return reading.said.noMail(reading.nameOf(contactId));
    const more = own.length > 1 ? reading.said.andMore(own.length - 1) : '';
    return `${reading.nameOf(contactId)}, ${mailWords(reading, first)}${more}`;
  });
  return lines;
}

function putsQuestion({ message }: MailRecord, taskId: string): boolean {
  if ('taskIds' in message) return message.taskIds.includes(taskId);
  return 'taskId' in message && message.taskId === taskId;
}

function mailWords(reading: Reading, mail: MailRecord): string {
  const { said } = reading;
  const kind = mail.message.kind === 'question' ? said.ownMail : said.mailKind(mail.message.kind);
  const arrived = mail.deliveredAt
    ? said.delivered(later(reading, mail.deliveredAt, mail.queuedAt))
    : said.mailStatus(mail.failure?.what ?? mail.status);
  return said.mailOf(kind, moment(reading, mail.queuedAt), arrived);
}

function answers(reading: Reading, task: HumanTask): string[] {
  const earlier = task.superseded.map(
    (answer) =>
      `${given(reading, task, answer)} (${reading.said.code(answer.because)}${answer.reason && `: ${answer.reason}`})`,
  );
  return [...earlier, ...(task.answer ? [given(reading, task, task.answer)] : [])];
}

function given(reading: Reading, { kind }: HumanTask, answer: Answer): string {
  const choices = [...new Set([answer.choice, ...Object.values(answer.items)])].filter(
    (choice) => choice !== '',
  );
  const ticked = [...new Set(Object.values(answer.ticks ?? {}).flat())].map(reading.said.code);
  // A dossier without names leaves out a kind too that holds one of them.
  const isKnown = kind in taskRules;
  const spoken = choices
    .map((choice) => (isKnown ? wordsOfChoice(kind, choice, reading.language).label : choice))
    .join(', ');
  const comment = answer.comment ? `: “${answer.comment}”` : '';
  const who = `${reading.nameOf(answer.by)}, ${moment(reading, answer.at)}`;
  return `${[spoken, ...ticked].join(', ')}${comment} – ${who}${answer.late ? reading.said.late : ''}`;
}

function disclosures(reading: Reading): DossierTable {
  return {
    id: 'disclosures',
    ...reading.said.tables.disclosures,
    rows: reading
      .records('disclosure')
      .map((told) => [
        moment(reading, told.at),
        [reading.nameOf(told.recipientId), reading.nameOf(told.contactId)],
        words[reading.language].categories[told.category],
        told.purpose,
        [told.consentId, reading.said.notice(told.noticeVersion)],
      ]),
  };
}

function consents(reading: Reading): DossierTable {
  return {
    id: 'consents',
    ...reading.said.tables.consents,
    rows: reading
      .records('consent')
      .map((consent) => [
        [moment(reading, consent.signedAt), consent.id],
        consent.recipientIds.map(reading.nameOf),
        consent.categories.map((category) => words[reading.language].categories[category]),
        consent.expiresOn
          ? datedYear(consent.expiresOn, reading.language)
          : reading.said.code(consent.expiresUpon ?? reading.said.notSaid),
        revocations(reading, consent),
      ]),
  };
}

function revocations(reading: Reading, { revocations: all }: Consent): string[] {
  return all.map(({ recipientId, at, how, recordedBy }) =>
    reading.said.revoked(
      recipientId === 'all' ? null : reading.nameOf(recipientId),
      reading.said.code(how),
      moment(reading, at),
      reading.nameOf(recordedBy),
    ),
  );
}

function tests(reading: Reading): DossierTable {
  return {
    id: 'tests',
    ...reading.said.tables.tests,
    rows: reading
      .records('drugTest')
      .map((test) => [
        [datedYear(test.date, reading.language), reading.said.code(test.basis)],
        test.toldAt ? moment(reading, test.toldAt) : reading.said.notTold,
        reading.said.code(test.outcome),
        laboratory(reading, test),
      ]),
  };
}

function laboratory(reading: Reading, { sentToLaboratory, confirmation }: DrugTest): string[] {
  const sent = sentToLaboratory
    ? [reading.said.sentBy(reading.nameOf(sentToLaboratory.by), moment(reading, sentToLaboratory.at))]
    : [];
  return confirmation === null ? sent : [...sent, reading.said.code(confirmation)];
}

function attendance(reading: Reading): DossierTable {
  return {
    id: 'attendance',
    ...reading.said.tables.attendance,
    rows: reading
      .records('attendance')
      .map((entry) => [
        [datedYear(entry.date, reading.language), `${entry.kind}, ${entry.starts}`],
        reading.said.code(entry.outcome),
        reading.said.of(entry.attendedMinutes, entry.plannedMinutes),
        [reading.nameOf(entry.by), moment(reading, entry.at)],
      ]),
  };
}

function reviews(reading: Reading): DossierTable {
  const held = reading.records('review').map(({ date, decision }) => ({
    on: date,
    what: reading.said.review,
    outcome: reading.said.code(decision),
  }));
  const called = reading.records('followUp').map(({ date, day, outcome }) => ({
    on: date,
    what: reading.said.followUp(day),
    outcome: reading.said.code(outcome),
  }));
  const tried = reading.records('contactAttempt').map(({ on, how, triedBy }) => ({
    on,
    what: reading.said.tried,
    outcome: `${reading.said.code(how)}, ${reading.nameOf(triedBy)}`,
  }));
  const all = [...held, ...called, ...tried].sort((a, b) => (a.on < b.on ? -1 : 1));
  return {
    id: 'reviews',
    ...reading.said.tables.reviews,
    rows: all.map(({ on, what, outcome }) => [datedYear(on, reading.language), what, outcome]),
  };
}

function corrections(reading: Reading): DossierTable {
  return {
    id: 'corrections',
    ...reading.said.tables.corrections,
    rows: reading
      .records('correction')
      .map(({ at, by, was, now, reason, followed }) => [
        [moment(reading, at), reading.nameOf(by)],
        reading.said.code(was),
        reading.said.code(now),
        reason,
        followed,
      ]),
  };
}

function mails(reading: Reading): DossierTable {
  const all = [...reading.records('mail')].sort((a, b) => (a.queuedAt < b.queuedAt ? -1 : 1));
  return {
    id: 'mails',
    ...reading.said.tables.mails,
    rows: all.map((mail) => [
      mail.id,
      reading.nameOf(mail.contactId),
      reading.said.mailKind(mail.message.kind),
      mail.acceptedAt ? moment(reading, mail.acceptedAt) : reading.said.mailStatus(mail.status),
      mail.deliveredAt
        ? later(reading, mail.deliveredAt, mail.queuedAt)
        : reading.said.mailStatus(mail.failure?.what ?? mail.status),
    ]),
  };
}
