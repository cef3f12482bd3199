import type { Fields } from './answer-fields.ts';
import type { Client } from './client.ts';

/** Wrong identifiers for one question after which somebody looks at the record: it may be the record that is wrong. */
export const identifierTries = 3;

/**
 * True when a last name and a date of birth, typed from an ID, are this client's. Case, accents and punctuation do
 * not matter; of several last names any that stand together will do, and so does the whole name.
 */
export function identifies({ name, birthDate }: Pick<Client, 'name' | 'birthDate'>, fields: Fields): boolean {
  const typed = wordsOf(fields.lastName ?? '');
  return typed.length > 0 && holds(wordsOf(name), typed) && fields.birthDate === birthDate;
}

function holds(name: readonly string[], typed: readonly string[]): boolean {
  const whole = ` ${name.join(' ')} `;
  const lastNames = ` ${name.slice(name.length > 1 ? 1 : 0).join(' ')} `;
  const given = ` ${typed.join(' ')} `;
  return given === whole || lastNames.includes(given);
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
