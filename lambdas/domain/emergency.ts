import type { Instant } from './clinic-calendar.ts';

/** Who counts as medical personnel. Whoever runs a sober home does not. (42 CFR §2.51(a)) */
export const medicalRoles = [
  'physician',
  'nurse',
  'paramedic',
  'emergency department',
  'other medical personnel',
] as const;
export type MedicalRole = (typeof medicalRoles)[number];

/** The facts of an emergency disclosure, each null until it is known. (42 CFR §2.51(c)) */
export interface EmergencyFacts {
  /** The person who was told. */
  recipientName: string | null;
  recipientRole: MedicalRole | null;
  /** The facility that person belongs to. */
  facility: string | null;
  /** The person who told it. */
  disclosedBy: string | null;
  disclosedAt: Instant | null;
  nature: string | null;
}

/** One disclosure in a medical emergency: opened with what is known, closed when nothing is missing. */
export interface EmergencyDisclosure extends EmergencyFacts {
  /** `<episodeId>:em-<number>` */
  id: string;
  episodeId: string;
  openedAt: Instant;
  openedBy: string;
  closedAt: Instant | null;
  closedBy: string | null;
}

/** The four things that the rule asks for, each by the fields that hold it. */
const requiredFacts = [
  'recipientName',
  'recipientRole',
  'facility',
  'disclosedBy',
  'disclosedAt',
  'nature',
] as const satisfies readonly (keyof EmergencyFacts)[];

/** The facts that a record still lacks; empty when it can be closed. Source: 42 CFR §2.51(c). */
export function missingFacts(facts: EmergencyFacts): (keyof EmergencyFacts)[] {
  return requiredFacts.filter((field) => facts[field] === null);
}

export type EmergencyRefusal =
  | { outcome: 'refused'; field: keyof EmergencyFacts; problem: string; fix: string }
  | { outcome: 'fine' };

/** The people and houses of the clinic's partners, who are no medical personnel. */
export interface KnownPartner {
  id: string;
  name: string;
  contacts: readonly { id: string; name: string }[];
}

/**
 * Refuses a recipient who is a partner or works for one: an emergency opens the record to medical personnel only, and a
 * house manager is none. Source: 42 CFR §2.51(a).
 */
export function checkRecipient(
  facts: Pick<EmergencyFacts, 'recipientName' | 'facility'>,
  partners: readonly KnownPartner[],
): EmergencyRefusal {
  const fix = 'name the medical personnel who were told; a house is told only what a consent covers';
  for (const { id, name, contacts } of partners) {
    const people = contacts.flatMap((contact) => [contact.id, contact.name]);
    if ([id, name, ...people].some((known) => isSame(known, facts.recipientName)))
      return {
        outcome: 'refused',
        field: 'recipientName',
        problem: 'is a partner’s contact, not medical personnel',
        fix,
      };
    if ([id, name].some((known) => isSame(known, facts.facility)))
      return { outcome: 'refused', field: 'facility', problem: 'is a partner, not a medical facility', fix };
  }
  return { outcome: 'fine' };
}

function isSame(known: string, given: string | null): boolean {
  return given !== null && plain(known) === plain(given);
}

/** Letters and digits only, without case and accents. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
