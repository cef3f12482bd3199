import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../lambdas/domain/canonical-json.ts';
import { exportDraws } from '../../lambdas/domain/draw-export.ts';
import { chainRecord, firstPreviousHash, isIntact, recordDraw } from '../../lambdas/domain/draw-record.ts';
import { commitmentOf, dayKeyFrom, draw } from '../../lambdas/domain/random-draw.ts';
import { clinicHistory, clinicId, exportOf } from './random-draw-exports.ts';

const date = '2026-03-07';
const dayKey = dayKeyFrom('seed', clinicId, date);
const policy = {
  ratePerWeek: 2,
  maxGapDays: 7,
  testDays: [1, 2, 3, 4, 5, 6],
  minPerCalendarWeek: 0 as const,
  closureGuard: true,
  chancePpm: 220_130,
};
const weekdaysOnly = { ...policy, testDays: [1, 2, 3, 4, 5] };
const roster = [
  { clientId: 'client-b', policyVersion: 'p@1', policy, lastTestDate: null, excused: false },
  {
    clientId: 'client-a',
    policyVersion: 'p@1',
    policy: { ...policy },
    lastTestDate: '2026-03-01',
    excused: ['2026-03-09', date],
  },
  {
    clientId: 'client-c',
    policyVersion: 'q@1',
    policy: weekdaysOnly,
    lastTestDate: '2026-03-06',
    excused: false,
  },
];
const day = {
  clinicId,
  dayKey,
  date,
  roster,
  capacity: 5,
  closures: ['2026-04-06', '2026-03-30'],
  uncovered: null,
  codeVersion: 'c0ffee',
};

describe('the record of a day', () => {
  it('holds everything that the draw depended on and came to', () => {
    const { entries, ...lists } = draw({ dayKey, date, roster, capacity: 5, closures: day.closures });
    expect(recordDraw(day)).toEqual({
      format: 'rtdraw/v1',
      clinicId,
      date,
      commitment: commitmentOf(dayKey, date),
      capacity: 5,
      closures: ['2026-03-30', '2026-04-06'],
      uncovered: null,
      policies: [
        { version: 'p@1', policy },
        { version: 'q@1', policy: weekdaysOnly },
      ],
      roster: [
        {
          clientId: 'client-a',
          policyVersion: 'p@1',
          lastTestDate: '2026-03-01',
          excused: [date, '2026-03-09'],
        },
        { clientId: 'client-b', policyVersion: 'p@1', lastTestDate: null, excused: false },
        { clientId: 'client-c', policyVersion: 'q@1', lastTestDate: '2026-03-06', excused: false },
      ],
      exclusions: [
        { clientId: 'client-a', reason: 'excuse' },
        { clientId: 'client-c', reason: 'weekday' },
      ],
      entries: entries.map((entry) => ({ ...entry, chancePpm: '220130' })),
      ...lists,
      codeVersion: 'c0ffee',
    });
  });

  it('exists when nobody was called', () => {
    const quiet = recordDraw({ ...day, roster: [] });
    expect(quiet).toMatchObject({ called: [], entries: [], policies: [] });
    expect(chainRecord(null, quiet).hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses one version name for two policies', () => {
    const mixed = [...roster, { ...roster[0], clientId: 'client-d', policyVersion: 'q@1' }] as typeof roster;
    expect(() => recordDraw({ ...day, roster: mixed })).toThrow('client client-d: policyVersion');
  });

  it('refuses a closed day that is not among the closures', () => {
    expect(() => recordDraw({ ...day, uncovered: 'collection-closed' })).toThrow('closures');
  });
});

describe('the chain', () => {
  it('hashes the canonical JSON of the record and the hash before it', () => {
    const first = chainRecord(null, recordDraw(day));
    const second = chainRecord(first.hash, recordDraw(day));
    expect(first.previousHash).toBe(firstPreviousHash);
    expect(second.previousHash).toBe(first.hash);
    expect(second.hash).not.toBe(first.hash);
    // Worked out by a second program from the same canonical text.
    expect(chainRecord(null, recordDraw({ ...day, roster: [], closures: [] })).hash).toBe(
      '539ef2c792e6a3f0bcd493ddf255c98804c5b3f0858fb524ee4db21bd2c34a9f',
    );
  });

  it('shows any change of a record', () => {
    const record = chainRecord(null, recordDraw(day));
    expect(isIntact(record)).toBe(true);
    expect(isIntact({ ...record, codeVersion: 'decaf' })).toBe(false);
    expect(isIntact({ ...record, previousHash: '1'.repeat(64) })).toBe(false);
  });

  it('refuses what is no record or no hash', () => {
    expect(() => chainRecord('abc', recordDraw(day))).toThrow('previousHash');
    expect(() => chainRecord(null, { ...recordDraw(day), codeVersion: '' })).toThrow('codeVersion');
  });
});

describe('canonical JSON', () => {
  it('has one text for equal values', () => {
    expect(canonicalJson({ b: [1, 0.5, null], a: { é: 'x"\n', Z: true } })).toBe(
      '{"a":{"Z":true,"é":"x\\"\\n"},"b":[1,0.5,null]}',
    );
  });

  it('writes what is undefined inside as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}');
  });

  it.each([undefined, Number.NaN, 1n, new Date(0)])('refuses what JSON does not have: %s', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

describe('the export', () => {
  const history = clinicHistory(4, 3);
  const [first, second] = history.records;

  it('is canonical JSON and one line feed, with the last hash as its head', () => {
    const text = exportOf(history);
    const file = JSON.parse(text);
    expect(text).toBe(`${canonicalJson(file)}\n`);
    expect(file.head).toBe(history.records.at(-1)?.hash);
    expect(exportOf({ ...history, commitments: history.commitments.toReversed() })).toBe(text);
  });

  it('of a clinic without draws has 64 zeros as its head', () => {
    const empty = exportDraws({ clinicId, records: [], commitments: [], dayKeys: [], today: date });
    expect(JSON.parse(empty).head).toBe(firstPreviousHash);
  });

  it.each([
    ['a key of today', { today: history.dayKeys.at(-1)?.date ?? '' }, 'revealed the day after'],
    [
      'a record that was changed',
      { records: [{ ...first, codeVersion: 'decaf' }] },
      'hash is not that of the record',
    ],
    ['records out of their chain', { records: [second, first] }, 'previousHash'],
    ['a date twice', { dayKeys: [...history.dayKeys, ...history.dayKeys] }, 'given twice'],
  ])('refuses %s', (_, change, problem) => {
    expect(() => exportOf({ ...history, ...change } as typeof history)).toThrow(problem);
  });

  it('refuses another clinic’s records', () => {
    expect(() => exportDraws({ ...history, clinicId: 'clinic-yew' })).toThrow('clinicId');
  });
});
