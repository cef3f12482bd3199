import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../bin/command-line.ts';
import { command } from '../../bin/export-draws.ts';
import type { DrawExport } from '../../lambdas/domain/draw-export.ts';
import { nth } from '../example-clinic.ts';
import { type ServedLaptop, serveExample } from '../local/served-laptop.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'export-draws-'));
const playedDays = 40;
/** Before the day begins at 6:00, yesterday's key is not out. */
const keyToCome = 'note: 2027-02-12: the day key is not revealed yet; its call numbers are taken as recorded';
let served: ServedLaptop;
let file: string;

beforeAll(async () => {
  served = await serveExample({ isManual: false, seed: 'forty days' });
  await served.postJson('/local/clock', { advance: `P${playedDays}D` });
  file = join(folder, 'draws.json');
  await exported('--out', file);
});

afterAll(() => served.server.close());

async function exported(...args: string[]) {
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

function verify(path: string, ...more: string[]): { code: number | null; lines: string[] } {
  const args = ['bin/verify-draws.ts', path, ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return { code: status, lines: (stdout + stderr).trimEnd().split('\n') };
}

/** A copy of the export with a change. */
function changed(name: string, change: (draws: DrawExport) => void): string {
  const draws: DrawExport = JSON.parse(readFileSync(file, 'utf8'));
  change(draws);
  const path = join(folder, name);
  writeFileSync(path, `${JSON.stringify(draws)}\n`);
  return path;
}

describe(`${playedDays} days of the example clinic`, () => {
  it('are exported and verified by a program that shares no code with them', () => {
    const { code, lines } = verify(file);
    expect(lines.slice(1)).toEqual([keyToCome, 'verified']);
    expect(lines[0]).toMatch(
      /^harbor-example: 35 days, 2027-01-04 to 2027-02-12, \d{3} client-days recomputed, head [0-9a-f]{64}$/,
    );
    expect(code).toBe(0);
  });

  it('agree with what the auditor was mailed: the quarters’ commitments and the month’s chain head', () => {
    const mails = served.laptop.clinic.mailbox.mails.filter(({ to }) => to === 'draws@auditors.example');
    expect(mails.map(({ subject }) => subject.slice(0, 36))).toEqual([
      'Commitments of the draws, 2027-Q1 – ',
      'Commitments of the draws, 2027-Q2 – ',
      'Chain head of the draws, 2027-02-01 ',
    ]);
    const saved = mails.slice(0, 2).flatMap(({ text }, index) => {
      const path = join(folder, `mail-${index}.txt`);
      writeFileSync(path, text);
      return ['--commitments', path];
    });
    const head = /--head ([0-9a-f]{64})/.exec(nth(mails, 2).text)?.[1] ?? '';
    const { code, lines } = verify(file, ...saved, '--head', head);
    expect(lines.slice(1)).toEqual([
      keyToCome,
      'note: the head given covers the records up to 2027-02-01; 10 later',
      'verified',
    ]);
    expect(code).toBe(0);
  });

  it('show a changed line by its day and client', () => {
    let where = '';
    const path = changed('one-number.json', ({ records }) => {
      const { date, entries } = nth(records, 20);
      const entry = nth(entries, 3);
      entry.u = '12';
      where = `DIFFERS ${date}: ${entry.clientId}: u is 12, recomputed`;
    });
    const { code, lines } = verify(path);
    expect(code).toBe(1);
    expect(lines.filter((line) => line.startsWith(where))).toHaveLength(1);
    expect(lines.at(-1)).toMatch(/^\d+ differences$/);
  });

  it('show a day taken out, and a client put on the list', () => {
    const shorter = changed('without-a-day.json', ({ records }) => records.splice(12, 1));
    const day = nth((JSON.parse(readFileSync(file, 'utf8')) as DrawExport).records, 12).date;
    expect(verify(shorter).lines).toContainEqual(
      expect.stringContaining(`there is no record of ${day}, which was open`),
    );
    const longer = changed('with-a-client.json', ({ records }) => nth(records, 5).called.push('ep_nobody'));
    expect(verify(longer).lines).toContainEqual(expect.stringContaining('ep_nobody: wrongly in called'));
  });
});

describe('the command', () => {
  it('writes to the standard output what it writes to a file', async () => {
    const { code, said } = await exported('--clinic', 'harbor-example');
    expect(code).toBe(0);
    expect(`${said.join('\n')}\n`).toBe(readFileSync(file, 'utf8'));
  });

  it('names the clinics when it is given another', async () => {
    const { code, complained } = await exported('--clinic', 'elsewhere');
    expect(code).toBe(1);
    expect(complained.join('\n')).toContain('there is no clinic "elsewhere"');
  });

  it('says that a file cannot be written', async () => {
    const { code, complained } = await exported('--out', join(folder, 'no', 'such', 'folder.json'));
    expect(code).toBe(1);
    expect(complained.join('\n')).toMatch(/cannot be written.*name another file with --out$/);
  });

  it('refuses to put an export behind the lines that npm writes', async () => {
    const line = { args: ['--local', served.server.url], say: () => undefined };
    const complained: string[] = [];
    const complain = (text: string) => complained.push(text);
    const byNpm = { npm_lifecycle_event: 'export-draws' };
    expect(await runCommand(command, { ...line, complain, environment: byNpm })).toBe(2);
    expect(complained[0]).toContain('give --out FILE, or run npm with --silent');
    const silent = { ...byNpm, npm_config_loglevel: 'silent' };
    expect(await runCommand(command, { ...line, complain, environment: silent })).toBe(0);
  });
});
