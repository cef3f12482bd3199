import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../bin/command-line.ts';
import { command } from '../../bin/local.ts';
import { listen } from '../../local/server.ts';

const root = join(import.meta.dirname, '../..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ran {
  code: number | null;
  out: string;
  errors: string;
}

/** The program as a person starts it. */
function started(...args: string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn('npx', ['tsx', 'bin/local.ts', ...args], { cwd: root });
    let [out, errors] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, errors }));
  });
}

/** The same command in this process. */
async function ran(...args: string[]): Promise<Ran> {
  const [out, errors]: [string[], string[]] = [[], []];
  const code = await runCommand(command, {
    args,
    environment: {},
    say: (line) => out.push(line),
    complain: (line) => errors.push(line),
  });
  return { code, out: out.join('\n'), errors: errors.join('\n') };
}

/** The example's clinic in a folder of its own, with changes to its two files. */
async function changed(name: string, change: { clinic?: [string, string]; referrals?: [string, string] }) {
  const write = async (from: string, to: string, [before, after]: [string, string] = ['', '']) => {
    const text = await readFile(join(root, from), 'utf8');
    if (!text.includes(before)) throw new Error(`${from} does not hold "${before}"`);
    const programs = join(root, 'programs/sheer.yaml');
    await writeFile(to, text.replace(before, after).replace('../programs/sheer.yaml', programs));
  };
  const path = join(folder, `${name}.yaml`);
  await write('clinics/example.yaml', path, change.clinic);
  await write('clinics/example.referrals.yaml', join(folder, `${name}.referrals.yaml`), change.referrals);
  return path;
}

describe('npm start -- --once', () => {
  it('plays every episode to a named ending and prints the timeline, then a summary', async () => {
    const { code, out } = await started('--once', '--seed', 'end to end');
    const lines = out.split('\n');
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^date +time +client +what happened +who +answer$/);
    const closed = lines.filter((line) => line.includes('  episode closed  ')).length;
    // Eight are referred; whoever asks in a follow-up call to come back begins another episode.
    expect(lines.filter((line) => line.includes('  referred  ')).length).toBeGreaterThanOrEqual(8);
    expect(closed).toBeGreaterThanOrEqual(8);
    expect(out).toMatch(new RegExp(`^Episodes +${closed} {3}\\d`, 'm'));
    expect(out).toMatch(/^Tests +\d+/m);
    expect(out).toMatch(/^Questions +\d+ .*escalations/m);
    expect(out).toMatch(/^Emails +\d+ .*to staff/m);
    expect(out).not.toContain('█');
  });

  it('prints JSON lines and nothing else when asked to', async () => {
    const { code, out, errors } = await ran('--once', '--json', '--start', '2027-03-01');
    const lines = out.split('\n').map((line) => JSON.parse(line) as Record<string, string>);
    expect(code).toBe(0);
    expect(lines[0]).toMatchObject({ date: '2027-03-01', time: '05:00', what: 'clinic file applied' });
    const referred = lines.find(({ what }) => what === 'referred');
    expect(Object.keys(referred ?? {})).toEqual([
      'at',
      'date',
      'time',
      'clientId',
      'episodeId',
      'what',
      'who',
      'answer',
      'by',
    ]);
    expect(errors).toContain('Episodes');
  });
});

describe('the options of npm start', () => {
  it.each([
    [['--prot', '4700'], 'Unknown option'],
    [['--port', 'x'], '--port: "x" is not a port; give a number up to 65535'],
    [['--port', '70000'], '--port: "70000" is not a port'],
    [['--start', '2027-02-30'], '--start: "2027-02-30" is not a date that exists'],
    [['--seed', ''], '--seed is empty'],
    [['--once', '--manual'], 'choose one of --once and --manual'],
    [['extra'], '"extra" is one word too many'],
  ])('refuses %j with what is wrong, and how to call it', async (args, problem) => {
    const { code, errors } = await ran(...args);
    expect(code).toBe(2);
    expect(errors).toContain(problem);
    expect(errors).toContain('npm start -- [options]');
  });

  it('says so when the port is taken', async () => {
    const other = await listen(0);
    const { code, errors } = await ran('--port', String(other.port), '--manual');
    await other.close();
    expect(code).toBe(1);
    expect(errors).toContain(`port ${other.port} is in use by something else; choose another with --port`);
  });

  it('names file, line, field, problem and fix of everything wrong in a clinic’s file', async () => {
    const path = await changed('zone', { clinic: ['America/Los_Angeles', 'America/Atlantis'] });
    const { code, errors } = await ran('--once', '--clinic', path);
    expect(code).toBe(1);
    expect(errors).toBe(
      `${path}:9: clinic.timeZone: is not a known time zone; use an IANA name such as America/Los_Angeles`,
    );
  });

  it('names them for a clinic that contradicts its program', async () => {
    const path = await changed('closed', { clinic: ['sat: "09:00-14:00"', 'sat: closed'] });
    const { code, errors } = await ran('--once', '--clinic', path);
    expect(code).toBe(1);
    expect(errors).toMatch(/sheer\.yaml:\d+: testing\.testDays\.5: the clinic is closed on sat; take 6 out/);
  });

  it('ends when it has nothing to serve', async () => {
    const path = await changed('unserved', { clinic: ['sat: "09:00-14:00"', 'sat: closed'] });
    const { code, errors } = await started('--port', '0', '--clinic', path);
    expect(code).toBe(1);
    expect(errors).toContain('the clinic is closed on sat');
  });

  it('names them for referrals that do not fit the clinic, before anything is played', async () => {
    const path = await changed('referrals', { referrals: ['plannedDays: 45', 'plannedDays: 90'] });
    const { code, out, errors } = await ran('--once', '--clinic', path);
    expect([code, out]).toEqual([1, '']);
    expect(errors).toMatch(
      /referrals\.referrals\.yaml:\d+: referrals\.0\.plannedDays: is outside the program’s 30 to 60 days; choose/,
    );
  });

  it('names the file of referrals that is not there', async () => {
    const path = await changed('alone', {});
    const missing = join(folder, 'none.yaml');
    const { code, errors } = await ran('--once', '--clinic', path, '--referrals', missing);
    expect([code, errors]).toEqual([1, `${missing}: there is no such file; correct the path`]);
  });
});
