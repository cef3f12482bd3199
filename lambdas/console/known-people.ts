import type { Partner } from '../domain/partner.ts';
import type { StaffMember } from '../domain/staff.ts';
import { consoleWords } from '../pages/console-words.ts';
import type { Language } from '../pages/words.ts';

/** Somebody who can get a mail: staff, a partner's contact, a client, the outside auditor. */
export interface KnownPerson {
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

export function staffPerson({ id, name, email, roles }: StaffMember, language: Language): KnownPerson {
  const said = consoleWords[language].roles;
  return {
    id,
    name,
    email,
    role: roles.map((role) => said[role].toLowerCase()).join(', '),
    roleCode: roles.join(','),
    partnerName: null,
    kind: 'staff',
  };
}

/** The contacts of a partner, those who have left included. */
export function partnerPeople({ kind, name, contacts }: Partner, language: Language): KnownPerson[] {
  const said = consoleWords[language].partners;
  return contacts.map((contact) => ({
    id: contact.id,
    name: contact.name,
    email: contact.email,
    role: `${said[kind]}, ${said[contact.rank]}`,
    roleCode: kind,
    partnerName: name,
    kind: 'partner',
  }));
}
