import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  commitmentOf,
  type DrawInput,
  DrawInputError,
  type DrawResult,
  dayKeyFrom,
  draw,
  type RosterItem,
} from '../../lambdas/domain/random-draw.ts';

/** Draws worked out by a second program in another language, with fractions instead of cross-multiplication. */
interface Vector extends Omit<DrawInput, 'dayKey'> {
  name: string;
  seed: string;
  clinicId: string;
  dayKey: string;
  commitment: string;
  expected: DrawResult;
}

const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('random-draw-vectors.json', import.meta.url), 'utf8'),
);

const everyDay = {
  ratePerWeek: 2,
  maxGapDays: 7,
  testDays: [1, 2, 3, 4, 5, 6, 7],
  minPerCalendarWeek: 0 as const,
  closureGuard: true,
  chancePpm: 232_833,
};
const wednesday = '2026-03-04';

function clientTested(lastTestDate: string | null, more: Partial<RosterItem> = {}): RosterItem {
  return { clientId: 'client-1', policy: everyDay, lastTestDate, excused: false, ...more };
}

function drawing(roster: RosterItem[], more: Partial<DrawInput> = {}): DrawResult {
  const dayKey = dayKeyFrom('seed', 'clinic-elm', wednesday);
  return draw({ dayKey, date: wednesday, roster, capacity: null, closures: [], ...more });
}

function entryOf(item: RosterItem, more: Partial<DrawInput> = {}) {
  return drawing([item], more).entries[0];
}

describe('vectors from an independent program', () => {
  it.each(vectors)('$name', ({ name, seed, clinicId, dayKey, commitment, expected, ...input }) => {
    const key = dayKeyFrom(seed, clinicId, input.date);
    expect(name).not.toBe('');
    expect(Buffer.from(key).toString('hex')).toBe(dayKey);
    expect(commitmentOf(key, input.date)).toBe(commitment);
    expect(draw({ ...input, dayKey: key })).toEqual(expected);
  });

  it('covers every status, both ticket counts and the whole ramp', () => {
    const entries = vectors.flatMap(({ expected }) => expected.entries);
    expect([...new Set(entries.map(({ status }) => status))].sort()).toEqual([
      'breach',
      'bumped',
      'called',
      'excluded',
      'not-called',
    ]);
    expect(new Set(entries.map(({ tickets }) => tickets))).toEqual(new Set(['0', '1', '2']));
    expect(['0', '1', '2', '3', '4'].every((k) => entries.some((entry) => entry.k === k))).toBe(true);
  });
});

describe('the deadline', () => {
  it('rises to a half and to certainty over the last three testable days', () => {
    const policy = { ...everyDay, chancePpm: 1000 };
    const thresholds = ['2026-02-28', '2026-02-27', '2026-02-26', '2026-02-25'].map(
      (lastTestDate) => entryOf(clientTested(lastTestDate, { policy }))?.threshold,
    );
    const whole = 2n ** 48n;
    expect(thresholds).toEqual([(whole * 1000n) / 1_000_000n, whole / 3n, whole / 2n, whole].map(String));
  });

  it('takes the last testable day when the deadline itself is closed', () => {
    const { forced, called } = drawing([clientTested('2026-02-26')], { closures: ['2026-03-05'] });
    expect({ forced, called }).toEqual({ forced: ['client-1'], called: ['client-1'] });
  });

  it('makes the next testable day certain after an unplanned closure of the deadline', () => {
    expect(drawing([clientTested('2026-02-25')], { closures: [wednesday] }).called).toEqual([]);
    const next = drawing([clientTested('2026-02-25')], { date: '2026-03-05', closures: [wednesday] });
    expect(next.called).toEqual(['client-1']);
  });

  it('makes the next testable day certain after an excuse that covers it', () => {
    expect(drawing([clientTested('2026-02-25', { excused: true })]).entries[0]?.status).toBe('excluded');
    expect(drawing([clientTested('2026-02-25')], { date: '2026-03-05' }).called).toEqual(['client-1']);
  });

  it('is this Sunday when the week still wants a test, and the gap when it has one', () => {
    const policy = { ...everyDay, maxGapDays: 14, minPerCalendarWeek: 1 as const };
    expect(entryOf(clientTested('2026-03-01', { policy }))?.k).toBe('5');
    expect(entryOf(clientTested('2026-03-02', { policy }))?.k).toBe('13');
  });
});

describe('tickets', () => {
  const saturday = '2026-03-07';
  const monToSat = { ...everyDay, testDays: [1, 2, 3, 4, 5, 6] };

  it.each([
    ['the weekday after has no testing', clientTested('2026-03-06', { policy: monToSat }), {}],
    ['tomorrow is closed', clientTested('2026-03-06'), { closures: ['2026-03-08'] }],
    ['yesterday was closed', clientTested('2026-03-05'), { closures: ['2026-03-06'] }],
    ['the client is excused tomorrow', clientTested('2026-03-06', { excused: ['2026-03-08'] }), {}],
  ])('are two when %s', (_, item, more) => {
    expect(entryOf(item, { date: saturday, ...more })?.tickets).toBe('2');
    const unguarded = { ...item, policy: { ...item.policy, closureGuard: false } };
    expect(entryOf(unguarded, { date: saturday, ...more })?.tickets).toBe('1');
  });

  it('are one between two testable days', () => {
    expect(entryOf(clientTested('2026-03-06'), { date: saturday })?.tickets).toBe('1');
  });
});

describe('a full day', () => {
  it('sends new clients first, then the most overdue', () => {
    const roster = [
      clientTested('2026-02-25', { clientId: 'due' }),
      clientTested('2026-02-20', { clientId: 'overdue' }),
      clientTested(null, { clientId: 'new' }),
    ];
    const order = [1, 2, 3].map((capacity) => drawing(roster, { capacity }).called);
    expect(order).toEqual([['new'], ['new', 'overdue'], ['due', 'new', 'overdue']]);
    expect(drawing(roster, { capacity: 1 }).breaches).toEqual(['due', 'overdue']);
  });

  it('calls nobody with no capacity, and every deadline is a breach', () => {
    const roster = [clientTested(null), clientTested('2026-02-25', { clientId: 'client-2' })];
    const { called, forced, breaches } = drawing(roster, { capacity: 0 });
    expect({ called, forced, breaches }).toEqual({
      called: [],
      forced: ['client-1', 'client-2'],
      breaches: ['client-1', 'client-2'],
    });
  });
});

describe('bad input', () => {
  const good = clientTested('2026-03-01');
  const withPolicy = (change: object) => ({ ...good, policy: { ...everyDay, ...change } });

  it.each([
    ['policy.ratePerWeek', withPolicy({ ratePerWeek: 0 })],
    ['policy.ratePerWeek', withPolicy({ ratePerWeek: Number.NaN })],
    ['policy.maxGapDays', withPolicy({ maxGapDays: 0 })],
    ['policy.maxGapDays', withPolicy({ maxGapDays: 6.5 })],
    ['policy.testDays', withPolicy({ testDays: [] })],
    ['policy.testDays', withPolicy({ testDays: [1, 1] })],
    ['policy.testDays[1]', withPolicy({ testDays: [1, 8] })],
    ['policy.minPerCalendarWeek', withPolicy({ minPerCalendarWeek: 2 })],
    ['policy.closureGuard', withPolicy({ closureGuard: 'yes' })],
    ['policy.chancePpm', withPolicy({ chancePpm: 0 })],
    ['policy.chancePpm', withPolicy({ chancePpm: 0.2328 })],
    ['policy.chancePpm', withPolicy({ chancePpm: 1_000_001 })],
    ['policy', { ...good, policy: undefined }],
    ['lastTestDate', { ...good, lastTestDate: '2026-02-30' }],
    ['lastTestDate', { ...good, lastTestDate: undefined }],
    ['lastTestDate', { ...good, lastTestDate: '2026-03-05' }],
    ['excused', { ...good, excused: 'yes' }],
    ['excused[1]', { ...good, excused: ['2026-03-04', '4 March'] }],
  ])('names the client and %s', (field, item) => {
    const run = () => drawing([item as RosterItem]);
    expect(run).toThrow(DrawInputError);
    expect(run).toThrow(expect.objectContaining({ field, clientId: 'client-1' }));
    expect(run).toThrow(`client client-1: ${field}: must be `);
  });

  it.each([
    ['clientId', 'client-1', [good, good]],
    ['roster[1].clientId', undefined, [good, { ...good, clientId: '' }]],
    ['roster[0].clientId', undefined, [{ ...good, clientId: 'half a pair \ud800' }]],
  ])('refuses ids that are missing, broken or given twice: %s', (field, clientId, roster) => {
    expect(() => drawing(roster)).toThrow(expect.objectContaining({ field, clientId }));
  });

  it.each([
    ['dayKey', { dayKey: new Uint8Array(31) }],
    ['date', { date: '2026-13-01' }],
    ['capacity', { capacity: -1 }],
    ['capacity', { capacity: 1.5 }],
    ['closures[0]', { closures: ['2026-02-29'] }],
  ])('names %s', (field, more) => {
    expect(() => drawing([good], more)).toThrow(expect.objectContaining({ field }));
  });

  it('refuses keys and dates that could not be checked later', () => {
    expect(() => dayKeyFrom('', 'clinic-elm', wednesday)).toThrow('seed');
    expect(() => dayKeyFrom('seed', '', wednesday)).toThrow('clinicId');
    expect(() => dayKeyFrom('seed', 'clinic-elm', '2026-02-29')).toThrow('date');
    expect(() => commitmentOf(new Uint8Array(16), wednesday)).toThrow('32 bytes');
    expect(() => commitmentOf(new Uint8Array(32), '4 March')).toThrow('date');
  });
});
