import { beforeEach, describe, expect, test } from 'vitest';
import { verifyExport } from '../../bin/verify-draws/verify.ts';
import { action as excuse } from '../../lambdas/actions/excuse.ts';
import { action as orderTest } from '../../lambdas/actions/order-test.ts';
import { exportClinicDraws } from '../../lambdas/casework/export-draws.ts';
import { addDays } from '../../lambdas/domain/clinic-calendar.ts';
import type { ChainedDrawRecord } from '../../lambdas/domain/draw-record.ts';
import { nth, operator } from '../example-clinic.ts';
import { clinicId, type DrawnClinic, drawnClinic, monday } from './drawn-clinic.ts';

const [tuesday, wednesday, thursday] = ['2027-01-05', '2027-01-06', '2027-01-07'];
const morningOf = (date: string) => `${date}T14:00:00.000Z`;
let clinic: DrawnClinic;

beforeEach(async () => {
  clinic = await drawnClinic();
  await clinic.commit(monday);
});

async function drawOn(date: string) {
  clinic.ports.at(morningOf(date));
  return clinic.draw(date);
}

async function lastRecord(): Promise<ChainedDrawRecord> {
  return nth((await clinic.records()).slice(-1), 0);
}

async function verified(today: string) {
  const text = await exportClinicDraws(clinic.ports.store, clinicId, today);
  return verifyExport(Buffer.from(text), { heads: [], commitments: new Map() });
}

describe('the day’s draw', () => {
  test('calls as many as the day has places, records who found none, and asks the director', async () => {
    await clinic.apply((file) => {
      file.clinic.collections.capacityPerDay = 2;
    });
    const episodeIds = await clinic.admit(5);
    const { outcome, episodeIds: called } = await clinic.draw(monday);
    expect(outcome).toBe('called');
    expect(called).toHaveLength(2);
    const record = await lastRecord();
    expect(record).toMatchObject({ date: monday, capacity: 2, called, uncovered: null });
    expect([...record.called, ...record.breaches].sort()).toEqual([...episodeIds].sort());
    expect(clinic.alerts()).toEqual(['tests overdue beyond capacity']);
    expect(clinic.day(monday)).toMatchObject({ status: 'drawn', calledEpisodeIds: called });
  });

  test('leaves out the excused, and nobody on a day off', async () => {
    const [excused = '', other = ''] = await clinic.admit(2);
    await excuse.start({ episodeId: excused, dates: [monday], reason: 'surgery' }, operator, clinic.ports);
    expect(await clinic.draw(monday)).toEqual({ outcome: 'called', episodeIds: [other] });
    expect((await lastRecord()).exclusions).toEqual([{ clientId: excused, reason: 'excuse' }]);
    const sunday = '2027-01-10';
    expect(await drawOn(sunday)).toEqual({ outcome: 'closed', episodeIds: [] });
    expect(clinic.day(sunday)?.status).toBe('closed');
    expect((await clinic.records()).map(({ date }) => date)).not.toContain(sunday);
  });

  test('is on record also when nobody is called and when there is no client', async () => {
    expect(await clinic.draw(monday)).toEqual({ outcome: 'drawn', episodeIds: [] });
    expect(await lastRecord()).toMatchObject({ date: monday, roster: [], called: [] });
  });

  test('knows the closures ahead, and a weekday on which the clinic no longer opens', async () => {
    await clinic.admit(1);
    await clinic.apply((file) => {
      file.clinic.closures.push(wednesday);
    });
    const stored = await clinic.ports.store.read(clinicId).get('clinic', clinicId);
    await clinic.ports.store.transact(clinicId, async (tx) => {
      if (!stored) throw new RangeError('the clinic is gone');
      const { 6: _, ...opening } = stored.calendar.opening;
      tx.put('clinic', { ...stored, calendar: { ...stored.calendar, closures: [wednesday], opening } });
    });
    await clinic.draw(monday);
    const { closures } = await lastRecord();
    expect(closures).toContain(wednesday);
    expect(closures).toContain('2027-01-09');
    expect(closures).not.toContain('2027-01-10');
  });

  test('has every client, of a program that is no longer offered as well', async () => {
    const [episodeId = ''] = await clinic.admit(1);
    const stored = await clinic.ports.store.read(clinicId).get('clinic', clinicId);
    await clinic.ports.store.transact(clinicId, async (tx) => {
      if (stored) tx.put('clinic', { ...stored, programVersions: {} });
    });
    expect(await clinic.draw(monday)).toMatchObject({ episodeIds: [episodeId] });
  });

  test('takes more clients than one transaction does', async () => {
    await clinic.apply((file) => {
      file.clinic.collections.capacityPerDay = null;
    });
    const episodeIds = await clinic.admit(130);
    const { episodeIds: called } = await clinic.draw(monday);
    expect([...(called as string[])].sort()).toEqual([...episodeIds].sort());
    expect(clinic.ports.store.all(clinicId, 'drugTest')).toHaveLength(130);
  });
});

describe('a draw that is asked for again', () => {
  test('is what it was, with one record and one test each', async () => {
    await clinic.admit(3);
    const first = await clinic.draw(monday);
    await clinic.admit(2);
    expect(await clinic.draw(monday)).toEqual(first);
    expect(await clinic.records()).toHaveLength(1);
    expect(clinic.ports.store.all(clinicId, 'drugTest')).toHaveLength(3);
  });

  test('makes up for calls that a crash swallowed', async () => {
    await clinic.admit(2);
    await clinic.draw(monday);
    const tests = clinic.ports.store.all(clinicId, 'drugTest');
    await clinic.ports.store.transact(clinicId, async (tx) => tx.remove('drugTest', nth(tests, 0).id));
    await clinic.draw(monday);
    expect(clinic.ports.store.all(clinicId, 'drugTest')).toEqual(tests);
  });

  test('goes on where its roster was about to be read', async () => {
    const [episodeId = ''] = await clinic.admit(1);
    await clinic.ports.store.transact(clinicId, async (tx) => {
      const day = await tx.get('drawDay', monday);
      if (day) tx.put('drawDay', { ...day, status: 'drawing' });
    });
    const { late } = await excuse.start(
      { episodeId, dates: [monday], reason: 'ill' },
      operator,
      clinic.ports,
    );
    expect(late).toEqual([monday]);
    expect(await clinic.draw(monday)).toEqual({ outcome: 'called', episodeIds: [episodeId] });
  });
});

describe('what comes after the draw', () => {
  test('an excuse is kept as late, and nothing is drawn anew', async () => {
    const [episodeId = ''] = await clinic.admit(1);
    const drawn = await clinic.draw(monday);
    const record = await lastRecord();
    const { late } = await excuse.start(
      { episodeId, dates: [monday], reason: 'ill' },
      operator,
      clinic.ports,
    );
    expect(late).toEqual([monday]);
    expect(await clinic.draw(monday)).toEqual(drawn);
    expect(await clinic.records()).toEqual([record]);
    const chain = await clinic.ports.store.chain(clinicId, `episode/${episodeId}`);
    expect(chain.at(-1)?.body).toMatchObject({
      what: 'excused from testing',
      details: { dates: [], late: [monday], reason: 'ill' },
    });
  });

  test('a client who is admitted later changes nobody’s draw', async () => {
    const few = await clinic.admit(3, { lastTestOn: '2027-01-02' });
    await clinic.draw(monday);
    const alone = await lastRecord();
    const other = await drawnClinic();
    await other.commit(monday);
    await other.admit(3, { lastTestOn: '2027-01-02' });
    await other.admit(4, { lastTestOn: '2027-01-02' });
    await other.draw(monday);
    const together = nth(await other.records(), 0);
    const entriesOf = (record: ChainedDrawRecord) =>
      record.entries.filter(({ clientId }) => few.includes(clientId));
    expect(entriesOf(together)).toEqual(entriesOf(alone));
  });

  test('a test for cause is no random one, and the gap runs on', async () => {
    const [episodeId = ''] = await clinic.admit(1, { lastTestOn: '2027-01-02' });
    await orderTest.start({ episodeId, reason: 'smelled of alcohol' }, operator, clinic.ports);
    await clinic.draw(monday);
    expect((await lastRecord()).roster).toMatchObject([{ lastTestDate: '2027-01-02' }]);
    expect(
      clinic.ports.store.all(clinicId, 'drugTest').find(({ basis }) => basis === 'for cause'),
    ).toBeDefined();
  });
});

describe('a draw that is late', () => {
  test('calls nobody when a client could not be given the whole window before closing', async () => {
    const [episodeId = ''] = await clinic.admit(1);
    clinic.ports.at('2027-01-04T18:00:01.000Z');
    expect(await clinic.draw(monday)).toEqual({ outcome: 'too late', episodeIds: [] });
    expect(await lastRecord()).toMatchObject({
      uncovered: 'draw-too-late',
      capacity: 0,
      breaches: [episodeId],
    });
    expect(clinic.alerts()).toEqual(['draw too late to be fair']);
  });

  test('still calls when the window just fits', async () => {
    await clinic.admit(1);
    clinic.ports.at('2027-01-04T18:00:00.000Z');
    expect(await clinic.draw(monday)).toMatchObject({ outcome: 'called' });
  });

  test('alarms nobody when there is nobody to call', async () => {
    clinic.ports.at('2027-01-04T23:00:00.000Z');
    expect(await clinic.draw(monday)).toMatchObject({ outcome: 'drawn' });
    expect(clinic.alerts()).toEqual([]);
  });

  test('by days is recorded before the next one is made, in order, and stays as it is', async () => {
    const [episodeId = ''] = await clinic.admit(1, { lastTestOn: '2027-01-02' });
    await clinic.draw(monday);
    await drawOn(thursday);
    const records = await clinic.records();
    expect(records.map(({ date, uncovered }) => [date, uncovered])).toEqual([
      [monday, null],
      [tuesday, 'draw-too-late'],
      [wednesday, 'draw-too-late'],
      [thursday, null],
    ]);
    expect(clinic.alerts()).toEqual(['draw too late to be fair', 'draw too late to be fair']);
    expect(await clinic.draw(tuesday)).toEqual({ outcome: 'too late', episodeIds: [] });
    expect(await clinic.records()).toEqual(records);
    await clinic.reveal(thursday);
    expect(await verified(thursday)).toMatchObject({ differences: [] });
    expect(clinic.ports.store.find(clinicId, 'episode', episodeId)?.lastTestOn).toBe('2027-01-02');
  });

  test('by days is drawn from what was known on the day', async () => {
    const [episodeId = ''] = await clinic.admit(1, { lastTestOn: '2027-01-02' });
    await clinic.draw(monday);
    await clinic.ports.store.transact(clinicId, async (tx) => {
      const test = (await tx.list('drugTest', { parent: episodeId }))[0];
      const collected = { id: `${episodeId}:test-${wednesday}`, date: wednesday, collectedOn: wednesday };
      if (test) tx.put('drugTest', { ...test, ...collected });
    });
    await clinic.change(episodeId, { lastTestOn: wednesday });
    clinic.ports.at(morningOf(thursday));
    await clinic.draw(thursday);
    const lastTests = (await clinic.records()).map(({ date, roster }) => [date, roster[0]?.lastTestDate]);
    expect(lastTests.slice(1)).toEqual([
      [tuesday, null],
      [wednesday, wednesday],
      [thursday, wednesday],
    ]);
  });
});

describe('what nobody may do', () => {
  test('draw a day that has not begun at the clinic', async () => {
    clinic.ports.at('2027-01-05T07:59:00.000Z');
    await expect(clinic.draw(tuesday)).rejects.toThrow('2027-01-05 has not begun at harbor-example');
    expect(clinic.day(tuesday)?.status).toBe('ahead');
    clinic.ports.at('2027-01-05T08:00:00.000Z');
    expect(await clinic.draw(tuesday)).toMatchObject({ outcome: 'drawn' });
  });

  test('put a day into the chain behind its back', async () => {
    await clinic.draw(monday);
    await expect(clinic.draw('2027-01-02')).rejects.toThrow(
      '2027-01-02 cannot be drawn any more: the chain has gone on to 2027-01-04',
    );
    expect(clinic.day('2027-01-02')).toBeUndefined();
    expect(await clinic.records()).toHaveLength(1);
  });

  test('draw without a commitment unseen', async () => {
    const unannounced = await drawnClinic();
    await unannounced.admit(1);
    await unannounced.draw(monday);
    expect(unannounced.day(monday)).toMatchObject({ commitment: null, committedAt: null, status: 'drawn' });
    expect(unannounced.alerts()).toEqual(['draw without a commitment']);
    await unannounced.commit(monday);
    expect(unannounced.day(monday)?.commitment).toBeNull();
    const text = await exportClinicDraws(unannounced.ports.store, clinicId, monday);
    const { differences } = verifyExport(Buffer.from(text), { heads: [], commitments: new Map() });
    expect(differences).toEqual([`${monday}: no commitment was published`]);
  });

  test('draw with another key than the one committed to unseen', async () => {
    await clinic.admit(1);
    const { drawDayKey } = clinic.ports.secrets;
    clinic.ports.secrets.drawDayKey = (id, date) => drawDayKey(`another ${id}`, date);
    await clinic.draw(monday);
    expect(clinic.alerts()).toEqual(['draw key is not the committed one']);
    clinic.ports.at(morningOf(tuesday));
    await clinic.reveal(tuesday);
    expect((await verified(tuesday)).differences).toEqual([
      `${monday}: the revealed key does not match the commitment`,
      `${monday}: commitment is not the published one`,
    ]);
  });
});

test('a week with excuses, a closure and a full day verifies to the last client', async () => {
  await clinic.apply((file) => {
    file.clinic.collections.capacityPerDay = 3;
    file.clinic.closures.push(thursday);
  });
  const episodeIds = await clinic.admit(8);
  await excuse.start(
    { episodeId: nth(episodeIds, 0), dates: [monday, tuesday], reason: 'ill' },
    operator,
    clinic.ports,
  );
  for (let date = monday; date <= '2027-01-11'; date = addDays(date, 1)) {
    await drawOn(date);
    await clinic.reveal(date);
    for (const id of clinic.day(date)?.calledEpisodeIds ?? []) await clinic.change(id, { lastTestOn: date });
  }
  const { differences, summary } = await verified('2027-01-12');
  expect(differences).toEqual([]);
  expect(summary).toContain('6 days, 2027-01-04 to 2027-01-11, 48 client-days recomputed');
});
