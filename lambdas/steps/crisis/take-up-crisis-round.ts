import * as z from 'zod/mini';
import { putCrisis } from '../../casework/crisis.ts';
import { executionName } from '../../casework/execution-name.ts';
import { required } from '../../casework/read-records.ts';
import { askSeparately } from '../../casework/start-later.ts';
import type { Instant } from '../../domain/clinic-calendar.ts';
import { afterRound, type Crisis, isUnacknowledged } from '../../domain/crisis.ts';
import type { Transaction } from '../../ports.ts';
import { clinicInput, defineStep } from '../../runtime/define-step.ts';

interface Round {
  climb: number;
  round: number;
  outcome: string;
  at: Instant;
}

/** What a round came to: somebody has it, the ladder goes from the top again, or this climb has ended. */
export const step = defineStep({
  input: z.extend(clinicInput, {
    crisisId: z.string(),
    attempt: z.int(),
    round: z.string(),
    outcome: z.string(),
  }),
  run: async ({ clinicId, crisisId, attempt, round, outcome }, ports) => {
    const over: Round = { climb: attempt, round: Number(round), outcome, at: ports.clock.now() };
    return ports.store.transact(clinicId, async (tx) => {
      const before = await required(tx, 'crisis', crisisId);
      const decided = afterRound(before, over);
      if (decided.outcome === 'settled') return { outcome: decided.outcome };
      const key = `${attempt}.${round}`;
      if (before.over === key) return { outcome: decided.outcome };
      putCrisis(tx, clinicId, { ...decided.crisis, over: key }, before);
      record(tx, clinicId, decided.crisis, over);
      return { outcome: decided.outcome };
    });
  },
});

/** The silence is on record, and after the first round of a climb, or when one failed, the director is told apart from the ladder. */
function record(
  tx: Transaction,
  clinicId: string,
  crisis: Crisis,
  { climb, round, outcome, at }: Round,
): void {
  if (!isUnacknowledged(crisis)) return;
  const details = { crisisId: crisis.id, climb, round, outcome };
  tx.audit({
    at,
    what: 'crisis round over',
    by: 'take-up-crisis-round',
    episodeId: crisis.episodeId,
    details,
  });
  const hasFailed = outcome === 'failed';
  if (!hasFailed && round !== 1) return;
  const word = hasFailed ? 'failed' : 'silent';
  askSeparately(tx, at, executionName('clinic', `crisis-${word}`, crisis.id, `${climb}.${round}`), {
    clinicId,
    kind: 'crisis-alert',
    about: { crisisId: crisis.id },
    reason: hasFailed ? 'a round failed' : 'nobody acknowledged',
  });
}
