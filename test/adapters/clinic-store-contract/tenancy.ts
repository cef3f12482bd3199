import { describe, expect, it } from 'vitest';
import { drawChain, firstBrokenLink } from '../../../lambdas/domain/audit.ts';
import type { OpenStore } from '../clinic-store-contract.ts';
import { caseload, clinic, link, setCount, task } from './records.ts';

export function describeTenancy(open: OpenStore): void {
  describe('clinics', () => {
    it('do not see each other’s records and chains, though the ids are the same', async () => {
      const { store, clinicId } = await open();
      const other = `${clinicId}-other`;
      for (const [clinicOf, count] of [
        [clinicId, 1],
        [other, 2],
      ] as const) {
        await store.transact(clinicOf, async (tx) => {
          tx.put('caseload', caseload('iop', count));
          tx.put('task', task('ep_1:t1', { clinic: clinicOf }));
          await tx.append(drawChain, { count });
        });
      }
      await store.transact(other, async (tx) => tx.put('task', task('ep_1:t2')));

      expect(await store.read(clinicId).get('caseload', 'iop')).toEqual(caseload('iop', 1));
      expect(await store.read(other).get('caseload', 'iop')).toEqual(caseload('iop', 2));
      expect(await store.read(clinicId).list('task', { parent: 'ep_1' })).toEqual([
        task('ep_1:t1', { clinic: clinicId }),
      ]);
      expect(await store.read(other).list('task', { parent: 'ep_1' })).toHaveLength(2);
      for (const [clinicOf, count] of [
        [clinicId, 1],
        [other, 2],
      ] as const) {
        const chain = await store.chain(clinicOf, drawChain);
        expect(chain.map(({ body }) => body)).toEqual([{ count }]);
        expect(firstBrokenLink(chain)).toBeUndefined();
      }
    });

    it('remove their own records only', async () => {
      const { store, clinicId } = await open();
      const other = `${clinicId}-other`;
      await setCount(store, clinicId, 'iop', 1);
      await setCount(store, other, 'iop', 2);
      await store.transact(clinicId, async (tx) => tx.remove('caseload', 'iop'));
      expect(await store.read(clinicId).get('caseload', 'iop')).toBeUndefined();
      expect(await store.read(other).get('caseload', 'iop')).toEqual(caseload('iop', 2));
    });

    it.each(['', '~clinic', 'north#task'])('may not be called "%s"', async (clinicId) => {
      const { store } = await open();
      await expect(setCount(store, clinicId, 'iop', 1)).rejects.toThrow(`clinic id "${clinicId}"`);
    });
  });

  describe('kinds filed apart', () => {
    it('find a link by its hash before the clinic is known', async () => {
      const { store, clinicId } = await open();
      const kept = link(`hash-of-${clinicId}`, clinicId);
      await store.transact(clinicId, async (tx) => tx.put('link', kept));
      expect(await store.read('~').get('link', kept.id)).toEqual(kept);
      expect(await store.transact(`${clinicId}-other`, (tx) => tx.get('link', kept.id))).toEqual(kept);
      await store.transact(clinicId, async (tx) => tx.remove('link', kept.id));
      expect(await store.read('~').get('link', kept.id)).toBeUndefined();
    });

    it('keep the conditions of a transaction', async () => {
      const { store, clinicId } = await open();
      const kept = link(`tried-${clinicId}`, clinicId);
      await store.transact(clinicId, async (tx) => tx.put('link', kept));
      const tryOnce = () =>
        store.transact(clinicId, async (tx) => {
          const found = await tx.get('link', kept.id);
          if (found) tx.put('link', { ...found, failedTries: found.failedTries + 1 });
        });
      await Promise.all([tryOnce(), tryOnce(), tryOnce()]);
      expect((await store.read('~').get('link', kept.id))?.failedTries).toBe(3);
    });

    it('are no list to walk through, where links are concerned', async () => {
      const { store, clinicId } = await open();
      await expect(store.read(clinicId).list('link')).rejects.toThrow('links cannot be listed');
      await expect(store.transact(clinicId, (tx) => tx.list('link'))).rejects.toThrow(
        'links cannot be listed',
      );
    });

    it('list all clinics in one directory', async () => {
      const { store, clinicId } = await open();
      const names = [`${clinicId}-north`, `${clinicId}-south`];
      for (const name of names)
        await store.transact(name, async (tx) => tx.put('clinic', clinic(name, 'Example Clinic')));
      const listed = (await store.read('~').list('clinic')).map(({ id }) => id);
      expect(listed.filter((id) => names.includes(id))).toEqual(names);
      expect(await store.read('~').get('clinic', `${clinicId}-north`)).toEqual(
        clinic(`${clinicId}-north`, 'Example Clinic'),
      );
    });
  });
}
