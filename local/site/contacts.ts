import { type KnownPerson, partnerPeople, staffPerson } from '../../lambdas/console/known-people.ts';
import { anyClinic } from '../../lambdas/domain/records.ts';
import type { Laptop } from '../laptop.ts';

/** A clinic's staff and its partners' contacts who are still there, in the order of their ids. */
export function contactsOf({ clinic: { store } }: Laptop, clinicId: string): KnownPerson[] {
  const staff = store.all(clinicId, 'staff').filter(({ leftOn }) => !leftOn);
  const contacts = store.all(clinicId, 'partner').flatMap((partner) => {
    const gone = new Set(partner.contacts.filter(({ removedOn }) => removedOn).map(({ id }) => id));
    return partnerPeople(partner, 'en').filter(({ id }) => !gone.has(id));
  });
  return [...staff.map((member) => staffPerson(member, 'en')), ...contacts];
}

/** Contacts and clients by id; whoever has left included under what is still known of them. */
export function peopleById(laptop: Laptop, clinicId: string): Map<string, KnownPerson> {
  const clients = laptop.clinic.store.all(clinicId, 'client').map(({ id, name, email }): KnownPerson => {
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
function auditorOf({ clinic: { store } }: Laptop, clinicId: string): KnownPerson[] {
  const auditor = store.find(anyClinic, 'clinic', clinicId)?.auditor;
  if (!auditor) return [];
  const role = 'outside auditor';
  return [
    { ...auditor, id: auditorContactId, role, roleCode: 'auditor', partnerName: null, kind: 'auditor' },
  ];
}
