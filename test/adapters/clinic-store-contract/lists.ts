import { describe, expect, it } from 'vitest';
import { agendaItem } from '../../../lambdas/domain/clinic.ts';
import type { OpenStore } from '../clinic-store-contract.ts';
import { caseload, task } from './records.ts';

export function describeLists(open: OpenStore): void {
  describe('lists', () => {
    it('are in the order of ids, whatever the order of putting', async () => {
      const { store, clinicId } = await open();
      const owns = ['m', 'b', 'z', 'a1', 'a', 'B', '10', '9', 'n'];
      for (const own of owns)
        await store.transact(clinicId, async (tx) => tx.put('task', task(`ep_1:${own}`)));
      await store.transact(clinicId, async (tx) => {
        tx.put('task', task('ep_1:m', { again: 'yes' }));
        tx.remove('task', 'ep_1:z');
      });
      const listed = await store.read(clinicId).list('task', { parent: 'ep_1' });
      expect(listed.map(({ id }) => id)).toEqual(
        ['10', '9', 'B', 'a', 'a1', 'b', 'm', 'n'].map((own) => `ep_1:${own}`),
      );
    });

    it('hold what is filed under their parent and nothing else', async () => {
      const { store, clinicId } = await open();
      await store.transact(clinicId, async (tx) => {
        for (const id of ['ep_1:a', 'ep_1:b:c', 'ep_10:a', 'ep_2:a', 'about-the-clinic'])
          tx.put('task', task(id));
        tx.put('openTask', {
          id: 'ep_1:a',
          taskId: 'ep_1:a',
          contactId: 'contact_1',
          kind: 'review',
          dueAt: '',
        });
      });
      const reader = store.read(clinicId);
      const ids = async (parent?: string) => (await reader.list('task', { parent })).map(({ id }) => id);
      expect(await ids('ep_1')).toEqual(['ep_1:a', 'ep_1:b:c']);
      expect(await ids('ep_10')).toEqual(['ep_10:a']);
      expect(await ids()).toEqual(['about-the-clinic']);
      expect(await ids('ep_3')).toEqual([]);
    });

    it('end below upTo', async () => {
      const { store, clinicId } = await open();
      await store.transact(clinicId, async (tx) => {
        for (const id of ['a', 'b', 'c', 'd']) tx.put('caseload', caseload(id, 0));
      });
      const reader = store.read(clinicId);
      const ids = async (upTo: string) => (await reader.list('caseload', { upTo })).map(({ id }) => id);
      expect(await ids('c')).toEqual(['a', 'b']);
      expect(await ids('c0')).toEqual(['a', 'b', 'c']);
      expect(await ids('~')).toEqual(['a', 'b', 'c', 'd']);
      expect(await ids('')).toEqual([]);
    });

    it('hold the agenda of all hours and days in one, so that what is due is one read', async () => {
      const { store, clinicId } = await open();
      const dueAts = ['2026-03-02T23:59:00.000Z', '2026-03-02T09:00:00.000Z', '2026-03-03T09:00:00.000Z'];
      await store.transact(clinicId, async (tx) => {
        for (const dueAt of dueAts)
          tx.put('agenda', agendaItem(dueAt, { do: 'send-digest', contactId: 'contact_1' }));
      });
      const due = await store.read(clinicId).list('agenda', { upTo: '2026-03-03T00:00:00.000Z' });
      expect(due.map(({ dueAt }) => dueAt)).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-02T23:59:00.000Z']);
    });

    it('are whole when they are larger than a megabyte', async () => {
      const { store, clinicId } = await open();
      const ids = Array.from({ length: 180 }, (_, index) => `ep_1:${String(index).padStart(3, '0')}`);
      for (const batch of [ids.slice(90), ids.slice(0, 90)])
        await store.transact(clinicId, async (tx) => {
          for (const id of batch) tx.put('task', task(id, { note: 'n'.repeat(15_000) }));
        });
      const reader = store.read(clinicId);
      const all = await reader.list('task', { parent: 'ep_1' });
      const below = await reader.list('task', { parent: 'ep_1', upTo: 'ep_1:150' });
      expect(all.map(({ id }) => id)).toEqual(ids);
      expect(below.map(({ id }) => id)).toEqual(ids.slice(0, 150));
    });
  });
}
