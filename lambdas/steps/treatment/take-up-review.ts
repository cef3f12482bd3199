import * as z from 'zod/mini';
import { noteForHome } from '../../casework/home-notices.ts';
import { type Case, readCase, required } from '../../casework/read-records.ts';
import { raiseSignal, tellSignalOrLater } from '../../casework/tell-workflow.ts';
import type { Instant } from '../../domain/clinic-calendar.ts';
import { type Episode, isEnded } from '../../domain/episode.ts';
import { phaseNews } from '../../domain/home-notice.ts';
import { applyReview, type ReviewDecision, reviewDecisions, reviewNotDone } from '../../domain/review.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Applies a review's decision. A review that nobody did has climbed to the director and falls due again soon. */
export const step = defineStep({
  input: z.extend(episodeInput, { taskId: z.string(), outcome: z.string() }),
  run: async ({ clinicId, episodeId, taskId, outcome }, ports) => {
    const now = ports.clock.now();
    const endMoved = await ports.store.transact(clinicId, async (tx) => {
      const the = await readCase(tx, clinicId, episodeId, now);
      const reviewId = `${episodeId}:review-${taskId.split(':')[1]}`;
      if (isEnded(the.episode) || (await tx.get('review', reviewId))) return false;
      const moved = takeUp(tx, the, { reviewId, outcome, now });
      await tellHomeOfPhase(tx, the, now);
      return moved;
    });
    if (endMoved) await tellSignalOrLater(ports, clinicId, { episodeId, wait: 'aftercare', at: now });
    return { outcome };
  },
});

/** A review that steps up changes the days on which the client is at the program. */
async function tellHomeOfPhase(tx: Transaction, { clinic, episode, program, today }: Case, now: Instant) {
  const next = await required(tx, 'episode', episode.id);
  if (next.phaseIndex === episode.phaseIndex) return;
  const news = phaseNews(next, program, today);
  await noteForHome(tx, clinic, { episode: next, homeId: episode.residence?.homeId, news }, now);
}

function takeUp(
  tx: Transaction,
  the: Case,
  review: { reviewId: string; outcome: string; now: Instant },
): boolean {
  const { episode, program, today } = the;
  const decision = reviewDecisions.find((known) => known === review.outcome);
  const next = decision
    ? reviewed(applyReview(episode, program, decision, today), decision)
    : reviewNotDone(episode, today);
  const recorded = decision ?? (review.outcome === 'withdrawn' ? 'withdrawn' : 'no answer');
  tx.put('review', { id: review.reviewId, episodeId: episode.id, date: today, decision: recorded });
  tx.put('episode', next);
  const details = { decision: recorded, plannedEndOn: next.plannedEndOn };
  tx.audit({ at: review.now, what: 'review taken up', by: 'take-up-review', episodeId: episode.id, details });
  const endMoved = next.plannedEndOn !== episode.plannedEndOn;
  if (endMoved)
    raiseSignal(
      tx,
      { episodeId: episode.id, wait: 'aftercare', at: review.now, news: { kind: 'changed' } },
      `end-moved-${review.now}`,
    );
  return endMoved;
}

function reviewed(episode: Episode, decision: ReviewDecision): Episode {
  if (decision !== 'discharge') return episode;
  return {
    ...episode,
    endingRequested: { ending: 'completed early', reason: 'decided in a review', by: 'take-up-review' },
  };
}
