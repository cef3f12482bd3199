import { describe, expect, it } from 'vitest';
import { episodeChain, firstBrokenLink } from '../../../lambdas/domain/audit.ts';
import { reservePlace } from '../../../lambdas/domain/caseload.ts';
import type { Transaction } from '../../../lambdas/ports.ts';
import type { OpenStore } from '../clinic-store-contract.ts';
import { caseload, countOneMore, entry, noon } from './records.ts';

const hardCap = 40;

/** Takes a place, or stands in the queue behind those who arrived before. */
async function admit(tx: Transaction, episodeId: string, arrival: number): Promise<string> {
  const places = (await tx.get('caseload', 'iop')) ?? caseload('iop', 0);
  const reservation = reservePlace(places, hardCap);
  if (reservation.outcome === 'reserved') {
    tx.put('caseload', { ...places, count: reservation.count });
    tx.put('enrolment', { id: `iop:${episodeId}`, episodeId, since: noon });
  } else {
    const place = String(arrival).padStart(4, '0');
    tx.put('waitlist', { id: `iop:${place}/${episodeId}`, episodeId, arrivedAt: noon, offer: null });
  }
  tx.audit(entry(reservation.outcome, episodeId));
  return reservation.outcome;
}

export function describeContention(open: OpenStore): void {
  describe('many transactions at once', () => {
    it('counts every one of 50 increments', async () => {
      const { store, clinicId } = await open();
      const one = () => store.transact(clinicId, (tx) => countOneMore(tx, 'iop'));
      const counts = await Promise.all(Array.from({ length: 50 }, one));
      expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      expect(await store.read(clinicId).get('caseload', 'iop')).toEqual(caseload('iop', 50));
    });

    it('gives the last place to one of 200, and lets the others wait in the order of arrival', async () => {
      const { store, clinicId } = await open();
      await store.transact(clinicId, async (tx) => {
        tx.put('caseload', caseload('iop', hardCap - 1));
        for (let member = 1; member < hardCap; member += 1)
          tx.put('enrolment', { id: `iop:ep_member${member}`, episodeId: `ep_member${member}`, since: noon });
      });

      const arrivals = Array.from({ length: 200 }, (_, index) => ({ index, episodeId: `ep_${index}` }));
      const outcomes = await Promise.all(
        arrivals.map(({ index, episodeId }) => store.transact(clinicId, (tx) => admit(tx, episodeId, index))),
      );

      const reader = store.read(clinicId);
      const members = await reader.list('enrolment', { parent: 'iop' });
      const waiting = await reader.list('waitlist', { parent: 'iop' });
      const winner = arrivals.find(({ index }) => outcomes[index] === 'reserved')?.episodeId;
      expect(outcomes.filter((outcome) => outcome === 'reserved')).toHaveLength(1);
      expect(members).toHaveLength(hardCap);
      expect((await reader.get('caseload', 'iop'))?.count).toBe(members.length);
      expect(members.map(({ episodeId }) => episodeId)).toContain(winner);
      expect(waiting.map(({ episodeId }) => episodeId)).toEqual(
        arrivals.map(({ episodeId }) => episodeId).filter((episodeId) => episodeId !== winner),
      );
      for (const { index, episodeId } of arrivals) {
        const chain = await store.chain(clinicId, episodeChain(episodeId));
        expect(chain.map(({ body }) => body)).toEqual([entry(outcomes[index] ?? 'none', episodeId)]);
        expect(firstBrokenLink(chain)).toBeUndefined();
      }
    });

    it('links 30 appends to one chain without a gap', async () => {
      const { store, clinicId } = await open();
      const one = (_: unknown, index: number) =>
        store.transact(clinicId, (tx) => tx.append('draws', { call: index }));
      const links = await Promise.all(Array.from({ length: 30 }, one));
      const chain = await store.chain(clinicId, 'draws');
      expect(firstBrokenLink(chain)).toBeUndefined();
      expect(chain.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: 30 }, (_, index) => index + 1),
      );
      expect(links.sort((a, b) => a.sequence - b.sequence)).toEqual(chain);
    });
  });
}
