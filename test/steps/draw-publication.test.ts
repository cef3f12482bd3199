import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { commitmentOf } from '../../lambdas/domain/random-draw.ts';
import { beat } from '../../lambdas/heartbeat/beat.ts';
import { nth } from '../example-clinic.ts';
import { clinicId, type DrawnClinic, drawnClinic, monday } from './drawn-clinic.ts';

const tuesday = '2027-01-05';
const morningOf = (date: string) => `${date}T14:00:00.000Z`;
let clinic: DrawnClinic;

beforeEach(async () => {
  clinic = await drawnClinic();
});

const days = () => clinic.ports.store.all(clinicId, 'drawDay');

/** A whole day of the clinic, as its machine does it. */
async function day(date: string) {
  clinic.ports.at(morningOf(date));
  await clinic.commit(date);
  await clinic.draw(date);
  await clinic.reveal(date);
  return clinic.report(date);
}

describe('commitments', () => {
  test('are published from today to the end of the quarter that begins within 92 days', async () => {
    expect(await clinic.commit(monday)).toEqual({ outcome: 'committed', days: 178 });
    expect(days()).toHaveLength(178);
    expect([days()[0]?.id, days().at(-1)?.id]).toEqual([monday, '2027-06-30']);
    expect(days()[0]).toMatchObject({
      status: 'ahead',
      committedAt: clinic.ports.clock.now(),
      revealedKey: null,
    });
    expect(await clinic.commit(monday)).toEqual({ outcome: 'committed', days: 0 });
  });

  test('of a quarter come together, 92 days before it begins', async () => {
    await clinic.commit(monday);
    clinic.ports.at(morningOf('2027-03-30'));
    expect(await clinic.commit('2027-03-30')).toMatchObject({ days: 0 });
    clinic.ports.at(morningOf('2027-03-31'));
    expect(await clinic.commit('2027-03-31')).toMatchObject({ days: 92 });
    expect(days().at(-1)?.id).toBe('2027-09-30');
  });

  test('fix the key of their day, and say nothing of it', async () => {
    await clinic.commit(monday);
    const key = await clinic.ports.secrets.drawDayKey(clinicId, monday);
    expect(days()[0]?.commitment).toBe(commitmentOf(key, monday));
    expect(days()[0]?.commitment).toBe(
      createHash('sha256').update(`rtdraw/v1/commit|${monday}|`).update(key).digest('hex'),
    );
  });

  test('are never made for a day that is over, whatever date the step is given', async () => {
    clinic.ports.at(morningOf(tuesday));
    await clinic.commit(monday);
    expect(days()[0]?.id).toBe(tuesday);
  });
});

describe('the key of a day', () => {
  beforeEach(async () => {
    await clinic.commit(monday);
  });

  test('is revealed when the day is over at the clinic, not before', async () => {
    clinic.ports.at('2027-01-05T07:59:59.000Z');
    expect(await clinic.reveal(tuesday)).toEqual({ outcome: 'revealed', days: 0 });
    clinic.ports.at('2027-01-05T08:00:00.000Z');
    expect(await clinic.reveal(tuesday)).toEqual({ outcome: 'revealed', days: 1 });
    const key = Buffer.from(await clinic.ports.secrets.drawDayKey(clinicId, monday)).toString('hex');
    expect(clinic.day(monday)?.revealedKey).toBe(key);
    expect(clinic.day(tuesday)?.revealedKey).toBeNull();
  });

  test('stays secret when a run is given a date to come', async () => {
    expect(await clinic.reveal('2027-06-30')).toEqual({ outcome: 'revealed', days: 0 });
    expect(days().filter(({ revealedKey }) => revealedKey !== null)).toEqual([]);
  });

  test('stays secret when the clinic moves west and its day begins again', async () => {
    await clinic.apply((file) => {
      file.clinic.timeZone = 'Asia/Tokyo';
    });
    clinic.ports.at('2027-01-04T21:00:00.000Z');
    await clinic.apply((file) => {
      file.clinic.timeZone = 'America/Los_Angeles';
    });
    expect(await clinic.reveal(tuesday)).toEqual({ outcome: 'revealed', days: 0 });
  });

  test('is caught up after an outage of any length, the oldest first', async () => {
    clinic.ports.at(morningOf('2027-02-20'));
    expect(await clinic.reveal('2027-02-20')).toMatchObject({ days: 31 });
    expect(clinic.day('2027-02-03')?.revealedKey).not.toBeNull();
    expect(clinic.day('2027-02-04')?.revealedKey).toBeNull();
    expect(await clinic.reveal('2027-02-20')).toMatchObject({ days: 16 });
    expect(await clinic.reveal('2027-02-20')).toMatchObject({ days: 0 });
  });
});

describe('the outside auditor', () => {
  const sent = () => clinic.ports.mailbox.filter(({ to }) => to === 'draws@auditors.example');
  const subjects = () => sent().map(({ subject }) => subject);
  const linesOf = (text: string) => text.split('\n').filter((line) => /^\d{4}-/.test(line));
  /** The heartbeat five minutes on: what was queued goes out. */
  const sendFrom = async (date: string) => {
    clinic.ports.at(`${date}T14:05:00.000Z`);
    await beat(clinic.ports);
  };

  test('gets the commitments of every quarter when it is published, and each once', async () => {
    expect(await day(monday)).toEqual({ outcome: 'reported', mails: 2 });
    await sendFrom(monday);
    expect(subjects()).toEqual([
      'Commitments of the draws, 2027-Q1 – Harbor Example',
      'Commitments of the draws, 2027-Q2 – Harbor Example',
    ]);
    const [first, second] = sent().map(({ text }) => linesOf(text));
    expect(first?.[0]).toBe(`${monday} ${clinic.day(monday)?.commitment}`);
    expect([first?.length, second?.length]).toEqual([87, 91]);
    expect(await day(tuesday)).toEqual({ outcome: 'reported', mails: 0 });
    await day('2027-03-31');
    await sendFrom('2027-03-31');
    expect(subjects()).toContain('Commitments of the draws, 2027-Q3 – Harbor Example');
  });

  test('gets the head of the chain on the first day of a month', async () => {
    await clinic.admit(2);
    await day(monday);
    await day('2027-01-31');
    await sendFrom('2027-01-31');
    expect(subjects().filter((subject) => subject.startsWith('Chain head'))).toEqual([]);
    expect(await day('2027-02-01')).toEqual({ outcome: 'reported', mails: 1 });
    await sendFrom('2027-02-01');
    const head = clinic.ports.store.find(clinicId, 'drawHead', 'draws');
    expect(subjects().at(-1)).toBe('Chain head of the draws, 2027-02-01 – Harbor Example');
    expect(sent().at(-1)?.text).toContain(`--head ${head?.hash}`);
    expect((await clinic.records()).at(-1)?.hash).toBe(head?.hash);
    expect(await day('2027-02-02')).toEqual({ outcome: 'reported', mails: 0 });
  });

  test('gets the head a day later when the first of the month failed', async () => {
    await day(monday);
    expect(await day('2027-02-02')).toEqual({ outcome: 'reported', mails: 1 });
  });

  test('is told nothing of a client', async () => {
    const episodeIds = await clinic.admit(3);
    await day(monday);
    await day('2027-02-01');
    await sendFrom('2027-02-01');
    expect(sent()).toHaveLength(3);
    const said = JSON.stringify([sent(), clinic.ports.store.all(clinicId, 'mail')]);
    for (const { id, name } of clinic.ports.store.all(clinicId, 'client')) {
      expect(said).not.toContain(id);
      expect(said).not.toContain(name);
    }
    for (const id of episodeIds) expect(said).not.toContain(id);
    expect(said).not.toMatch(/Client \d/);
  });

  test('gets the mail once the mail service is back', async () => {
    await day(monday);
    clinic.ports.isDown = true;
    await sendFrom(monday);
    expect(sent()).toEqual([]);
    clinic.ports.isDown = false;
    clinic.ports.at('2027-01-04T15:00:00.000Z');
    await beat(clinic.ports);
    expect(sent()).toHaveLength(2);
  });

  test('who is named anew gets the quarters that are not over', async () => {
    await day(monday);
    await clinic.apply((file) => {
      file.clinic.auditor = { name: 'Second Example Auditors', email: 'second@auditors.example' };
    });
    expect(await day('2027-02-10')).toEqual({ outcome: 'reported', mails: 3 });
    clinic.ports.at('2027-02-10T14:05:00.000Z');
    await beat(clinic.ports);
    const second = clinic.ports.mailbox.filter(({ to }) => to === 'second@auditors.example');
    expect(linesOf(nth(second, 0).text)).toHaveLength(87);
  });

  test('is not written to where none is named', async () => {
    await clinic.apply(({ clinic: own }) => {
      Reflect.deleteProperty(own, 'auditor');
    });
    expect(await day(monday)).toEqual({ outcome: 'no auditor' });
    expect(clinic.ports.store.all(clinicId, 'mail')).toEqual([]);
  });
});
