import {
  type AttendanceRecord,
  absenceOn,
  dayOfAttendance,
  missedDaysInRow,
  stepAfterMiss,
} from '../domain/attendance.ts';
import { agendaItem, type Clinic } from '../domain/clinic.ts';
import type { Instant, LocalDate } from '../domain/clinic-calendar.ts';
import { isInTreatment } from '../domain/episode.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { TaskKind } from '../domain/human-task-kinds.ts';
import type { Transaction } from '../ports.ts';
import { executionName } from './execution-name.ts';
import { required } from './read-records.ts';
import { askSeparately, type Question } from './start-later.ts';
import { withdrawTasks } from './withdraw-questions.ts';

/** Questions that are asked because a client was missing. */
const followingKinds: readonly TaskKind[] = ['missed-session', 'missed-again', 'absent-client'];

/**
 * Records what became of one client's session, once: the same again changes nothing. A miss is acted on at once.
 * Another outcome than the one on record is a correction: the wrong entry is kept, what is still asked because of it is
 * withdrawn, and the counselor is asked to undo the rest. Returns the questions to tell after the transaction with
 * `tellWithdrawn`.
 *
 * @param reason why an earlier entry was wrong; empty for a first entry
 */
export async function recordAttendance(
  tx: Transaction,
  clinic: Clinic,
  entry: AttendanceRecord,
  reason = '',
): Promise<string[]> {
  const { episodeId, by, at, date, sessionId, outcome, attendedMinutes, kind } = entry;
  const known = await tx.get('attendance', entry.id);
  if (known?.outcome === outcome && known.attendedMinutes === attendedMinutes) return [];
  const before = await tx.list('attendance', { parent: episodeId });
  const after = [...before.filter(({ id }) => id !== entry.id), entry];
  const details = { date, sessionId, kind, outcome, minutes: attendedMinutes };
  tx.put('attendance', { ...entry, asked: [] });
  if (!known || known.outcome === 'not recorded') {
    tx.audit({ at, what: 'attendance recorded', by, episodeId, details });
    await actOnMiss(tx, clinic, entry, after, at);
    return [];
  }
  const was = known.outcome;
  tx.audit({ at, what: 'attendance corrected', by, episodeId, details: { ...details, was, reason } });
  return correct(tx, clinic, { known, entry, before, after, reason });
}

interface Correcting {
  known: AttendanceRecord;
  entry: AttendanceRecord;
  before: readonly AttendanceRecord[];
  after: readonly AttendanceRecord[];
  reason: string;
}

/** Everything that was asked because of the wrong entry, for this day and for later ones whose run it was part of. */
async function correct(
  tx: Transaction,
  clinic: Clinic,
  { known, entry, before, after, reason }: Correcting,
): Promise<string[]> {
  const { episodeId, at, by } = entry;
  const askedDays = before.flatMap(({ date, asked = [] }) => (asked.length > 0 ? [date] : []));
  const days = [...new Set(askedDays)].filter(
    (day) => day >= known.date && absenceOn(before, day) !== absenceOn(after, day),
  );
  const tasks = await tx.list('task', { parent: episodeId });
  const following = tasks.filter(
    ({ kind, about }) =>
      followingKinds.includes(kind) && days.includes(dayOfAttendance(about.attendanceId ?? '')),
  );
  const records = after.map((record) => (days.includes(record.date) ? { ...record, asked: [] } : record));
  takeBack(tx, before, records, days);
  for (const day of days) {
    const missed = records.find(({ date, outcome }) => date === day && outcome === 'missed');
    if (missed) await actOnMiss(tx, clinic, missed, records, at);
  }
  if (!days.includes(entry.date)) {
    handDown(tx, known, entry, records);
    await actOnMiss(tx, clinic, entry, records, at);
  }
  const number = (await tx.list('correction', { parent: episodeId })).length + 1;
  const correctionId = `${episodeId}:attendance-correction-${number}`;
  tx.put('correction', {
    id: correctionId,
    episodeId,
    at,
    by,
    reason,
    subject: { kind: 'attendance', id: entry.id },
    was: known.outcome,
    now: entry.outcome,
    followed: following.map(followedWords),
  });
  if (following.some(({ status }) => status === 'answered'))
    askSeparately(tx, at, executionName(episodeId, 'attended', correctionId), {
      clinicId: clinic.id,
      kind: 'correction-follow-up',
      episodeId,
      about: { attendanceId: entry.id, correctionId },
      reason: 'attendance was corrected',
    });
  return withdrawTasks(tx, following, at, by);
}

/** Questions of some days that are planned and not asked yet are not asked, and the days forget them. */
function takeBack(
  tx: Transaction,
  before: readonly AttendanceRecord[],
  records: readonly AttendanceRecord[],
  days: readonly LocalDate[],
): void {
  for (const { id, date, asked = [], askedAt } of before) {
    if (asked.length === 0 || !days.includes(date)) continue;
    for (const name of asked) if (askedAt) tx.remove('agenda', startItemId(askedAt, name));
    const record = records.find((one) => one.id === id);
    if (record) tx.put('attendance', record);
  }
}

/** A day that is still missed keeps its question, on another of its records. */
function handDown(
  tx: Transaction,
  { asked = [], askedAt }: AttendanceRecord,
  entry: AttendanceRecord,
  records: readonly AttendanceRecord[],
): void {
  const heir = records.find(
    ({ id, date, outcome }) => id !== entry.id && date === entry.date && outcome === 'missed',
  );
  if (asked.length > 0 && heir) tx.put('attendance', { ...heir, asked, askedAt });
}

function followedWords({ kind, status, answer }: HumanTask): string {
  const what = kind.replaceAll('-', ' ');
  return status === 'answered' ? `${what}: ${answer?.choice ?? 'answered'}` : `${what}: asked`;
}

function startItemId(at: Instant, name: string): string {
  return agendaItem(at, { do: 'start-execution', machine: '', name, input: {} }).id;
}

/**
 * First miss: somebody calls the client the same day. From the second day in a row on, the director hears of it too.
 * One question a day, however many of its sessions were missed, and none for a client whose treatment is over.
 */
async function actOnMiss(
  tx: Transaction,
  clinic: Clinic,
  entry: AttendanceRecord,
  records: readonly AttendanceRecord[],
  at: Instant,
): Promise<void> {
  const { episodeId, date, id: attendanceId, outcome } = entry;
  if (outcome !== 'missed') return;
  const others = records.filter((record) => record.id !== entry.id && record.date === date);
  if (others.some(({ asked = [] }) => asked.length > 0)) return;
  if (!isInTreatment(await required(tx, 'episode', episodeId))) return;
  const days = missedDaysInRow(records, date);
  const step = stepAfterMiss(Math.max(1, days.length));
  const about = { attendanceId, since: days[0] ?? date };
  const clinicId = clinic.id;
  const questions: Question[] =
    step === 'escalation'
      ? [
          { clinicId, kind: 'missed-again', episodeId, about, reason: 'missed again' },
          { clinicId, kind: 'absent-client', episodeId, about, reason: 'missed again' },
        ]
      : [{ clinicId, kind: 'missed-session', episodeId, about, reason: 'missed a session' }];
  const asked = questions.map((question) => {
    const name = executionName(
      episodeId,
      question.kind === 'absent-client' ? 'misses' : 'miss',
      attendanceId,
      at,
    );
    askSeparately(tx, at, name, question);
    return name;
  });
  tx.put('attendance', { ...entry, asked, askedAt: at });
}

/**
 * Excuses what is already recorded as missed, or as nobody knows, on some dates. Returns the questions to tell after
 * the transaction with `tellWithdrawn`.
 */
export async function excuseRecorded(
  tx: Transaction,
  clinic: Clinic,
  excuse: { episodeId: string; dates: readonly string[]; by: string; at: Instant; reason: string },
): Promise<string[]> {
  const { episodeId, dates, by, at, reason } = excuse;
  const records = await tx.list('attendance', { parent: episodeId });
  const questions: string[] = [];
  for (const record of records) {
    if (!dates.includes(record.date) || !['missed', 'not recorded'].includes(record.outcome)) continue;
    const entry = { ...record, outcome: 'excused', attendedMinutes: 0, by, at } as const;
    questions.push(...(await recordAttendance(tx, clinic, entry, reason)));
  }
  return questions;
}
