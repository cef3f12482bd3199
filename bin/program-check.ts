import { type Predictability, predictability } from '../lambdas/domain/predictability.ts';
import { type ProgramFile, programVersion } from '../lambdas/domain/program.ts';
import { programWarnings } from '../lambdas/domain/program-warnings.ts';
import { expectedAt, type ProgramWeek, programWeeks } from '../lambdas/domain/program-week.ts';
import { mostInRoom } from '../lambdas/domain/session-calendar.ts';
import { sessionKinds } from '../lambdas/domain/session-kinds.ts';
import type { Workload } from '../local/rehearsal/workload.ts';
import { roleRows, workloadWarnings } from './program-workload.ts';
import { textTable } from './text-table.ts';

/** What a clinic should know about a program before using it. */
export interface ProgramCheck {
  id: string;
  name: string;
  version: string;
  lengthDays: ProgramFile['lengthDays'];
  phases: ProgramFile['phases'];
  weeks: ProgramWeek[];
  /** The predictability meter, phase by phase. */
  meter: (Predictability & { phase: string })[];
  /** At a full caseload: how many clients, and what a rehearsal with them asked of everyone. */
  fullCaseload: number;
  workload: Workload;
  warnings: string[];
  notes: string[];
}

/** Clients of a full caseload where the program has no cap. */
const clientsWithoutCap = 40;

/** The hard cap, or the soft one, or forty clients. */
export function fullCaseloadOf({ caseload }: ProgramFile): number {
  return caseload.hardCap ?? caseload.softCap ?? clientsWithoutCap;
}

/** Everything that `check` tells of a program, from its rehearsal at a full caseload. */
export function checkOf(program: ProgramFile, workload: Workload, fullCaseload: number): ProgramCheck {
  const { testDays, minPerCalendarWeek, closureGuard } = program.testing;
  return {
    id: program.id,
    name: program.name,
    version: programVersion(program).program.version,
    lengthDays: program.lengthDays,
    phases: program.phases,
    weeks: programWeeks(program),
    meter: program.phases.map(({ name, testsPerWeek, maxGapDays }) => ({
      phase: name,
      ...predictability({
        ratePerWeek: testsPerWeek,
        maxGapDays,
        testDays,
        minPerCalendarWeek,
        closureGuard,
      }),
    })),
    fullCaseload,
    workload,
    warnings: [
      ...programWarnings(program),
      ...workloadWarnings(workload).map((line) => line.replace(/^warning: /, 'at a full caseload ')),
    ],
    notes: [...crowdedSessions(program, fullCaseload), ...needsOf(program)],
  };
}

function crowdedSessions(program: ProgramFile, clients: number): string[] {
  return program.sessions.flatMap((session) => {
    const most = mostInRoom(session);
    const expected = Math.round(expectedAt(program, session, clients));
    if (most === undefined || expected <= most) return [];
    return [
      `sessions ${session.id}: about ${expected} of ${clients} clients come, it has room for ${most}; give phases sessions of their own, or raise maxSize`,
    ];
  });
}

/** What the clinic must have for the program to be taken. */
function needsOf({ crisis, residence, testing, sessions }: ProgramFile): string[] {
  const weekdays = [...new Set([...testing.testDays, ...sessions.flatMap((session) => session.weekdays)])];
  return [
    `the clinic is open on ${weekdays.sort().map(weekdayName).join(', ')}: tests and sessions fall on them`,
    ...(crisis.alwaysOpen ? ['somebody answers a crisis at any hour: the clinic’s file needs a pager'] : []),
    ...(residence === 'required' ? ['every client lives in a sober home: the clinic’s file needs them'] : []),
  ];
}

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
function weekdayName(weekday: number): string {
  return weekdayNames[weekday - 1] ?? '';
}

/** A check for the terminal. */
export function checkRows(path: string, check: ProgramCheck): string[] {
  const { min, planned, max } = check.lengthDays;
  return [
    `${path}: ${check.id}, “${check.name}”, version ${check.version}`,
    `${min} to ${max} days, ${planned} planned; a shorter or longer episode keeps each phase’s share`,
    '',
    ...textTable(
      ['phase', 'days', 'days/week', 'hours/week', 'tests/week', 'longest gap'],
      check.phases.map((phase) => [
        phase.name,
        phase.days,
        phase.daysPerWeek,
        phase.hoursPerWeek,
        phase.testsPerWeek,
        phase.maxGapDays,
      ]),
    ),
    '',
    'Hours a week by the session calendar',
    ...weekRows(check.weeks),
    '',
    'What a client can foresee of the tests (predictability meter; best possible in brackets)',
    ...meterRows(check.meter),
    '',
    `What it asks of everyone at a full caseload: ${check.fullCaseload} clients, rehearsed; means are per person (per partner) and week of treatment`,
    ...roleRows(check.workload),
    '',
    ...check.notes.map((note) => `note: ${note}`),
    ...check.warnings.map((warning) => `warning: ${warning}`),
    check.warnings.length === 0
      ? 'No warnings.'
      : 'Warnings refuse nothing: the program can be applied as it is.',
  ];
}

function weekRows(weeks: readonly ProgramWeek[]): string[] {
  const kinds = sessionKinds.filter((kind) => weeks.some(({ hoursByKind }) => hoursByKind[kind]));
  return textTable(
    ['track', 'phase', 'days', 'hours', 'planned', ...kinds],
    weeks.map((week) => [
      week.track,
      week.phase,
      week.daysPerWeek,
      week.hoursPerWeek,
      week.plannedHoursPerWeek,
      ...kinds.map((kind) => week.hoursByKind[kind] ?? '–'),
    ]),
    2,
  );
}

function meterRows(meter: ProgramCheck['meter']): string[] {
  return textTable(
    [
      'phase',
      'tests/week',
      'longest gap',
      'lowest chance',
      'known ahead',
      'no test for 1 day',
      'for 2 days',
      'for 3 days',
    ],
    meter.map((figures) => [
      figures.phase,
      Math.round(figures.ratePerWeek * 100) / 100,
      figures.maxGapDays,
      percent(figures.lowestChance),
      percent(figures.announcedShare),
      ...figures.bestEscape.map(
        (untested, index) => `${percent(untested)} (${percent(figures.optimumEscape[index] ?? untested)})`,
      ),
    ]),
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
