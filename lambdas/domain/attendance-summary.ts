import type { AttendanceRecord } from './attendance.ts';
import { addDays, type LocalDate, weekdayOf } from './clinic-calendar.ts';
import type { SessionKind } from './session-kinds.ts';

/** Minutes of one kind of session: what was due so far and what was attended, what was made up included. */
export interface KindMinutes {
  kind: SessionKind;
  plannedMinutes: number;
  attendedMinutes: number;
}

/** Attendance over some days. Minutes that nobody recorded are due and not attended, and are named apart. */
export interface AttendancePart {
  byKind: KindMinutes[];
  plannedMinutes: number;
  attendedMinutes: number;
  /** Sessions by what became of them. */
  attended: number;
  leftEarly: number;
  missed: number;
  excused: number;
  madeUp: number;
  notRecorded: number;
  notRecordedMinutes: number;
}

/** A calendar week, by its Monday. */
export interface AttendanceWeek extends AttendancePart {
  weekOf: LocalDate;
}

export interface AttendanceSummary {
  total: AttendancePart;
  /** Weeks in which something was due or made up, oldest first. */
  weeks: AttendanceWeek[];
}

/**
 * What an episode's attendance records add up to: hours by kind against what was due, in all and by week.
 * An excused session is due no longer: its minutes are not part of the plan that is compared with.
 *
 * @param records of one episode, in any order
 */
export function attendanceSummary(records: readonly AttendanceRecord[]): AttendanceSummary {
  const byWeek = new Map<LocalDate, AttendanceRecord[]>();
  for (const record of records) {
    const weekOf = addDays(record.date, 1 - weekdayOf(record.date));
    byWeek.set(weekOf, [...(byWeek.get(weekOf) ?? []), record]);
  }
  const weeks = [...byWeek].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    total: partOf(records),
    weeks: weeks.map(([weekOf, ofWeek]) => ({ weekOf, ...partOf(ofWeek) })),
  };
}

function dueMinutes({ outcome, plannedMinutes }: AttendanceRecord): number {
  return outcome === 'excused' ? 0 : plannedMinutes;
}

function partOf(records: readonly AttendanceRecord[]): AttendancePart {
  const byKind = new Map<SessionKind, KindMinutes>();
  for (const record of records) {
    const { kind } = record;
    const sum = byKind.get(kind) ?? { kind, plannedMinutes: 0, attendedMinutes: 0 };
    byKind.set(kind, {
      kind,
      plannedMinutes: sum.plannedMinutes + dueMinutes(record),
      attendedMinutes: sum.attendedMinutes + record.attendedMinutes,
    });
  }
  const count = (outcome: AttendanceRecord['outcome']) =>
    records.filter((record) => record.outcome === outcome).length;
  const sum = (minutesOf: (record: AttendanceRecord) => number) =>
    records.reduce((total, record) => total + minutesOf(record), 0);
  return {
    byKind: [...byKind.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1)),
    plannedMinutes: sum(dueMinutes),
    attendedMinutes: sum(({ attendedMinutes }) => attendedMinutes),
    attended: count('attended'),
    leftEarly: count('left early'),
    missed: count('missed'),
    excused: count('excused'),
    madeUp: count('made up'),
    notRecorded: count('not recorded'),
    notRecordedMinutes: sum((record) => (record.outcome === 'not recorded' ? record.plannedMinutes : 0)),
  };
}
