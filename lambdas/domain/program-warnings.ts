import type { LocalDate } from './clinic-calendar.ts';
import type { TestTargets } from './draw-chance.ts';
import { capacityWarnings, type ExpectedLoad, policyWarnings } from './draw-policy-warnings.ts';
import type { ProgramFile, ProgramPhase } from './program.ts';
import { type ProgramWeek, programWeeks, sessionClashes } from './program-week.ts';
import { largestGroup, type SessionKind } from './session-kinds.ts';

/** ASAM level 2.1 and SAMHSA: what counts as intensive outpatient treatment at full intensity. */
const leastHours = 9;
const mostHours = 19;
/** A step-down below the least hours still counts for so many weeks. Source: shared program defaults. */
const mostWeeksBelow = 2;
/** Days after the ending on which somebody should hear of the client. Source: shared program defaults. */
const usualFollowUps = [1, 7, 14, 30, 60, 90];
const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Sessions whose members sit in one room. */
const groupKinds: readonly SessionKind[] = ['group', 'education', 'life-skills'];

/**
 * What a clinic should know about a program before using it; nothing here refuses it.
 * @param closures dates to come on which the clinic does not collect
 * @returns lines that name the field, what is unusual, and what it means
 */
export function programWarnings(program: ProgramFile, closures: readonly LocalDate[] = []): string[] {
  return [
    ...intensityWarnings(program),
    ...shortWeeks(program),
    ...usualLimits(program),
    ...sessionWarnings(program),
    ...programWeeks(program).flatMap(weekWarnings),
    ...program.phases.flatMap(gapWarnings),
    ...program.phases.flatMap((phase, index) =>
      policyWarnings(targetsOf(program, phase), { closures }).map(
        ({ message }) => `phases.${index} (${phase.name}): ${message}`,
      ),
    ),
  ];
}

/**
 * Sessions on weekdays on which a clinic is closed: nobody attends them there.
 *
 * @param closedWeekdays ISO weekdays, Monday = 1
 */
export function closedSessionWarnings(
  { sessions }: Pick<ProgramFile, 'sessions'>,
  closedWeekdays: readonly number[],
): string[] {
  return sessions.flatMap(({ id, weekdays }, index) => {
    const closed = weekdays.filter((weekday) => closedWeekdays.includes(weekday));
    if (closed.length === 0) return [];
    const names = closed.map((weekday) => weekdayNames[weekday - 1]).join(', ');
    return [
      `sessions.${index} (${id}): the clinic is closed on ${names}, so it is not held then; choose other weekdays, or open`,
    ];
  });
}

/**
 * What a clinic should know about its collections: whether they carry the tests of all programs when these are full.
 * A program is expected to have its hard cap of clients, or its soft one, or without caps those it has now; they are
 * spread over the phases by the days that each lasts.
 *
 * @param capacityPerDay most collections a day; null for no limit
 * @param runningByProgram clients now, by the program's id
 */
export function collectionWarnings(
  programs: readonly ProgramFile[],
  capacityPerDay: number | null,
  runningByProgram: Readonly<Record<string, number>>,
): string[] {
  const groups = programs.flatMap((program) => loadOf(program, runningByProgram[program.id] ?? 0));
  return capacityWarnings({ capacityPerDay, groups }).map(({ message }) => message);
}

function loadOf(program: ProgramFile, running: number): ExpectedLoad['groups'] {
  const { phases, caseload } = program;
  const clients = caseload.hardCap ?? caseload.softCap ?? running;
  const days = phases.reduce((sum, phase) => sum + phase.days, 0);
  return phases.map((phase) => ({
    policy: targetsOf(program, phase),
    clients: (clients * phase.days) / days,
  }));
}

function targetsOf({ testing }: ProgramFile, { testsPerWeek, maxGapDays }: ProgramPhase): TestTargets {
  const { testDays, minPerCalendarWeek, closureGuard } = testing;
  return { ratePerWeek: testsPerWeek, maxGapDays, testDays, minPerCalendarWeek, closureGuard };
}

function intensityWarnings({ phases }: ProgramFile): string[] {
  const warnings: string[] = [];
  const full = Math.max(...phases.map(({ hoursPerWeek }) => hoursPerWeek));
  if (full < leastHours || full > mostHours)
    warnings.push(
      `phases: ${full} hours a week at full intensity; intensive outpatient treatment is ${leastHours} to ${mostHours}`,
    );
  for (const [index, phase] of phases.entries()) {
    const before = phases[index - 1];
    if (before !== undefined && phase.hoursPerWeek > before.hoursPerWeek)
      warnings.push(
        `phases.${index}.hoursPerWeek: ${phase.hoursPerWeek} after ${before.hoursPerWeek}; intensity rises where it usually steps down`,
      );
  }
  return warnings;
}

/** All phases below the least hours together, where the program reaches them at all. */
function shortWeeks({ phases }: ProgramFile): string[] {
  const below = phases.filter(({ hoursPerWeek }) => hoursPerWeek < leastHours);
  const days = below.reduce((sum, phase) => sum + phase.days, 0);
  if (below.length === phases.length || Math.round(days / 7) <= mostWeeksBelow) return [];
  const names = below.map(({ name }) => name).join(', ');
  return [
    `phases: ${days} days below ${leastHours} hours a week (${names}); a step-down counts as intensive outpatient treatment for one or two weeks`,
  ];
}

/** Settings with a usual bound: what it is, and what a value beyond it means. Source: shared program defaults. */
function usualLimits({ reviews, checkIns, aftercare, admission, followUpDays }: ProgramFile): string[] {
  const above = (field: string, value: number, most: number, meaning: string) =>
    value > most ? [`${field}: ${value}; ${meaning}`] : [];
  const missing = usualFollowUps.filter((day) => !followUpDays.includes(day));
  return [
    ...above('reviews.everyDays', reviews.everyDays, 14, 'a review every 14 days is usual'),
    ...above(
      'reviews.overdueAfterDays',
      reviews.overdueAfterDays,
      30,
      'a review is due at least every 30 days',
    ),
    ...above('checkIns.everyDays', checkIns.everyDays, 7, 'homes are usually asked every week'),
    ...above(
      'admission.intakeWithinHours',
      admission.intakeWithinHours,
      48,
      'an intake later than two days after the place loses people',
    ),
    ...above(
      'aftercare.firstContactHours',
      aftercare.firstContactHours,
      24,
      'a receiver usually answers within a day',
    ),
    ...above(
      'aftercare.visitWithinDays',
      aftercare.visitWithinDays,
      14,
      'a first visit later than two weeks after the ending loses people',
    ),
    ...(aftercare.leadDays < 7
      ? [
          `aftercare.leadDays: ${aftercare.leadDays}; the appointment should stand before the ending, and finding one takes a week or more`,
        ]
      : []),
    ...(missing.length > 0
      ? [`followUpDays: nobody calls on day ${missing.join(', ')}; 1, 7, 14, 30, 60 and 90 are usual`]
      : []),
  ];
}

function sessionWarnings(program: ProgramFile): string[] {
  const crowded = program.sessions.flatMap(({ name, kind, maxSize = largestGroup }, index) =>
    groupKinds.includes(kind) && maxSize > largestGroup
      ? [`sessions.${index}.maxSize: ${maxSize} in ${name}; a group is at most ${largestGroup}`]
      : [],
  );
  const clashes = sessionClashes(program).map(
    ({ track, phase, sessions: [one, other] }) =>
      `sessions: ${one.id} and ${other.id} overlap; a client of the ${track} track in ${phase} cannot attend both`,
  );
  return [...crowded, ...clashes];
}

function weekWarnings(week: ProgramWeek): string[] {
  const { track, phase, phaseIndex } = week;
  const hours = week.hoursPerWeek === week.plannedHoursPerWeek;
  const days = week.daysPerWeek === week.plannedDaysPerWeek;
  if (hours && days) return [];
  const held = `${week.hoursPerWeek} hours on ${week.daysPerWeek} days`;
  const planned = `${week.plannedHoursPerWeek} hours on ${week.plannedDaysPerWeek} days`;
  return [
    `phases.${phaseIndex} (${phase}): the ${track} track’s sessions are ${held} a week, the phase plans ${planned}`,
  ];
}

/** The usual longest gap by rate: 7, 14, 28 days at 2, 1, 0.5 tests a week. Source: shared program defaults. */
function gapWarnings({ name, testsPerWeek, maxGapDays }: ProgramPhase, index: number): string[] {
  const usual = testsPerWeek >= 2 ? 7 : testsPerWeek >= 1 ? 14 : 28;
  if (maxGapDays <= usual) return [];
  return [
    `phases.${index}.maxGapDays: ${maxGapDays} days in ${name}; at ${testsPerWeek} tests a week nobody should go longer than ${usual} without one`,
  ];
}
