import type { Instant } from '../domain/clinic-calendar.ts';
import { whoSigns } from '../domain/second-person.ts';
import type { Transaction } from '../ports.ts';
import { openMatter } from './consent-matters.ts';
import type { Case } from './read-records.ts';

/**
 * Asks for the signature under an administrative discharge; treatment goes on until it is there. The director signs;
 * when the director asks, somebody else does. Resolves to whoever is asked, or why nobody is.
 */
export async function askForDischarge(
  tx: Transaction,
  the: Case,
  asked: { by: string; reason: string },
  now: Instant,
): Promise<{ signerId: string } | 'asked already' | 'nobody else'> {
  const { episode, clinic, today } = the;
  if (episode.dischargeAsked) return 'asked already';
  const signer = whoSigns(await tx.list('staff'), { askedBy: asked.by, on: today });
  if (!signer) return 'nobody else';
  const matter = await openMatter(tx, clinic, {
    episodeId: episode.id,
    kind: 'discharge-sign-off',
    text: asked.reason,
    about: { staffId: signer.id, notStaffId: asked.by },
    by: asked.by,
    at: now,
  });
  tx.put('episode', { ...episode, dischargeAsked: { ...asked, at: now, matterId: matter.id } });
  const details = { reason: asked.reason, signer: signer.id };
  tx.audit({ at: now, what: 'discharge asked for', by: asked.by, episodeId: episode.id, details });
  return { signerId: signer.id };
}
