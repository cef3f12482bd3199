import { addDays, daysBetween, type Instant, type LocalDate } from './clinic-calendar.ts';
import { clampToLength, phaseSpans } from './phase.ts';
import type { Program } from './program.ts';

/** A payer's authorization of one stretch of treatment. A client may have several, one after the other. */
export interface Authorization {
  /** `<episodeId>:auth-<number>` */
  id: string;
  episodeId: string;
  payer: string;
  /** The payer's own number. */
  number: string;
  unit: 'hours' | 'days';
  units: number;
  startsOn: LocalDate;
  /** The last day that it covers. */
  endsOn: LocalDate;
  recordedAt: Instant;
  /** Set when staff said that nothing follows it. */
  endAccepted?: { at: Instant; by: string };
}

/** How an episode uses its authorizations. */
export interface AuthorizationUse {
  today: LocalDate;
  plannedDays: number;
  plannedEndOn: LocalDate;
  /** The program's `admission.authorizationWarningDays`. */
  warningDays: number;
  /** Units of the kind used from `from` to `to`, both days included: attended, and for days to come planned. */
  unitsBetween(unit: Authorization['unit'], from: LocalDate, to: LocalDate): number;
}

export type AuthorizationWarning = { authorizationId: string; because: 'ends soon' | 'units run low' };

/** The authorization that covers a day: of several the one that began last. */
export function authorizationOn(
  authorizations: readonly Authorization[],
  day: LocalDate,
): Authorization | undefined {
  return authorizations
    .filter(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)
    .sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
    .at(-1);
}

/**
 * What a case manager is to be warned of today: cover that ends, within the program's days of warning, before the
 * planned end, or units that will not last these days. Nothing when another authorization follows, when the plan ends
 * first, or when staff said that nothing follows. The days of warning clamp to the episode's length, so that a
 * seven-day episode is warned inside seven days. Source: shared program facts (warning five days before the end).
 */
export function authorizationWarning(
  authorizations: readonly Authorization[],
  use: AuthorizationUse,
): AuthorizationWarning | undefined {
  const { today, plannedEndOn } = use;
  const current = latest(authorizations.filter(({ startsOn }) => startsOn <= today));
  if (!current || current.endAccepted || plannedEndOn < today) return undefined;
  const next = authorizations.find(
    ({ startsOn, endsOn }) => endsOn > current.endsOn && startsOn <= addDays(current.endsOn, 1),
  );
  const warnedOn = addDays(today, clampToLength(use.warningDays, use.plannedDays));
  if (current.endsOn < plannedEndOn && current.endsOn <= warnedOn && !next)
    return { authorizationId: current.id, because: 'ends soon' };
  const laterOn = next && next.startsOn > today ? next : undefined;
  return runsLow(current, use, warnedOn) && !laterOn
    ? { authorizationId: current.id, because: 'units run low' }
    : undefined;
}

function latest(authorizations: readonly Authorization[]): Authorization | undefined {
  return [...authorizations].sort((a, b) => (a.startsOn + a.id < b.startsOn + b.id ? -1 : 1)).at(-1);
}

/** Units left of an authorization at the end of a day; never below 0. */
export function unitsLeft(authorization: Authorization, use: AuthorizationUse): number {
  const { unit, units, startsOn, endsOn } = authorization;
  const until = use.today < endsOn ? use.today : endsOn;
  const used = until < startsOn ? 0 : use.unitsBetween(unit, startsOn, until);
  return Math.max(0, units - used);
}

function runsLow(authorization: Authorization, use: AuthorizationUse, warnedOn: LocalDate): boolean {
  const covered = authorization.endsOn < use.plannedEndOn ? authorization.endsOn : use.plannedEndOn;
  const until = warnedOn < covered ? warnedOn : covered;
  const from = addDays(use.today, 1);
  if (daysBetween(from, until) < 0) return false;
  return unitsLeft(authorization, use) < use.unitsBetween(authorization.unit, from, until);
}

/** What is known of attendance on one day. */
export interface AttendedDay {
  date: LocalDate;
  attendedMinutes: number;
}

/**
 * Counts units from what was attended, where attendance is recorded, and from the plan for days to come or while
 * nothing is recorded.
 *
 * @param attended of the episode; empty while nobody records attendance
 */
export function unitCounter(
  program: Pick<Program, 'phases' | 'lengthDays'>,
  { admittedOn, plannedDays }: { admittedOn: LocalDate; plannedDays: number },
  attended: readonly AttendedDay[],
  today: LocalDate,
): AuthorizationUse['unitsBetween'] {
  const spans = phaseSpans(program, admittedOn, plannedDays);
  const planned = (unit: Authorization['unit'], from: LocalDate, to: LocalDate): number => {
    let units = 0;
    for (let day = from; day <= to; day = addDays(day, 1)) {
      const phase = (spans.find(({ endsOn }) => day <= endsOn) ?? spans.at(-1))?.phase;
      if (phase && day >= admittedOn)
        units += (unit === 'hours' ? phase.hoursPerWeek : phase.daysPerWeek) / 7;
    }
    return units;
  };
  return (unit, from, to) => {
    const isPast = to <= today && attended.length > 0;
    if (!isPast) return planned(unit, from, to);
    const within = attended.filter(({ date }) => from <= date && date <= to);
    if (unit === 'hours') return within.reduce((sum, { attendedMinutes }) => sum + attendedMinutes, 0) / 60;
    return new Set(within.filter(({ attendedMinutes }) => attendedMinutes > 0).map(({ date }) => date)).size;
  };
}
