import type { ProgramFile } from '../lambdas/domain/program.ts';
import { tracksOf } from '../lambdas/domain/program-week.ts';
import type { RoleLoad, Workload } from '../local/rehearsal/workload.ts';

/** A program and what its rehearsal found. */
export interface Rehearsed {
  program: ProgramFile;
  workload: Workload;
}

/** Who is compared; the auditor and on-call hear of so little that a table need not say it. */
const compared = ['counselor', 'case-manager', 'collections', 'director', 'home', 'aftercare provider'];

/** Programs side by side as a Markdown table: what each plans, and what its rehearsal asked of everyone. */
export function comparisonTable(rehearsed: readonly Rehearsed[]): string[] {
  const row = (what: string, cellOf: (one: Rehearsed) => string | number) =>
    `| ${[what, ...rehearsed.map(cellOf)].join(' | ')} |`;
  const loads = (what: string, figureOf: (load: RoleLoad) => number) =>
    compared
      .filter((role) => rehearsed.some(({ workload }) => loadOf(workload, role)))
      .map((role) =>
        row(`${what}, ${role}`, ({ workload }) => {
          const load = loadOf(workload, role);
          return load === undefined ? '–' : figureOf(load);
        }),
      );
  return [
    row('', ({ program }) => program.id),
    `|---|${rehearsed.map(() => '---:').join('|')}|`,
    row('length in days (planned)', ({ program: { lengthDays } }) => {
      const { min, planned, max } = lengthDays;
      return min === max ? planned : `${min}–${max} (${planned})`;
    }),
    row('hours a week, by phase', ({ program }) =>
      program.phases.map(({ hoursPerWeek }) => hoursPerWeek).join(' → '),
    ),
    row('days a week, by phase', ({ program }) =>
      program.phases.map(({ daysPerWeek }) => daysPerWeek).join(' → '),
    ),
    row('tracks', ({ program }) => tracksOf(program).join(', ')),
    row('sober home', ({ program }) => program.residence),
    row('clients rehearsed, all closed', ({ workload }) =>
      workload.open === 0 ? workload.clients : `${workload.clients}, ${workload.open} still open`,
    ),
    row('random tests per episode', ({ workload }) =>
      tenths(workload.randomTests / Math.max(1, workload.admitted)),
    ),
    ...loads('emails a week', ({ emailsPerWeek }) => emailsPerWeek),
    ...loads('tasks a week', ({ questionsPerWeek }) => questionsPerWeek),
    row(
      'state transitions per episode',
      ({ workload: { episodes } }) => episodes.transitionsMean + episodes.transitionsShared,
    ),
  ];
}

function loadOf({ roles }: Workload, role: string): RoleLoad | undefined {
  return roles.find((load) => load.role === role);
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
