import { type AttendanceRecord, type AttendanceSheet, attendanceId } from '../domain/attendance.ts';
import { type Attendee, isOverSize, sheetsOf } from '../domain/attendance-sheet.ts';
import type { Clinic } from '../domain/clinic.ts';
import { type Instant, type LocalDate, weekdayOf } from '../domain/clinic-calendar.ts';
import { type Episode, isInTreatment } from '../domain/episode.ts';
import type { Program } from '../domain/program.ts';
import { quarterOf } from '../domain/quarter.ts';
import { sessionsOn, trackEnds } from '../domain/session-calendar.ts';
import type { Ports, Reader, Transaction } from '../ports.ts';
import { enrolledEpisodeIds } from './enrolled.ts';
import { executionName } from './execution-name.ts';
import { required } from './read-records.ts';
import { recordAttendance } from './record-attendance.ts';
import { askSeparately } from './start-later.ts';

interface Member {
  episode: Episode;
  program: Program;
}

/** Everybody in treatment, with the version of the program that each began with. */
async function members(reader: Reader, clinic: Clinic): Promise<Member[]> {
  const programs = new Map<string, Program>();
  const found: Member[] = [];
  for (const episodeId of await enrolledEpisodeIds(reader, clinic)) {
    const episode = await required(reader, 'episode', episodeId);
    if (!isInTreatment(episode)) continue;
    const version = `${episode.programId}:${episode.programVersion}`;
    const program = programs.get(version) ?? (await required(reader, 'program', version)).program;
    programs.set(version, program);
    found.push({ episode, program });
  }
  return found;
}

/** When the sheets of each track are to be opened on a date: when its last session ends, by the programs in use. */
export async function sheetTimes(reader: Reader, clinic: Clinic, date: LocalDate) {
  const programs = new Set((await members(reader, clinic)).map(({ program }) => program));
  return trackEnds([...programs], weekdayOf(date));
}

/**
 * Opens the sheets of a track that has ended: one for each session and facilitator with everybody who was to come. Who
 * was excused ahead is recorded as such and stands on no sheet. Opening twice opens once.
 */
export async function openSheets(
  ports: Ports,
  clinicId: string,
  { date, track }: { date: LocalDate; track: 'day' | 'evening' },
): Promise<void> {
  const reader = ports.store.read(clinicId);
  const clinic = await required(reader, 'clinic', clinicId);
  const at = ports.clock.now();
  const attendees: Attendee[] = [];
  for (const { episode, program } of await members(reader, clinic))
    for (const session of sessionsOn(episode, program, clinic.calendar, date)) {
      if (session.track !== track) continue;
      if (!episode.excusedSessionDates?.includes(date)) attendees.push({ episode, program, session });
      else
        await ports.store.transact(clinicId, (tx) =>
          recordAttendance(tx, clinic, excusedAhead({ episode, program, session }, date, at)),
        );
    }
  const staff = await reader.list('staff');
  for (const sheet of sheetsOf(clinic, staff, attendees, date))
    await ports.store.transact(clinicId, (tx) => openSheet(tx, clinic, sheet, at));
}

function excusedAhead({ episode, session }: Attendee, date: LocalDate, at: Instant): AttendanceRecord {
  return {
    id: attendanceId(episode.id, date, session.id),
    episodeId: episode.id,
    date,
    sessionId: session.id,
    kind: session.kind,
    starts: session.starts,
    plannedMinutes: session.minutes,
    attendedMinutes: 0,
    outcome: 'excused',
    by: 'open-sheets',
    at,
  };
}

async function openSheet(
  tx: Transaction,
  clinic: Clinic,
  sheet: AttendanceSheet,
  at: Instant,
): Promise<void> {
  if (await tx.get('attendanceSheet', sheet.id)) return;
  tx.put('attendanceSheet', sheet);
  const { id: sheetId, date, programId, sessionId, facilitatorId } = sheet;
  const count = sheet.members.length;
  const details = { sheetId, facilitatorId, clients: count };
  tx.audit({ at, what: 'attendance sheet opened', by: 'open-sheets', details });
  askSeparately(tx, at, executionName(clinic.id, 'sheet', sheetId), {
    clinicId: clinic.id,
    kind: 'attendance-sheet',
    about: { sheetId, staffId: facilitatorId },
    items: sheet.members.map(({ episodeId }) => episodeId),
  });
  if (!isOverSize(sheet)) return;
  askSeparately(tx, at, executionName(clinic.id, 'group-size', programId, sessionId, quarterOf(date)), {
    clinicId: clinic.id,
    kind: 'clinic-alert',
    about: { sheetId },
    reason: 'a group is over its size',
  });
}
