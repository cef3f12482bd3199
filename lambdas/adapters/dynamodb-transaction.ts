import {
  type AuditEntry,
  type ChainHead,
  type ChainLink,
  chainLink,
  clinicChain,
  episodeChain,
} from '../domain/audit.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { RecordKind, RecordOf } from '../domain/records.ts';
import type { Transaction } from '../ports.ts';
import { chainLinkKey, parentOfRecord, recordKey } from './dynamodb-keys.ts';
import type { Action, DynamoTables, Kept } from './dynamodb-tables.ts';

interface Written {
  kind: RecordKind;
  id: string;
  /** Undefined for a record that is removed. */
  record: Kept['record'] | undefined;
}

interface Seen {
  kind: RecordKind;
  id: string;
  /** Undefined when there was none. */
  kept: Kept | undefined;
}

/** What was appended to a chain, in the order of the calls, and the links made of it so far. */
interface Draft {
  chain: string;
  bodies: unknown[];
  links: ChainLink[];
}

/** One try of one transaction: what it saw, and what it will write if nothing of that has changed. */
export class DynamoTransaction implements Transaction {
  readonly #tables: DynamoTables;
  readonly #clinicId: string;
  readonly #reads = new Map<string, Promise<Seen>>();
  readonly #seen = new Map<string, Seen>();
  readonly #listed = new Map<string, Seen>();
  readonly #written = new Map<string, Written>();
  readonly #drafts = new Map<string, Draft>();
  #open = true;

  constructor(tables: DynamoTables, clinicId: string) {
    this.#tables = tables;
    this.#clinicId = clinicId;
  }

  async get<K extends RecordKind>(kind: K, id: string): Promise<RecordOf<K> | undefined> {
    this.#requireOpen();
    const written = this.#written.get(nameOf(kind, id));
    const record = written === undefined ? (await this.#look(kind, id)).kept?.record : written.record;
    return record as RecordOf<K> | undefined;
  }

  async list<K extends RecordKind>(
    kind: K,
    options: { parent?: string; upTo?: string } = {},
  ): Promise<RecordOf<K>[]> {
    this.#requireOpen();
    const { parent = '', upTo } = options;
    const records = new Map<string, Kept['record']>();
    for (const kept of await this.#tables.list(this.#clinicId, kind, parent, upTo)) {
      const { id } = kept.record;
      this.#listed.set(nameOf(kind, id), { kind, id, kept });
      records.set(id, kept.record);
    }
    for (const written of this.#written.values()) {
      if (written.kind !== kind || parentOfRecord(kind, written.id) !== parent) continue;
      if (upTo !== undefined && written.id >= upTo) continue;
      if (written.record === undefined) records.delete(written.id);
      else records.set(written.id, written.record);
    }
    const ordered = [...records.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return ordered as RecordOf<K>[];
  }

  put<K extends RecordKind>(kind: K, record: RecordOf<K>): void {
    this.#write(kind, record.id, record);
  }

  remove(kind: RecordKind, id: string): void {
    this.#write(kind, id, undefined);
  }

  audit(entry: AuditEntry): void {
    const chain = entry.episodeId === undefined ? clinicChain : episodeChain(entry.episodeId);
    this.#draft(chain).bodies.push(entry);
  }

  async append(chain: string, body: unknown): Promise<ChainLink> {
    const draft = this.#draft(chain);
    const place = draft.bodies.push(body);
    await this.#linkUp(draft);
    const link = draft.links[place - 1];
    if (link === undefined) throw new Error(`nothing was appended to ${chain}`);
    return link;
  }

  /** Writes everything, or nothing when something seen has changed: then false, and the work must run again. */
  async commit(): Promise<boolean> {
    this.#open = false;
    if (this.#written.size === 0 && this.#drafts.size === 0) return true;
    const drafts = [...this.#drafts.values()];
    await Promise.all(drafts.map((draft) => this.#linkUp(draft)));
    const writes = [...this.#written.values()].map((written) => this.#writeAction(written));
    const links = drafts.flatMap((draft) => this.#chainActions(draft));
    return this.#tables.commit([...this.#checks(), ...writes, ...links]);
  }

  /** Ends a try that will not be committed. */
  abandon(): void {
    this.#open = false;
  }

  /** Reads a record once; asked again, it is what it was. */
  async #look(kind: RecordKind, id: string): Promise<Seen> {
    const name = nameOf(kind, id);
    let reading = this.#reads.get(name);
    if (reading === undefined) {
      reading = this.#tables.get(this.#clinicId, kind, id).then((kept) => ({ kind, id, kept }));
      this.#reads.set(name, reading);
    }
    const seen = await reading;
    this.#seen.set(name, seen);
    return seen;
  }

  #write(kind: RecordKind, id: string, record: Kept['record'] | undefined): void {
    this.#requireOpen();
    if (kind === 'chainHead') throw new Error('a chain head is written by append and audit only');
    this.#written.set(nameOf(kind, id), { kind, id, record });
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

  /** Makes links of all bodies so far; the commit then depends on the chain's head. */
  async #linkUp(draft: Draft): Promise<void> {
    const seen = await this.#look('chainHead', draft.chain);
    let head = headOf(draft) ?? (seen.kept?.record as ChainHead | undefined);
    while (draft.links.length < draft.bodies.length) {
      draft.links.push(chainLink(draft.chain, head, draft.bodies[draft.links.length]));
      head = headOf(draft);
    }
  }

  /** What was read and is not written must only be as it was. */
  #checks(): Action[] {
    const checks: Action[] = [];
    for (const [name, { kind, id, kept }] of this.#seen) {
      const isWritten = this.#written.has(name) || (kind === 'chainHead' && this.#drafts.has(id));
      if (isWritten) continue;
      checks.push(this.#tables.checkRecord(recordKey(this.#clinicId, kind, id), kept?.version ?? 'absent'));
    }
    return checks;
  }

  #writeAction({ kind, id, record }: Written): Action {
    const key = recordKey(this.#clinicId, kind, id);
    const version = this.#seenVersion(kind, id);
    return record === undefined
      ? this.#tables.removeRecord(key, version)
      : this.#tables.putRecord(key, record, version);
  }

  #chainActions(draft: Draft): Action[] {
    const head = headOf(draft);
    if (head === undefined) return [];
    const key = recordKey(this.#clinicId, 'chainHead', draft.chain);
    const actions = [this.#tables.putRecord(key, head, this.#seenVersion('chainHead', draft.chain))];
    for (const link of draft.links) {
      const linkKey = chainLinkKey(this.#clinicId, draft.chain, link.sequence);
      actions.push(this.#tables.putLink(linkKey, { ...link, body: canonicalJson(link.body) }));
    }
    return actions;
  }

  /** A record that was only listed must still be as listed when it is written, or an update would be lost. */
  #seenVersion(kind: RecordKind, id: string): number | 'absent' | 'unseen' {
    const name = nameOf(kind, id);
    const seen = this.#seen.get(name) ?? this.#listed.get(name);
    return seen === undefined ? 'unseen' : (seen.kept?.version ?? 'absent');
  }

  #requireOpen(): void {
    if (!this.#open) throw new Error('this transaction has ended: await everything inside the work');
  }
}

function headOf(draft: Draft): ChainHead | undefined {
  const last = draft.links.at(-1);
  return last && { id: draft.chain, sequence: last.sequence, hash: last.hash };
}

function nameOf(kind: RecordKind, id: string): string {
  return `${kind} ${id}`;
}
