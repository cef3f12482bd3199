import type { Instant } from '../domain/clinic-calendar.ts';
import type { Reader, Secrets, Transaction } from '../ports.ts';
import { type Door, fileLink } from './links.ts';

/** The standing link of somebody on call to start a crisis: the same for as long as they are on call. */
export function crisisDoor(clinicId: string, contactId: string): Door {
  return { clinicId, contactId, scope: { to: 'crisis' }, edition: 'standing' };
}

/** True for a member of staff who is on call, and so may start a crisis by link. */
export async function mayStartCrisis(reader: Reader, contactId: string): Promise<boolean> {
  const member = await reader.get('staff', contactId);
  return member !== undefined && member.leftOn === undefined && member.roles.includes('on-call');
}

/** Files the link that the person's emails carry, or renews it; nothing for whoever is not on call. */
export async function fileCrisisLink(
  tx: Transaction,
  secrets: Secrets,
  { clinicId, contactId, now }: { clinicId: string; contactId: string; now: Instant },
): Promise<void> {
  if (await mayStartCrisis(tx, contactId)) await fileLink(tx, secrets, crisisDoor(clinicId, contactId), now);
}
