import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BoardClient, board, boardSorts, sorted } from '../../lambdas/pages/board.ts';
import { contains, middleOf, rangeOf, startOf, widthOf } from '../../lambdas/pages/board-scale.ts';
import { visibleText } from './markup.ts';
import { boardOf, completed, inTreatment, waiting } from './product-views.ts';

describe('the scale of the board', () => {
  const tenDays = { from: '2026-06-01', to: '2026-06-10' };

  it('places days from edge to edge', () => {
    expect(startOf(tenDays, '2026-06-01')).toBe('0%');
    expect(middleOf(tenDays, '2026-06-01')).toBe('5%');
    expect(startOf(tenDays, '2026-06-10')).toBe('90%');
    expect(widthOf(tenDays, tenDays)).toBe('100%');
    expect(widthOf(tenDays, { from: '2026-06-03', to: '2026-06-03' })).toBe('10%');
    expect(contains(tenDays, '2026-06-11')).toBe(false);
  });

  it('counts calendar days, also where the clocks change', () => {
    expect(startOf({ from: '2026-03-07', to: '2026-03-10' }, '2026-03-09')).toBe('50%');
  });

  it('spans the dates given, or the one to fall back on', () => {
    expect(rangeOf(['2026-06-05', '2026-06-01', '2026-06-03'], '2026-01-01')).toEqual({
      from: '2026-06-01',
      to: '2026-06-05',
    });
    expect(rangeOf([], '2026-01-01')).toEqual({ from: '2026-01-01', to: '2026-01-01' });
  });

  it('lets neighbouring spans meet without a gap', () => {
    const day = fc.integer({ min: 0, max: 98 });
    fc.assert(
      fc.property(day, (split) => {
        const date = (offset: number) => new Date(Date.UTC(2026, 4, 1 + offset)).toISOString().slice(0, 10);
        const range = { from: date(0), to: date(99) };
        const first = Number.parseFloat(widthOf(range, { from: date(0), to: date(split) }));
        expect(Number.parseFloat(startOf(range, date(split + 1)))).toBeCloseTo(first, 2);
      }),
    );
  });
});

describe('the board', () => {
  const page = board(boardOf([waiting, inTreatment, completed]));
  const text = visibleText(page);

  it('links each client to the timeline by the opaque id, and keeps names out of the title', () => {
    expect(page).toContain('<a class="name" href="/clients/ep_1">Maren Quill</a>');
    expect(/<title>(.*?)<\/title>/.exec(page)?.[1]).toBe('Board · stepdown');
  });

  it('says stage, home and counselor in words, and the ending with its day', () => {
    expect(text).toContain('Steady · Cedar House · Ana Ruiz');
    expect(text).toContain('Waiting for a place · Ana Ruiz');
    expect(text).toContain('completed, Jun 9');
  });

  it('shows what is overdue by shape, sign and word beside the colour', () => {
    expect(text).toContain('▲ 1 overdue');
    expect(page).toContain(
      '<title>Thu, Jun 18: Progress review (overdue)</title><path class="m overdue" d="M0 -8',
    );
    expect(page).toMatch(/class="m overdue"[^>]*\/><text class="m-text"[^>]*>!</);
    expect(text).toContain('1 ▲ with something overdue');
  });

  it('tells kinds by shape and states by fill', () => {
    const shapeOf = (title: string) =>
      new RegExp(`<title>${title}</title><path class="([^"]*)" d="([^"]*)"`).exec(page)?.slice(1, 3);
    const test = shapeOf('Wed, Jun 10: Drug test: negative');
    const planned = shapeOf('Thu, Jul 2: Progress review \\(planned\\)');
    expect(test?.[0]).toBe('m');
    expect(planned?.[0]).toBe('m planned');
    expect(planned?.[1]).not.toBe(test?.[1]);
  });

  it('marks today in the axis and in every bar', () => {
    expect(text).toContain('Today Jun 20');
    expect(page.match(/<line class="today"/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('sums up each bar for those who do not see it', () => {
    expect(page).toContain('aria-label="Started Jun 1, 1 test, 1 check-in, 2 reviews, 1 overdue"');
    expect(page).toContain('0 overdue, ended: completed"');
  });

  it('names phases in the legend, once each, from the most intense on', () => {
    const legend = /<ul class="legend"[\s\S]*?<\/ul>/.exec(page)?.[0] ?? '';
    expect(visibleText(legend)).toMatch(/^1 Intensive 2 Steady test check-in review/);
  });

  it('counts clients by stage', () => {
    expect(text).toContain('1 before admission 1 in treatment 1 in follow-up 0 closed');
  });

  it('marks the order it is in', () => {
    const byName = board(boardOf([inTreatment], 'name'));
    expect(byName).toContain('<a href="/board?sort=name" aria-current="true">Name</a>');
    expect(byName.match(/aria-current="true"/g)).toHaveLength(1);
  });

  it('says what to do when there is nobody', () => {
    expect(visibleText(board(boardOf([])))).toContain('No clients yet.');
  });

  it('draws forty clients, each with a drawing of its own', () => {
    const forty = Array.from({ length: 40 }, (_, index) => ({
      ...inTreatment,
      href: `/clients/ep_${index}`,
    }));
    const drawings = [...board(boardOf(forty)).matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(drawings).size).toBe(40);
  });
});

describe('the order of clients', () => {
  const names = (sort: (typeof boardSorts)[number]) =>
    sorted([waiting, inTreatment, completed], sort).map(({ name }) => name);

  it('goes by start, name, or what needs attention', () => {
    expect(names('start')).toEqual(['Tobias Fenwick', 'Maren Quill', 'Ines Okafor']);
    expect(names('latest')).toEqual(['Ines Okafor', 'Maren Quill', 'Tobias Fenwick']);
    expect(names('name')).toEqual(['Ines Okafor', 'Maren Quill', 'Tobias Fenwick']);
    expect(names('attention')[0]).toBe('Maren Quill');
  });

  it('is the same whatever order they came in, and loses nobody', () => {
    const client = fc.record({
      name: fc.constantFrom('Ada', 'Ben', 'Cleo'),
      startedOn: fc.constantFrom('2026-06-01', '2026-06-02'),
    });
    fc.assert(
      fc.property(fc.array(client), fc.constantFrom(...boardSorts), (given, sort) => {
        const clients = given.map((fields) => ({ ...waiting, ...fields }));
        const key = ({ name, startedOn }: BoardClient) => `${name} ${startedOn}`;
        const once = sorted(clients, sort).map(key);
        expect(sorted([...clients].reverse(), sort).map(key)).toEqual(once);
        expect([...once].sort()).toEqual(clients.map(key).sort());
      }),
    );
  });
});
