import { required } from '../casework/read-records.ts';
import { type AttendanceSheet, missedDaysInRow } from '../domain/attendance.ts';
import { isOverSize } from '../domain/attendance-sheet.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { attendanceWords, sessionKindWords } from '../pages/attendance-words.ts';
import { datedYear, dayWords } from '../pages/dates.ts';
import { knownWords } from '../pages/known-words.ts';
import type { Language } from '../pages/words.ts';
import type { Reader } from '../ports.ts';
import { personOf } from './shown-people.ts';

interface Fact {
  label: string;
  value: string;
}

/** What staff need in order to answer a question about sessions, in words. */
export async function attendanceFacts(reader: Reader, task: HumanTask, language: Language): Promise<Fact[]> {
  return [
    ...(await sheetFacts(reader, task, language)),
    ...(await missFacts(reader, task, language)),
    ...leaveFacts(task, language),
  ];
}

async function sheetFacts(reader: Reader, { about }: HumanTask, language: Language): Promise<Fact[]> {
  const sheet = about.sheetId ? await reader.get('attendanceSheet', about.sheetId) : undefined;
  if (!sheet) return [];
  const said = attendanceWords[language];
  const { name, kind, date, starts, ends, members, maxSize, isOnline } = sheet;
  const facts = [
    { label: said.session, value: `${name} (${sessionKindWords[kind][language]})` },
    { label: said.held, value: `${dayWords(date, language)}, ${starts}–${ends}` },
  ];
  if (isOverSize(sheet))
    facts.push({ label: said.room, value: said.tooMany(members.length, maxSize ?? members.length) });
  return isOnline ? [...facts, ...(await placesOnline(reader, sheet, language))] : facts;
}

/** From where each person attends, as far as it is known: where help would be sent in an emergency. */
async function placesOnline(
  reader: Reader,
  { members }: AttendanceSheet,
  language: Language,
): Promise<Fact[]> {
  const said = attendanceWords[language];
  const known: Fact[] = [];
  for (const { episodeId } of members) {
    const plan = await reader.get('carePlan', episodeId);
    if (plan?.attendsFrom) {
      const { name } = await personOf(reader, episodeId);
      known.push({ label: said.attendsFrom(name), value: plan.attendsFrom });
    }
  }
  const unknown = members.length - known.length;
  return unknown > 0 ? [...known, { label: said.online, value: said.onlineText(unknown) }] : known;
}

async function missFacts(
  reader: Reader,
  { kind, about, episodeId = '' }: HumanTask,
  language: Language,
): Promise<Fact[]> {
  if (!['missed-session', 'missed-again', 'absent-client'].includes(kind)) return [];
  const record = about.attendanceId ? await reader.get('attendance', about.attendanceId) : undefined;
  const said = attendanceWords[language];
  const { clientId } = await required(reader, 'episode', episodeId);
  const { phone, voicemail } = await required(reader, 'client', clientId);
  const facts: Fact[] = [];
  if (record) {
    const days = missedDaysInRow(await reader.list('attendance', { parent: episodeId }), record.date);
    const value = `${dayWords(record.date, language)} (${said.sinceDays(Math.max(1, days.length))})`;
    facts.push({ label: said.missed, value });
  }
  facts.push({ label: said.call, value: `${phone} (${knownWords[language].voicemail[voicemail]})` });
  if (kind !== 'absent-client')
    facts.push({ label: said.whatToDo, value: kind === 'missed-again' ? said.again : said.outreach });
  return facts;
}

function leaveFacts({ kind, about }: HumanTask, language: Language): Fact[] {
  if (kind !== 'leave-return' || !about.from || !about.to) return [];
  const value = `${datedYear(about.from, language)} – ${datedYear(about.to, language)}`;
  return [{ label: attendanceWords[language].leave, value }];
}
