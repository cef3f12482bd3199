import type { Instant } from './clinic-calendar.ts';
import type { SoberHome } from './sober-home.ts';

/** A person at a partner who answers through links. `id` is `<partnerId>.<rank>`. */
export interface PartnerContact {
  id: string;
  rank: 'primary' | 'backup';
  name: string;
  email: string;
  phone: string;
  language: 'en' | 'es';
  removedOn?: string;
}

/** When somebody stopped being a contact: links made for that contact until then open nothing any more. */
export interface Departure {
  /** The contact's id. */
  id: string;
  at: Instant;
}

interface PartnerBase {
  id: string;
  name: string;
  phone: string;
  contacts: PartnerContact[];
}

export interface AftercareProvider extends PartnerBase {
  kind: 'aftercare';
  levelOfCare: string;
}

export type Partner = (PartnerBase & SoberHome) | AftercareProvider;

/** The partner of a contact id, `home-a.primary` → `home-a`. */
export function partnerIdOf(contactId: string): string {
  return contactId.split('.')[0] ?? contactId;
}

/** The contact of a rank who has not been removed, else any other who has not. */
export function contactOfRank(partner: Partner, rank: PartnerContact['rank']): PartnerContact | undefined {
  const present = partner.contacts.filter((contact) => !contact.removedOn);
  return present.find((contact) => contact.rank === rank) ?? present[0];
}
