import type { Ports } from '../ports.ts';
import type { ConsoleRequest } from './console-route.ts';

/** Writes into an episode's audit that the visitor looks at it, before anything of it is shown. */
export async function recordViewed(
  { visitor: { clinic, member } }: ConsoleRequest,
  { store, clock }: Ports,
  episodeId: string,
  view: 'client' | 'dossier' | 'question',
): Promise<void> {
  const at = clock.now();
  await store.transact(clinic.id, async (tx) =>
    tx.audit({ at, what: 'record viewed', by: member.id, episodeId, details: { view } }),
  );
}
