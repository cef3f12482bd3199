import { addDays, daysBetween, type Instant, type LocalDate } from './clinic-calendar.ts';

/** Days on which a client is away with the program's approval: no draw, no session and no miss. */
export interface Leave {
  from: LocalDate;
  /** The last day away. */
  to: LocalDate;
  reason: string;
  /** Staff id of the clinician who agreed. */
  approvedBy: string;
  recordedBy: string;
  at: Instant;
  /** Whether the client came back, as the counselor said after the leave; left out while nobody has said. */
  returned?: { isBack: boolean; at: Instant };
}

/** The longest leave that can be recorded at once: longer than that is a decision about the episode. */
export const longestLeaveDays = 31;

interface WithLeaves {
  leaves?: readonly Leave[];
}

/** The leave that a date lies in. */
export function leaveOn({ leaves = [] }: WithLeaves, date: LocalDate): Leave | undefined {
  return leaves.find(({ from, to }) => from <= date && date <= to);
}

/** Every date of a leave. */
export function datesOfLeave({ from, to }: Pick<Leave, 'from' | 'to'>): LocalDate[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, day) => addDays(from, day));
}

/** Leaves with one added; one that begins on the same day is replaced: its end was moved. */
export function withLeave(leaves: readonly Leave[], leave: Leave): Leave[] {
  return [...leaves.filter(({ from }) => from !== leave.from), leave].sort((a, b) =>
    a.from < b.from ? -1 : 1,
  );
}

/** A leave that another would overlap, unless it is the same one with another end. */
export function overlapping(leaves: readonly Leave[], { from, to }: Pick<Leave, 'from' | 'to'>) {
  return leaves.find((leave) => leave.from !== from && leave.from <= to && from <= leave.to);
}

/**
 * The planned end after a leave, moved by the days away (or by those added to it) and never beyond the program's
 * longest episode. Source: shared program facts, all intervals stay within the length.
 */
export function endAfterLeave(
  episode: { admittedOn: LocalDate | null; plannedEndOn: LocalDate | null; plannedDays: number },
  daysAway: number,
  mostDays: number,
): LocalDate | null {
  const { admittedOn, plannedEndOn, plannedDays } = episode;
  if (!admittedOn || !plannedEndOn) return plannedEndOn;
  const latest = addDays(admittedOn, Math.max(mostDays, plannedDays) - 1);
  const wanted = addDays(plannedEndOn, daysAway);
  return wanted < latest ? wanted : latest;
}
