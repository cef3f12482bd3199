import * as z from 'zod/mini';
import { type Case, readCase, required } from '../../casework/read-records.ts';
import type { Instant } from '../../domain/clinic-calendar.ts';
import {
  collectionOutcomes,
  type DrugTest,
  isCollected,
  nextAfterCollection,
  type TestOutcome,
} from '../../domain/drug-test.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

/** Records what the collection came to. A random specimen starts the client's gap anew; a for-cause one does not. */
export const step = defineStep({
  input: z.extend(episodeInput, { testId: z.string(), outcome: z.string() }),
  run: async ({ clinicId, episodeId, testId, outcome }, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(clinicId, async (tx) => {
      const test = await required(tx, 'drugTest', testId);
      if (test.outcome !== 'pending') return followUp(test.outcome);
      return followUp(record(tx, await readCase(tx, clinicId, episodeId, now), test, { outcome, now }));
    });
  },
});

function record(
  tx: Transaction,
  { episode }: Case,
  test: DrugTest,
  entered: { outcome: string; now: Instant },
): TestOutcome {
  const silent: TestOutcome = entered.outcome === 'withdrawn' ? 'withdrawn' : 'no answer';
  const outcome = collectionOutcomes.find((known) => known === entered.outcome) ?? silent;
  const collectedOn = isCollected(outcome) ? test.date : null;
  tx.put('drugTest', { ...test, outcome, collectedOn });
  if (collectedOn && test.basis === 'random' && (episode.lastTestOn ?? '') < collectedOn) {
    tx.put('episode', { ...episode, lastTestOn: collectedOn });
  }
  const details = { testId: test.id, outcome, basis: test.basis };
  tx.audit({
    at: entered.now,
    what: 'test outcome recorded',
    by: 'take-up-collection',
    episodeId: episode.id,
    details,
  });
  return outcome;
}

function followUp(outcome: TestOutcome | 'pending') {
  return { outcome: outcome === 'pending' ? 'done' : nextAfterCollection(outcome), reason: outcome };
}
