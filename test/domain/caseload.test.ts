import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterExpiry,
  type Caseload,
  crosses,
  entriesToOffer,
  offerEnds,
  queueEntry,
  reserveInTurn,
  type WaitlistEntry,
} from '../../lambdas/domain/caseload.ts';
import { addHours } from '../../lambdas/domain/clinic-calendar.ts';

const noon = '2027-01-04T18:00:00.000Z';
const later = (minutes: number) => addHours(noon, minutes / 60);
const entry = (id: string, minutes: number, changes: Partial<WaitlistEntry> = {}): WaitlistEntry => ({
  ...queueEntry('iop', id, later(minutes)),
  ...changes,
});
const full: Caseload = { id: 'iop', count: 2 };
const free: Caseload = { id: 'iop', count: 1 };

describe('a place', () => {
  test('is free to whoever comes while nobody waits', () => {
    expect(reserveInTurn(free, [], 'a', 2)).toEqual({ outcome: 'reserved', count: 2 });
    expect(reserveInTurn(full, [], 'a', 2)).toEqual({ outcome: 'full', cap: 2 });
    expect(reserveInTurn({ id: 'iop', count: 9000 }, [entry('b', 1)], 'a', null).outcome).toBe('reserved');
  });

  test('is not taken past those who wait, nor while it is on offer', () => {
    expect(reserveInTurn(free, [entry('b', 1)], 'a', 2).outcome).toBe('full');
    const offered = entry('b', 1, { offer: offerEnds(noon, 48) });
    expect(reserveInTurn(free, [offered], 'a', 2).outcome).toBe('full');
    expect(reserveInTurn(free, [offered, entry('c', 2)], 'b', 2)).toEqual({ outcome: 'reserved', count: 2 });
  });

  test('is offered to whoever came first, and to no more than there are places', () => {
    const queue = [entry('b', 5), entry('a', 1), entry('c', 9)];
    expect(entriesToOffer(free, queue, 2).map(({ episodeId }) => episodeId)).toEqual(['a']);
    const offered = [entry('a', 1, { offer: offerEnds(noon, 48) }), entry('b', 5)];
    expect(entriesToOffer(free, offered, 2)).toEqual([]);
    expect(entriesToOffer(free, queue, null)).toHaveLength(3);
  });
});

describe('an offer that expires', () => {
  test('sends the person to the end of the queue once, with the day of arrival kept', () => {
    const own = entry('a', 1, { offer: offerEnds(later(2), 48) });
    const next = afterExpiry(own, 'iop', 'tk-1', later(90));
    expect(next).toEqual({
      outcome: 'moved to the end',
      entry: {
        id: `iop:${later(90)}/a`,
        episodeId: 'a',
        arrivedAt: later(1),
        offer: null,
        missedOffers: 1,
        missedTaskId: 'tk-1',
      },
    });
  });

  test('ends the wait the second time', () => {
    const own = entry('a', 1, { missedOffers: 1, missedTaskId: 'tk-1' });
    expect(afterExpiry(own, 'iop', 'tk-2', later(90))).toEqual({ outcome: 'out', missedOffers: 2 });
  });
});

test('a limit is crossed by the one who is the first above it', () => {
  expect([34, 35, 36].map((count) => crosses(35, count))).toEqual([false, true, false]);
  expect(crosses(null, 3)).toBe(false);
  expect(crosses(undefined, 3)).toBe(false);
});

type Move =
  | { do: 'arrive' }
  | { do: 'leave'; whom: number }
  | { do: 'withdraw'; whom: number }
  | { do: 'accept'; whom: number }
  | { do: 'expire'; whom: number };

const whom = fc.nat(50);
const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant({ do: 'arrive' } as const) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('leave' as const), whom }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), whom }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('accept' as const), whom }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('expire' as const), whom }) },
  ),
  { minLength: 1, maxLength: 120 },
);

/** A program as the steps run it: places, the queue, and in which order offers went out. */
class World {
  members: string[] = [];
  queue: WaitlistEntry[] = [];
  offered: string[] = [];
  out: string[] = [];
  minutes = 0;
  readonly cap: number;

  constructor(cap: number) {
    this.cap = cap;
  }

  get caseload(): Caseload {
    return { id: 'iop', count: this.members.length };
  }

  do(move: Move): void {
    this.minutes += 1;
    if (move.do === 'arrive') this.arrive(`ep${this.minutes}`);
    else if (move.do === 'leave') this.members = without(this.members, pick(this.members, move.whom));
    else if (move.do === 'withdraw') this.drop(pick(this.queue, move.whom)?.episodeId);
    else this.answer(move);
    this.offer();
  }

  arrive(id: string): void {
    const place = reserveInTurn(this.caseload, this.queue, id, this.cap);
    if (place.outcome === 'reserved') this.members.push(id);
    else this.queue.push(entry(id, this.minutes));
  }

  answer(move: { do: 'accept' | 'expire'; whom: number }): void {
    const own = pick(
      this.queue.filter(({ offer }) => offer),
      move.whom,
    );
    if (!own) return;
    const { episodeId } = own;
    if (move.do === 'accept') {
      expect(reserveInTurn(this.caseload, this.queue, episodeId, this.cap).outcome).toBe('reserved');
      this.drop(episodeId);
      this.members.push(episodeId);
      return;
    }
    const next = afterExpiry(own, 'iop', `tk-${this.minutes}`, later(this.minutes));
    this.drop(episodeId);
    if (next.outcome === 'out') this.out.push(episodeId);
    else this.queue.push(next.entry);
  }

  offer(): void {
    const waiting = this.queue.filter(({ offer }) => !offer).map(({ id }) => id);
    const next = entriesToOffer(this.caseload, this.queue, this.cap);
    // First come, first served: nobody who waits longer is passed over.
    expect(next.map(({ id }) => id)).toEqual([...waiting].sort().slice(0, next.length));
    for (const chosen of next) {
      this.queue = this.queue.map((one) =>
        one.id === chosen.id ? { ...one, offer: offerEnds(later(this.minutes), 48) } : one,
      );
      this.offered.push(chosen.episodeId);
    }
  }

  drop(episodeId: string | undefined): void {
    this.queue = this.queue.filter((one) => one.episodeId !== episodeId);
  }
}

function pick<Item>(items: readonly Item[], index: number): Item | undefined {
  return items[index % Math.max(1, items.length)];
}

function without<Item>(items: readonly Item[], item: Item | undefined): Item[] {
  return items.filter((one) => one !== item);
}

test('over any arrivals, withdrawals and expiries: the cap holds, nobody stands twice, no place lies idle', () => {
  fc.assert(
    fc.property(moves, fc.integer({ min: 1, max: 5 }), (list, cap) => {
      const world = new World(cap);
      for (const move of list) {
        world.do(move);
        const { members, queue } = world;
        const offersOut = queue.filter(({ offer }) => offer).length;
        expect(members.length + offersOut).toBeLessThanOrEqual(cap);
        const everybody = [...members, ...queue.map(({ episodeId }) => episodeId)];
        expect(new Set(everybody).size).toBe(everybody.length);
        if (offersOut < queue.length) expect(members.length + offersOut).toBe(cap);
      }
      for (const id of world.out) expect(world.offered.filter((one) => one === id)).toHaveLength(2);
    }),
    { numRuns: 300 },
  );
});
