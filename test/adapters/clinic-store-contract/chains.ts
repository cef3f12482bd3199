import { describe, expect, it } from 'vitest';
import {
  clinicChain,
  drawChain,
  emptyChainHash,
  episodeChain,
  firstBrokenLink,
} from '../../../lambdas/domain/audit.ts';
import type { OpenStore } from '../clinic-store-contract.ts';
import { caseload, countOneMore, entry, setCount } from './records.ts';

export function describeChains(open: OpenStore): void {
  describe('chains', () => {
    it('are empty before the first link', async () => {
      const { store, clinicId } = await open();
      expect(await store.chain(clinicId, drawChain)).toEqual([]);
    });

    it('hold an entry in its episode’s chain, or the clinic’s when it has none', async () => {
      const { store, clinicId } = await open();
      await store.transact(clinicId, async (tx) => {
        tx.audit(entry('client was referred', 'ep_1'));
        tx.audit(entry('staff were listed'));
      });
      await store.transact(clinicId, async (tx) => tx.audit(entry('client was admitted', 'ep_1')));
      const episode = await store.chain(clinicId, episodeChain('ep_1'));
      const clinic = await store.chain(clinicId, clinicChain);
      expect(episode.map(({ body }) => body)).toEqual([
        entry('client was referred', 'ep_1'),
        entry('client was admitted', 'ep_1'),
      ]);
      expect(clinic.map(({ body }) => body)).toEqual([entry('staff were listed')]);
      expect(episode[0]?.previousHash).toBe(emptyChainHash);
      expect(episode[1]?.previousHash).toBe(episode[0]?.hash);
      expect(firstBrokenLink(episode)).toBeUndefined();
      expect(firstBrokenLink(clinic)).toBeUndefined();
    });

    it('keep the order of the calls, audits and appends alike', async () => {
      const { store, clinicId } = await open();
      await store.transact(clinicId, async (tx) => tx.audit(entry('zero')));
      const told = await store.transact(clinicId, async (tx) => {
        tx.audit(entry('one'));
        const two = tx.append(clinicChain, entry('two'));
        tx.audit(entry('three'));
        const four = await tx.append(clinicChain, entry('four'));
        tx.audit(entry('five'));
        return [await two, four];
      });
      const chain = await store.chain(clinicId, clinicChain);
      expect(chain.map(({ sequence, body }) => [sequence, body])).toEqual(
        ['zero', 'one', 'two', 'three', 'four', 'five'].map((what, index) => [index + 1, entry(what)]),
      );
      expect(told).toEqual([chain[2], chain[4]]);
      expect(firstBrokenLink(chain)).toBeUndefined();
    });

    it('are written with the records of their transaction, once, however often the work ran', async () => {
      const { store, clinicId } = await open();
      await setCount(store, clinicId, 'iop', 10);
      let runs = 0;
      await store.transact(clinicId, async (tx) => {
        runs += 1;
        const count = await countOneMore(tx, 'iop');
        if (runs === 1) await setCount(store, clinicId, 'iop', 20);
        tx.audit({ ...entry('place was reserved', 'ep_1'), details: { count } });
      });
      const chain = await store.chain(clinicId, episodeChain('ep_1'));
      expect(await store.read(clinicId).get('caseload', 'iop')).toEqual(caseload('iop', 21));
      expect(chain.map(({ body }) => body)).toEqual([
        { ...entry('place was reserved', 'ep_1'), details: { count: 21 } },
      ]);
    });

    it('make the work run again when another link was promised the same place', async () => {
      const { store, clinicId } = await open();
      let runs = 0;
      const link = await store.transact(clinicId, async (tx) => {
        runs += 1;
        const mine = await tx.append(drawChain, { by: 'mine' });
        if (runs === 1) await store.transact(clinicId, (other) => other.append(drawChain, { by: 'other' }));
        return mine;
      });
      const chain = await store.chain(clinicId, drawChain);
      expect(runs).toBe(2);
      expect(chain.map(({ body }) => body)).toEqual([{ by: 'other' }, { by: 'mine' }]);
      expect(link).toEqual(chain[1]);
      expect(firstBrokenLink(chain)).toBeUndefined();
    });

    it('still verify with bodies of every shape', async () => {
      const { store, clinicId } = await open();
      const bodies = [
        { text: 'é “quoted” \u0000 🙂', empty: '', none: null, yes: true, list: [], map: {} },
        { zero: 0, negative: -1.5, small: 1e-7, large: 2 ** 53, share: 1 / 3 },
        { left: undefined, nested: [{ out: undefined, kept: 1 }, undefined, [null]] },
        'text alone',
        ['a', { z: 1, a: 2 }],
        null,
      ];
      for (const body of bodies) await store.transact(clinicId, (tx) => tx.append('shapes', body));
      const chain = await store.chain(clinicId, 'shapes');
      expect(chain).toHaveLength(bodies.length);
      expect(chain[1]?.body).toEqual(bodies[1]);
      expect(firstBrokenLink(chain)).toBeUndefined();
    });

    it('show which link was changed afterwards', async () => {
      const { store, clinicId } = await open();
      for (const call of [1, 2, 3]) await store.transact(clinicId, (tx) => tx.append(drawChain, { call }));
      const chain = await store.chain(clinicId, drawChain);
      const changed = chain.map((link) => (link.sequence === 2 ? { ...link, body: { call: 4 } } : link));
      expect(firstBrokenLink(changed)).toBe(2);
    });

    it('come back whole and in order when they are long', async () => {
      const { store, clinicId } = await open();
      for (let batch = 0; batch < 3; batch += 1)
        await store.transact(clinicId, async (tx) => {
          for (let line = 0; line < 60; line += 1)
            await tx.append(drawChain, { batch, line, note: 'n'.repeat(8_000) });
        });
      const chain = await store.chain(clinicId, drawChain);
      expect(chain).toHaveLength(180);
      expect(firstBrokenLink(chain)).toBeUndefined();
    });

    it('end in a head that can be read and that nobody else may write', async () => {
      const { store, clinicId } = await open();
      const link = await store.transact(clinicId, (tx) => tx.append(drawChain, { call: 1 }));
      const head = await store.read(clinicId).get('chainHead', drawChain);
      expect(head).toEqual({ id: drawChain, sequence: 1, hash: link.hash });
      const forging = store.transact(clinicId, async (tx) =>
        tx.put('chainHead', { id: drawChain, sequence: 9, hash: emptyChainHash }),
      );
      await expect(forging).rejects.toThrow('append and audit only');
    });
  });
}
