import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agendaItem } from '../../lambdas/domain/clinic.ts';
import type { Reader, Transaction } from '../../lambdas/ports.ts';
import { createMemoryStore } from '../../local/memory-store.ts';
import { caseload, clinic, setCount, task } from './clinic-store-contract/records.ts';
import { clinicStoreContract } from './clinic-store-contract.ts';

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

clinicStoreContract('the memory store', async () => ({
  store: createMemoryStore({ pause: nextTurn, random: () => 0.5 }),
  clinicId: 'north',
}));

describe('the memory store', () => {
  const digestAt = (dueAt: string) => agendaItem(dueAt, { do: 'send-digest', contactId: 'contact_1' });

  it('knows when the first agenda item of any clinic is due', async () => {
    const store = createMemoryStore();
    const early = digestAt('2026-03-02T09:00:00.000Z');
    expect(store.nextAgendaAt()).toBeUndefined();
    await store.transact('north', async (tx) => {
      tx.put('agenda', digestAt('2026-03-03T08:00:00.000Z'));
      tx.put('agenda', digestAt('2026-03-02T10:00:00.000Z'));
    });
    expect(store.nextAgendaAt()).toBe('2026-03-02T10:00:00.000Z');
    await store.transact('south', async (tx) => tx.put('agenda', early));
    expect(store.nextAgendaAt()).toBe(early.dueAt);
    await store.transact('south', async (tx) => tx.remove('agenda', early.id));
    expect(store.nextAgendaAt()).toBe('2026-03-02T10:00:00.000Z');
  });

  it('shows all records of a kind at once, in the order of ids', async () => {
    const store = createMemoryStore();
    await store.transact('north', async (tx) => {
      for (const id of ['ep_2:a', 'ep_1:b', 'clinic-wide', 'ep_1:a']) tx.put('task', task(id));
      tx.put('clinic', clinic('north', 'Example Clinic'));
    });
    expect(store.all('north', 'task').map(({ id }) => id)).toEqual([
      'clinic-wide',
      'ep_1:a',
      'ep_1:b',
      'ep_2:a',
    ]);
    expect(store.all('south', 'task')).toEqual([]);
    expect(store.all('~', 'clinic').map(({ id }) => id)).toEqual(['north']);
  });

  it('forgets everything on reset', async () => {
    const store = createMemoryStore();
    await store.transact('north', async (tx) => {
      tx.put('clinic', clinic('north', 'Example Clinic'));
      tx.put('agenda', digestAt('2026-03-02T09:00:00.000Z'));
      await tx.append('draws', { call: 1 });
    });
    store.reset();
    expect(store.nextAgendaAt()).toBeUndefined();
    expect(await store.read('~').list('clinic')).toEqual([]);
    expect(await store.chain('north', 'draws')).toEqual([]);
    const link = await store.transact('north', (tx) => tx.append('draws', { call: 1 }));
    expect(link.sequence).toBe(1);
  });

  it('hands out the record that was put, frozen through and through', async () => {
    const store = createMemoryStore();
    const put = task('ep_1:t1', { testId: 'test_1' });
    await store.transact('north', async (tx) => tx.put('task', put));
    const got = await store.read('north').get('task', 'ep_1:t1');
    expect(got).toBe(put);
    expect(() => got?.asked.push('contact_1')).toThrow(TypeError);
    expect(() => Object.assign(got?.about ?? {}, { testId: 'test_2' })).toThrow(TypeError);
  });

  it('keeps its lists when a caller sorts or empties what it was given', async () => {
    const store = createMemoryStore();
    await setCount(store, 'north', 'a', 1);
    await setCount(store, 'north', 'b', 2);
    (await store.read('north').list('caseload')).reverse().pop();
    expect(await store.read('north').list('caseload')).toEqual([caseload('a', 1), caseload('b', 2)]);
  });

  it('pauses longer on average the more often it lost', async () => {
    const pauses: number[] = [];
    const store = createMemoryStore({
      pause: async (ms) => {
        pauses.push(ms);
      },
      random: () => 0.5,
    });
    const losing = store.transact('north', async (tx) => {
      await tx.get('caseload', 'iop');
      await setCount(store, 'north', 'iop', pauses.length);
      tx.put('task', task('ep_1:t1'));
    });
    await expect(losing).rejects.toThrow('12 times');
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 125, 125, 125, 125]);
  });

  it('lists as a plain map would, after any puts and removals', async () => {
    const own = fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'b', 'C', '1', '/') });
    const id = fc.tuple(fc.constantFrom('', 'ep_1:', 'ep_2:'), own).map((parts) => parts.join(''));
    const change = fc.record({ id, put: fc.boolean(), about: fc.nat(9) });
    const transactions = fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(transactions, fc.option(id, { nil: undefined }), async (changes, upTo) => {
        const store = createMemoryStore();
        const model = new Map<string, string>();
        for (const together of changes)
          await store.transact('north', async (tx) => {
            for (const change of together) apply(change, tx, model);
            await expectLists(tx, model, upTo);
          });
        await expectLists(store.read('north'), model, upTo);
      }),
    );
  });

  interface Change {
    id: string;
    put: boolean;
    about: number;
  }

  function apply({ id, put, about }: Change, tx: Transaction, model: Map<string, string>): void {
    if (put) {
      tx.put('task', task(id, { n: String(about) }));
      model.set(id, String(about));
    } else {
      tx.remove('task', id);
      model.delete(id);
    }
  }

  async function expectLists(
    reader: Reader,
    model: Map<string, string>,
    upTo: string | undefined,
  ): Promise<void> {
    for (const parent of ['', 'ep_1', 'ep_2']) {
      const expected = [...model]
        .filter(([id]) => (id.includes(':') ? id.split(':')[0] : '') === parent)
        .filter(([id]) => upTo === undefined || id < upTo)
        .sort(([a], [b]) => (a < b ? -1 : 1));
      const listed = await reader.list('task', { parent, upTo });
      expect(listed.map(({ id, about }) => [id, about.n])).toEqual(expected);
    }
  }
});
