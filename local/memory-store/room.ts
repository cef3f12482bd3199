import type { ChainLink } from '../../lambdas/domain/audit.ts';
import { kindsFiledApart, type RecordKind } from '../../lambdas/domain/records.ts';
import { Drawer, type Filed } from './drawer.ts';

/** What one clinic keeps: a drawer per kind of record, and its chains. */
export class Room {
  readonly chains = new Map<string, ChainLink[]>();
  readonly #clinicId: string;
  readonly #drawers = new Map<RecordKind, Drawer>();
  readonly #apart: Map<RecordKind, Drawer>;

  /** @param apart the drawers that all clinics share */
  constructor(clinicId: string, apart: Map<RecordKind, Drawer>) {
    this.#clinicId = clinicId;
    this.#apart = apart;
  }

  /** @throws Error where the clinic's id could not be the beginning of a key in a deployed clinic's store */
  drawer(kind: RecordKind): Drawer {
    const isApart = kindsFiledApart.includes(kind);
    const drawers = isApart ? this.#apart : this.#drawers;
    let drawer = drawers.get(kind);
    if (drawer === undefined) {
      if (!isApart) requirePlainId(this.#clinicId);
      drawer = new Drawer(kind);
      drawers.set(kind, drawer);
    }
    return drawer;
  }

  /** The first record of a kind without a parent, if there is any. */
  first(kind: RecordKind): Filed | undefined {
    return this.#drawers.get(kind)?.first();
  }

  /** @throws Error for links and mails by the mail service's id, which a store can only find one by one */
  list(kind: RecordKind, options: { parent?: string; upTo?: string } | undefined): Filed[] {
    if (kind === 'link' || kind === 'mailByProvider')
      throw new Error(`${kind}s cannot be listed: get one by its id`);
    return this.drawer(kind).list(options?.parent ?? '', options?.upTo);
  }
}

function requirePlainId(clinicId: string): void {
  if (clinicId !== '' && !clinicId.includes('#') && !clinicId.startsWith('~')) return;
  throw new Error(
    `clinic id "${clinicId}": must not be empty, contain "#" or begin with "~"; use a plain id`,
  );
}

/** Freezes a value through and through; what is frozen already is taken to be so all the way down. */
export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) freezeObject(value);
  return value;
}

/** Looks before it calls itself: most fields are no objects, and every put of the local clinic comes through here. */
function freezeObject(object: object): void {
  Object.freeze(object);
  for (const key in object) {
    const field = object[key as keyof object] as unknown;
    if (typeof field === 'object' && field !== null && !Object.isFrozen(field)) freezeObject(field);
  }
}
