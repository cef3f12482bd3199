import * as z from 'zod/mini';
import { readCase, required } from '../../casework/read-records.ts';
import type { Instant } from '../../domain/clinic-calendar.ts';
import { tellingWays, windowFrom } from '../../domain/collection-window.ts';
import { type DrugTest, excuseReasons, followUpOf } from '../../domain/drug-test.ts';
import { toldAtFrom } from '../../domain/entered-times.ts';
import type { Answer } from '../../domain/human-task.ts';
import type { Transaction } from '../../ports.ts';
import { defineStep, episodeInput } from '../../runtime/define-step.ts';

const input = z.extend(episodeInput, { testId: z.string(), taskId: z.string(), outcome: z.string() });
type Telling = z.infer<typeof input> & { now: Instant };

/**
 * What collections said about telling the client. The window runs from the telling; without proof of one, or too late
 * for any window, a test is "not reached", never "missed".
 */
export const step = defineStep({
  input,
  run: async (telling, ports) => {
    const now = ports.clock.now();
    return ports.store.transact(telling.clinicId, async (tx) => {
      const test = await required(tx, 'drugTest', telling.testId);
      if (test.outcome !== 'pending') {
        const { next, reason } = followUpOf(test);
        return { outcome: next === 'done' ? 'closed' : next, reason };
      }
      if (telling.outcome === 'withdrawn') return { outcome: 'closed', reason: '' };
      const answer = (await required(tx, 'task', telling.taskId)).answer ?? undefined;
      if (telling.outcome === 'told') return told(tx, { ...telling, now }, test, answer);
      if (telling.outcome === 'excused') return excused(tx, { ...telling, now }, test, answer);
      return notReached(tx, { ...telling, now }, test, telling.outcome);
    });
  },
});

async function told(tx: Transaction, telling: Telling, test: DrugTest, answer: Answer | undefined) {
  const { clinicId, episodeId, testId, now } = telling;
  const { clinic, episode, program } = await readCase(tx, clinicId, episodeId, now);
  const recordedAt = answer?.at ?? now;
  if (test.telling?.recordedAt === recordedAt) return { outcome: 'collect', reason: '' };
  const { timeZone } = clinic.calendar;
  const toldAt = toldAtFrom(answer?.fields ?? {}, { test, now: recordedAt, timeZone });
  const how = tellingWays.find((known) => known === answer?.fields?.how) ?? null;
  const withTelling = { ...test, toldAt, telling: { by: answer?.by ?? '', how, recordedAt } };
  const terms = { clinic, windowHours: program.testing.windowHours, client: episode };
  const opened = windowFrom(terms, test.date, toldAt);
  if (opened.outcome === 'too late') return notReached(tx, telling, withTelling, 'told too late');
  tx.put('drugTest', { ...withTelling, window: opened.window });
  const { by } = withTelling.telling;
  const details = { testId, toldAt, by, how, ...opened.window };
  tx.audit({ at: now, what: 'client told of the test', by: 'take-up-telling', episodeId, details });
  return { outcome: 'collect', reason: '' };
}

function excused(tx: Transaction, telling: Telling, test: DrugTest, answer: Answer | undefined) {
  const { episodeId, testId, now } = telling;
  const excuse = excuseReasons.find((known) => known === answer?.fields?.excuse) ?? null;
  tx.put('drugTest', { ...test, outcome: 'excused', excuse });
  const details = { testId, outcome: 'excused', basis: test.basis, excuse };
  tx.audit({ at: now, what: 'test outcome recorded', by: 'take-up-telling', episodeId, details });
  return { outcome: 'ask clinician', reason: 'excused' };
}

function notReached(tx: Transaction, telling: Telling, test: DrugTest, because: string) {
  const { episodeId, testId, now } = telling;
  tx.put('drugTest', { ...test, outcome: 'not reached' });
  const details = { testId, answer: because };
  tx.audit({ at: now, what: 'client not reached for the test', by: 'take-up-telling', episodeId, details });
  return { outcome: 'ask clinician', reason: 'not reached' };
}
