import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DrawDay } from '../../lambdas/domain/draw-day.ts';
import { nth } from '../example-clinic.ts';
import { visibleText } from '../pages/markup.ts';
import { type ServedLaptop, serveExample } from './served-laptop.ts';

const clinicId = 'harbor-example';
let served: ServedLaptop;
let visit: Awaited<ReturnType<ServedLaptop['visitAs']>>;

beforeAll(async () => {
  served = await serveExample({ isManual: false, seed: 'draws' });
  await served.postJson('/local/clock', { advance: 'P12DT4H' });
  visit = await served.visitAs('fay-moreau');
});

afterAll(() => served.server.close());

const textOf = async (path: string) => visibleText((await visit(path)).text);
const store = () => served.laptop.clinic.store;
const daysOf = (status: DrawDay['status']) =>
  store()
    .all(clinicId, 'drawDay')
    .filter((day) => day.status === status);

/** Puts something else in the place of a record, as somebody with access to the store could, and back again. */
async function whileChanged(
  day: DrawDay,
  change: Partial<DrawDay>,
  look: () => Promise<void>,
): Promise<void> {
  const put = (record: DrawDay) => store().transact(clinicId, async (tx) => tx.put('drawDay', record));
  await put({ ...day, ...change });
  try {
    await look();
  } finally {
    await put(day);
  }
}

describe('the list of draws', () => {
  it('has every day since the first, each with its link, and finds all of them verified but today', async () => {
    const { status, text } = await visit('/draws');
    expect(status).toBe(200);
    const linked = [...text.matchAll(/href="\/console\/draws\/audit\/([\d-]+)"/g)].map(([, date]) => date);
    expect(linked).toEqual(
      [...daysOf('drawn'), ...daysOf('closed')].map(({ id }) => id).sort((a, b) => (a < b ? 1 : -1)),
    );
    expect(text.match(/✓ verified/g)).toHaveLength(daysOf('drawn').length - 1);
    expect(text.match(/key on Sun, Jan 17/g)).toHaveLength(1);
    expect(visibleText(text)).toContain('0 days that differ');
  });

  it('offers the export that the auditor’s program reads', async () => {
    const href = /href="(\/console\/draws\/export)" download/.exec((await visit('/draws')).text)?.[1];
    const { status, headers, text } = await visit(href ?? '');
    expect(status).toBe(200);
    expect(headers['content-disposition']).toBe('attachment; filename="harbor-example-draws.json"');
    expect(text.trimEnd()).toBe((await served.send('/local/export/draws')).text.trimEnd());
  });

  it('is led to from every page', async () => {
    const { text } = await visit('/');
    expect(text).toContain('<a href="/console/draws/audit">Draws</a>');
    expect((await visit('/draws')).text).toContain('href="/console/meter"');
  });
});

describe('the page of a day', () => {
  it('names clients by opaque id only', async () => {
    for (const { id } of daysOf('drawn')) {
      const text = await textOf(`/draws/${id}`);
      for (const client of store().all(clinicId, 'client')) expect(text).not.toContain(client.name);
    }
  });

  it('shows all that was drawn, and agrees with the record', async () => {
    const day = nth(daysOf('drawn').slice(-2), 0);
    const text = await textOf(`/draws/${day.id}`);
    expect(text).toContain('✓ verified');
    expect(text).toContain(day.commitment ?? 'no commitment');
    expect(text).toContain(day.revealedKey ?? 'no key');
    for (const id of day.calledEpisodeIds)
      expect(text).toMatch(new RegExp(`${id}[^●]*● called[^✓]*✓ verified`));
  });

  it('keeps today’s key to itself', async () => {
    const today = nth(daysOf('drawn').slice(-1), 0);
    const text = await textOf(`/draws/${today.id}`);
    expect(text).toContain('Revealed on Sun, Jan 17');
    const key = Buffer.from(await served.laptop.clinic.ports.secrets.drawDayKey(clinicId, today.id)).toString(
      'hex',
    );
    expect((await visit(`/draws/${today.id}`)).text).not.toContain(key);
  });

  it('is found by the auditor’s program to differ when the store was tampered with', async () => {
    const day = nth(daysOf('drawn'), 5);
    await whileChanged(day, { revealedKey: '00'.repeat(32) }, async () => {
      const text = await textOf(`/draws/${day.id}`);
      expect(text).toContain('✕ differs');
      expect(text).toContain('the revealed key does not match the commitment');
      expect(text).toMatch(/ep_\w+: u is \d+, recomputed \d+/);
      expect(text).not.toContain('✓ verified');
      expect(await textOf('/draws')).toContain('1 day that differs');
    });
    await whileChanged(day, { commitment: null, committedAt: null }, async () => {
      expect(await textOf(`/draws/${day.id}`)).toContain('No commitment was published before this day');
      expect(await textOf('/draws')).toContain('✕ not announced');
    });
    expect(await textOf(`/draws/${day.id}`)).toContain('✓ verified');
  });

  it('tells of a closed day and of one to come', async () => {
    expect(await textOf('/draws/2027-01-10')).toContain('Collection was closed on this day');
    expect(await textOf('/draws/2027-02-01')).toContain('the selection does not exist yet');
    expect((await visit('/draws/2031-01-01')).status).toBe(404);
  });
});

describe('the meter', () => {
  it('shows each phase of the program', async () => {
    const first = await textOf('/meter');
    expect(first).toContain('Foundation Practice Independence');
    expect(first).toContain('Foundation: 2 a week, gap 7 days, Mon to Sat, two tickets beside a closed day.');
    expect(await textOf('/meter?plan=sheer.3')).toContain('Independence: 0.5 a week, gap 28 days');
  });

  it('counts the closures to come when it is asked to', async () => {
    expect(await textOf('/meter')).toContain('Count the clinic’s 2 closures');
    const counted = await textOf('/meter?plan=sheer.2&closures=1');
    expect(counted).toContain('Leave the closures out');
    expect(counted).not.toBe(await textOf('/meter?plan=sheer.2'));
  });

  it('shows a plan of one’s own, with the warnings of saving it', async () => {
    const days = [1, 2, 3, 4, 5, 6, 7].map((day) => `day${day}=1`).join('&');
    const text = await textOf(`/meter?plan=own&ratePerWeek=1&maxGapDays=7&closureGuard=1&${days}`);
    expect(text).toContain('Your plan: 1 a week, gap 7 days, every day');
    expect(text).toContain('Saving this plan warns The deadline does the testing, not chance');
    expect(text).toContain('Tests a week 1.38 asked for: 1');
    expect(text).toContain('! Announced tests 24.78 %');
  });

  it.each([
    ['ratePerWeek=x&maxGapDays=7&day1=1', 'Tests a week must be a number above 0 and at most 7.'],
    ['ratePerWeek=2&maxGapDays=0&day1=1', 'The longest gap must be a whole number of days from 1.'],
    ['ratePerWeek=2&maxGapDays=5000&day1=1', 'The longest gap is at most 60 days'],
    ['ratePerWeek=2&maxGapDays=7', 'Choose at least one test day.'],
  ])('says what is wrong with %s', async (query, problem) => {
    const { status, text } = await visit(`/meter?plan=own&${query}`);
    expect(status).toBe(200);
    expect(visibleText(text)).toContain(problem);
  });
});

it('before a clinic is applied, the pages say how to fill the store', async () => {
  const empty = await serveExample();
  await empty.postJson('/local/reset', { empty: true });
  for (const path of ['/draws', '/draws/2027-01-04', '/meter'])
    expect(visibleText((await empty.send(path)).text)).toContain('The store is empty');
  await empty.server.close();
});
