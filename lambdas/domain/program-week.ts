import type { ProgramFile } from './program.ts';
import { type ProgramSession, spanOf } from './program-sessions.ts';
import { type Attending, plannedMinutesAWeek, sessionDaysAWeek, sessionsOfWeek } from './session-calendar.ts';
import type { SessionKind } from './session-kinds.ts';

export type Track = 'day' | 'evening';

/** The week of a client of one track in one phase, as the calendar of sessions has it, beside what the phase plans. */
export interface ProgramWeek {
  track: Track;
  phaseIndex: number;
  phase: string;
  daysPerWeek: number;
  plannedDaysPerWeek: number;
  hoursPerWeek: number;
  plannedHoursPerWeek: number;
  hoursByKind: Partial<Record<SessionKind, number>>;
}

/** The tracks of a program: day alone when it names none. */
export function tracksOf({ tracks = ['day'] }: Pick<ProgramFile, 'tracks'>): readonly Track[] {
  return tracks;
}

/** The weeks of each track, phase by phase. Hours are decimal: 90 minutes are 1.5. */
export function programWeeks(program: ProgramFile): ProgramWeek[] {
  return tracksOf(program).flatMap((track) =>
    program.phases.map((phase, phaseIndex) => {
      const client = inPhase(track, phaseIndex);
      const minutes = Object.entries(plannedMinutesAWeek(client, program));
      return {
        track,
        phaseIndex,
        phase: phase.name,
        daysPerWeek: sessionDaysAWeek(client, program),
        plannedDaysPerWeek: phase.daysPerWeek,
        hoursPerWeek: hoursOf(minutes.reduce((sum, [, each]) => sum + each, 0)),
        plannedHoursPerWeek: phase.hoursPerWeek,
        hoursByKind: Object.fromEntries(minutes.map(([kind, each]) => [kind, hoursOf(each)])),
      };
    }),
  );
}

/** Two sessions that one client is to attend at the same time: in which track, phase and on which weekday. */
export interface SessionClash {
  track: Track;
  phase: string;
  weekday: number;
  sessions: [ProgramSession, ProgramSession];
}

/** Pairs of sessions that overlap for a client, each pair once, with the first phase and weekday on which they do. */
export function sessionClashes(program: ProgramFile): SessionClash[] {
  const found = new Map<string, SessionClash>();
  for (const { track, phaseIndex, phase } of programWeeks(program)) {
    const sessions = sessionsOfWeek(inPhase(track, phaseIndex), program);
    for (const [one, other] of pairsOf(sessions)) {
      const weekday = overlapOf(one, other);
      const pair = `${one.id}|${other.id}`;
      if (weekday !== undefined && !found.has(pair))
        found.set(pair, { track, phase, weekday, sessions: [one, other] });
    }
  }
  return [...found.values()];
}

function pairsOf<Item>(list: readonly Item[]): [Item, Item][] {
  return list.flatMap((one, at) => list.slice(at + 1).map((other): [Item, Item] => [one, other]));
}

function inPhase(track: Track, phaseIndex: number): Attending {
  return { track, phaseIndex, admittedOn: null };
}

function overlapOf(one: ProgramSession, other: ProgramSession): number | undefined {
  const [a, b] = [spanOf(one), spanOf(other)];
  if (a.starts >= b.ends || b.starts >= a.ends) return undefined;
  return one.weekdays.find((weekday) => other.weekdays.includes(weekday));
}

function hoursOf(minutes: number): number {
  return Math.round((minutes / 60) * 100) / 100;
}

/**
 * How many clients come to a session when a program has so many: spread evenly over its tracks, and over its phases by
 * the days that each lasts.
 */
export function expectedAt(program: ProgramFile, session: ProgramSession, clients: number): number {
  const days = program.phases.reduce((sum, phase) => sum + phase.days, 0);
  const attending = program.phases
    .filter(({ name }) => session.phases?.includes(name) ?? true)
    .reduce((sum, phase) => sum + phase.days, 0);
  return (clients * attending) / days / tracksOf(program).length;
}
