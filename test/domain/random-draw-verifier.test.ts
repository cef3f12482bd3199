import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Anchors, verifyExport } from '../../bin/verify-draws/verify.ts';
import { type DrawExport, exportDraws } from '../../lambdas/domain/draw-export.ts';
import { type ChainedDrawRecord, chainRecord, recordDraw } from '../../lambdas/domain/draw-record.ts';
import { commitmentOf, type DrawInput, dayKeyFrom } from '../../lambdas/domain/random-draw.ts';
import { clinicDayArbitrary, dateAfter } from './random-draw-arbitraries.ts';
import { clinicHistory, clinicId, exportOf, firstDate, forge } from './random-draw-exports.ts';

const noAnchors: Anchors = { heads: [], commitments: new Map() };

function differencesIn(text: string | Uint8Array, anchors: Partial<Anchors> = {}): string[] {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return verifyExport(bytes, { ...noAnchors, ...anchors }).differences;
}

function exportOfOneDay(input: DrawInput): string {
  const { dayKey, date } = input;
  const roster = input.roster.map((client) => ({
    ...client,
    policyVersion: `version of ${client.clientId}`,
  }));
  const record = recordDraw({ ...input, clinicId, roster, uncovered: null, codeVersion: 'c0ffee' });
  const commitments = [{ date, commitment: commitmentOf(dayKey, date) }];
  const records = [chainRecord(null, record)];
  const dayKeys = [{ date, dayKey }];
  return exportDraws({ clinicId, records, commitments, dayKeys, today: dateAfter(date, 1) });
}

describe('the verifier and the draw', () => {
  it('agree on 1,000 random clinic-days with capacity, closures and excuses', () => {
    fc.assert(
      fc.property(clinicDayArbitrary, (input) => {
        expect(differencesIn(exportOfOneDay(input))).toEqual([]);
      }),
      { numRuns: 1000, seed: 20_260_310 },
    );
  });

  it('agree on a history with holidays, Sundays and a policy per phase', () => {
    const text = exportOf(clinicHistory(30, 9));
    expect(verifyExport(Buffer.from(text), noAnchors)).toEqual({
      differences: [],
      notes: [],
      summary: expect.stringMatching(
        /^clinic-rowan: 25 days, 2026-03-02 to 2026-03-31, 225 client-days recomputed/,
      ),
    });
  });

  it('agree on a draw that ran too late, and on a day that closed without notice', () => {
    const dayKey = dayKeyFrom('seed', clinicId, firstDate);
    const roster = [
      { clientId: 'client-1', policyVersion: 'a', policy: aPolicy, lastTestDate: null, excused: false },
    ];
    const commitments = [{ date: firstDate, commitment: commitmentOf(dayKey, firstDate) }];
    const common = { clinicId, dayKey, date: firstDate, roster, capacity: 9, codeVersion: 'c0ffee' };
    const late = recordDraw({ ...common, closures: [], uncovered: 'draw-too-late' });
    const closed = recordDraw({ ...common, closures: [firstDate], uncovered: 'collection-closed' });
    expect(late).toMatchObject({ called: [], breaches: ['client-1'], capacity: 0 });
    expect(closed).toMatchObject({ called: [], exclusions: [{ clientId: 'client-1', reason: 'closure' }] });
    for (const record of [late, closed]) {
      const records = [chainRecord(null, record)];
      const text = exportDraws({ clinicId, records, commitments, dayKeys: [], today: firstDate });
      expect(differencesIn(text)).toEqual([]);
    }
  });

  it('share no code', () => {
    const bin = new URL('../../bin/', import.meta.url);
    const inFolder = readdirSync(new URL('verify-draws/', bin)).map((name) => `verify-draws/${name}`);
    for (const name of ['verify-draws.ts', ...inFolder]) {
      const source = readFileSync(new URL(name, bin), 'utf8');
      const imported = [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, path]) => path);
      expect(
        imported.filter((path) => !/^(node:|\.\/(verify-draws\/)?[a-z-]+\.ts$)/.test(path ?? '')),
      ).toEqual([]);
    }
  });
});

const aPolicy = {
  ratePerWeek: 2,
  maxGapDays: 7,
  testDays: [1, 2, 3, 4, 5, 6, 7],
  minPerCalendarWeek: 0 as const,
  closureGuard: true,
  chancePpm: 232_833,
};

describe('tampering', () => {
  const small = Buffer.from(exportOf(clinicHistory(2, 3)));

  it('with any byte is found', () => {
    expect(differencesIn(small)).toEqual([]);
    const missed = [];
    for (let place = 0; place < small.length; place += 1) {
      for (const flip of [0x20, 1 << (place % 8)]) {
        const changed = Buffer.from(small);
        changed[place] = (changed[place] ?? 0) ^ flip;
        if (differencesIn(changed).length === 0) missed.push({ place, flip });
      }
    }
    expect(missed).toEqual([]);
  });

  it('by a byte more or less is found, white space included', () => {
    const missed = [];
    for (let place = 0; place <= small.length; place += 1) {
      const [before, after] = [small.subarray(0, place), small.subarray(place)];
      const changes = [
        Buffer.concat([before, Buffer.from(' '), after]),
        Buffer.concat([before, after.subarray(1)]),
      ];
      if (place === small.length) changes.pop();
      for (const changed of changes) if (differencesIn(changed).length === 0) missed.push(place);
    }
    expect(missed).toEqual([]);
  });

  it('by pretty-printing is refused', () => {
    const pretty = `${JSON.stringify(JSON.parse(small.toString()), null, 2)}\n`;
    expect(differencesIn(pretty)).toEqual([expect.stringContaining('character 2: must be canonical JSON')]);
  });
});

describe('a forger with the code who makes every hash right again', () => {
  const history = clinicHistory(12, 6);
  const text = exportOf(history);
  const place = 4;
  const day = history.records[place];
  const date = day?.date ?? '';
  const called = day?.called[0] ?? '';
  const uncalled = day?.entries.find(({ status }) => status === 'not-called')?.clientId ?? '';

  type Edit = (record: ChainedDrawRecord, file: DrawExport) => unknown;

  function forgeries(edit: Edit): string[] {
    const forged = forge(text, (file) => {
      const record = file.records[place];
      if (record !== undefined) edit(record, file);
    });
    expect(forged).not.toBe(text);
    return differencesIn(forged).filter((line) => line.includes(date));
  }

  function change<T extends { clientId: string }>(
    items: readonly T[],
    clientId: string,
    values: Partial<T>,
  ): void {
    for (const item of items) if (item.clientId === clientId) Object.assign(item, values);
  }

  const isOther = ({ clientId }: { clientId: string }) => clientId !== uncalled;
  const isOtherDate = (item: { date: string }) => item.date !== date;

  it('changes nothing by accident', () => {
    expect(forge(text, () => undefined)).toBe(text);
  });

  it.each<[string, string, Edit]>([
    ['takes somebody off the list', called, (record) => record.called.shift()],
    ['puts somebody on the list', uncalled, (record) => record.called.push(uncalled)],
    ['changes a threshold', uncalled, ({ entries }) => change(entries, uncalled, { threshold: '12' })],
    ['changes a call number', uncalled, ({ entries }) => change(entries, uncalled, { u: '12' })],
    ['changes a chance', uncalled, ({ entries }) => change(entries, uncalled, { chancePpm: '500000' })],
    ['changes a status', called, ({ entries }) => change(entries, called, { status: 'bumped' })],
    [
      'removes an entry',
      uncalled,
      (record) => Object.assign(record, { entries: record.entries.filter(isOther) }),
    ],
    ['excuses somebody afterwards', called, ({ roster }) => change(roster, called, { excused: true })],
    [
      'hides a client',
      uncalled,
      (record) => Object.assign(record, { roster: record.roster.filter(isOther) }),
    ],
    ['invents a test', called, ({ roster }) => change(roster, called, { lastTestDate: '2026-12-31' })],
  ])('%s', (_, clientId, edit) => {
    expect(forgeries(edit).filter((line) => line.includes(clientId))).not.toEqual([]);
  });

  it.each<[string, Edit]>([
    ['changes the capacity', (record) => Object.assign(record, { capacity: 0 })],
    ['adds a closure', ({ closures }) => closures.push(date)],
    ['removes an exclusion', ({ exclusions }) => exclusions.pop()],
    ['changes the clinic', (record) => Object.assign(record, { clinicId: 'clinic-yew' })],
    ['claims a late draw', (record) => Object.assign(record, { uncovered: 'draw-too-late' })],
    ['claims a closed day', (record) => Object.assign(record, { uncovered: 'collection-closed' })],
    ['turns the clients round', ({ roster }) => roster.reverse()],
    ['names an unknown policy', ({ roster }) => change(roster, called, { policyVersion: 'phase-9' })],
    [
      'leaves a policy unused',
      ({ policies }) => policies.push({ ...day?.policies[1], version: 'z' } as (typeof policies)[number]),
    ],
    ['removes a day', (_, { records }) => records.splice(place, 1)],
    ['gives a day twice', (record, { records }) => records.splice(place, 0, structuredClone(record))],
    ['withholds a key', (_, file) => Object.assign(file, { dayKeys: file.dayKeys.filter(isOtherDate) })],
    [
      'withholds a commitment',
      (_, file) => Object.assign(file, { commitments: file.commitments.filter(isOtherDate) }),
    ],
    [
      'changes a key',
      (_, { dayKeys }) =>
        Object.assign(dayKeys.find((item) => !isOtherDate(item)) ?? {}, { dayKey: '0'.repeat(64) }),
    ],
    ['changes a commitment', (record) => Object.assign(record, { commitment: '0'.repeat(64) })],
  ])('%s', (_, edit) => {
    expect(forgeries(edit)).not.toEqual([]);
  });

  it('is found by a mailed head when the end is cut off or all is drawn anew', () => {
    const heads = [history.records.at(-1)?.hash ?? ''];
    const cut = forge(text, (file) => {
      file.records.pop();
      file.dayKeys = file.dayKeys.slice(0, -1);
    });
    expect(differencesIn(text, { heads })).toEqual([]);
    expect(differencesIn(cut)).toEqual([]);
    expect(differencesIn(cut, { heads })).toEqual([expect.stringContaining('is not in this chain')]);
  });

  it('is found by a mailed commitment when a key was picked to suit', () => {
    const commitments = new Map(history.commitments.map(({ date, commitment }) => [date, commitment]));
    expect(differencesIn(text, { commitments })).toEqual([]);
    commitments.set(firstDate, '0'.repeat(64));
    expect(differencesIn(text, { commitments })).toEqual([
      `${firstDate}: the commitment is not the one that was mailed`,
    ]);
  });
});

describe('a day that was not announced', () => {
  const history = clinicHistory(4, 3);

  it('is exported all the same, and named', () => {
    const text = exportOf({ ...history, commitments: history.commitments.slice(1) });
    expect(differencesIn(text)).toEqual([
      `${firstDate}: a key was revealed, but no commitment published`,
      `${firstDate}: no commitment was published`,
    ]);
  });

  it('and one drawn with another key than the committed one as well', () => {
    const [first, ...others] = history.commitments;
    const another = { date: first?.date ?? '', commitment: '0'.repeat(64) };
    const text = exportOf({ ...history, commitments: [another, ...others] });
    expect(differencesIn(text)).toEqual([
      `${firstDate}: the revealed key does not match the commitment`,
      `${firstDate}: commitment is not the published one`,
    ]);
  });
});

describe('notes', () => {
  it('say that the last key is not revealed yet, and take its numbers as recorded', () => {
    const history = clinicHistory(4, 3);
    const last = history.records.at(-1)?.date ?? '';
    const text = exportOf({
      ...history,
      dayKeys: history.dayKeys.filter(({ date }) => date < last),
      today: last,
    });
    const { differences, notes } = verifyExport(Buffer.from(text), noAnchors);
    expect(differences).toEqual([]);
    expect(notes).toEqual([expect.stringContaining(`${last}: the day key is not revealed yet`)]);
  });

  it('say how far a mailed head reaches and where a part of a chain begins', () => {
    const history = clinicHistory(4, 3);
    const text = exportOf({ ...history, records: history.records.slice(1) });
    const { differences, notes } = verifyExport(Buffer.from(text), {
      ...noAnchors,
      heads: [history.records[1]?.hash ?? ''],
    });
    expect(differences).toEqual([]);
    expect(notes).toEqual([
      expect.stringContaining('the export begins here'),
      'the head given covers the records up to 2026-03-03; 1 later',
    ]);
  });
});

describe('a malformed file', () => {
  const text = exportOf(clinicHistory(2, 3));

  /** Puts a value at a path like "records[1].roster[2].lastTestDate". */
  function withValue(path: string, value: unknown): string {
    const file: unknown = JSON.parse(text);
    const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
    const holder = keys.slice(0, -1).reduce<unknown>((part, key) => Reflect.get(Object(part), key), file);
    Reflect.set(Object(holder), keys.at(-1) ?? '', value);
    return JSON.stringify(file);
  }

  it.each([
    ['records[1].roster[2].lastTestDate', '2026-02-30'],
    ['records[0].policies[0].policy.testDays[0]', 9],
    ['records[0].policies[0].policy.ratePerWeek', 0],
    ['records[0].entries[0].u', '01'],
    ['records[0].entries[0].status', 'lost'],
    ['records[0].roster[0].excused', 'yes'],
    ['records[0].format', 'rtdraw/v2'],
    ['dayKeys[0].dayKey', 'AB'.repeat(32)],
    ['commitments', {}],
    ['clinicId', ''],
    ['comment', 'trust me'],
    ['head', null],
  ])('names %s', (path, value) => {
    expect(differencesIn(withValue(path, value))).toEqual([expect.stringContaining(`${path}: must be`)]);
  });

  it.each([
    ['no JSON', 'trust me'],
    ['another JSON', '[]'],
    ['no UTF-8', Buffer.from([0xff, 0xfe])],
  ])('says that it is %s', (_, content) => {
    expect(differencesIn(content)).toEqual([expect.stringContaining('the file: must be')]);
  });
});

describe('the command', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'verify-draws-'));
  const history = clinicHistory(3, 3);
  const text = exportOf(history);

  function run(content: string, ...more: string[]): { code: number | null; output: string } {
    const file = join(folder, 'draws.json');
    writeFileSync(file, content);
    const args = ['--import', 'tsx', 'bin/verify-draws.ts', file, ...more];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    return { code: status, output: stdout + stderr };
  }

  it('exits with 0 when all agrees, the mailed head and commitments included', () => {
    const mailed = join(folder, 'mailed.txt');
    writeFileSync(
      mailed,
      history.commitments.map(({ date, commitment }) => `${date} ${commitment}\n`).join(''),
    );
    const result = run(text, '--head', history.records.at(-1)?.hash ?? '', '--commitments', mailed);
    expect(result).toEqual({ code: 0, output: expect.stringContaining('verified') });
  });

  it('exits with 1 and names the day and the client when not', () => {
    const forged = forge(text, ({ records }) => records[1]?.called.push('client-99'));
    expect(run(forged)).toEqual({
      code: 1,
      output: expect.stringContaining('DIFFERS 2026-03-03: client-99: wrongly in called'),
    });
  });

  it.each([[['--head', 'abc']], [['another-file']], [['--unknown']], [['--commitments', '/no/such/file']]])(
    'exits with 2 and the usage when called wrongly: %s',
    (more) => {
      expect(run(text, ...more)).toEqual({
        code: 2,
        output: expect.stringContaining('usage: verify-draws FILE'),
      });
    },
  );
});
