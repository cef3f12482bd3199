import { parentOf, type RecordKind } from '../../lambdas/domain/records.ts';

export interface Filed {
  readonly id: string;
}

/** A list in the order of ids, without duplicates. */
type Shelf = Filed[];

const none: Filed[] = [];

/** The index of the first record whose id is not below `id`. */
export function placeOf(shelf: readonly Filed[], id: string): number {
  let low = 0;
  let high = shelf.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = shelf[middle];
    if (there !== undefined && there.id < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Files a record in its place, in the stead of one with the same id. */
export function fileOn(shelf: Shelf, record: Filed): void {
  const last = shelf.at(-1);
  if (last === undefined || last.id < record.id) {
    shelf.push(record);
    return;
  }
  const place = placeOf(shelf, record.id);
  if (shelf[place]?.id === record.id) shelf[place] = record;
  else shelf.splice(place, 0, record);
}

export function takeOff(shelf: Shelf, id: string): void {
  const place = placeOf(shelf, id);
  if (shelf[place]?.id === id) shelf.splice(place, 1);
}

/** Where a record is filed. An agenda id begins with an instant, whose colons part nothing. */
export function shelfOf(kind: RecordKind, id: string): string {
  return kind === 'agenda' ? '' : parentOf(id);
}

/** All records of one kind in one clinic: found by id, and listed by parent in the order of ids. */
export class Drawer {
  readonly #kind: RecordKind;
  readonly #byId = new Map<string, Filed>();
  readonly #shelves = new Map<string, Shelf>();

  constructor(kind: RecordKind) {
    this.#kind = kind;
  }

  get(id: string): Filed | undefined {
    return this.#byId.get(id);
  }

  put(record: Filed): void {
    const parent = shelfOf(this.#kind, record.id);
    this.#byId.set(record.id, record);
    const shelf = this.#shelves.get(parent);
    if (shelf === undefined) this.#shelves.set(parent, [record]);
    else fileOn(shelf, record);
  }

  remove(id: string): void {
    if (!this.#byId.delete(id)) return;
    const parent = shelfOf(this.#kind, id);
    const shelf = this.#shelves.get(parent);
    if (shelf === undefined) return;
    takeOff(shelf, id);
    if (shelf.length === 0) this.#shelves.delete(parent);
  }

  /** A copy of one parent's list; with `upTo`, only ids below it. */
  list(parent: string, upTo: string | undefined): Filed[] {
    const shelf = this.#shelves.get(parent) ?? none;
    return upTo === undefined ? shelf.slice() : shelf.slice(0, placeOf(shelf, upTo));
  }

  /** The first record of those without a parent. */
  first(): Filed | undefined {
    return this.#shelves.get('')?.[0];
  }

  /** Every record whatever its parent, in the order of ids. */
  all(): Filed[] {
    const [first, ...others] = this.#shelves.values();
    if (first === undefined || others.length === 0) return first?.slice() ?? [];
    return [...this.#byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
