import type { AuditEntry } from '../lambdas/domain/audit.ts';
import type { ClinicStore, Transaction } from '../lambdas/ports.ts';
import type { MemoryStore } from './memory-store.ts';

export interface StoreObserver {
  /** Called after each commit, with what it added to the audit, in order. */
  committed(clinicId: string, entries: readonly AuditEntry[]): void;
}

/** The store in memory, telling an observer of every commit: the timeline and the heartbeat go by it. */
export function observedStore(store: MemoryStore, observer: StoreObserver): ClinicStore {
  return {
    read: (clinicId) => store.read(clinicId),
    chain: (clinicId, chain) => store.chain(clinicId, chain),
    async transact(clinicId, work) {
      let entries: AuditEntry[] = [];
      const result = await store.transact(clinicId, (tx) => {
        entries = [];
        return work(noting(tx, entries));
      });
      observer.committed(clinicId, entries);
      return result;
    },
  };
}

function noting(tx: Transaction, entries: AuditEntry[]): Transaction {
  return {
    get: (kind, id) => tx.get(kind, id),
    list: (kind, options) => tx.list(kind, options),
    put: (kind, record) => tx.put(kind, record),
    remove: (kind, id) => tx.remove(kind, id),
    append: (chain, body) => tx.append(chain, body),
    audit: (entry) => {
      entries.push(entry);
      tx.audit(entry);
    },
  };
}
