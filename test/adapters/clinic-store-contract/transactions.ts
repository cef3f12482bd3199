import { describe, expect, it } from 'vitest';
import { clinicChain } from '../../../lambdas/domain/audit.ts';
import { StoreConflict, type Transaction } from '../../../lambdas/ports.ts';
import type { OpenStore } from '../clinic-store-contract.ts';
import { caseload, countOneMore, entry, setCount, task } from './records.ts';

export function describeTransactions(open: OpenStore): void {
  describe('within one transaction', () => {
    it('finds nothing where nothing was put', async () => {
      const { store, clinicId } = await open();
      expect(await store.read(clinicId).get('caseload', 'iop')).toBeUndefined();
      expect(await store.read(clinicId).list('task', { parent: 'ep_1' })).toEqual([]);
      expect(await store.transact(clinicId, (tx) => tx.get('caseload', 'iop'))).toBeUndefined();
    });

    it('reads what it has put and no longer what it has removed', async () => {
      const { store, clinicId } = await open();
      await store.transact(clinicId, async (tx) => tx.put('task', task('ep_1:kept')));
      const within = await store.transact(clinicId, async (tx) => {
        tx.put('task', task('ep_1:added', { testId: 'first' }));
        tx.put('task', task('ep_1:added', { testId: 'second' }));
        tx.put('task', task('ep_2:elsewhere'));
        const added = await tx.get('task', 'ep_1:added');
        const both = await tx.list('task', { parent: 'ep_1' });
        tx.remove('task', 'ep_1:kept');
        const removed = await tx.get('task', 'ep_1:kept');
        const one = await tx.list('task', { parent: 'ep_1' });
        const below = await tx.list('task', { parent: 'ep_1', upTo: 'ep_1:added' });
        return { added, both: both.map(({ id }) => id), removed, one: one.map(({ id }) => id), below };
      });
      expect(within.added?.about).toEqual({ testId: 'second' });
      expect(within.both).toEqual(['ep_1:added', 'ep_1:kept']);
      expect(within.removed).toBeUndefined();
      expect(within.one).toEqual(['ep_1:added']);
      expect(within.below).toEqual([]);
      const after = await store.read(clinicId).list('task', { parent: 'ep_1' });
      expect(after).toEqual([task('ep_1:added', { testId: 'second' })]);
    });

    it('hands the result of the work to the caller', async () => {
      const { store, clinicId } = await open();
      const outcome = await store.transact(clinicId, async (tx) => {
        tx.put('caseload', caseload('iop', 1));
        return { outcome: 'reserved' };
      });
      expect(outcome).toEqual({ outcome: 'reserved' });
    });

    it('writes nothing when the work throws', async () => {
      const { store, clinicId } = await open();
      await setCount(store, clinicId, 'iop', 7);
      const work = store.transact(clinicId, async (tx) => {
        await countOneMore(tx, 'iop');
        tx.put('task', task('ep_1:t1'));
        tx.audit(entry('counted one more'));
        await tx.append('draws', { date: '2026-03-02' });
        throw new Error('the referral has no signature');
      });
      await expect(work).rejects.toThrow('the referral has no signature');
      expect(await store.read(clinicId).get('caseload', 'iop')).toEqual(caseload('iop', 7));
      expect(await store.read(clinicId).get('task', 'ep_1:t1')).toBeUndefined();
      expect(await store.chain(clinicId, clinicChain)).toEqual([]);
      expect(await store.chain(clinicId, 'draws')).toEqual([]);
    });

    it('leaves out fields that are undefined, at any depth', async () => {
      const { store, clinicId } = await open();
      const record = {
        ...task('ep_1:t1'),
        episodeId: undefined,
        answer: {
          choice: 'done',
          items: {},
          comment: '',
          by: 'contact_1',
          at: '',
          late: false,
          note: undefined,
        },
      };
      await store.transact(clinicId, async (tx) => tx.put('task', record));
      const { episodeId, answer, ...others } = record;
      const { note, ...given } = answer;
      expect(episodeId ?? note).toBeUndefined();
      expect(await store.read(clinicId).get('task', 'ep_1:t1')).toEqual({ ...others, answer: given });
    });

    it('takes 100 actions and refuses one more, writing nothing', async () => {
      const { store, clinicId } = await open();
      const putMany = (parent: string, howMany: number) => async (tx: Transaction) => {
        await tx.get('caseload', 'iop');
        for (let index = 0; index < howMany; index += 1) tx.put('task', task(`${parent}:${index}`));
        tx.audit(entry('asked many'));
        tx.audit(entry('asked them all'));
      };
      await store.transact(clinicId, putMany('ep_1', 96));
      await expect(store.transact(clinicId, putMany('ep_2', 97))).rejects.toThrow(/101 actions/);
      expect(await store.read(clinicId).list('task', { parent: 'ep_1' })).toHaveLength(96);
      expect(await store.read(clinicId).list('task', { parent: 'ep_2' })).toEqual([]);
      expect(await store.chain(clinicId, clinicChain)).toHaveLength(2);
    });

    it('refuses to be used after its end', async () => {
      const { store, clinicId } = await open();
      let late: Transaction | undefined;
      await store.transact(clinicId, async (tx) => {
        late = tx;
      });
      expect(() => late?.put('caseload', caseload('iop', 1))).toThrow('has ended');
      await expect(late?.get('caseload', 'iop')).rejects.toThrow('has ended');
    });
  });

  describe('two transactions at once', () => {
    /** Runs work that is disturbed by `other` after its first read, and tells how often it ran. */
    async function disturbed(
      { store, clinicId }: Awaited<ReturnType<OpenStore>>,
      read: (tx: Transaction) => Promise<unknown>,
      other: (tx: Transaction) => Promise<unknown>,
      write: (tx: Transaction) => void,
    ): Promise<number> {
      let runs = 0;
      await store.transact(clinicId, async (tx) => {
        runs += 1;
        await read(tx);
        if (runs === 1) await store.transact(clinicId, other);
        write(tx);
      });
      return runs;
    }

    it('runs the work again when what it read has changed', async () => {
      const opened = await open();
      await setCount(opened.store, opened.clinicId, 'iop', 10);
      const counts: number[] = [];
      const runs = await disturbed(
        opened,
        async (tx) => counts.push(await countOneMore(tx, 'iop')),
        async (tx) => tx.put('caseload', caseload('iop', 30)),
        () => {},
      );
      expect({ runs, counts }).toEqual({ runs: 2, counts: [11, 31] });
      expect(await opened.store.read(opened.clinicId).get('caseload', 'iop')).toEqual(caseload('iop', 31));
    });

    it('reads the same twice while others write', async () => {
      const opened = await open();
      await setCount(opened.store, opened.clinicId, 'iop', 10);
      const counts: unknown[] = [];
      let runs = 0;
      await opened.store.transact(opened.clinicId, async (tx) => {
        runs += 1;
        counts.push((await tx.get('caseload', 'iop'))?.count);
        if (runs === 1) await setCount(opened.store, opened.clinicId, 'iop', 30);
        counts.push((await tx.get('caseload', 'iop'))?.count);
        tx.put('task', task('ep_1:t1'));
      });
      expect(counts).toEqual([10, 10, 30, 30]);
    });

    it('runs the work again when what was absent is there now', async () => {
      const opened = await open();
      const runs = await disturbed(
        opened,
        (tx) => tx.get('task', 'ep_1:t1'),
        async (tx) => tx.put('task', task('ep_1:t1')),
        (tx) => tx.put('caseload', caseload('iop', 1)),
      );
      expect(runs).toBe(2);
    });

    it('runs the work again when what it only read was removed', async () => {
      const opened = await open();
      await setCount(opened.store, opened.clinicId, 'iop', 10);
      const runs = await disturbed(
        opened,
        (tx) => tx.get('caseload', 'iop'),
        async (tx) => tx.remove('caseload', 'iop'),
        (tx) => tx.put('task', task('ep_1:t1')),
      );
      expect(runs).toBe(2);
    });

    it('runs the work again when what it read was removed and made anew', async () => {
      const opened = await open();
      await setCount(opened.store, opened.clinicId, 'iop', 10);
      const runs = await disturbed(
        opened,
        (tx) => tx.get('caseload', 'iop'),
        async () => {
          await opened.store.transact(opened.clinicId, async (tx) => tx.remove('caseload', 'iop'));
          await setCount(opened.store, opened.clinicId, 'iop', 11);
        },
        (tx) => tx.put('caseload', caseload('iop', 0)),
      );
      expect(runs).toBe(2);
    });

    it('runs the work again when it removes what has changed since', async () => {
      const opened = await open();
      await setCount(opened.store, opened.clinicId, 'iop', 10);
      const runs = await disturbed(
        opened,
        (tx) => tx.get('caseload', 'iop'),
        async (tx) => tx.put('caseload', caseload('iop', 11)),
        (tx) => tx.remove('caseload', 'iop'),
      );
      expect(runs).toBe(2);
      expect(await opened.store.read(opened.clinicId).get('caseload', 'iop')).toBeUndefined();
    });

    it('runs the work again when it writes what has changed since it was listed', async () => {
      const opened = await open();
      const { store, clinicId } = opened;
      await store.transact(clinicId, async (tx) => tx.put('task', task('ep_1:t1')));
      let runs = 0;
      await store.transact(clinicId, async (tx) => {
        runs += 1;
        const listed = await tx.list('task', { parent: 'ep_1' });
        if (runs === 1)
          await store.transact(clinicId, async (other) =>
            other.put('task', { ...task('ep_1:t1'), asked: ['contact_1'] }),
          );
        for (const found of listed) tx.put('task', { ...found, status: 'withdrawn' });
      });
      const after = await store.read(clinicId).get('task', 'ep_1:t1');
      expect({ runs, status: after?.status, asked: after?.asked }).toEqual({
        runs: 2,
        status: 'withdrawn',
        asked: ['contact_1'],
      });
    });

    it('replaces what it has not read, whoever wrote it', async () => {
      const opened = await open();
      const runs = await disturbed(
        opened,
        (tx) => tx.get('task', 'ep_1:unrelated'),
        async (tx) => tx.put('caseload', caseload('iop', 30)),
        (tx) => tx.put('caseload', caseload('iop', 5)),
      );
      expect(runs).toBe(1);
      expect(await opened.store.read(opened.clinicId).get('caseload', 'iop')).toEqual(caseload('iop', 5));
    });

    it('removes what it has not read, and what is not there', async () => {
      const opened = await open();
      await setCount(opened.store, opened.clinicId, 'iop', 10);
      const runs = await disturbed(
        opened,
        (tx) => tx.get('task', 'ep_1:unrelated'),
        async (tx) => tx.put('caseload', caseload('iop', 30)),
        (tx) => {
          tx.remove('caseload', 'iop');
          tx.remove('caseload', 'nobody-put-this');
        },
      );
      expect(runs).toBe(1);
      expect(await opened.store.read(opened.clinicId).get('caseload', 'iop')).toBeUndefined();
    });

    it('is not disturbed when it writes nothing', async () => {
      const opened = await open();
      await setCount(opened.store, opened.clinicId, 'iop', 10);
      const runs = await disturbed(
        opened,
        (tx) => tx.get('caseload', 'iop'),
        async (tx) => tx.put('caseload', caseload('iop', 11)),
        () => {},
      );
      expect(runs).toBe(1);
    });

    it('gives up with StoreConflict, having written nothing, when it loses every time', async () => {
      const { store, clinicId } = await open({ impatient: true });
      let runs = 0;
      const losing = store.transact(clinicId, async (tx) => {
        runs += 1;
        await tx.get('caseload', 'iop');
        await setCount(store, clinicId, 'iop', runs);
        tx.put('task', task('ep_1:t1'));
      });
      await expect(losing).rejects.toThrow(StoreConflict);
      expect(runs).toBeGreaterThanOrEqual(12);
      expect(await store.read(clinicId).get('caseload', 'iop')).toEqual(caseload('iop', runs));
      expect(await store.read(clinicId).get('task', 'ep_1:t1')).toBeUndefined();
    });
  });
}
