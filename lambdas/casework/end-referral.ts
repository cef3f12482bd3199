import type { Instant } from '../domain/clinic-calendar.ts';
import type { NonAdmission } from '../domain/episode.ts';
import type { Ports, Transaction } from '../ports.ts';
import { freePlace } from './caseload-places.ts';
import type { Case } from './read-records.ts';
import { tellSignalOrLater } from './tell-workflow.ts';

/** Ends a referral without treatment, in one transaction with the place that it frees. Returns whom to offer it to. */
export async function endReferral(
  tx: Transaction,
  the: Case,
  ending: NonAdmission | 'deceased',
  now: Instant,
  by: string,
): Promise<string[]> {
  tx.put('episode', {
    ...the.episode,
    ending,
    endedOn: the.today,
    handoff: { status: 'not applicable', receiverId: null },
  });
  tx.audit({ at: now, what: 'referral ended', by, episodeId: the.episode.id, details: { ending } });
  return freePlace(tx, the.program, the.episode.id, now);
}

export async function tellOffered(
  ports: Ports,
  clinicId: string,
  episodeIds: readonly string[],
  at: Instant,
): Promise<void> {
  for (const episodeId of episodeIds)
    await tellSignalOrLater(ports, clinicId, { episodeId, wait: 'place', at });
}
