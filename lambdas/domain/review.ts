import { addDays, daysBetween, type LocalDate } from './clinic-calendar.ts';
import type { Episode } from './episode.ts';
import { clampToLength, phaseSpans } from './phase.ts';
import type { Program } from './program.ts';
import { nextTaper, rateInPhase, rateReviewed } from './test-rate.ts';

export const reviewDecisions = ['advance', 'hold', 'step up', 'discharge'] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];

export interface Review {
  id: string;
  episodeId: string;
  date: LocalDate;
  decision: ReviewDecision | 'no answer' | 'withdrawn';
}

/** The next thing that treatment owes a client, and the day it falls due. */
export type TreatmentDuty =
  | { duty: 'review'; on: LocalDate }
  | { duty: 'milestones'; on: LocalDate }
  | { duty: 'taper'; on: LocalDate; forPhase: number }
  | { duty: 'next phase'; on: LocalDate }
  | { duty: 'end'; on: LocalDate };

/**
 * The duty that falls due first. A phase's turn is decided by a review, so the review comes before the phase
 * when both fall on one day; the end comes last. A phase that would test less often waits for the sign-off.
 *
 * @param asksForSignOff false for a machine that does not know the question: there the present rate is kept
 */
export function nextTreatmentDuty(episode: Episode, program: Program, asksForSignOff = true): TreatmentDuty {
  const endOn = episode.plannedEndOn ?? episode.referredAt.slice(0, 10);
  const duties: TreatmentDuty[] = [];
  if (episode.nextReviewOn) duties.push({ duty: 'review', on: episode.nextReviewOn });
  if (episode.nextMilestonesOn) duties.push({ duty: 'milestones', on: episode.nextMilestonesOn });
  const turn = nextPhaseOn(episode, program);
  const taper = asksForSignOff ? nextTaper(episode, program, turn) : undefined;
  if (taper) duties.push({ duty: 'taper', ...taper });
  if (turn) duties.push({ duty: 'next phase', on: turn });
  const due = duties
    .filter((item) => item.on <= endOn)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0];
  return due ?? { duty: 'end', on: endOn };
}

/** When the next review or milestone question falls due; the interval clamps to the episode's length. */
export function nextDueOn(from: LocalDate, everyDays: number, plannedDays: number): LocalDate {
  return addDays(from, clampToLength(everyDays, plannedDays));
}

/** Days until a review that nobody answered is asked for again. */
const reviewAgainDays = 3;

/** The episode after a review that nobody did: it falls due again soon, not at the next interval. */
export function reviewNotDone(episode: Episode, on: LocalDate): Episode {
  return { ...episode, nextReviewOn: addDays(on, reviewAgainDays) };
}

function nextPhaseOn(episode: Episode, program: Program): LocalDate | undefined {
  if (!episode.admittedOn || !episode.phaseStartedOn) return undefined;
  const next = phaseSpans(program, episode.admittedOn, episode.plannedDays)[episode.phaseIndex + 1];
  const current = phaseSpans(program, episode.admittedOn, episode.plannedDays)[episode.phaseIndex];
  if (!next || !current) return undefined;
  return addDays(episode.phaseStartedOn, daysBetween(current.startsOn, current.endsOn) + 1);
}

/**
 * The episode after a review. "Advance" moves nothing by itself: the phase's turn comes with its plan. "Hold"
 * keeps the phase for another review interval, "step up" goes back one phase; both move the planned end by the
 * same days, within the program's maximum length.
 */
export function applyReview(
  episode: Episode,
  program: Program,
  decision: ReviewDecision,
  on: LocalDate,
): Episode {
  const reviewed = {
    ...rateReviewed(episode, program, on),
    nextReviewOn: nextDueOn(on, program.reviews.everyDays, episode.plannedDays),
  };
  if (decision !== 'hold' && decision !== 'step up') return reviewed;
  const heldDays = clampToLength(program.reviews.everyDays, episode.plannedDays);
  const latestEnd = addDays(
    episode.admittedOn ?? on,
    Math.max(program.lengthDays.max, episode.plannedDays) - 1,
  );
  const wantedEnd = addDays(episode.plannedEndOn ?? on, heldDays);
  const moved = {
    ...reviewed,
    phaseIndex: decision === 'step up' ? Math.max(0, episode.phaseIndex - 1) : episode.phaseIndex,
    phaseStartedOn: on,
    plannedEndOn: wantedEnd < latestEnd ? wantedEnd : latestEnd,
  };
  return rateInPhase(moved, program);
}
