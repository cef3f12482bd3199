import { isHandoffClosed } from '../domain/handoff.ts';
import type { Ports } from '../ports.ts';
import { readCase } from './read-records.ts';

export type HandoffClosing = 'arrived' | 'declined by client' | 'lost to contact';

/** Closes an open handoff when a closing status is given. Resolves to whether the handoff is closed now. */
export async function settleHandoff(
  ports: Ports,
  settle: { clinicId: string; episodeId: string; status: HandoffClosing | undefined; by: string },
): Promise<boolean> {
  const { clinicId, episodeId, status, by } = settle;
  const now = ports.clock.now();
  return ports.store.transact(clinicId, async (tx) => {
    const { episode } = await readCase(tx, clinicId, episodeId, now);
    if (isHandoffClosed(episode.handoff)) return true;
    if (!status) return false;
    const receiverId = episode.handoff.status === 'open' ? episode.handoff.receiverId : null;
    tx.put('episode', { ...episode, handoff: { status, receiverId } });
    tx.audit({ at: now, what: 'handoff closed', by, episodeId, details: { status, receiverId } });
    return true;
  });
}
