import { describe, expect, it } from 'vitest';
import { drawDay } from '../../lambdas/pages/draw-day.ts';
import { drawList } from '../../lambdas/pages/draw-list.ts';
import { fractionWords, grouped, percentWords, shareOf48Bits } from '../../lambdas/pages/draw-words.ts';
import { meterPage } from '../../lambdas/pages/meter.ts';
import {
  called,
  commitment,
  excused,
  key,
  list,
  listDay,
  meter,
  newClient,
  notCalled,
  verifiedDay,
} from './draw-views.ts';
import { fieldsOf, postedAsShown, visibleText } from './markup.ts';

describe('a chance in words', () => {
  it.each([
    ['one ticket', notCalled, '22.01 %', '220,130 / 1,000,000'],
    [
      'two tickets',
      { ...notCalled, tickets: '2', threshold: '110282679248242' },
      '39.18 %',
      '391,802,783,100 / 10¹²',
    ],
    ['three days left', called, '33.33 %', '1/3'],
    ['two days left', { ...called, k: '2', threshold: '140737488355328' }, '50 %', '1/2'],
    ['the deadline', { ...called, k: '1', threshold: '281474976710656' }, '100 %', '1'],
    ['a new client', newClient, '100 %', '1'],
    ['an excused one', excused, '0 %', '0'],
  ])('%s', (_, line, percent, fraction) => {
    expect(percentWords(shareOf48Bits(line.threshold))).toBe(percent);
    expect(fractionWords(line)).toBe(fraction);
  });

  it('groups digits by three', () => {
    expect(['7', '700', '7000', '281474976710656'].map(grouped)).toEqual([
      '7',
      '700',
      '7,000',
      '281,474,976,710,656',
    ]);
  });
});

describe('one day’s draw', () => {
  const text = visibleText(drawDay(verifiedDay));

  it('shows what fixed it, when, and the key that was revealed', () => {
    expect(text).toContain('Thursday, February 11, 2027 ✓ verified');
    expect(text).toContain(`${commitment} Published Mon, Jan 4, 6:00 AM, 38 days ahead`);
    expect(text).toContain(key);
    expect(text).toContain('Called 2 of 4');
    expect(text).toContain('Places 16');
  });

  it('shows each client’s chance, number, threshold and outcome: the called first, then by id', () => {
    const ids = [...text.matchAll(/ep_\d(?= (?:last test|never))/g)].map(([id]) => id);
    expect(ids).toEqual(['ep_5', 'ep_9', 'ep_2', 'ep_1']);
    expect(text).toContain(
      'ep_9 last test Feb 6, 2027 33.33 % 1/3 54,822,026,066,787 93,824,992,236,885 3 1 ● called ✓ verified',
    );
    expect(text).toContain('ep_5 never tested 100 % 1 17 281,474,976,710,656 0 1 ● called: new ✓ verified');
    expect(text).toContain('ep_1 last test Feb 8, 2027 – 0 % 0 131,829,249,693,672 0 – – excused');
  });

  it('draws the chance as a bar and the number as a mark, with the same in words', () => {
    const page = drawDay(verifiedDay);
    expect(page).toContain('aria-label="chance 33.33 %, number at 19.48 %"');
    expect(page).toContain('<rect class="chance" x="0" y="8" width="33.33%"');
    expect(page).toContain('<line class="hit" x1="19.48%"');
    expect(page).toContain('<line class="miss" x1="46.84%"');
  });

  it('says when the key comes, and claims nothing before', () => {
    const early = visibleText(
      drawDay({
        ...verifiedDay,
        key: { comesOn: '2027-02-12' },
        check: { verdict: 'key to come', on: '2027-02-12' },
      }),
    );
    expect(early).toContain('Revealed on Fri, Feb 12');
    expect(early).not.toMatch(/verified|matches the commitment|openssl/);
  });

  it('names what differs, for the day and beside the client', () => {
    const difference = '2027-02-11: ep_2: u is 12, recomputed 131829249693672';
    const clients = verifiedDay.record?.clients.map((client) =>
      client.clientId === 'ep_2' ? { ...client, differences: [difference] } : client,
    );
    const page = drawDay({
      ...verifiedDay,
      record: verifiedDay.record && { ...verifiedDay.record, clients: clients ?? [] },
      check: { verdict: 'differs', differences: [difference] },
    });
    const said = visibleText(page);
    expect(said).toContain('does not agree with its own proof ep_2: u is 12, recomputed 131829249693672');
    expect(said).toMatch(/ep_2 last test .* not called ✕ differs/);
    expect(said).not.toContain('✓');
  });

  it.each([
    ['too late', { status: 'too late' as const }, 'Uncovered: the draw came too late to be fair'],
    [
      'not announced',
      { commitment: null },
      'No commitment was published before this day Nothing proves that the key was fixed ahead',
    ],
    ['closed', { status: 'closed' as const, record: null }, 'Collection was closed on this day'],
    ['still to come', { status: 'ahead' as const, record: null }, 'the selection does not exist yet'],
  ])('says of a day that it is %s', (_, change, words) => {
    expect(visibleText(drawDay({ ...verifiedDay, ...change }))).toContain(words);
  });

  it('tells of a full day', () => {
    const clients = [
      { ...called, status: 'breach' as const },
      { ...notCalled, status: 'bumped' as const },
    ];
    const full = { ...verifiedDay, record: verifiedDay.record && { ...verifiedDay.record, clients } };
    const said = visibleText(drawDay(full));
    expect(said).toContain('▲ overdue, day full');
    expect(said).toContain('! drawn, day full');
  });

  it('gives the lines to work it out with, and what they print', () => {
    expect(text).toContain(
      `(printf 'rtdraw/v1/commit|2027-02-11|'; printf '${key}' | xxd -r -p) | sha256sum`,
    );
    expect(text).toContain(
      `printf 'rtdraw/v1/call|ep_2' | openssl dgst -sha256 -mac HMAC -macopt hexkey:${key}`,
    );
    expect(text).toContain('the second 77e5e39957e8 , which is 131829249693672: not below');
  });
});

describe('the list of draws', () => {
  it('has each day with its commitment, its calls and what the second program found; the latest first', () => {
    const text = visibleText(drawList(list));
    expect(text).toContain(
      'February 2027 Thu, Feb 11 2 of 4 called c4c4c4c4c4c4… fixed 38 days ahead ✓ verified',
    );
    expect(text).toContain('January 2027 Sun, Jan 31 closed');
    expect(text.indexOf('February 2027')).toBeLessThan(text.indexOf('January 2027'));
    expect(text).toContain('1 day on record 2 calls 1 uncovered day 1 day verified 0 days that differ');
    expect(drawList(list)).toContain('<a href="/draws/2027-02-11">');
  });

  it('has the head, what is fixed ahead, and the way to the export', () => {
    const page = drawList(list);
    expect(visibleText(page)).toContain(`2027-02-12 ${commitment}`);
    expect(page).toContain('href="/local/export/draws" download');
    expect(visibleText(page)).toContain('Plainview Example Auditors has the commitments');
    expect(visibleText(drawList({ ...list, auditorName: null }))).toContain('No outside auditor is named');
  });

  it.each([
    ['a day that came without a commitment', { commitment: null }, '✕ not announced'],
    [
      'a day that was drawn too late',
      { status: 'too late' as const, called: 0 },
      '! too late: nobody called',
    ],
    ['deadlines that found no place', { breaches: 3 }, '▲ 3 overdue, day full'],
    [
      'a commitment of the day itself',
      { commitment: { hash: commitment, daysAhead: 0 } },
      'fixed the same day',
    ],
    ['a difference', { check: { verdict: 'differs' as const, differences: ['x'] } }, '✕ differs'],
    ['a key to come', { check: { verdict: 'key to come' as const, on: '2027-02-12' } }, 'key on Fri, Feb 12'],
  ])('shows %s by sign and word', (_, change, words) => {
    expect(visibleText(drawList({ ...list, days: [{ ...listDay, ...change }] }))).toContain(words);
  });

  it('says so when nothing has begun, and when the chain does not hold', () => {
    const empty = visibleText(drawList({ ...list, days: [], head: null, ahead: [] }));
    expect(empty).toContain('No day has begun yet');
    expect(empty).toContain('No draw is on record yet');
    const broken = drawList({ ...list, differences: ['records 2027-02-10: hash is not that of the record'] });
    expect(visibleText(broken)).toContain('The chain does not hold records 2027-02-10');
  });
});

describe('the meter', () => {
  const page = meterPage(meter);
  const text = visibleText(page);

  it('has the figures of the plan: rate, gap, chances, announced share, beside what is wanted', () => {
    expect(text).toContain('Tests a week 2 asked for: 2');
    expect(text).toContain('Longest gap 7 days never longer');
    expect(text).toContain('Chance on an ordinary day 22.01 %');
    expect(text).toContain('Highest before the deadline 50 % at most 75 %');
    expect(text).toContain('Announced tests 12.47 % at most 20 %');
  });

  it('plots the lowest and the highest chance of each day since the last test, and the floor', () => {
    expect(page).toContain('<title>1 day: 22.01 % to 39.18 %</title>');
    expect(page).toContain('<title>7 days: 100 %</title>');
    expect([...page.matchAll(/<rect class="sure" x="/g)]).toHaveLength(6);
    expect([...page.matchAll(/<rect class="certain" x="/g)]).toHaveLength(1);
    expect(page).toContain('<line class="floor" x1="0" x2="100%" y1="83.333%" y2="83.333%"/>');
    expect(text).toContain('1 22.01 % 39.18 %');
  });

  it('shows what escapes for windows of one, two and three days beside the optimum', () => {
    expect(text).toContain('Shows for 1 day 100 % at best 100 %');
    expect(text).toContain('Shows for 2 days 60.82 % at best 58.22 %');
    expect(text).toContain('Shows for 3 days 47.43 % at best 39.26 %');
    expect(text).toContain('only opening does');
  });

  it('leads to every plan, and marks the one that is shown', () => {
    expect(page).toContain('<a href="/meter?plan=sheer.1" aria-current="true">Foundation</a>');
    expect(page).toContain('<a href="/meter?plan=sheer.2">Practice</a>');
  });

  it('sends a plan to try by GET, as it stands', () => {
    expect(page).toContain('<form method="get" action="/meter#try">');
    expect([...postedAsShown(page)]).toEqual([
      ['plan', 'own'],
      ['ratePerWeek', '2'],
      ['maxGapDays', '7'],
      ...['1', '2', '3', '4', '5', '6'].map((day) => [`day${day}`, '1']),
      ['closureGuard', '1'],
    ]);
  });

  it('warns, and marks a share of announced tests above 20 %', () => {
    const shown = { ...meter, warnings: ['The deadline does the testing, not chance.'] };
    const high = visibleText(
      meterPage({ ...shown, meter: meter.meter && { ...meter.meter, announcedShare: 0.25 } }),
    );
    expect(high).toContain('Saving this plan warns The deadline does the testing');
    expect(high).toContain('! Announced tests 25 %');
  });

  it('keeps what was typed and says what is wrong with it', () => {
    const form = { ...meter.form, ratePerWeek: '"><i>3', problems: ['Tests a week must be a number.'] };
    const wrong = meterPage({ ...meter, meter: null, form });
    expect(visibleText(wrong)).toContain('This plan cannot be shown Tests a week must be a number.');
    expect(fieldsOf(wrong).find(({ name }) => name === 'ratePerWeek')?.value).toBe('"><i>3');
    expect(wrong).not.toContain('"><i>3');
    expect(visibleText(wrong)).not.toContain('Longest gap 7 days');
  });

  it('labels few days each, and many by the week', () => {
    expect([...page.matchAll(/<text class="axis-text"[^>]*>(\d+)</g)].map(([, day]) => day)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
    ]);
    const spans = Array.from({ length: 28 }, (_, index) => ({
      daysSinceTest: index + 1,
      lowest: 0.05,
      highest: 0.1,
    }));
    const long = meterPage({
      ...meter,
      meter: meter.meter && { ...meter.meter, chancesByDaysSinceTest: spans },
    });
    expect([...long.matchAll(/<text class="axis-text"[^>]*>(\d+)</g)].map(([, day]) => day)).toEqual([
      '7',
      '14',
      '21',
      '28',
    ]);
  });
});

describe('every page of the draw', () => {
  const pages = { day: drawDay(verifiedDay), list: drawList(list), meter: meterPage(meter) };

  it.each(Object.entries(pages))(
    '%s holds no script, no style of its own and no foreign address',
    (_, page) => {
      const body = page.slice(page.indexOf('<body>'));
      expect(body).not.toMatch(/<script|\sstyle=|\son[a-z]+=/);
      expect(body).not.toMatch(/(href|src|action)="(?!\/|#)/);
    },
  );

  it.each(Object.entries(pages))('%s has one heading of the first order and no unclosed tag', (_, page) => {
    expect(page.match(/<h1/g)).toHaveLength(1);
    for (const tag of ['section', 'div', 'table', 'tr', 'td', 'ul', 'li', 'dl', 'details', 'svg', 'nav', 'p'])
      expect(page.match(new RegExp(`<${tag}[ >]`, 'g'))?.length ?? 0, tag).toBe(
        page.match(new RegExp(`</${tag}>`, 'g'))?.length ?? 0,
      );
  });
});
