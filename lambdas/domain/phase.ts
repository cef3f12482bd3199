import { addDays, type LocalDate } from './clinic-calendar.ts';
import type { Program, ProgramPhase } from './program.ts';

export interface PhaseSpan {
  index: number;
  phase: ProgramPhase;
  startsOn: LocalDate;
  /** The last day in the phase. */
  endsOn: LocalDate;
}

/**
 * The phases of an episode that begins on a date and is planned for some days. Each phase keeps the share of
 * the program's length that its `days` are; every phase lasts at least a day while days remain, the last ends
 * with the plan.
 */
export function phaseSpans(
  program: Pick<Program, 'phases' | 'lengthDays'>,
  startsOn: LocalDate,
  plannedDays: number,
): PhaseSpan[] {
  const spans: PhaseSpan[] = [];
  let usedDays = 0;
  let sharedDays = 0;
  for (const [index, phase] of program.phases.entries()) {
    if (usedDays >= plannedDays) break;
    sharedDays += phase.days;
    const isLast = index === program.phases.length - 1;
    const share = Math.round((sharedDays / program.lengthDays.planned) * plannedDays);
    const endDay = isLast ? plannedDays : Math.min(plannedDays, Math.max(usedDays + 1, share));
    spans.push({
      index,
      phase,
      startsOn: addDays(startsOn, usedDays),
      endsOn: addDays(startsOn, endDay - 1),
    });
    usedDays = endDay;
  }
  return spans;
}

/** An interval of a program clamped to an episode, so that a seven-day episode has its review inside seven days. */
export function clampToLength(intervalDays: number, plannedDays: number): number {
  return Math.max(1, Math.min(intervalDays, plannedDays - 1));
}
