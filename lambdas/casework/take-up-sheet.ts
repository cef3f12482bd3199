import {
  type AttendanceOutcome,
  type AttendanceRecord,
  type AttendanceSheet,
  attendanceAnswers,
  attendanceId,
  attendedMinutesOf,
} from '../domain/attendance.ts';
import { agendaItem } from '../domain/clinic.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import { isHeld } from '../domain/death-report.ts';
import { stopsAllContact } from '../domain/episode.ts';
import type { HumanTask } from '../domain/human-task.ts';
import type { Ports, Reader, Transaction } from '../ports.ts';
import { executionName } from './execution-name.ts';
import { required } from './read-records.ts';
import { recordAttendance } from './record-attendance.ts';
import { askSeparately } from './start-later.ts';
import { tellWithdrawn } from './withdraw-questions.ts';

/** Plans that the heartbeat takes up what a sheet says, also while not everybody on it is answered for. */
export function planSheet(tx: Transaction, task: HumanTask, at: Instant): void {
  if (task.kind === 'attendance-sheet')
    tx.put('agenda', agendaItem(at, { do: 'take-up-sheet', taskId: task.id }));
}

/** Of a sheet, those whom nobody may be asked about: contact about the dead stops, from the first report on. */
export async function offTheSheet(reader: Reader, { kind, items }: HumanTask): Promise<string[]> {
  if (kind !== 'attendance-sheet') return [];
  const off: string[] = [];
  for (const episodeId of items) {
    const episode = await reader.get('episode', episodeId);
    if (!episode || stopsAllContact(episode.ending) || isHeld(episode)) off.push(episodeId);
  }
  return off;
}

/**
 * Records what a sheet says of each client, each in a transaction of its own. A sheet at the end of its ladder leaves
 * those whom nobody answered for as "not recorded", and the director is told, once for the day.
 */
export async function takeUpSheet(ports: Ports, clinicId: string, taskId: string): Promise<void> {
  const reader = ports.store.read(clinicId);
  const at = ports.clock.now();
  const clinic = await required(reader, 'clinic', clinicId);
  const task = await required(reader, 'task', taskId);
  const sheet = await required(reader, 'attendanceSheet', task.about.sheetId ?? '');
  const reason = task.superseded.at(-1)?.reason || 'the sheet was changed';
  let unrecorded = 0;
  for (const member of sheet.members) {
    const episode = await required(reader, 'episode', member.episodeId);
    if (stopsAllContact(episode.ending)) continue;
    const entry = entryOf(task, sheet, member, at);
    if (!entry) continue;
    if (entry.outcome === 'not recorded') unrecorded += 1;
    const questions = await ports.store.transact(clinicId, (tx) =>
      recordAttendance(tx, clinic, entry, reason),
    );
    await tellWithdrawn(ports, clinicId, questions, at);
  }
  if (unrecorded > 0)
    await ports.store.transact(clinicId, async (tx) =>
      askSeparately(tx, at, executionName(clinicId, 'no-sheet', sheet.date), {
        clinicId,
        kind: 'clinic-alert',
        about: { sheetId: sheet.id },
        reason: 'attendance is not recorded',
      }),
    );
}

/** What a sheet says of one client by now; undefined while the facilitator may still say it. */
function entryOf(
  task: HumanTask,
  sheet: AttendanceSheet,
  { episodeId, minutes: plannedMinutes }: AttendanceSheet['members'][number],
  at: Instant,
): AttendanceRecord | undefined {
  const said = attendanceAnswers.find((known) => known === task.answer?.items[episodeId]);
  if (!said && task.status === 'open') return undefined;
  const outcome: AttendanceOutcome = said ?? 'not recorded';
  const { date, sessionId, kind, starts } = sheet;
  const attendedMinutes = attendedMinutesOf(outcome, plannedMinutes, task.answer?.ticks?.[episodeId] ?? []);
  const by = said ? (task.answer?.by ?? '') : 'take-up-sheet';
  const id = attendanceId(episodeId, date, sessionId);
  return { id, episodeId, date, sessionId, kind, starts, plannedMinutes, attendedMinutes, outcome, by, at };
}
