import type { Instant, LocalDate, LocalTime } from './clinic-calendar.ts';
import type { SessionKind } from './session-kinds.ts';

/** What a sheet says of a client. */
export const attendanceAnswers = ['attended', 'left early', 'missed', 'excused'] as const;
export type AttendanceAnswer = (typeof attendanceAnswers)[number];

/** How long before the end somebody left, as it is ticked beside "left early". */
export const leftEarlyTicks = [
  '10 minutes',
  '15 minutes',
  '20 minutes',
  '30 minutes',
  '45 minutes',
  '60 minutes',
  '90 minutes',
  '120 minutes',
] as const;

/** `not recorded`: a sheet that nobody sent in. Silence is never "attended". */
export type AttendanceOutcome = AttendanceAnswer | 'made up' | 'not recorded';

/** One client and one session that was due, or one that made up for it. */
export interface AttendanceRecord {
  /** `<episodeId>:<date>.<sessionId>`, with `.made-up` for what made up for it: in the order of the days. */
  id: string;
  episodeId: string;
  date: LocalDate;
  sessionId: string;
  kind: SessionKind;
  starts: LocalTime;
  /** Minutes that were due; 0 for what makes up for another session. */
  plannedMinutes: number;
  attendedMinutes: number;
  outcome: AttendanceOutcome;
  by: string;
  at: Instant;
  /** Names of the questions that were asked because of its day, and when: on one of the day's records. */
  asked?: string[];
  askedAt?: Instant;
}

/** One session held on a date, as its facilitator is asked about it. */
export interface AttendanceSheet {
  /** `<date>:<programId>.<sessionId>`, with the facilitator's id where each has clients of their own. */
  id: string;
  date: LocalDate;
  programId: string;
  sessionId: string;
  /** What the sheet calls it. */
  name: string;
  kind: SessionKind;
  track: 'day' | 'evening';
  starts: LocalTime;
  ends: LocalTime;
  facilitatorId: string;
  isOnline: boolean;
  /** Most clients in the room; left out where there is no bound. */
  maxSize?: number;
  /** Who was to come, with the minutes that each was to stay. */
  members: { episodeId: string; minutes: number }[];
}

/** The day in a record's id. */
export function dayOfAttendance(id: string): LocalDate {
  return (id.split(':')[1] ?? '').slice(0, 10);
}

export function attendanceId(episodeId: string, date: LocalDate, sessionId: string): string {
  return `${episodeId}:${date}.${sessionId}`;
}

/** Minutes that somebody attended; `left early` needs a tick, and nobody leaves earlier than they came. */
export function attendedMinutesOf(
  outcome: AttendanceOutcome,
  plannedMinutes: number,
  ticks: readonly string[],
): number {
  if (outcome === 'attended') return plannedMinutes;
  if (outcome !== 'left early') return 0;
  const missed = Math.max(0, ...ticks.map((tick) => Number.parseInt(tick, 10)));
  return Math.max(0, plannedMinutes - missed);
}

/** What in a line of a sheet contradicts itself. */
export function sheetLineProblem(choice: string, ticks: readonly string[]): string | undefined {
  if (choice === 'left early' && ticks.length !== 1)
    return 'says that somebody left early, and not how early';
  if (choice !== 'left early' && ticks.length > 0)
    return 'gives minutes for somebody who did not leave early';
  return undefined;
}

type Ordered = Pick<AttendanceRecord, 'date' | 'starts' | 'outcome'>;

function before(a: Ordered, b: Ordered): number {
  const [one, other] = [`${a.date} ${a.starts}`, `${b.date} ${b.starts}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * The days of an unbroken run of misses that a date ends, oldest first. Several sessions missed on one day are one
 * absence; an excused session, and one that nobody recorded, neither break the run nor lengthen it. Empty when the
 * client was not missing on the date.
 */
export function missedDaysInRow(records: readonly Ordered[], upTo: LocalDate): LocalDate[] {
  const known = records
    .filter(({ date, outcome }) => date <= upTo && outcome !== 'excused' && outcome !== 'not recorded')
    .sort(before);
  const days = new Set<LocalDate>();
  for (const { date, outcome } of known.reverse()) {
    if (outcome !== 'missed') break;
    days.add(date);
  }
  return days.has(upTo) ? [...days].sort() : [];
}

/** True when something was missed on a day, and how long a run it ends: what is asked because of a day hangs on it. */
export function absenceOn(records: readonly Ordered[], day: LocalDate): string {
  const isMissed = records.some(({ date, outcome }) => date === day && outcome === 'missed');
  return `${isMissed} ${missedDaysInRow(records, day).length}`;
}

/** What a miss asks of staff: outreach the same day on the first, the director too from the second in a row on. */
export function stepAfterMiss(daysInRow: number): 'outreach' | 'escalation' | 'nothing' {
  if (daysInRow === 0) return 'nothing';
  return daysInRow === 1 ? 'outreach' : 'escalation';
}
