import { operatorWaitId, type StageMachine } from '../domain/signal.ts';
import type { Ports } from '../ports.ts';
import { required } from './read-records.ts';

/**
 * Lets a journey that waits for an operator go on with the attempt on record, when that is later than the one that
 * failed. Asked by the restart and by the wait itself, so that neither can miss the other.
 */
export async function restartWaiting(
  ports: Ports,
  clinicId: string,
  restart: { episodeId: string; stage: StageMachine; failedAttempt: number },
): Promise<void> {
  const reader = ports.store.read(clinicId);
  const wait = await reader.get('wait', operatorWaitId(restart.episodeId, restart.stage));
  const { attempts } = await required(reader, 'episode', restart.episodeId);
  const attempt = attempts[restart.stage] ?? 1;
  if (!wait || attempt <= restart.failedAttempt) return;
  await ports.journeys.succeed(wait.token, { outcome: 'restart', attempt });
  await ports.store.transact(clinicId, async (tx) => tx.remove('wait', wait.id));
}
