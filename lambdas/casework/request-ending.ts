import type { Instant } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import { operatorWaitId } from '../domain/signal.ts';
import type { Ports, Transaction } from '../ports.ts';
import { required } from './read-records.ts';
import { restartWaiting } from './restart-waiting.ts';
import { raiseSignal, tellSignalOrLater } from './tell-workflow.ts';
import { tellWithdrawn, withdrawQuestions } from './withdraw-questions.ts';

/** Asks treatment to end: the wish is on the episode, the wait is signalled, and what it waits for is withdrawn. */
export async function requestEnding(
  tx: Transaction,
  episode: Episode,
  request: NonNullable<Episode['endingRequested']>,
  now: Instant,
): Promise<string[]> {
  tx.put('episode', { ...episode, endingRequested: request });
  const news = { kind: 'early ending', ...request } as const;
  raiseSignal(tx, { episodeId: episode.id, wait: 'treatment', at: now, news }, `ending-${now}`);
  tx.audit({
    at: now,
    what: 'early ending asked for',
    by: request.by,
    episodeId: episode.id,
    details: { ending: request.ending, reason: request.reason },
  });
  return withdrawQuestions(tx, episode.id, 'before the ending', now, request.by);
}

/** A death learned of after treatment: every question, call and handoff about the client stops at once. */
export async function recordDeath(
  tx: Transaction,
  episode: Episode,
  { reason, by }: { reason: string; by: string },
  now: Instant,
): Promise<string[]> {
  if (episode.stage === 'closed') {
    tx.put('episode', { ...episode, ending: 'deceased' });
  } else {
    tx.put('episode', {
      ...episode,
      ending: 'deceased',
      handoff: { status: 'not applicable', receiverId: null },
    });
    for (const wait of ['aftercare', 'follow-up'] as const) {
      raiseSignal(tx, { episodeId: episode.id, wait, at: now, news: { kind: 'changed' } }, `death-${wait}`);
    }
  }
  tx.audit({
    at: now,
    what: 'death recorded',
    by,
    episodeId: episode.id,
    details: { reason, endingBefore: episode.ending },
  });
  return withdrawQuestions(tx, episode.id, 'all', now, by);
}

export async function tellEnding(
  ports: Ports,
  clinicId: string,
  episodeId: string,
  questions: readonly string[],
  at: Instant,
): Promise<void> {
  await tellWithdrawn(ports, clinicId, questions, at);
  for (const wait of ['treatment', 'aftercare', 'follow-up'] as const) {
    await tellSignalOrLater(ports, clinicId, { episodeId, wait, at });
  }
  await restartFailedTreatment(ports, clinicId, episodeId);
}

/** A treatment that failed and waits for an operator must not keep an ending from being taken up. */
async function restartFailedTreatment(ports: Ports, clinicId: string, episodeId: string): Promise<void> {
  const stage = 'treatment';
  if (!(await ports.store.read(clinicId).get('wait', operatorWaitId(episodeId, stage)))) return;
  const failedAttempt = await ports.store.transact(clinicId, async (tx) => {
    const episode = await required(tx, 'episode', episodeId);
    const failed = episode.attempts[stage] ?? 1;
    tx.put('episode', { ...episode, attempts: { ...episode.attempts, [stage]: failed + 1 } });
    return failed;
  });
  await restartWaiting(ports, clinicId, { episodeId, stage, failedAttempt });
}
