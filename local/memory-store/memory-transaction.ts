import {
  type AuditEntry,
  type ChainHead,
  type ChainLink,
  chainLink,
  clinicChain,
  episodeChain,
} from '../../lambdas/domain/audit.ts';
import type { RecordKind, RecordOf } from '../../lambdas/domain/records.ts';
import type { Transaction } from '../../lambdas/ports.ts';
import { type Filed, fileOn, placeOf, shelfOf, takeOff } from './drawer.ts';
import { freeze, type Room } from './room.ts';

/** The most that a deployed clinic's store takes in one transaction; refused here too, so that it shows early. */
const maxActions = 100;

/** A record as it was first seen: as records are immutable, the object itself is the version. */
interface Seen {
  kind: RecordKind;
  id: string;
  record: Filed | undefined;
}

/** What will be there after the commit; undefined for nothing. */
type Written = Seen;

interface Listed {
  kind: RecordKind;
  records: readonly Filed[];
}

/** What was appended to a chain, in the order of the calls, and the links made of it so far. */
interface Draft {
  chain: string;
  bodies: unknown[];
  links: ChainLink[];
}

/** One try of one transaction: what it saw, and what it will write if nothing of that has changed. */
export class MemoryTransaction implements Transaction {
  readonly #room: Room;
  readonly #seen = new Map<string, Seen>();
  readonly #written = new Map<string, Written>();
  readonly #listed: Listed[] = [];
  readonly #drafts = new Map<string, Draft>();
  #open = true;

  constructor(room: Room) {
    this.#room = room;
  }

  async get<K extends RecordKind>(kind: K, id: string): Promise<RecordOf<K> | undefined> {
    return this.#get(kind, id) as RecordOf<K> | undefined;
  }

  async list<K extends RecordKind>(
    kind: K,
    options?: { parent?: string; upTo?: string },
  ): Promise<RecordOf<K>[]> {
    this.#requireOpen();
    const records = this.#room.list(kind, options);
    this.#listed.push({ kind, records: records.slice() });
    for (const written of this.#written.values()) {
      if (written.kind !== kind || shelfOf(kind, written.id) !== (options?.parent ?? '')) continue;
      if (options?.upTo !== undefined && written.id >= options.upTo) continue;
      if (written.record === undefined) takeOff(records, written.id);
      else fileOn(records, written.record);
    }
    return records as unknown as RecordOf<K>[];
  }

  put<K extends RecordKind>(kind: K, record: RecordOf<K>): void {
    this.#write(kind, record.id, freeze(record));
  }

  remove(kind: RecordKind, id: string): void {
    this.#write(kind, id, undefined);
  }

  audit(entry: AuditEntry): void {
    const chain = entry.episodeId === undefined ? clinicChain : episodeChain(entry.episodeId);
    this.#draft(chain).bodies.push(freeze(entry));
  }

  async append(chain: string, body: unknown): Promise<ChainLink> {
    const draft = this.#draft(chain);
    draft.bodies.push(freeze(body));
    const link = this.#linked(draft).at(-1);
    if (link === undefined) throw new Error(`nothing was appended to ${chain}`);
    return link;
  }

  /** Writes everything, or nothing when something seen has changed: then false, and the work must run again. */
  commit(): boolean {
    this.#open = false;
    if (this.#written.size === 0 && this.#drafts.size === 0) return true;
    for (const { kind, id, record } of this.#seen.values()) {
      if (this.#room.drawer(kind).get(id) !== record) return false;
    }
    for (const draft of this.#drafts.values()) this.#linked(draft);
    this.#requireFewActions();
    for (const { kind, id, record } of this.#written.values()) {
      const drawer = this.#room.drawer(kind);
      if (record === undefined) drawer.remove(id);
      else drawer.put(record);
    }
    for (const draft of this.#drafts.values()) this.#extend(draft);
    return true;
  }

  /** Ends a try that will not be committed. */
  abandon(): void {
    this.#open = false;
  }

  #get(kind: RecordKind, id: string): Filed | undefined {
    this.#requireOpen();
    const key = `${kind} ${id}`;
    const written = this.#written.get(key);
    if (written !== undefined) return written.record;
    const seen = this.#seen.get(key);
    if (seen !== undefined) return seen.record;
    const record = this.#room.drawer(kind).get(id);
    this.#seen.set(key, { kind, id, record });
    return record;
  }

  #write(kind: RecordKind, id: string, record: Filed | undefined): void {
    this.#requireOpen();
    if (kind === 'chainHead') throw new Error('a chain head is written by append and audit only');
    const key = `${kind} ${id}`;
    if (!this.#written.has(key) && !this.#seen.has(key)) this.#markListed(key, kind, id);
    this.#written.set(key, { kind, id, record });
  }

  /** A record that was listed and is now written must still be the one that was listed. */
  #markListed(key: string, kind: RecordKind, id: string): void {
    for (const listed of this.#listed) {
      if (listed.kind !== kind) continue;
      const record = listed.records[placeOf(listed.records, id)];
      if (record?.id !== id) continue;
      this.#seen.set(key, { kind, id, record });
      return;
    }
  }

  #draft(chain: string): Draft {
    this.#requireOpen();
    let draft = this.#drafts.get(chain);
    if (draft === undefined) {
      draft = { chain, bodies: [], links: [] };
      this.#drafts.set(chain, draft);
    }
    return draft;
  }

  /** Makes links of all bodies; the first look at the chain's head makes the commit depend on it. */
  #linked(draft: Draft): ChainLink[] {
    const key = `chainHead ${draft.chain}`;
    if (draft.links.length === 0 && !this.#seen.has(key)) {
      const record = this.#room.drawer('chainHead').get(draft.chain);
      this.#seen.set(key, { kind: 'chainHead', id: draft.chain, record });
    }
    let head =
      draft.links.length > 0 ? headOf(draft) : (this.#seen.get(key)?.record as ChainHead | undefined);
    while (draft.links.length < draft.bodies.length) {
      draft.links.push(freeze(chainLink(draft.chain, head, draft.bodies[draft.links.length])));
      head = headOf(draft);
    }
    return draft.links;
  }

  #extend(draft: Draft): void {
    const head = headOf(draft);
    if (head === undefined) return;
    const links = this.#room.chains.get(draft.chain);
    if (links === undefined) this.#room.chains.set(draft.chain, draft.links.slice());
    else links.push(...draft.links);
    this.#room.drawer('chainHead').put(freeze(head));
  }

  /** Counts as DynamoDB does: an action per record seen or written, chain heads among them, and per link. */
  #requireFewActions(): void {
    let actions = this.#seen.size;
    for (const key of this.#written.keys()) if (!this.#seen.has(key)) actions += 1;
    for (const draft of this.#drafts.values()) actions += draft.links.length;
    if (actions <= maxActions) return;
    throw new RangeError(
      `the transaction has ${actions} actions and DynamoDB takes ${maxActions}: split the work`,
    );
  }

  #requireOpen(): void {
    if (!this.#open) throw new Error('this transaction has ended: await everything inside the work');
  }
}

function headOf(draft: Draft): ChainHead | undefined {
  const last = draft.links.at(-1);
  return last && { id: draft.chain, sequence: last.sequence, hash: last.hash };
}
