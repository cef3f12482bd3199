import type { Instant, LocalDate } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import { isMilestonesWanted } from '../domain/mutual-help.ts';
import type { Program } from '../domain/program.ts';
import { milestonesAsked, type OpenReview, reviewAsked, type TreatmentDuty } from '../domain/review.ts';
import { taperAsked } from '../domain/test-rate.ts';
import type { Transaction } from '../ports.ts';
import { executionName } from './execution-name.ts';
import { askSeparately } from './start-later.ts';

/** What is asked of a client's counselor, and when. */
export interface Asking {
  clinicId: string;
  program: Program;
  today: LocalDate;
  now: Instant;
}

/**
 * Asks for a review, unless one is open already. No machine waits for it: its answer is followed when it is saved, and
 * its silence when its ladder ends.
 *
 * @returns the episode as it is to be stored
 */
export function askReview(
  tx: Transaction,
  { clinicId, program, now }: Asking,
  episode: Episode,
  openReview: OpenReview,
): Episode {
  const { because } = openReview;
  const reason = because === 'planned' ? {} : { reason: because };
  const name = executionName(episode.id, 'review', now);
  askSeparately(tx, now, name, { clinicId, kind: 'review', episodeId: episode.id, ...reason });
  return reviewAsked(episode, program, openReview);
}

/** Puts a duty that is a question to whoever answers for it. Returns the episode as it is to be stored. */
export async function askDuty(
  tx: Transaction,
  asking: Asking,
  episode: Episode,
  due: Exclude<TreatmentDuty, { duty: 'next phase' | 'end' }>,
): Promise<Episode> {
  const { clinicId, program, today, now } = asking;
  const { id: episodeId } = episode;
  const ask = (kind: 'milestones' | 'taper-sign-off' | 'clinic-alert', more: object = {}) =>
    askSeparately(tx, now, executionName(episodeId, kind, now), { clinicId, kind, episodeId, ...more });
  if (due.duty === 'review') {
    const planned: OpenReview = { askedOn: today, because: 'planned' };
    return episode.openReview
      ? { ...reviewAsked(episode, program, planned), openReview: episode.openReview }
      : askReview(tx, asking, episode, planned);
  }
  if (due.duty === 'overdue review') {
    ask('clinic-alert', { reason: 'review overdue' });
    tx.audit({ at: now, what: 'review overdue', by: 'decide-treatment', episodeId });
    return { ...episode, overdueReviewToldOn: today };
  }
  if (due.duty === 'taper') {
    ask('taper-sign-off', { about: { forPhase: String(due.forPhase) } });
    return taperAsked(episode, due.forPhase);
  }
  const plan = await tx.get('carePlan', episodeId);
  if (isMilestonesWanted(program, plan?.fellowship ?? null)) ask('milestones');
  return milestonesAsked(episode, program, today);
}
