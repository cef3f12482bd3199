import { type AuditEntry, type ChainLink, chainLink } from './audit.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Instant } from './clinic-calendar.ts';
import type { RecordKind } from './records.ts';

const dossierFormat = 'stepdown-dossier/1';

/** What a dossier says of itself: it is the first of its entries, and chained like the others. */
export interface DossierHead {
  kind: 'head';
  clinicId: string;
  clinicName: string;
  timeZone: string;
  episodeId: string;
  madeAt: Instant;
  /** Who asked for it: a staff id, or `operator`. */
  madeBy: string;
  /** `without names`: nobody's name, address or own words are in it. */
  names: 'with names' | 'without names';
  /** How many links the episode's audit had, and the hash of the last. */
  auditLinks: number;
  auditHash: string;
}

/** Somebody whose id stands in the dossier. */
export interface DossierPerson {
  kind: 'person';
  id: string;
  /** `client`, `staff`, `sober-home`, `aftercare` or `contact of …`. */
  as: string;
  /** Left out without names. */
  name?: string;
}

/** One link of the episode's audit, as it stands there. */
export interface DossierFact {
  kind: 'fact';
  link: ChainLink<AuditEntry>;
  /** Set where words were left out of the body: its hash is that of the whole. */
  leftOut?: true;
}

/** One record that is about the episode, as it stood when the dossier was made. */
export interface DossierRecord {
  kind: 'record';
  of: RecordKind;
  record: Record<string, unknown> & { id: string };
}

/** The last entry: without it something at the end is missing. */
export interface DossierEnd {
  kind: 'end';
  entries: number;
}

export type DossierBody = DossierHead | DossierPerson | DossierFact | DossierRecord | DossierEnd;
export type DossierEntry = ChainLink<DossierBody>;

/** The chain of a dossier's own entries. */
export function dossierChain(episodeId: string): string {
  return `dossier/${episodeId}`;
}

/** Chains a dossier's bodies, and closes them with their count. */
export function chainDossier(episodeId: string, bodies: readonly DossierBody[]): DossierEntry[] {
  const entries: DossierEntry[] = [];
  for (const body of [...bodies, { kind: 'end', entries: bodies.length + 1 } as const]) {
    const last = entries.at(-1);
    const head = last && { id: last.chain, sequence: last.sequence, hash: last.hash };
    entries.push(chainLink(dossierChain(episodeId), head, body));
  }
  return entries;
}

export const firstLine = '{"entries":[';
export const lastLine = `],"format":"${dossierFormat}"}`;

/** The one text of a dossier: JSON with an entry on each line, each in its canonical form. */
export function dossierText(entries: readonly DossierEntry[]): string {
  const lines = entries.map(
    (entry, index) => `${canonicalJson(entry)}${index < entries.length - 1 ? ',' : ''}`,
  );
  return `${[firstLine, ...lines, lastLine].join('\n')}\n`;
}

/** What a dossier without names leaves out: words that somebody wrote, names and addresses. */
const leftOutKeys = new Set([
  'name',
  'preferredName',
  'clinicName',
  'email',
  'phone',
  'address',
  'comment',
  'reason',
  'text',
  'title',
  'signature',
  'facility',
  'receivingFacility',
  'attemptsNotMade',
  'recipientName',
  'disclosedBy',
  'nature',
  'words',
  'note',
  'notes',
  'purpose',
  'birthDate',
  'emergencyContact',
  'fields',
  'payer',
  'number',
  'medication',
  'prescriptions',
  'conditions',
  'attendsFrom',
  'otherReceiver',
]);

/** Where codes of more than one word stand; under any other key such a text counts as somebody's own words. */
const codeKeys = new Set([
  'action',
  'answer',
  'as',
  'basis',
  'because',
  'category',
  'categories',
  'choice',
  'confirmation',
  'decision',
  'ending',
  'endingBefore',
  'excuse',
  'expiresUpon',
  'failure',
  'followed',
  'how',
  'insteadOf',
  'kind',
  'names',
  'news',
  'now',
  'of',
  'on',
  'outcome',
  'said',
  'source',
  'specimen',
  'status',
  'ticks',
  'tools',
  'was',
  'what',
]);

/** A text is a code when it is one word, stands where codes do, or is said of an episode by its id. */
function isCode(text: string, key: string): boolean {
  return !/\s/.test(text) || codeKeys.has(key) || key.startsWith('ep_');
}

/** Stands where words were left out. */
export const leftOutMark = '(left out)';

/**
 * A value without names: codes, ids and moments stay. What stands under a key for people's own words is left out, with
 * every text that is no code, and every one that holds one of the names.
 */
export function withoutNames(value: unknown, names: readonly string[], key = ''): unknown {
  if (typeof value === 'string') {
    const low = value.toLowerCase();
    const isNamed = names.some((name) => low.includes(name));
    return value !== '' && (isNamed || leftOutKeys.has(key) || !isCode(value, key)) ? leftOutMark : value;
  }
  if (Array.isArray(value)) return value.map((item) => withoutNames(item, names, key));
  if (typeof value !== 'object' || value === null) return value;
  if (leftOutKeys.has(key)) return leftOutMark;
  return Object.fromEntries(
    Object.entries(value).map(([member, held]) => [member, withoutNames(held, names, member)]),
  );
}

/**
 * Names as `withoutNames` looks for them, in lower case: of the client and those around them the longer parts too; of
 * everybody else whole names, because the ids by which a clinic calls its staff and partners are often made from them.
 */
export function namesToLeaveOut(ofClient: readonly string[], ofOthers: readonly string[] = []): string[] {
  const parts = [...ofClient.flatMap((name) => [name, ...name.split(/[\s,.'’-]+/)]), ...ofOthers];
  return [...new Set(parts.map((part) => part.toLowerCase()).filter((part) => part.length >= 4))];
}
