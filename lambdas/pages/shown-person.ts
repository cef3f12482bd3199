import type { LocalDate } from '../domain/clinic-calendar.ts';
import { datedYear } from './dates.ts';
import { type Language, words } from './words.ts';

/** A client as shown after the passcode: the name, and what tells people of the same name apart. */
export interface ShownPerson {
  name: string;
  /** Null where the name alone is enough. */
  apart: { movedInOn: LocalDate } | { birthYear: number } | null;
}

/** "moved in Jul 3, 2026", "born 1991", or nothing. */
export function apartWords(person: ShownPerson, language: Language): string | null {
  if (person.apart === null) return null;
  const said = words[language].questions;
  return 'movedInOn' in person.apart
    ? said.movedIn(datedYear(person.apart.movedInOn, language))
    : said.born(person.apart.birthYear);
}

/** The name with what tells people of the same name apart. */
export function fullName(person: ShownPerson, language: Language): string {
  const apart = apartWords(person, language);
  return apart === null ? person.name : `${person.name}, ${apart}`;
}
