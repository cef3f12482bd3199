import type { Instant } from '../domain/clinic-calendar.ts';
import type { Reader, Secrets, Transaction } from '../ports.ts';
import { type Door, fileLink } from './links.ts';
import type { Contact } from './recipients.ts';

/** The standing link of a home's contact: the same for as long as the contact is one, to report at any time. */
export function homeDoor(clinicId: string, contact: Contact): Door {
  return {
    clinicId,
    contactId: contact.id,
    scope: { to: 'home', homeId: contact.partnerId ?? '' },
    edition: 'standing',
  };
}

/** Files the contact's standing link, or renews it before it runs out. */
export async function fileHomeLink(
  tx: Transaction,
  secrets: Secrets,
  clinicId: string,
  contact: Contact,
  now: Instant,
): Promise<void> {
  await fileLink(tx, secrets, homeDoor(clinicId, contact), now);
}

export async function isOfHome(reader: Reader, contact: Contact): Promise<boolean> {
  const partner = contact.partnerId ? await reader.get('partner', contact.partnerId) : undefined;
  return partner?.kind === 'sober-home';
}
