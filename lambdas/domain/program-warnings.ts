import type { LocalDate } from './clinic-calendar.ts';
import type { TestTargets } from './draw-chance.ts';
import { capacityWarnings, type ExpectedLoad, policyWarnings } from './draw-policy-warnings.ts';
import type { ProgramFile, ProgramPhase } from './program.ts';

/** ASAM level 2.1 and SAMHSA: what counts as intensive outpatient treatment at full intensity. */
const leastHours = 9;
const mostHours = 19;
/** A review is overdue in the field's standards after this many days. */
const longestReviewDays = 30;

/**
 * What a clinic should know about a program before using it; nothing here refuses it.
 * @param closures dates to come on which the clinic does not collect
 * @returns lines that name the field, what is unusual, and what it means
 */
export function programWarnings(program: ProgramFile, closures: readonly LocalDate[] = []): string[] {
  return [
    ...intensityWarnings(program),
    ...reviewWarnings(program),
    ...program.phases.flatMap((phase, index) =>
      policyWarnings(targetsOf(program, phase), { closures }).map(
        ({ message }) => `phases.${index} (${phase.name}): ${message}`,
      ),
    ),
  ];
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

function reviewWarnings({ reviews }: ProgramFile): string[] {
  if (reviews.overdueAfterDays <= longestReviewDays) return [];
  return [
    `reviews.overdueAfterDays: ${reviews.overdueAfterDays}; a review is due at least every ${longestReviewDays} days`,
  ];
}
