import type { Fields } from '../domain/answer-fields.ts';
import { type PlanItem, planItems } from '../domain/care-plan.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import { type Episode, isUnderTreatment } from '../domain/episode.ts';
import { phaseNews } from '../domain/home-notice.ts';
import type { AnswerOutcome, HumanTask } from '../domain/human-task.ts';
import { milestonesFrom } from '../domain/mutual-help.ts';
import {
  applyReview,
  nextTreatmentDuty,
  type ReviewDecision,
  reviewDecisions,
  reviewNotDone,
} from '../domain/review.ts';
import { taperSigned } from '../domain/test-rate.ts';
import type { Secrets, Transaction } from '../ports.ts';
import { giveFeedback } from './give-feedback.ts';
import { noteForHome } from './home-notices.ts';
import { type Case, readCase } from './read-records.ts';
import { requestEnding } from './request-ending.ts';
import { askSeparately } from './start-later.ts';
import { raiseSignal } from './tell-workflow.ts';

interface Followed extends Case {
  task: HumanTask;
  at: Instant;
  by: string;
}

/**
 * What follows from an answer about a client's treatment, in the transaction that saves it. An answer that came too
 * late or contradicts another is staff's to settle, and does nothing here.
 */
export async function followTreatmentAnswer(
  tx: Transaction,
  secrets: Secrets,
  clinicId: string,
  task: HumanTask,
  outcome: AnswerOutcome['outcome'],
): Promise<void> {
  const { kind, episodeId, answer } = task;
  const follow = followers[kind];
  if (!follow || !episodeId || !answer || !isTaken(task, outcome)) return;
  const the = await readCase(tx, clinicId, episodeId, answer.at);
  if (!isUnderTreatment(the.episode)) return;
  await follow(tx, { ...the, task, at: answer.at, by: answer.by }, secrets);
}

/** What was reported is worth having whenever it comes; a decision counts while it is asked for. */
function isTaken({ kind }: HumanTask, outcome: AnswerOutcome['outcome']): boolean {
  if (outcome === 'recorded') return true;
  return kind === 'milestones' && (outcome === 'late' || outcome === 'corrected');
}

type Follow = (tx: Transaction, followed: Followed, secrets: Secrets) => Promise<void>;

const followers: Partial<Record<HumanTask['kind'], Follow>> = {
  review: followReview,
  milestones: followMilestones,
  'taper-sign-off': followTaper,
  'higher-level-decision': followHigherLevel,
};

const ownIdOf = ({ id }: HumanTask) => id.split(':')[1] ?? id;

async function followReview(tx: Transaction, followed: Followed, secrets: Secrets): Promise<void> {
  const { clinic, episode, program, today, task, at, by } = followed;
  const decision = reviewDecisions.find((known) => known === task.answer?.choice);
  if (!decision) return;
  const fields = task.answer?.fields ?? {};
  const { feedback = '', reason = '', goalsReached = '' } = fields;
  const next = applyReview(episode, program, decision, today);
  const id = `${episode.id}:review-${ownIdOf(task)}`;
  const written = {
    ...(reason && { reason }),
    ...(goalsReached && { goalsReached: goalsReached.split(',') }),
  };
  tx.put('review', { id, episodeId: episode.id, date: today, decision, by, ...written });
  const details = { decision, plannedEndOn: next.plannedEndOn };
  tx.audit({ at, what: 'review taken up', by: 'follow-answer', episodeId: episode.id, details });
  await keepPlan(tx, episode.id, fields);
  if (feedback !== '')
    await giveFeedback(tx, secrets, clinic, episode, { words: feedback, by, at, reviewTaskId: task.id });
  await moveOn(tx, followed, next, decision);
}

async function moveOn(
  tx: Transaction,
  followed: Followed,
  next: Episode,
  decision: ReviewDecision,
): Promise<void> {
  const { clinic, episode, program, today, at, by } = followed;
  if (decision === 'discharge') {
    const request = { ending: 'completed early', reason: 'decided in a review', by } as const;
    await requestEnding(tx, next, request, at);
    return;
  }
  putEpisode(tx, followed, next);
  if (decision === 'step up' && episode.phaseIndex === 0)
    askSeparately(tx, at, `${ownIdOf(followed.task)}-higher-level`, {
      clinicId: clinic.id,
      kind: 'higher-level-decision',
      episodeId: episode.id,
      reason: 'stepped up in the first phase',
    });
  if (next.phaseIndex === episode.phaseIndex) return;
  const news = phaseNews(next, program, today);
  await noteForHome(tx, clinic, { episode: next, homeId: next.residence?.homeId, news }, at);
}

/** Stores a changed episode, and wakes whatever waits for a day that is no longer the right one. */
export function putEpisode(
  tx: Transaction,
  { episode, program, at }: Pick<Followed, 'episode' | 'program' | 'at'>,
  next: Episode,
): void {
  tx.put('episode', next);
  const changed = (wait: 'treatment' | 'aftercare') =>
    raiseSignal(tx, { episodeId: episode.id, wait, at, news: { kind: 'changed' } }, `${wait}-changed-${at}`);
  if (nextTreatmentDuty(next, program).on < nextTreatmentDuty(episode, program).on) changed('treatment');
  if (next.plannedEndOn !== episode.plannedEndOn) changed('aftercare');
}

/** Goals and needs as the review leaves them. */
async function keepPlan(
  tx: Transaction,
  episodeId: string,
  { goalsReached, goalsDropped, needsMet, goalAdded }: Fields,
): Promise<void> {
  const isTouched = goalsReached ?? goalsDropped ?? needsMet ?? goalAdded;
  const plan = isTouched === undefined ? undefined : await tx.get('carePlan', episodeId);
  if (!plan) return;
  const dropped = marked(plan.goals, goalsDropped, 'dropped');
  const goals = marked(dropped, goalsReached, 'met');
  const needs = marked(plan.needs, needsMet, 'met');
  tx.put('carePlan', { ...plan, needs, goals: goalAdded ? planItems('g', [goalAdded], goals) : goals });
}

function marked(items: readonly PlanItem[], ids: string | undefined, status: PlanItem['status']): PlanItem[] {
  const named = ids?.split(',') ?? [];
  return items.map((item) => (named.includes(item.id) ? { ...item, status } : item));
}

async function followMilestones(tx: Transaction, followed: Followed): Promise<void> {
  const { clinic, episode, program, today, task, at, by } = followed;
  const { choice = '', fields = {} } = task.answer ?? {};
  const plan = await tx.get('carePlan', episode.id);
  const id = `${episode.id}:ms-${ownIdOf(task)}`;
  const given = { id, episodeId: episode.id, on: today, said: choice, by };
  const milestones = milestonesFrom(given, fields, plan?.fellowship ?? null);
  tx.put('milestones', milestones);
  if (plan && milestones.fellowship !== plan.fellowship)
    tx.put('carePlan', { ...plan, fellowship: milestones.fellowship });
  const details = { outcome: choice, basis: 'self-reported', expected: program.mutualHelp.expected };
  tx.audit({ at, what: 'milestones recorded', by: 'follow-answer', episodeId: episode.id, details });
  if (choice !== 'needs support') return;
  askSeparately(tx, at, `${ownIdOf(task)}-milestone-support`, {
    clinicId: clinic.id,
    kind: 'care-concern',
    episodeId: episode.id,
    reason: 'needs support with mutual help',
  });
}

async function followTaper(tx: Transaction, followed: Followed): Promise<void> {
  const { episode, program, task, at } = followed;
  const outcome = task.answer?.choice ?? '';
  const forPhase = Number(task.about.forPhase ?? episode.phaseIndex);
  const next = outcome === 'step down' ? taperSigned(episode, program, forPhase) : episode;
  const isSignedOff = next !== episode;
  if (isSignedOff) putEpisode(tx, followed, next);
  tx.audit({
    at,
    what: isSignedOff ? 'lower test rate signed off' : 'test rate kept',
    by: 'follow-answer',
    episodeId: episode.id,
    details: { forPhase, outcome },
  });
}

async function followHigherLevel(tx: Transaction, { episode, task, at, by }: Followed): Promise<void> {
  if (task.answer?.choice !== 'refer to a higher level of care') return;
  const request = { ending: 'stepped up', reason: 'decided in a review', by } as const;
  await requestEnding(tx, episode, request, at);
}

/** What follows when nobody answered: a review comes again soon, and a lower test rate is not signed. */
export async function followTreatmentSilence(
  tx: Transaction,
  clinicId: string,
  task: HumanTask,
  at: Instant,
): Promise<void> {
  const { kind, episodeId } = task;
  if ((kind !== 'review' && kind !== 'taper-sign-off') || !episodeId) return;
  const the = await readCase(tx, clinicId, episodeId, at);
  const { episode, today } = the;
  if (!isUnderTreatment(episode)) return;
  if (kind === 'taper-sign-off') {
    const details = { forPhase: Number(task.about.forPhase ?? episode.phaseIndex), outcome: 'no answer' };
    tx.audit({ at, what: 'test rate kept', by: 'follow-silence', episodeId, details });
    return;
  }
  const next = reviewNotDone(episode, today);
  const id = `${episodeId}:review-${ownIdOf(task)}`;
  tx.put('review', { id, episodeId, date: today, decision: 'no answer' });
  const details = { decision: 'no answer', plannedEndOn: next.plannedEndOn };
  tx.audit({ at, what: 'review taken up', by: 'follow-silence', episodeId, details });
  putEpisode(tx, { ...the, at }, next);
}
