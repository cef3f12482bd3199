import { addDays, type Instant } from '../domain/clinic-calendar.ts';
import { earlySignal } from '../domain/early-signals.ts';
import { isInTreatment } from '../domain/episode.ts';
import { hasOpenReview } from '../domain/review.ts';
import type { Transaction } from '../ports.ts';
import { askReview } from './ask-treatment.ts';
import { readCase } from './read-records.ts';

/**
 * Brings the next review forward when what is on record asks for it. The counselor is asked what the client needs;
 * nothing else follows. Once for each stretch between reviews.
 */
export async function bringReviewForward(
  tx: Transaction,
  clinicId: string,
  episodeId: string,
  now: Instant,
): Promise<void> {
  const { episode, program, today } = await readCase(tx, clinicId, episodeId, now);
  if (!isInTreatment(episode) || hasOpenReview(episode, today)) return;
  const before = addDays(episode.admittedOn ?? today, -1);
  const since = [episode.lastReviewedOn ?? before, episode.signalledOn ?? before].sort().at(-1) ?? before;
  const tests = await tx.list('drugTest', { parent: episodeId });
  const because = earlySignal(tests, since);
  if (!because) return;
  const asking = { clinicId, program, today, now };
  tx.put('episode', { ...askReview(tx, asking, episode, { askedOn: today, because }), signalledOn: today });
  const details = { because };
  tx.audit({ at: now, what: 'review asked for', by: 'early-review', episodeId, details });
}
