import { addDays, daysBetween, type LocalDate } from './clinic-calendar.ts';
import type { Episode } from './episode.ts';
import { policyOf } from './override.ts';
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
  /** Who decided. */
  by?: string;
  reason?: string;
  /** Ids of the goals that were marked as reached. */
  goalsReached?: string[];
}

/** Why a review is held: its day has come, a clinician asks for it, or something recorded asks for it. */
export type ReviewCause = 'planned' | 'a clinician asks for it' | EarlySignal;
export type EarlySignal = 'two tests missed' | 'a positive test and a missed one';

/** A review that has been asked and is not settled. */
export interface OpenReview {
  askedOn: LocalDate;
  because: ReviewCause;
  /** Set where somebody asked for it. */
  by?: string;
  reason?: string;
}

/** The next thing that treatment owes a client, and the day it falls due. */
export type TreatmentDuty =
  | { duty: 'review'; on: LocalDate }
  | { duty: 'milestones'; on: LocalDate }
  | { duty: 'overdue review'; on: LocalDate }
  | { duty: 'taper'; on: LocalDate; forPhase: number }
  | { duty: 'next phase'; on: LocalDate }
  | { duty: 'end'; on: LocalDate };

/**
 * The duty that falls due first. A review decides about the phase's turn, so it comes before the phase when both fall
 * on one day, and while it is open the phase waits for it, ten days at most. The end comes last and waits for nothing.
 * A phase that would test less often comes with the question of a sign-off.
 */
export function nextTreatmentDuty(episode: Episode, program: Program): TreatmentDuty {
  const endOn = episode.plannedEndOn ?? episode.referredAt.slice(0, 10);
  const duties: TreatmentDuty[] = [];
  if (episode.nextReviewOn) duties.push({ duty: 'review', on: episode.nextReviewOn });
  if (episode.nextMilestonesOn) duties.push({ duty: 'milestones', on: episode.nextMilestonesOn });
  const overdue = nextOverdueOn(episode, program);
  if (overdue) duties.push({ duty: 'overdue review', on: overdue });
  const turn = nextPhaseOn(episode, program);
  const taper = nextTaper(episode, program, turn?.waitsUntil);
  if (taper) duties.push({ duty: 'taper', ...taper });
  if (turn) duties.push({ duty: 'next phase', on: turn.waitsUntil });
  const due = duties
    .filter((item) => item.on <= endOn)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0];
  return due ?? { duty: 'end', on: endOn };
}

/** What is asked must be asked while somebody has the time to answer before the end. */
const daysToAnswer = 2;

/** When the next review or milestone question falls due; the interval clamps to the episode's length. */
export function nextDueOn(from: LocalDate, everyDays: number, plannedDays: number): LocalDate {
  return addDays(from, clampToLength(everyDays, plannedDays - daysToAnswer));
}

/** Days until a review that nobody answered is asked for again. */
const reviewAgainDays = 3;
/** A review's ladder is over by then, whatever the clinic's hours. */
const longestReviewDays = 10;

/** The episode once its review was asked: the next one is counted from now, however long the answer takes. */
export function reviewAsked(
  episode: Episode,
  program: Program,
  openReview: OpenReview,
): Episode & { openReview: OpenReview } {
  const { askedOn } = openReview;
  const { everyDays } = policyOf(program, episode, askedOn).reviews;
  return { ...episode, openReview, nextReviewOn: nextDueOn(askedOn, everyDays, episode.plannedDays) };
}

/** The episode once its milestones were asked about. */
export function milestonesAsked(episode: Episode, program: Program, on: LocalDate): Episode {
  const { everyDays } = policyOf(program, episode, on).milestones;
  return { ...episode, nextMilestonesOn: nextDueOn(on, everyDays, episode.plannedDays) };
}

/** The episode after a review that nobody did: it falls due again soon, not at the next interval. */
export function reviewNotDone(episode: Episode, on: LocalDate): Episode {
  const again = addDays(on, reviewAgainDays);
  const { nextReviewOn } = episode;
  return {
    ...episode,
    openReview: null,
    nextReviewOn: nextReviewOn && nextReviewOn > on && nextReviewOn < again ? nextReviewOn : again,
  };
}

/** True while a review waits for its answer; one that was lost on its way counts no longer than a ladder takes. */
export function hasOpenReview({ openReview }: Episode, on: LocalDate): boolean {
  return Boolean(openReview && on < addDays(openReview.askedOn, longestReviewDays));
}

/**
 * When the director is told that nobody has reviewed the client: the program's days after the last review, and again
 * at each interval. Source: program facts, "overdue at 30"; clamped like every interval.
 */
function nextOverdueOn(episode: Episode, program: Program): LocalDate | undefined {
  const { admittedOn, lastReviewedOn, overdueReviewToldOn: told, plannedDays } = episode;
  if (!admittedOn) return undefined;
  const last = lastReviewedOn ?? admittedOn;
  const { everyDays, overdueAfterDays } = policyOf(program, episode, last).reviews;
  const first = addDays(last, Math.max(clampToLength(overdueAfterDays, plannedDays), 2));
  return told && told >= first ? nextDueOn(told, everyDays, plannedDays) : first;
}

/** The planned day of the next phase, and the day until which it waits for a review that is open. */
export function nextPhaseOn(
  episode: Episode,
  program: Program,
): { on: LocalDate; waitsUntil: LocalDate } | undefined {
  if (!episode.admittedOn || !episode.phaseStartedOn) return undefined;
  const spans = phaseSpans(program, episode.admittedOn, episode.plannedDays);
  const next = spans[episode.phaseIndex + 1];
  const current = spans[episode.phaseIndex];
  if (!next || !current) return undefined;
  const on = addDays(episode.phaseStartedOn, daysBetween(current.startsOn, current.endsOn) + 1);
  const latest = episode.openReview ? addDays(episode.openReview.askedOn, longestReviewDays) : on;
  return { on, waitsUntil: latest > on ? latest : on };
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
  const { everyDays } = policyOf(program, episode, on).reviews;
  const { nextReviewOn, plannedDays } = episode;
  const reviewed: Episode = {
    ...rateReviewed(episode, program, on),
    openReview: null,
    lastReviewedOn: on,
    nextReviewOn: nextReviewOn && nextReviewOn > on ? nextReviewOn : nextDueOn(on, everyDays, plannedDays),
  };
  if (decision !== 'hold' && decision !== 'step up') return reviewed;
  const heldDays = clampToLength(everyDays, plannedDays);
  const latestEnd = addDays(episode.admittedOn ?? on, Math.max(program.lengthDays.max, plannedDays) - 1);
  const wantedEnd = addDays(episode.plannedEndOn ?? on, heldDays);
  const moved = {
    ...reviewed,
    phaseIndex: decision === 'step up' ? Math.max(0, episode.phaseIndex - 1) : episode.phaseIndex,
    phaseStartedOn: on,
    plannedEndOn: wantedEnd < latestEnd ? wantedEnd : latestEnd,
  };
  return rateInPhase(moved, program);
}
