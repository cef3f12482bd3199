import type { Client } from './client.ts';
import type { Contradiction } from './file-fields.ts';
import type { Partner } from './partner.ts';

/** How somebody is reached: two people with one address or one number are taken for the same person. */
interface Reached {
  email?: string | null;
  phone: string;
}

/** The last ten digits of a number: with and without the country's code it is the same line. */
const ownDigits = 10;

function phoneKey(phone: string): string {
  return phone.replace(/\D/g, '').slice(-ownDigits);
}

/** By what two records seem to be one person: the email address, the phone number, or nothing. */
export function sharedBy(one: Reached, other: Reached): 'email' | 'phone' | undefined {
  if (one.email && one.email.trim().toLowerCase() === other.email?.trim().toLowerCase()) return 'email';
  return phoneKey(one.phone) !== '' && phoneKey(one.phone) === phoneKey(other.phone) ? 'phone' : undefined;
}

/** A contact of a partner, and where the clinic's file names it. */
export interface NamedContact {
  path: (string | number)[];
  contact: { email: string; phone: string };
}

/**
 * The contacts of a file who are clients of the clinic. Nobody answers for others, or about themselves, through a
 * partner's link while in treatment. The refusal does not say which client it is.
 */
export function contactsWhoAreClients(
  contacts: readonly NamedContact[],
  clients: readonly Pick<Client, 'email' | 'phone'>[],
): Contradiction[] {
  return contacts.flatMap(({ path, contact }) => {
    const field = clients.map((client) => sharedBy(contact, client)).find((shared) => shared !== undefined);
    if (field === undefined) return [];
    const message = `is also that of a client of this clinic; name another contact, or correct the ${field}`;
    return [{ path: [...path, field], message }];
  });
}

/** The fields of a referral that are those of a partner's present contact. */
export function clientsWhoAreContacts(referral: Reached, partners: readonly Partner[]): Contradiction[] {
  for (const { contacts } of partners)
    for (const contact of contacts) {
      const field = contact.removedOn === undefined ? sharedBy(referral, contact) : undefined;
      if (field === undefined) continue;
      const message = `is also that of the contact ${contact.id}, who cannot be a client too; correct the ${field}, or remove that contact first`;
      return [{ path: [field], message }];
    }
  return [];
}
