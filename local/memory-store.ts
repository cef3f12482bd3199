import { setTimeout as sleep } from 'node:timers/promises';
import type { ChainLink } from '../lambdas/domain/audit.ts';
import type { AgendaItem } from '../lambdas/domain/clinic.ts';
import type { Instant } from '../lambdas/domain/clinic-calendar.ts';
import type { RecordKind, RecordOf } from '../lambdas/domain/records.ts';
import { type ClinicStore, type Reader, StoreConflict, type Transaction } from '../lambdas/ports.ts';
import type { Drawer } from './memory-store/drawer.ts';
import { MemoryTransaction } from './memory-store/memory-transaction.ts';
import { Room } from './memory-store/room.ts';

const maxTries = 12;
const firstPauseMs = 1;
const longestPauseMs = 250;

export interface MemoryStore extends ClinicStore {
  /** When the first agenda item of any clinic is due; undefined when every agenda is empty. */
  nextAgendaAt(): Instant | undefined;
  /** A record as of now; undefined where there is none. */
  find<K extends RecordKind>(clinicId: string, kind: K, id: string): RecordOf<K> | undefined;
  /** Every record of a kind whatever its parent, in the order of ids, as of now. */
  all<K extends RecordKind>(clinicId: string, kind: K): readonly RecordOf<K>[];
  /** Forgets everything. */
  reset(): void;
}

export interface MemoryStoreOptions {
  /** Waits this many milliseconds before a try after a conflict. */
  pause?: (ms: number) => Promise<unknown>;
  /** From 0 up to but not including 1. */
  random?: () => number;
}

/**
 * The store of the local clinic and of tests: everything in this process's memory, and gone with it. Records are
 * frozen when they are put and handed out as they are, so a record read is never a copy and can never be changed.
 */
export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const { pause = sleep, random = Math.random } = options;
  const rooms = new Map<string, Room>();
  const apart = new Map<RecordKind, Drawer>();

  function roomOf(clinicId: string): Room {
    let room = rooms.get(clinicId);
    if (room === undefined) {
      room = new Room(clinicId, apart);
      rooms.set(clinicId, room);
    }
    return room;
  }

  return {
    read: (clinicId) => reader(() => roomOf(clinicId)),

    async transact<T>(clinicId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
      for (let tries = 1; ; tries += 1) {
        const transaction = new MemoryTransaction(roomOf(clinicId));
        try {
          const result = await work(transaction);
          if (transaction.commit()) return result;
        } finally {
          transaction.abandon();
        }
        if (tries === maxTries) throw new StoreConflict(`${clinicId}: lost against others ${tries} times`);
        await pause(random() * Math.min(longestPauseMs, firstPauseMs * 2 ** tries));
      }
    },

    async chain(clinicId, chain): Promise<ChainLink[]> {
      return roomOf(clinicId).chains.get(chain)?.slice() ?? [];
    },

    nextAgendaAt() {
      let earliest: Instant | undefined;
      for (const room of rooms.values()) {
        const item = room.first('agenda') as AgendaItem | undefined;
        if (item !== undefined && (earliest === undefined || item.dueAt < earliest)) earliest = item.dueAt;
      }
      return earliest;
    },

    find<K extends RecordKind>(clinicId: string, kind: K, id: string) {
      return roomOf(clinicId).drawer(kind).get(id) as unknown as RecordOf<K> | undefined;
    },

    all<K extends RecordKind>(clinicId: string, kind: K) {
      return roomOf(clinicId).drawer(kind).all() as unknown as RecordOf<K>[];
    },

    reset() {
      rooms.clear();
      apart.clear();
    },
  };
}

function reader(room: () => Room): Reader {
  return {
    async get<K extends RecordKind>(kind: K, id: string) {
      return room().drawer(kind).get(id) as RecordOf<K> | undefined;
    },
    async list<K extends RecordKind>(kind: K, options?: { parent?: string; upTo?: string }) {
      return room().list(kind, options) as unknown as RecordOf<K>[];
    },
  };
}
