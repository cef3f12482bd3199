import { anyClinic } from '../../lambdas/domain/records.ts';
import type { Laptop } from '../laptop.ts';

/** Somebody who can get a mail: staff, a partner's contact, a client, the outside auditor. */
export interface KnownContact {
  id: string;
  name: string;
  email: string;
  /** "counselor", "sober home, primary contact", "client". */
  role: string;
  /** "case-manager", "sober-home", "client": for programs; several with commas. */
  roleCode: string;
  /** For a partner's contact. */
  partnerName: string | null;
  kind: 'staff' | 'partner' | 'client' | 'auditor';
}

const partnerWords = { 'sober-home': 'sober home', aftercare: 'aftercare provider' } as const;

/** A clinic's staff and its partners' contacts who are still there, in the order of their ids. */
export function contactsOf({ clinic: { store } }: Laptop, clinicId: string): KnownContact[] {
  const staff = store
    .all(clinicId, 'staff')
    .filter(({ leftOn }) => !leftOn)
    .map(({ id, name, email, roles }): KnownContact => {
      return {
        id,
        name,
        email,
        role: roles.join(', ').replaceAll('-', ' '),
        roleCode: roles.join(','),
        partnerName: null,
        kind: 'staff',
      };
    });
  const contacts = store.all(clinicId, 'partner').flatMap((partner) =>
    partner.contacts
      .filter(({ removedOn }) => !removedOn)
      .map(({ id, name, email, rank }): KnownContact => {
        const role = `${partnerWords[partner.kind]}, ${rank} contact`;
        return { id, name, email, role, roleCode: partner.kind, partnerName: partner.name, kind: 'partner' };
      }),
  );
  return [...staff, ...contacts];
}

/** Contacts and clients by id; whoever has left included under what is still known of them. */
export function peopleById(laptop: Laptop, clinicId: string): Map<string, KnownContact> {
  const clients = laptop.clinic.store.all(clinicId, 'client').map(({ id, name, email }): KnownContact => {
    return {
      id,
      name,
      email: email ?? '',
      role: 'client',
      roleCode: 'client',
      partnerName: null,
      kind: 'client',
    };
  });
  const people = [...contactsOf(laptop, clinicId), ...clients, ...auditorOf(laptop, clinicId)];
  return new Map(people.map((person) => [person.id, person]));
}

const auditorContactId = 'auditor';

/** The auditor who gets the draw's commitments, where the clinic has one. */
function auditorOf({ clinic: { store } }: Laptop, clinicId: string): KnownContact[] {
  const auditor = store.find(anyClinic, 'clinic', clinicId)?.auditor;
  if (!auditor) return [];
  const role = 'outside auditor';
  return [
    { ...auditor, id: auditorContactId, role, roleCode: 'auditor', partnerName: null, kind: 'auditor' },
  ];
}
