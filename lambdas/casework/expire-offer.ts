import { afterExpiry } from '../domain/caseload.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import type { Transaction } from '../ports.ts';
import { entryOf, offerPlaces } from './caseload-places.ts';
import { executionName } from './execution-name.ts';
import type { Case } from './read-records.ts';
import { askSeparately } from './start-later.ts';

type Expired = { outcome: 'out' } | { outcome: 'waits on'; offered: string[] };

/**
 * Takes an offer back that nobody took in time, offers the place on, and tells the director. The same question counts
 * once, however often it is taken up. Returns the episodes to tell with `tellOffered`, or that the person is out.
 */
export async function expireOffer(
  tx: Transaction,
  { clinic, program, episode }: Case,
  taskId: string,
  now: Instant,
): Promise<Expired> {
  const own = await entryOf(tx, program.id, episode.id);
  if (!own) return { outcome: 'out' };
  if (own.missedTaskId === taskId) return { outcome: 'waits on', offered: [] };
  const next = afterExpiry(own, program.id, taskId, now);
  const missedOffers = next.outcome === 'out' ? next.missedOffers : (next.entry.missedOffers ?? 0);
  const details = { programId: program.id, missedOffers };
  tx.audit({ at: now, what: 'offer expired', by: 'expire-offer', episodeId: episode.id, details });
  askSeparately(tx, now, executionName(episode.id, 'offer-expired', taskId), {
    clinicId: clinic.id,
    kind: 'clinic-alert',
    reason: 'offer expired',
    about: { programId: program.id, missedOffers: String(missedOffers) },
  });
  if (next.outcome === 'out') return { outcome: 'out' };
  tx.remove('waitlist', own.id);
  tx.put('waitlist', next.entry);
  return { outcome: 'waits on', offered: await offerPlaces(tx, program, now) };
}
