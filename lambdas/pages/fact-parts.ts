import type { JsonValue } from '../domain/audit.ts';

/** What kind of fact a line is: it decides how a page marks it. */
export type FactKind = 'milestone' | 'asked' | 'answered' | 'told' | 'recorded' | 'alert';

export type Details = Record<string, JsonValue>;

/** How one `what` of the audit is put into words. */
export interface Fact {
  kind: FactKind;
  /** What happened, when the audit's own words are too long or hide the matter. */
  words?: (details: Details) => string;
  /** Who was asked, told or concerned: a contact's or a partner's id. */
  who?: (details: Details, by: string) => string;
  /** What was answered, decided or found. */
  answer?: (details: Details) => string;
  /** Kept from the timeline where another line says the same, or nobody cares; pages show it all the same. */
  isQuiet?: (details: Details) => boolean;
}

export const always = () => true;
export const text = (value: JsonValue | undefined): string => {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(text).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
export const field = (name: string) => (details: Details) => text(details[name]);
export const by = (_: Details, actor: string) => actor;
export const kindWords = ({ kind }: Details) =>
  text(kind).replaceAll('-', ' ').replace('check in', 'check-in');
export const about = (word: string) => (details: Details) => `${word}: ${kindWords(details)}`;
export const askedWords: Record<string, string> = { ask: 'asked', remind: 'reminded', escalate: 'escalated' };

/** `3 all well, 1 concern` for a question about several clients. */
export function choiceWords({ choice, items }: Details): string {
  const counts = new Map<string, number>();
  const given = typeof items === 'object' && items !== null ? Object.values(items) : [];
  for (const item of given) counts.set(text(item), (counts.get(text(item)) ?? 0) + 1);
  const perItem = [...counts].map(([said, count]) => `${count} ${said}`).join(', ');
  return perItem || text(choice);
}

export const marked: Record<string, string> = {
  late: ' (late)',
  corrected: ' (a correction)',
  contradicted: ' (contradicts the first answer)',
  withdrawn: ' (after the question was withdrawn)',
  'partly recorded': ' (more to come)',
};

export const attendanceWords = ({ outcome, sessionId, date, minutes }: Details) =>
  `${text(outcome)}: ${text(sessionId)}, ${text(date)}${minutes === 0 ? '' : `, ${text(minutes)} minutes`}`;

export const missingFactWords = ({ missing }: Details) =>
  text(missing) ? `missing: ${text(missing)}` : 'complete';

export const placeCount = ({ programId, count }: Details) => `${text(programId)}: ${text(count)} in use`;

export const overrideWords = ({ what, setting, from, until, reason }: Details) =>
  [
    `${text(what)} ${text(setting)}`,
    `from ${text(from)}`,
    text(until) && `until ${text(until)}`,
    `(${text(reason)})`,
  ]
    .filter(Boolean)
    .join(' ');

export const roundWords = ({ climb, round, outcome }: Details) =>
  [`climb ${text(climb)}, round ${text(round)}`, text(outcome)].filter(Boolean).join(': ');
export const roundOfPage = ({ round }: Details) => (text(round) === '' ? '' : `round ${text(round)}`);
export const debriefWords = ({ called911, naloxone, homeTold, followUp }: Details) =>
  `911 ${text(called911)}, naloxone ${text(naloxone)}, home told ${text(homeTold)}, follow-up ${text(followUp)}`;
