import * as z from 'zod/mini';
import { bringReviewForward } from '../../casework/early-review.ts';
import { noteForHome } from '../../casework/home-notices.ts';
import { type Case, readCase, required } from '../../casework/read-records.ts';
import type { Instant } from '../../domain/clinic-calendar.ts';
import {
  type CollectionTaken,
  type DrugTest,
  followUpOf,
  isCollected,
  isUncovered,
  takeUpEntry,
} from '../../domain/drug-test.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Machines of before fields existed do not name the question; what was filled in is then unknown. */
const input = z.extend(episodeInput, {
  testId: z.string(),
  taskId: z.optional(z.string()),
  outcome: z.string(),
});

/** Records what the collection came to. A random specimen starts the client's gap anew; a for-cause one does not. */
export const step = defineStep({
  input,
  run: async ({ clinicId, episodeId, testId, taskId, outcome }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const test = await required(tx, 'drugTest', testId);
      if (test.outcome !== 'pending') return outcomeOf(followUpOf(test));
      const the = await readCase(tx, clinicId, episodeId, now);
      const answer = taskId ? (await required(tx, 'task', taskId)).answer : null;
      const entry = { choice: outcome, fields: answer?.fields ?? {}, at: answer?.at ?? now };
      const taken = takeUpEntry(test, entry, the.clinic.calendar.timeZone);
      record(tx, the, taken, now);
      if (taken.next !== 'offer oral fluid') {
        await tellHome(tx, the, taken.test, now);
        await bringReviewForward(tx, clinicId, episodeId, now);
      }
      return outcomeOf(taken);
    });
  },
});

function outcomeOf({ next, reason }: Pick<CollectionTaken, 'next' | 'reason'>) {
  return { outcome: next, reason };
}

function record(tx: Transaction, { episode }: Case, { test, next }: CollectionTaken, now: Instant): void {
  const by = 'take-up-collection';
  tx.put('drugTest', test);
  if (next === 'offer oral fluid') {
    const details = { testId: test.id };
    tx.audit({ at: now, what: 'oral fluid asked for', by, episodeId: episode.id, details });
    return;
  }
  const { collectedOn, basis } = test;
  if (collectedOn && basis === 'random' && (episode.lastTestOn ?? '') < collectedOn)
    tx.put('episode', { ...episode, lastTestOn: collectedOn });
  tx.audit({
    at: now,
    what: 'test outcome recorded',
    by,
    episodeId: episode.id,
    details: detailsOf(test),
  });
}

/** The home hears, with the day's list and where consented, whether a test that was due was given; never what came of it. */
async function tellHome(
  tx: Transaction,
  { clinic, episode }: Case,
  test: DrugTest,
  now: Instant,
): Promise<void> {
  const { outcome } = test;
  const wasGiven = outcome !== 'pending' && isCollected(outcome);
  if (!wasGiven && !['missed', 'refused', 'unable'].includes(outcome)) return;
  const news = { news: 'test status', date: test.date, wasGiven } as const;
  await noteForHome(tx, clinic, { episode, homeId: episode.residence?.homeId, news }, now);
}

/** Codes only: figures stay with the test. */
function detailsOf(test: DrugTest) {
  const { id: testId, outcome, basis, specimen, panels, excuse } = test;
  return {
    testId,
    outcome,
    basis,
    ...(specimen && { specimen: specimen.kind }),
    ...(panels.length > 0 && { panels }),
    ...(excuse && { excuse }),
    ...(isUncovered(test) && { uncovered: true }),
  };
}
