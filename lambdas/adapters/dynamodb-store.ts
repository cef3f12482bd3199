import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { RecordKind, RecordOf } from '../domain/records.ts';
import { type ClinicStore, type Reader, StoreConflict, type Transaction } from '../ports.ts';
import { DynamoTables, type Pacing, pauseMsAfter } from './dynamodb-tables.ts';
import { DynamoTransaction } from './dynamodb-transaction.ts';

/*
 * Two tables, each with a partition key PK and a sort key SK, both strings.
 *
 * records   PK                            SK           other attributes
 *           <clinic>#<kind>               id           version (number), record (map)   ids without a parent
 *           <clinic>#<kind>#<parent>      id           version, record                  ids "parent:own"
 *           ~clinic                       clinic id    version, record                  the directory of clinics
 *           ~link#<hash>                  hash         version, record                  found without a clinic
 *           <clinic>#chainHead            chain        version, record                  where each chain ends
 * audit     <clinic>#<chain>              sequence, 12 digits    link (map)             put once, never replaced
 *
 * A version is drawn at random at each write, so equal versions mean an unchanged record. A link's body is kept as
 * the canonical JSON that its hash covers. Nothing is read through an index, and every read is strongly consistent.
 *
 * DynamoDB lets only one transaction at a time touch an item, and a condition check counts as touching. What
 * everybody reads (a caseload, the head of the clinic's chain) is therefore a queue. Facts about an episode go to the
 * episode's own chain, which keeps them out of the clinic's. The tries and pauses below let 200 transactions on one
 * item through even when each holds it for 40 ms; the longest wait before StoreConflict is about half a minute.
 */

/** Enough for 200 at once on one item: with pauses of up to two seconds the unluckiest needed 21. */
const maxTries = 30;

export interface DynamoStoreOptions extends Partial<Pacing> {
  client: DynamoDBClient;
  recordsTable: string;
  auditTable: string;
}

/**
 * The store of a deployed clinic, on DynamoDB. The client must allow transactions on both tables.
 * Its calls throw StoreConflict, ServiceUnavailable (out of reach, or throttled for long), RangeError for a
 * transaction of more than 100 actions, and DynamoDB's own error for anything it refuses.
 */
export function createDynamoStore(options: DynamoStoreOptions): ClinicStore {
  const { client, recordsTable, auditTable, pause = sleep, random = Math.random } = options;
  const tables = new DynamoTables(client, recordsTable, auditTable, { pause, random });

  return {
    read: (clinicId) => reader(tables, clinicId),

    async transact<T>(clinicId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
      for (let tries = 1; ; tries += 1) {
        const transaction = new DynamoTransaction(tables, clinicId);
        try {
          const result = await work(transaction);
          if (await transaction.commit()) return result;
        } finally {
          transaction.abandon();
        }
        if (tries === maxTries) throw new StoreConflict(`${clinicId}: lost against others ${tries} times`);
        await pause(pauseMsAfter(tries, random));
      }
    },

    chain: (clinicId, chain) => tables.chain(clinicId, chain),
  };
}

function reader(tables: DynamoTables, clinicId: string): Reader {
  return {
    async get<K extends RecordKind>(kind: K, id: string) {
      const kept = await tables.get(clinicId, kind, id);
      return kept?.record as RecordOf<K> | undefined;
    },
    async list<K extends RecordKind>(kind: K, options: { parent?: string; upTo?: string } = {}) {
      const kept = await tables.list(clinicId, kind, options.parent ?? '', options.upTo);
      return kept.map(({ record }) => record as RecordOf<K>);
    },
  };
}
