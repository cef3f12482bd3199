import * as z from 'zod';

/** Fields that the clinic's files and the staff forms share. A refusal says what is wrong; then how to mend it. */

interface Refused {
  code?: string;
  input?: unknown;
}

/** Messages of a field: one for a missing value, one for a wrong one, both with the same fix. */
export function wants(what: string, fix = `give ${what}`) {
  return {
    error(issue: Refused): string | undefined {
      if (issue.code === 'unrecognized_keys') return undefined;
      return issue.input === undefined ? `is missing; ${fix}` : `is not ${what}; ${fix}`;
    },
  };
}

/** A text of 1 to `longest` characters without surrounding space. */
export function textField(what: string, longest = 120) {
  return z
    .string(wants(what))
    .min(1, `is empty; give ${what}`)
    .max(longest, `is longer than ${longest} characters; shorten it`)
    .regex(/^\S(.*\S)?$/s, 'begins or ends with a space; remove it');
}

const slugFix = 'use lower-case letters, digits and hyphens, beginning with a letter';

/** An id that a person chose: part of names and keys for ever. */
export function slugField(longest: number) {
  return z
    .string(wants('an id', slugFix))
    .regex(/^[a-z][a-z0-9-]*$/, `is not an id; ${slugFix}`)
    .max(longest, `is longer than ${longest} characters; choose a shorter id`);
}

export const dateField = z.iso.date(wants('a date that exists', 'write it as year-month-day: 2026-03-31'));

export const timeField = z
  .string(wants('a time', 'write hours and minutes in quotes: "09:30"'))
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time; write hours and minutes in quotes: "09:30"');

export const phoneField = z
  .string(wants('a phone number', 'give digits, spaces and + ( ) - in quotes: "+1 555 010 0100"'))
  .regex(
    /^\+?[0-9][0-9 ()-]{4,28}$/,
    'is not a phone number; give digits, spaces and + ( ) - in quotes: "+1 555 010 0100"',
  );

export const emailField = z.email(wants('an email address', 'write it like name@clinic.example'));

export const languageField = z.enum(['en', 'es'], wants('"en" or "es"'));

export const flagField = z.boolean(wants('true or false', 'write true for yes, false for no'));

export function choiceField<const Values extends readonly [string, ...string[]]>(values: Values) {
  const quoted = values.map((value) => `"${value}"`).join(', ');
  return z.enum(values, wants(`one of ${quoted}`));
}

export function wholeField(least: number, most: number, what: string) {
  const fix = `give a whole number from ${least} to ${most}`;
  return z
    .int(wants(what, fix))
    .min(least, `is below ${least}; ${fix}`)
    .max(most, `is above ${most}; ${fix}`);
}

/** A problem that one field alone does not show. */
export interface Contradiction {
  path: (string | number)[];
  message: string;
}

/** Adds contradictions to a schema's issues. */
export function refuse<Value>(contradictionsIn: (value: Value) => Contradiction[]) {
  return (context: { value: Value; issues: unknown[] }) => {
    for (const { path, message } of contradictionsIn(context.value))
      context.issues.push({ code: 'custom', input: context.value, path, message });
  };
}

/** One contradiction for each value that came before, at the place of the later one. */
export function repeats(
  values: readonly string[],
  pathAt: (index: number) => (string | number)[],
  message: (value: string) => string,
): Contradiction[] {
  const seen = new Set<string>();
  const problems: Contradiction[] = [];
  for (const [index, value] of values.entries()) {
    if (seen.has(value)) problems.push({ path: pathAt(index), message: message(value) });
    seen.add(value);
  }
  return problems;
}
