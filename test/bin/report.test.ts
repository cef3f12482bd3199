import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../bin/command-line.ts';
import { reportCsv } from '../../bin/report/csv.ts';
import { command } from '../../bin/report.ts';
import { shownFigures } from '../../lambdas/domain/figure-suppression.ts';
import { figuresIn } from '../domain/figure-worlds.ts';
import { type ServedLaptop, serveExample } from '../local/served-laptop.ts';

const folder = mkdtempSync(join(tmpdir(), 'report-'));
const playedDays = 70;
let served: ServedLaptop;

beforeAll(async () => {
  served = await serveExample({ isManual: false, seed: 'report' });
  await served.postJson('/local/clock', { advance: `P${playedDays}D` });
});

afterAll(() => served.server.close());

async function reported(...args: string[]) {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await runCommand(command, {
    args: ['--local', served.server.url, ...args],
    environment: {},
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, said, complained };
}

const winter = ['--from', '2027-01-01', '--to', '2027-03-10'];

describe('npm run report', () => {
  it('writes a page and a CSV, which name nobody and load nothing', async () => {
    const out = join(folder, 'new', 'reports');
    const { code, said } = await reported(...winter, '--out', out);
    expect(code).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      'harbor-example-2027-01-01-to-2027-03-10.csv',
      'harbor-example-2027-01-01-to-2027-03-10.html',
    ]);
    expect(said).toEqual([
      join(out, 'harbor-example-2027-01-01-to-2027-03-10.html'),
      join(out, 'harbor-example-2027-01-01-to-2027-03-10.csv'),
      'The figures of Harbor Example Clinic from 2027-01-01 to 2027-03-10.',
    ]);
    const [csv = '', html = ''] = readdirSync(out)
      .sort()
      .map((name) => readFileSync(join(out, name), 'utf8'));
    const { store } = served.laptop.clinic;
    const clients = store.all('harbor-example', 'client');
    expect(clients.length).toBeGreaterThan(5);
    for (const { id, name, preferredName, phone } of clients)
      for (const text of [id, name, preferredName, phone]) expect(`${html}${csv}`).not.toContain(text);
    for (const { id } of store.all('harbor-example', 'episode')) expect(`${html}${csv}`).not.toContain(id);
    expect(html).not.toMatch(/<script|https?:|src=|@import|url\(/);
    expect(csv.split('\r\n')[0]).toBe(
      'clinic,from,to,counted_at,program,figure,title,measure,value,numerator,denominator,held_back',
    );
  });

  it('shows no number from 1 to 10 that counts clients or tests', async () => {
    const out = join(folder, 'small');
    await reported(...winter, '--out', out);
    const csv = readFileSync(join(out, 'harbor-example-2027-01-01-to-2027-03-10.csv'), 'utf8');
    const rows = csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(','));
    const counts = rows.filter(
      ([, , , , , figure]) => figure !== 'hours-attended' && figure !== 'tests-per-week',
    );
    for (const [, , , , , figure, , measure, value, numerator, denominator] of counts)
      for (const text of [numerator, denominator, ...(measure === 'count' ? [value] : [])])
        expect(text === '' || text === '0' || Number(text) > 10, `${figure}: ${text}`).toBe(true);
    expect(rows.some((row) => row.at(-1) === 'yes')).toBe(true);
  });

  it.each([
    [['--to', '2027-03-10', '--out', 'x'], '--from is missing; give a date like 2027-01-01'],
    [
      ['--from', '2027-02-30', '--to', '2027-03-10', '--out', 'x'],
      '--from: "2027-02-30" is not a date that exists; write it like 2027-01-01',
    ],
    [
      ['--from', '2027-03-10', '--to', '2027-03-09', '--out', 'x'],
      '--to 2027-03-09 is before --from 2027-03-10; give the later day as --to',
    ],
    [winter, '--out is missing; name the folder for the report'],
    [[...winter, '--out', 'x', 'more'], '"more" is one word too many'],
  ])('refuses %j', async (args, problem) => {
    const { code, complained } = await reported(...args);
    expect([code, complained[0]]).toEqual([2, problem]);
    expect(existsSync('x')).toBe(false);
  });

  it('refuses a day to come, another clinic, and a folder that is a file, and writes nothing', async () => {
    const out = join(folder, 'refused');
    const later = await reported('--from', '2027-01-01', '--to', '2027-12-31', '--out', out);
    expect(later).toMatchObject({ code: 1 });
    expect(later.complained[0]).toMatch(
      /^to: "2027-12-31" is still to come; give 2027-03-1\d or an earlier day$/,
    );
    const other = await reported(...winter, '--out', out, '--clinic', 'nowhere');
    expect(other.complained[0]).toContain('there is no clinic "nowhere"');
    expect(existsSync(out)).toBe(false);
    writeFileSync(out, 'a file');
    const blocked = await reported(...winter, '--out', out);
    expect(blocked.code).toBe(1);
    expect(blocked.complained[0]).toContain('name another folder with --out');
    expect(readFileSync(out, 'utf8')).toBe('a file');
  });
});

it('a cell that a spreadsheet would calculate is text', () => {
  const figures = shownFigures(figuresIn([], ['p', 'q']));
  const [first] = figures.programs;
  const report = {
    clinicId: '+clinic',
    clinicName: '',
    isFictional: true,
    timeZone: 'UTC',
    madeAt: '2027-04-01T12:00:00.000Z',
    programNames: {},
    figures: { ...figures, programs: first ? [{ ...first, programId: '=1+1,"x"' }] : [] },
  };
  const rows = reportCsv(report).split('\r\n').slice(1, -1);
  expect(rows.every((row) => row.startsWith("'+clinic,"))).toBe(true);
  expect(rows.some((row) => row.includes(`,"'=1+1,""x""",`))).toBe(true);
});
