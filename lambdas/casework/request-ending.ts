import type { Instant } from '../domain/clinic-calendar.ts';
import type { Episode } from '../domain/episode.ts';
import type { Ports, Transaction } from '../ports.ts';
import { raiseSignal, tellSignal } from './tell-workflow.ts';
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

export async function tellEnding(
  ports: Ports,
  clinicId: string,
  episodeId: string,
  questions: readonly string[],
  at: Instant,
): Promise<void> {
  await tellWithdrawn(ports, clinicId, questions, at);
  await tellSignal(ports, clinicId, { episodeId, wait: 'treatment', at });
}
