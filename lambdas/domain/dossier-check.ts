import {
  type AuditEntry,
  type ChainHead,
  type ChainLink,
  chainLink,
  emptyChainHash,
  episodeChain,
} from './audit.ts';
import { canonicalJson } from './canonical-json.ts';
import {
  type DossierBody,
  type DossierEntry,
  type DossierFact,
  type DossierHead,
  dossierChain,
  firstLine,
  lastLine,
} from './dossier.ts';
import { type DossierProblem, recordsAgainstFacts } from './dossier-records.ts';

/** What reading a dossier's file came to. */
export interface CheckedDossier {
  head: DossierHead | undefined;
  entries: DossierEntry[];
  /** Facts whose words were left out: their place in the chain is checked, not what they say. */
  leftOut: number;
  problems: DossierProblem[];
}

/**
 * Reads a dossier's file and computes everything again: the form of each line, each entry's hash, the audit's own
 * chain inside, and whether the records say what the audit says. Any change of any byte is a problem; each names its
 * entry, or what is missing.
 */
export function checkDossier(bytes: Uint8Array): CheckedDossier {
  const problems: DossierProblem[] = [];
  const entries = entriesIn(linesOf(bytes, problems), problems);
  const [first] = entries;
  const head = first?.body.kind === 'head' ? first.body : undefined;
  if (!head) problems.push({ entry: 1, problem: 'the first entry is not the head of a dossier' });
  checkChain(entries, dossierChain(head?.episodeId ?? ''), problems);
  checkEnd(entries, problems);
  const facts = entries.flatMap(({ sequence, body }) =>
    body.kind === 'fact' ? [{ entry: sequence, fact: body }] : [],
  );
  if (head) checkFacts(facts, head, problems);
  // What was changed is named already, and says nothing that could be compared.
  if (problems.length === 0) problems.push(...compared(entries));
  const leftOut = facts.filter(({ fact }) => fact.leftOut).length;
  return { head, entries, leftOut, problems };
}

function compared(entries: readonly DossierEntry[]): DossierProblem[] {
  try {
    return recordsAgainstFacts(entries);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return [{ entry: null, problem: 'a record has not the form that it should have' }];
  }
}

function linesOf(bytes: Uint8Array, problems: DossierProblem[]): string[] {
  const text = textOf(bytes);
  if (text === undefined)
    problems.push({ entry: null, problem: 'the file is not UTF-8: a byte was changed' });
  const lines = (text ?? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).split('\n');
  const [begin, ...rest] = lines;
  if (begin !== firstLine) problems.push({ entry: null, problem: 'the first line is not that of a dossier' });
  if (rest.at(-1) !== '') problems.push({ entry: null, problem: 'the file does not end with a line end' });
  if (rest.at(-2) !== lastLine)
    problems.push({ entry: null, problem: 'the last line is not that of a dossier: the end is missing' });
  return rest.slice(0, -2);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** One entry from each line; a line that cannot be read is a problem and leaves a gap. */
function entriesIn(lines: readonly string[], problems: DossierProblem[]): DossierEntry[] {
  return lines.flatMap((line, index) => {
    const isLast = index === lines.length - 1;
    const entry = parsed(isLast ? line : line.replace(/,$/, ''));
    const place = index + 1;
    if (!entry) {
      problems.push({ entry: place, problem: 'cannot be read: it was changed' });
      return [];
    }
    if (`${canonicalJson(entry)}${isLast ? '' : ','}` !== line)
      problems.push({ entry: place, problem: 'is not written as a dossier writes it: it was changed' });
    return [entry];
  });
}

function parsed(line: string): DossierEntry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isEntry(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const bodyKinds: readonly string[] = [
  'head',
  'person',
  'fact',
  'record',
  'end',
] satisfies DossierBody['kind'][];

function isEntry(value: unknown): value is DossierEntry {
  if (!isObject(value) || !isObject(value.body)) return false;
  const { sequence, hash, previousHash, chain, body } = value;
  const isLink =
    typeof sequence === 'number' && [hash, previousHash, chain].every((text) => typeof text === 'string');
  if (!isLink || !bodyKinds.includes(String(body.kind))) return false;
  if (body.kind === 'fact') return isObject(body.link) && isObject(body.link.body);
  return body.kind !== 'record' || (isObject(body.record) && typeof body.record.id === 'string');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Each entry follows from the one before; what is broken is named once, and the rest is held against what stands there. */
function checkChain(entries: readonly DossierEntry[], chain: string, problems: DossierProblem[]): void {
  let before: ChainHead | undefined;
  for (const link of entries) {
    const wanted = (before?.sequence ?? 0) + 1;
    if (link.sequence > wanted) problems.push({ entry: wanted, problem: missing(wanted, link.sequence - 1) });
    else if (link.sequence < wanted)
      problems.push({
        entry: link.sequence,
        problem: 'stands where another should: entries were moved or doubled',
      });
    const broken = brokenBy(link, before, chain);
    if (broken) problems.push({ entry: link.sequence, problem: broken });
    before = { id: chain, sequence: link.sequence, hash: link.hash };
  }
}

function missing(from: number, to: number): string {
  return from === to ? 'is missing' : `is missing, with all up to entry ${to}`;
}

function brokenBy(link: ChainLink, before: ChainHead | undefined, chain: string): string | undefined {
  if (link.chain !== chain) return 'belongs to another dossier';
  if (link.previousHash !== (before?.hash ?? emptyChainHash))
    return 'does not follow from the entry before it';
  const own = chainLink(
    chain,
    { id: chain, sequence: link.sequence - 1, hash: link.previousHash },
    link.body,
  );
  return own.hash === link.hash ? undefined : 'was changed: its hash does not fit what it says';
}

function checkEnd(entries: readonly DossierEntry[], problems: DossierProblem[]): void {
  const last = entries.at(-1);
  if (last?.body.kind !== 'end') problems.push({ entry: null, problem: 'the last entry is missing' });
  else if (last.body.entries !== last.sequence)
    problems.push({ entry: last.sequence, problem: `the end counts ${last.body.entries} entries` });
}

/** The audit inside: whole from its first link to the one that the head names. */
function checkFacts(
  facts: readonly { entry: number; fact: DossierFact }[],
  head: DossierHead,
  problems: DossierProblem[],
): void {
  const chain = episodeChain(head.episodeId);
  let before: ChainHead | undefined;
  for (const { entry, fact } of facts) {
    const { link } = fact;
    const wanted = (before?.sequence ?? 0) + 1;
    if (link.sequence !== wanted)
      problems.push({ entry, problem: `audit link ${wanted} is missing: here stands link ${link.sequence}` });
    else if (link.previousHash !== (before?.hash ?? emptyChainHash))
      problems.push({ entry, problem: `audit link ${wanted} does not follow from the one before it` });
    else if (!fact.leftOut && chainLink<AuditEntry>(chain, before, link.body).hash !== link.hash)
      problems.push({
        entry,
        problem: `audit link ${wanted} was changed: its hash does not fit what it says`,
      });
    before = { id: chain, sequence: link.sequence, hash: link.hash };
  }
  if ((before?.sequence ?? 0) !== head.auditLinks || (before?.hash ?? emptyChainHash) !== head.auditHash)
    problems.push({
      entry: null,
      problem: `the audit does not end with link ${head.auditLinks} as the head says`,
    });
}
