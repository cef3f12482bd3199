import { type AuditEntry, type ChainHead, type ChainLink, chainLink } from '../../domain/audit.ts';
import { kindsFiledApart, parentOf, type RecordKind, type RecordOf } from '../../domain/records.ts';
import type { ClinicStore, Reader, Transaction } from '../../ports.ts';

interface Filed {
  readonly id: string;
}

/** What would become of one record; undefined where there is none. */
export interface ForeseenRecord {
  clinicId: string;
  kind: RecordKind;
  id: string;
  before: Filed | undefined;
  after: Filed | undefined;
}

/** What a run would have written. */
export interface ForeseenWrites {
  records: ReadonlyMap<string, ForeseenRecord>;
  audit: readonly AuditEntry[];
}

type Layer = Map<string, ForeseenRecord>;

/**
 * A store that writes nothing: transactions read what is there and what earlier ones of the same run would have
 * written, and what they put is collected. A transaction that throws leaves nothing behind, as in the real one.
 */
export function foreseenStore(real: ClinicStore): { store: ClinicStore; writes: ForeseenWrites } {
  const records: Layer = new Map();
  const audit: AuditEntry[] = [];
  const links = new Map<string, ChainLink[]>();
  const store: ClinicStore = {
    read: (clinicId) => readerOver(real.read(clinicId), clinicId, [records]),
    async transact(clinicId, work) {
      const own: Layer = new Map();
      const draft: AuditEntry[] = [];
      const appended = new Map<string, ChainLink[]>();
      const result = await work(
        transaction({ real: real.read(clinicId), clinicId, under: records, own, draft, links, appended }),
      );
      for (const [key, record] of own)
        records.set(key, { ...record, before: records.get(key)?.before ?? record.before });
      audit.push(...draft);
      for (const [chain, more] of appended) links.set(chain, [...(links.get(chain) ?? []), ...more]);
      return result;
    },
    async chain(clinicId, chain) {
      return [...(await real.chain(clinicId, chain)), ...(links.get(`${clinicId} ${chain}`) ?? [])];
    },
  };
  return { store, writes: { records, audit } };
}

function keyOf(clinicId: string, kind: RecordKind, id: string): string {
  return `${roomOf(clinicId, kind)} ${kind} ${id}`;
}

/** Clinics, links and provider ids are filed apart from every clinic. */
function roomOf(clinicId: string, kind: RecordKind): string {
  return kindsFiledApart.includes(kind) ? '' : clinicId;
}

/** What is there, with what layers would have written on top; the last layer is the newest. */
function readerOver(real: Reader, clinicId: string, layers: readonly Layer[]): Reader {
  return {
    async get<K extends RecordKind>(kind: K, id: string) {
      const key = keyOf(clinicId, kind, id);
      const written = layers.findLast((layer) => layer.has(key))?.get(key);
      return written ? (written.after as RecordOf<K> | undefined) : real.get(kind, id);
    },
    async list<K extends RecordKind>(kind: K, options?: { parent?: string; upTo?: string }) {
      const found = new Map<string, Filed>();
      for (const record of await real.list(kind, options)) found.set(record.id, record);
      for (const written of layers.flatMap((layer) => [...layer.values()])) {
        if (!isListed(written, clinicId, kind, options)) continue;
        if (written.after === undefined) found.delete(written.id);
        else found.set(written.id, written.after);
      }
      return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) as unknown as RecordOf<K>[];
    },
  };
}

function isListed(
  written: ForeseenRecord,
  clinicId: string,
  kind: RecordKind,
  { parent = '', upTo }: { parent?: string; upTo?: string } = {},
): boolean {
  if (written.kind !== kind || roomOf(written.clinicId, kind) !== roomOf(clinicId, kind)) return false;
  // An agenda id begins with an instant, whose colons part nothing.
  const shelf = kind === 'agenda' ? '' : parentOf(written.id);
  return shelf === parent && (upTo === undefined || written.id < upTo);
}

interface Run {
  real: Reader;
  clinicId: string;
  under: Layer;
  own: Layer;
  draft: AuditEntry[];
  links: ReadonlyMap<string, ChainLink[]>;
  appended: Map<string, ChainLink[]>;
}

function transaction(run: Run): Transaction {
  const { real, clinicId, under, own, draft } = run;
  const reader = readerOver(real, clinicId, [under, own]);
  const seen = new Map<string, Filed | undefined>();
  const write = (kind: RecordKind, id: string, after: Filed | undefined) => {
    const key = keyOf(clinicId, kind, id);
    own.set(key, { clinicId, kind, id, before: own.get(key)?.before ?? seen.get(key), after });
  };
  return {
    async get(kind, id) {
      const record = await reader.get(kind, id);
      const key = keyOf(clinicId, kind, id);
      if (!own.has(key)) seen.set(key, record);
      return record;
    },
    async list(kind, options) {
      const listed = await reader.list(kind, options);
      for (const record of listed) {
        const key = keyOf(clinicId, kind, record.id);
        if (!own.has(key)) seen.set(key, record);
      }
      return listed;
    },
    put: (kind, record) => write(kind, record.id, record),
    remove: (kind, id) => write(kind, id, undefined),
    audit: (entry) => {
      draft.push(entry);
    },
    append: (chain, body) => appendTo(run, chain, body),
  };
}

async function appendTo(run: Run, chain: string, body: unknown): Promise<ChainLink> {
  const name = `${run.clinicId} ${chain}`;
  const last = run.appended.get(name)?.at(-1) ?? run.links.get(name)?.at(-1);
  const head: ChainHead | undefined = last
    ? { id: chain, sequence: last.sequence, hash: last.hash }
    : await run.real.get('chainHead', chain);
  const link = chainLink(chain, head, body);
  run.appended.set(name, [...(run.appended.get(name) ?? []), link]);
  return link;
}
