import {
  addDays,
  type ClinicCalendar,
  isOpenOn,
  type LocalDate,
  type LocalTime,
  type Weekday,
  weekdayOf,
} from './clinic-calendar.ts';
import { busyOn, type WorkHours } from './collection-window.ts';
import type { Episode } from './episode.ts';
import { type Leave, leaveOn } from './leave.ts';
import type { Program } from './program.ts';
import type { ProgramSession } from './program-sessions.ts';
import type { ScheduleOverride } from './schedule-override.ts';
import { largestGroup, type SessionKind } from './session-kinds.ts';

/** What decides on a client's sessions. */
export type Attending = Pick<Episode, 'track' | 'phaseIndex' | 'admittedOn'> & {
  plannedEndOn?: LocalDate | null;
  schedule?: ScheduleOverride;
  leaves?: readonly Leave[];
};

type Plan = Pick<Program, 'sessions' | 'phases'>;

/** The sessions that an override names, while it holds. */
function namedSessions({ schedule, phaseIndex }: Attending): readonly string[] | undefined {
  const holds = schedule?.phaseIndex === undefined || schedule.phaseIndex === phaseIndex;
  return holds ? schedule?.sessionIds : undefined;
}

/** True for a session that belongs to a client's week: by the clinician's override, else by track and phase. */
function attends(episode: Attending, program: Plan, session: ProgramSession): boolean {
  const named = namedSessions(episode);
  if (named) return named.includes(session.id);
  const phase = program.phases[episode.phaseIndex]?.name;
  const isOfPhase = session.phases === undefined || (phase !== undefined && session.phases.includes(phase));
  return session.track === episode.track && isOfPhase;
}

/** The sessions of a client's week in the present phase, in no week in particular. */
export function sessionsOfWeek(episode: Attending, program: Plan): ProgramSession[] {
  return program.sessions.filter((session) => attends(episode, program, session));
}

/**
 * The sessions that a client is to attend on a date, first to last: those of the client's week on a day the clinic is
 * open, from the day after admission (the intake may be later than that day's sessions), to the planned end, and none
 * while away.
 */
export function sessionsOn(
  episode: Attending,
  program: Plan,
  calendar: ClinicCalendar,
  date: LocalDate,
): ProgramSession[] {
  const { admittedOn, plannedEndOn } = episode;
  if (admittedOn === null || date <= admittedOn || (plannedEndOn && date > plannedEndOn)) return [];
  if (!isOpenOn(calendar, date) || leaveOn(episode, date)) return [];
  const weekday = weekdayOf(date);
  return sessionsOfWeek(episode, program)
    .filter(({ weekdays }) => weekdays.includes(weekday))
    .sort((a, b) => (a.starts < b.starts ? -1 : a.starts > b.starts ? 1 : 0));
}

/** Minutes by kind of session; kinds without a minute are left out. */
export type MinutesByKind = Partial<Record<SessionKind, number>>;

/** What a week in the present phase holds by plan, by kind, with no holiday in it. */
export function plannedMinutesAWeek(episode: Attending, program: Plan): MinutesByKind {
  const minutes: MinutesByKind = {};
  for (const { kind, weekdays, minutes: each } of sessionsOfWeek(episode, program))
    minutes[kind] = (minutes[kind] ?? 0) + each * weekdays.length;
  return minutes;
}

export function totalMinutes(minutes: MinutesByKind): number {
  return Object.values(minutes).reduce((sum, each) => sum + each, 0);
}

/** Days a week with at least one session. */
export function sessionDaysAWeek(episode: Attending, program: Plan): number {
  return new Set(sessionsOfWeek(episode, program).flatMap(({ weekdays }) => weekdays)).size;
}

/** When a session ends, on the wall clock; midnight is "23:59", for it belongs to the day that it ends. */
export function endOf({ starts, minutes }: Pick<ProgramSession, 'starts' | 'minutes'>): LocalTime {
  const [hour = 0, minute = 0] = starts.split(':').map(Number);
  const end = Math.min(hour * 60 + minute + minutes, 24 * 60 - 1);
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
}

/** When the sessions of each track are over on a weekday, by the programs' calendars. */
export function trackEnds(
  programs: readonly Pick<Program, 'sessions'>[],
  weekday: number,
): { track: 'day' | 'evening'; ends: LocalTime }[] {
  const held = programs.flatMap(({ sessions }) =>
    sessions.filter(({ weekdays }) => weekdays.includes(weekday)),
  );
  return (['day', 'evening'] as const).flatMap((track) => {
    const ends = held
      .filter((session) => session.track === track)
      .map(endOf)
      .sort();
    const last = ends.at(-1);
    return last === undefined ? [] : [{ track, ends: last }];
  });
}

/** Most clients in the room; undefined for a session that has no bound. Source: shared program defaults. */
export function mostInRoom({ kind, maxSize }: Pick<ProgramSession, 'kind' | 'maxSize'>): number | undefined {
  return maxSize ?? (kind === 'group' ? largestGroup : undefined);
}

/** Any Monday: the hours of work are known by weekday. */
const someMonday: LocalDate = '2001-01-01';

/** Sessions of a client's week that lie in the hours of work or school: to be settled with the client. */
export function clashesWithWork(
  episode: Attending & { workHours: WorkHours },
  program: Plan,
): { sessionId: string; weekday: Weekday }[] {
  return sessionsOfWeek(episode, program).flatMap((session) =>
    session.weekdays.flatMap((weekday) => {
      const date = addDays(someMonday, weekday - 1);
      const busy = busyOn({ client: episode }, date);
      const clashes = busy !== undefined && session.starts < busy.closes && endOf(session) > busy.opens;
      return clashes ? [{ sessionId: session.id, weekday: weekdayOf(date) }] : [];
    }),
  );
}
