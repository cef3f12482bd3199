import type { ChainLink } from '../../lambdas/domain/audit.ts';
import { kindsFiledApart, type RecordKind } from '../../lambdas/domain/records.ts';
import { Drawer, type Filed } from './drawer.ts';

/** What one clinic keeps: a drawer per kind of record, and its chains. */
export class Room {
  readonly chains = new Map<string, ChainLink[]>();
  readonly #drawers = new Map<RecordKind, Drawer>();
  readonly #apart: Map<RecordKind, Drawer>;

  /** @param apart the drawers that all clinics share */
  constructor(apart: Map<RecordKind, Drawer>) {
    this.#apart = apart;
  }

  drawer(kind: RecordKind): Drawer {
    const drawers = kindsFiledApart.includes(kind) ? this.#apart : this.#drawers;
    let drawer = drawers.get(kind);
    if (drawer === undefined) {
      drawer = new Drawer(kind);
      drawers.set(kind, drawer);
    }
    return drawer;
  }

  /** @throws Error for links, which a store can only find one by one */
  list(kind: RecordKind, options: { parent?: string; upTo?: string } | undefined): Filed[] {
    if (kind === 'link') throw new Error('links cannot be listed: get a link by the hash of its id');
    return this.drawer(kind).list(options?.parent ?? '', options?.upTo);
  }
}

/** Freezes a value through and through; what is frozen already is taken to be so all the way down. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const key in value) freeze(value[key]);
  return Object.freeze(value);
}
