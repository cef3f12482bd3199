import type { LocalDate } from './clinic-calendar.ts';
import type { Episode } from './episode.ts';
import { overrideOf } from './override.ts';
import type { Program } from './program.ts';

/**
 * How often a client is tested: by the rate of one of the program's phases, which is not always the phase the client
 * is in. A lower rate needs a clinician's sign-off. Source: random testing specification, "What follows a call".
 */
export interface TestRate {
  /** The phase whose rate and longest gap hold. */
  phaseIndex: number;
  /** The latest phase for which the question of a lower rate was put. */
  askedFor: number;
  /** When it is put again, after it was not signed off; set by the next review. */
  askAgainOn: LocalDate | null;
}

export const firstTestRate: TestRate = { phaseIndex: 0, askedFor: 0, askAgainOn: null };

/** A question about the rate that is due: for which phase, on which day. */
export interface Taper {
  forPhase: number;
  on: LocalDate;
}

function ratePerWeek(program: Pick<Program, 'phases'>, phaseIndex: number): number {
  return program.phases[Math.min(phaseIndex, program.phases.length - 1)]?.testsPerWeek ?? 0;
}

function isLower(program: Pick<Program, 'phases'>, episode: Episode, phaseIndex: number): boolean {
  return ratePerWeek(program, phaseIndex) < ratePerWeek(program, episode.testRate.phaseIndex);
}

/** True when the client is tested more often than the phase plans, because nobody signed for less. */
export function isHeldBack(episode: Episode, program: Pick<Program, 'phases'>): boolean {
  return isLower(program, episode, episode.phaseIndex);
}

/**
 * The sign-off that is due: when a phase with a lower rate begins, and again after a review while the client is
 * tested more often than the phase plans. `turn` is the day on which the next phase begins, if there is one. While a
 * clinician has set the client's own rate nothing is asked: it holds in every phase.
 */
export function nextTaper(
  episode: Episode,
  program: Pick<Program, 'phases'>,
  turn: LocalDate | undefined,
): Taper | undefined {
  const { askedFor, askAgainOn } = episode.testRate;
  const hasOwn = (on: LocalDate) => overrideOf(episode, 'test rate', on) !== undefined;
  if (askAgainOn !== null && isHeldBack(episode, program) && !hasOwn(askAgainOn))
    return { forPhase: episode.phaseIndex, on: askAgainOn };
  const next = episode.phaseIndex + 1;
  return turn !== undefined && askedFor < next && isLower(program, episode, next) && !hasOwn(turn)
    ? { forPhase: next, on: turn }
    : undefined;
}

/** The episode once the question was put: the rate stays until somebody signs. */
export function taperAsked(episode: Episode, forPhase: number): Episode {
  const askedFor = Math.max(episode.testRate.askedFor, forPhase);
  return { ...episode, testRate: { ...episode.testRate, askedFor, askAgainOn: null } };
}

/**
 * The episode after a signature. One for a phase that the client has been taken back from since counts for nothing:
 * the question comes anew with that phase.
 */
export function taperSigned(episode: Episode, program: Pick<Program, 'phases'>, forPhase: number): Episode {
  const isOver = forPhase > episode.phaseIndex || !isLower(program, episode, forPhase);
  if (isOver) return episode;
  return { ...episode, testRate: { ...episode.testRate, phaseIndex: forPhase } };
}

/** The rate with a phase that begins: it follows the phase unless that would lower it. */
export function rateInPhase(episode: Episode, program: Pick<Program, 'phases'>): Episode {
  const { phaseIndex, testRate } = episode;
  if (isLower(program, episode, phaseIndex)) return episode;
  const askedFor = Math.min(testRate.askedFor, phaseIndex);
  return { ...episode, testRate: { ...testRate, phaseIndex, askedFor } };
}

/** After a review the question is put again to whoever is tested more often than planned. */
export function rateReviewed(episode: Episode, program: Pick<Program, 'phases'>, on: LocalDate): Episode {
  const askAgainOn = isHeldBack(episode, program) ? on : null;
  return { ...episode, testRate: { ...episode.testRate, askAgainOn } };
}
