import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreseenStore } from '../../lambdas/console/staff-actions/foreseen-store.ts';
import type { Passcode } from '../../lambdas/domain/link.ts';
import type { ClinicStore, Reader } from '../../lambdas/ports.ts';
import { createMemoryStore } from '../../local/memory-store.ts';

const clinicId = 'harbor-example';
const ids = ['a', 'b', 'p:a', 'p:b', 'q:a'];

const deed = fc.record({
  id: fc.constantFrom(...ids),
  hash: fc.constantFrom('one', 'two', null),
});
/** One transaction: what it puts, or removes where there is no hash, and whether it throws after that. */
const work = fc.record({
  deeds: fc.array(deed, { maxLength: 4 }),
  fails: fc.boolean(),
  appends: fc.boolean(),
});
type Work = typeof work extends fc.Arbitrary<infer T> ? T : never;

const passcode = (id: string, hash: string): Passcode => ({ id, hash, setAt: '2027-01-04T17:00:00.000Z' });

/** All that a reader says, through `get` and through lists with and without a parent and an end. */
async function allOf(reader: Reader): Promise<unknown> {
  return [
    await Promise.all(ids.map((id) => reader.get('passcode', id))),
    await reader.list('passcode'),
    await reader.list('passcode', { upTo: 'b' }),
    await reader.list('passcode', { parent: 'p' }),
    await reader.list('passcode', { parent: 'p', upTo: 'p:b' }),
    await reader.list('passcode', { parent: 'q' }),
  ];
}

/** Runs transactions, and returns everything that was seen within them and after each. */
async function seen(store: ClinicStore, works: readonly Work[]): Promise<unknown[]> {
  const said: unknown[] = [];
  for (const { deeds, fails, appends } of works) {
    const run = store.transact(clinicId, async (tx) => {
      for (const { id, hash } of deeds) {
        if (hash === null) tx.remove('passcode', id);
        else tx.put('passcode', passcode(id, hash));
        said.push(await allOf(tx));
      }
      if (appends) said.push(await tx.append('draws', { deeds: deeds.length }));
      if (fails) throw new Error('it failed');
    });
    await run.catch((error: Error) => said.push(error.message));
    said.push(await allOf(store.read(clinicId)), await store.chain(clinicId, 'draws'));
  }
  return said;
}

describe('a store that only foresees', () => {
  it('reads as the real one would after the same transactions, and writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(work, { maxLength: 3 }),
        fc.array(work, { minLength: 1, maxLength: 5 }),
        async (before, works) => {
          const [real, under] = [createMemoryStore(), createMemoryStore()];
          await seen(real, before);
          await seen(under, before);
          const untouched = JSON.stringify([
            under.all(clinicId, 'passcode'),
            await under.chain(clinicId, 'draws'),
          ]);
          expect(await seen(foreseenStore(under).store, works)).toEqual(await seen(real, works));
          expect(
            JSON.stringify([under.all(clinicId, 'passcode'), await under.chain(clinicId, 'draws')]),
          ).toBe(untouched);
        },
      ),
    );
  });

  it('collects what would become of each record, from before the first transaction to after the last', async () => {
    const under = createMemoryStore();
    await under.transact(clinicId, async (tx) => tx.put('passcode', passcode('a', 'one')));
    const { store, writes } = foreseenStore(under);
    await store.transact(clinicId, async (tx) => {
      await tx.get('passcode', 'a');
      tx.put('passcode', passcode('a', 'two'));
      tx.audit({ at: '2027-01-04T17:00:00.000Z', what: 'passcode set', by: 'a' });
    });
    await store.transact(clinicId, async (tx) => tx.remove('passcode', 'a'));
    expect([...writes.records.values()]).toMatchObject([{ before: { hash: 'one' }, after: undefined }]);
    expect(writes.audit.map(({ what }) => what)).toEqual(['passcode set']);
  });
});
