import { policyWarnings } from './draw-policy-warnings.ts';
import type { ProgramFile } from './program.ts';

/** ASAM level 2.1 and SAMHSA: what counts as intensive outpatient treatment at full intensity. */
const leastHours = 9;
const mostHours = 19;
/** A review is overdue in the field's standards after this many days. */
const longestReviewDays = 30;

/**
 * What a clinic should know about a program before using it; nothing here refuses it.
 * @returns lines that name the field, what is unusual, and what it means
 */
export function programWarnings(program: ProgramFile): string[] {
  return [...intensityWarnings(program), ...reviewWarnings(program), ...testingWarnings(program)];
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

function testingWarnings({ phases, testing }: ProgramFile): string[] {
  const { testDays, minPerCalendarWeek, closureGuard } = testing;
  return phases.flatMap(({ testsPerWeek, maxGapDays }, index) =>
    policyWarnings({
      ratePerWeek: testsPerWeek,
      maxGapDays,
      testDays,
      minPerCalendarWeek,
      closureGuard,
    }).map(({ message }) => `phases.${index}: ${message}`),
  );
}
