import type { Instant } from '../domain/clinic-calendar.ts';
import type { EndingFacts } from '../domain/ending-rules.ts';
import type { Episode } from '../domain/episode.ts';
import { operatorWaitId } from '../domain/signal.ts';
import type { Ports, Transaction } from '../ports.ts';
import { required } from './read-records.ts';
import { restartWaiting } from './restart-waiting.ts';
import { planSettling, settleEnding } from './settle-ending.ts';
import { raiseSignal, tellSignalOrLater } from './tell-workflow.ts';

type Request = NonNullable<Episode['endingRequested']>;

/**
 * Asks treatment to end: the wish is on the episode, the wait is signalled, and the withdrawal of what is open is
 * planned. Call `tellEnding` after the transaction; if that fails the heartbeat does it.
 */
export function requestEnding(tx: Transaction, episode: Episode, request: Request, now: Instant): void {
  const { facts } = request;
  tx.put('episode', { ...episode, endingRequested: request, dischargeAsked: null });
  const { ending, reason, by } = request;
  const news = { kind: 'early ending', ending, reason, by } as const;
  raiseSignal(tx, { episodeId: episode.id, wait: 'treatment', at: now, news }, `ending-${now}`);
  planSettling(tx, episode.id, now);
  const details = { ending, reason, ...(facts && { facts: { ...facts } }) };
  tx.audit({ at: now, what: 'early ending asked for', by, episodeId: episode.id, details });
}

/**
 * The ending of an episode whose client goes on in another of the clinic's own programs: the new episode tests, visits
 * and follows up, so this one hands off to nobody and calls nobody. Call `tellEnding` after the transaction.
 */
export function endAsTransferred(
  tx: Transaction,
  episode: Episode,
  transfer: { toEpisodeId: string; programName: string; reason: string; by: string },
  now: Instant,
): void {
  const { toEpisodeId, programName, reason, by } = transfer;
  const facts: EndingFacts = { receivingFacility: programName, toEpisodeId };
  requestEnding(tx, episode, { ending: 'transferred', reason, by, facts }, now);
}

/** What follows an ending that was asked for: open questions are withdrawn, and whatever waits is told. */
export async function tellEnding(
  ports: Ports,
  clinicId: string,
  episodeId: string,
  at: Instant,
): Promise<void> {
  await settleEnding(ports, clinicId, { episodeId, plannedAt: at });
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
