import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Instant } from './clinic-calendar.ts';

/** One line of "who knew what when". `what` is a past-tense fact; ids and codes only, never names. */
export interface AuditEntry {
  at: Instant;
  what: string;
  /** Contact id, `client`, or the name of the step that acted. */
  by: string;
  episodeId?: string;
  details?: Record<string, JsonValue>;
}

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** An entry in an append-only chain: each hash covers the one before, so a missing or changed line shows. */
export interface ChainLink<Body = unknown> {
  chain: string;
  sequence: number;
  previousHash: string;
  hash: string;
  body: Body;
}

export interface ChainHead {
  id: string;
  sequence: number;
  hash: string;
}

export const emptyChainHash = '0'.repeat(64);
export const clinicChain = 'clinic';
export const drawChain = 'draws';

export function episodeChain(episodeId: string): string {
  return `episode/${episodeId}`;
}

/** The link that follows `head` (undefined for the first of a chain). */
export function chainLink<Body>(chain: string, head: ChainHead | undefined, body: Body): ChainLink<Body> {
  const sequence = (head?.sequence ?? 0) + 1;
  const previousHash = head?.hash ?? emptyChainHash;
  const text = `${chain}|${sequence}|${previousHash}|${canonicalJson(body)}`;
  return { chain, sequence, previousHash, hash: createHash('sha256').update(text).digest('hex'), body };
}

/** The sequence number of the first link that does not follow from the one before; undefined when all hold. */
export function firstBrokenLink(links: readonly ChainLink[]): number | undefined {
  let head: ChainHead | undefined;
  for (const link of links) {
    const expected = chainLink(link.chain, head, link.body);
    if (expected.hash !== link.hash || expected.sequence !== link.sequence) return link.sequence;
    head = { id: link.chain, sequence: link.sequence, hash: link.hash };
  }
  return undefined;
}
