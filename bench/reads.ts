import type { RecordKind } from '../lambdas/domain/records.ts';
import type { ClinicStore, Reader } from '../lambdas/ports.ts';

export interface Reads {
  /** How often something was read: records got, lists and whole chains. */
  count: number;
  /** How often reads had to wait for earlier ones: on AWS each round takes some milliseconds. */
  rounds: number;
}

/** A store that counts reads, those of transactions too. Reads that are asked for at once are one round. */
export function countedStore(real: ClinicStore): { store: ClinicStore; reads: Reads } {
  const reads: Reads = { count: 0, rounds: 0 };
  let round: Promise<void> | undefined;
  const count = async <T>(read: () => Promise<T>): Promise<T> => {
    reads.count += 1;
    round ??= new Promise((resolve) => {
      setImmediate(() => {
        round = undefined;
        reads.rounds += 1;
        resolve();
      });
    });
    await round;
    return read();
  };
  const over = (reader: Reader): Reader => ({
    get: (kind, id) => count(() => reader.get(kind, id)),
    list: <K extends RecordKind>(kind: K, options?: { parent?: string; upTo?: string }) =>
      count(() => reader.list(kind, options)),
  });
  const store: ClinicStore = {
    read: (clinicId) => over(real.read(clinicId)),
    transact: (clinicId, work) =>
      real.transact(clinicId, (tx) =>
        work({
          ...over(tx),
          put: (kind, record) => tx.put(kind, record),
          remove: (kind, id) => tx.remove(kind, id),
          audit: (entry) => tx.audit(entry),
          append: (chain, body) => tx.append(chain, body),
        }),
      ),
    chain: (clinicId, chain) => count(() => real.chain(clinicId, chain)),
  };
  return { store, reads };
}
