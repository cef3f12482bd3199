import type { AttendanceSheet } from './attendance.ts';
import type { Clinic } from './clinic.ts';
import type { LocalDate } from './clinic-calendar.ts';
import type { Episode } from './episode.ts';
import type { Program } from './program.ts';
import type { ProgramSession } from './program-sessions.ts';
import { endOf, mostInRoom } from './session-calendar.ts';
import { onDuty, type StaffMember } from './staff.ts';

/** A client who is to attend a session today. */
export interface Attendee {
  episode: Pick<Episode, 'id' | 'counselorId' | 'caseManagerId'>;
  program: Pick<Program, 'id'>;
  session: ProgramSession;
}

/** Sessions of one client alone, by whose they are when the clinic's file names nobody. */
const ownStaff: Partial<Record<ProgramSession['kind'], 'counselorId' | 'caseManagerId'>> = {
  individual: 'counselorId',
  'case-management': 'caseManagerId',
};

/**
 * Who holds a session: whom the clinic's file names, else for individual sessions the client's own counselor (for case
 * management the case manager), else the counselor whose day it is. Empty when nobody is a counselor.
 */
export function facilitatorOf(
  { facilitators = [] }: Pick<Clinic, 'facilitators'>,
  staff: readonly StaffMember[],
  { episode, program, session }: Attendee,
  date: LocalDate,
): string {
  const named = facilitators.find((one) => one.programId === program.id && one.sessionId === session.id);
  if (named) return named.staffId;
  const own = ownStaff[session.kind];
  return own ? episode[own] : (onDuty(staff, 'counselor', date)?.id ?? '');
}

/**
 * The sheets of a date: one for each session and facilitator, with everybody who is to come. Clients on different
 * versions of a program share a session by its id, each with the minutes of their own version.
 */
export function sheetsOf(
  clinic: Pick<Clinic, 'facilitators'>,
  staff: readonly StaffMember[],
  attendees: readonly Attendee[],
  date: LocalDate,
): AttendanceSheet[] {
  const sheets = new Map<string, AttendanceSheet>();
  for (const attendee of attendees) {
    const { episode, program, session } = attendee;
    const facilitatorId = facilitatorOf(clinic, staff, attendee, date);
    const apart = ownStaff[session.kind] ? `.${facilitatorId}` : '';
    const id = `${date}:${program.id}.${session.id}${apart}`;
    const sheet = sheets.get(id) ?? newSheet(id, date, attendee, facilitatorId);
    sheet.members.push({ episodeId: episode.id, minutes: session.minutes });
    sheets.set(id, sheet);
  }
  return [...sheets.values()];
}

function newSheet(
  id: string,
  date: LocalDate,
  { program, session }: Attendee,
  facilitatorId: string,
): AttendanceSheet {
  const maxSize = mostInRoom(session);
  return {
    id,
    date,
    programId: program.id,
    sessionId: session.id,
    name: session.sheetName ?? session.name,
    kind: session.kind,
    track: session.track,
    starts: session.starts,
    ends: endOf(session),
    facilitatorId,
    isOnline: session.online ?? false,
    ...(maxSize !== undefined && { maxSize }),
    members: [],
  };
}

/** True when more clients are to come than the session has room for. */
export function isOverSize({ members, maxSize }: Pick<AttendanceSheet, 'members' | 'maxSize'>): boolean {
  return maxSize !== undefined && members.length > maxSize;
}
