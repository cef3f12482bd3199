import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readClinicFiles } from '../../bin/clinic-files.ts';
import { type CommandLine, runCommand } from '../../bin/command-line.ts';
import { command as program } from '../../bin/program.ts';
import { command as rehearse } from '../../bin/rehearse.ts';
import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { action as refer } from '../../lambdas/actions/refer.ts';
import { exampleClinic, exampleReferral, operator } from '../example-clinic.ts';
import { createFakePorts } from '../fake-ports.ts';

const documentText = readFileSync(new URL('../../docs/programs.md', import.meta.url), 'utf8');
/** The program that the document gives in full: nobody in the code knows of it. */
const sixth = /```yaml\n([\s\S]*?)```/.exec(documentText)?.[1] ?? '';

let folder: string;
let said: string[];
let complained: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stepdown-program-'));
  said = [];
  complained = [];
});

function fileOf(text: string, name = 'riverside.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function run(command: { usage: string; run(line: CommandLine): Promise<0 | 1 | 2> }, ...args: string[]) {
  return runCommand(command, {
    args,
    environment: {},
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
}

describe('a sixth program is one YAML file', () => {
  test('it is checked: hours by track and phase, the meter, the workload, no warnings', async () => {
    const path = fileOf(sixth);
    expect(await run(program, 'check', path, '--clients', '4')).toBe(0);
    expect(said[0]).toMatch(
      new RegExp(`^${path}: riverside, “Riverside evening program”, version [0-9a-f]{12}$`),
    );
    const text = said.join('\n');
    expect(text).toMatch(/^evening {2}Settling in {5}3 {6}9 {8}9 /m);
    expect(text).toMatch(/^Settling in +2 +7 +\d+ % +\d+ %/m);
    expect(text).toMatch(/^counselor +2 +[\d.]+ /m);
    expect(text).toContain(
      'note: the clinic is open on Mon, Tue, Wed, Thu, Fri: tests and sessions fall on them',
    );
    expect(said.at(-1)).toBe('No warnings.');
    expect(complained).toEqual([]);
  });

  test('it is rehearsed to the end', async () => {
    expect(await run(rehearse, '--program', fileOf(sixth), '--clients', '4')).toBe(0);
    expect(said.find((line) => line.startsWith('endings: '))).toMatch(/; still open 0$/);
    expect(said.filter((line) => line.startsWith('warning: '))).toEqual([]);
  });

  test('a clinic that names it takes a client into it', async () => {
    const ports = createFakePorts();
    const path = fileOf(sixth);
    const clinicPath = fileOf(stringify({ ...exampleClinic(), programs: [path] }), 'clinic.yaml');
    const { clinic, programs } = await readClinicFiles(clinicPath);
    await applyClinic.start({ clinic, programs }, operator, ports);
    const referral = { ...exampleReferral(), programId: 'riverside', plannedDays: 28, track: 'evening' };
    await refer.start({ ...referral, meets: ['stable-residence'], evaluation: undefined }, operator, ports);
    const [episode] = await ports.store.read(operator.clinicId).list('episode');
    expect(episode).toMatchObject({ programId: 'riverside', plannedDays: 28, track: 'evening' });
  });
});

describe('program check', () => {
  test('warns and refuses nothing', async () => {
    const path = fileOf(sixth.replace('hoursPerWeek: 9', 'hoursPerWeek: 8'));
    expect(await run(program, 'check', path, '--clients', '2')).toBe(0);
    expect(said).toContain(
      'warning: phases: 8 hours a week at full intensity; intensive outpatient treatment is 9 to 19',
    );
    expect(said).toContain(
      'warning: phases.0 (Settling in): the evening track’s sessions are 9 hours on 3 days a week, the phase plans 8 hours on 3 days',
    );
    expect(said.at(-1)).toBe('Warnings refuse nothing: the program can be applied as it is.');
  });

  test('names sessions that do not hold a full caseload, and what the clinic must have', async () => {
    const text = sixth
      .replace('hardCap: 12', 'hardCap: 30')
      .replace('alwaysOpen: false', 'alwaysOpen: true')
      .replace('residence: optional', 'residence: required');
    expect(await run(program, 'check', fileOf(text), '--json', '--clients', '30')).toBe(0);
    const { notes, fullCaseload } = JSON.parse(said.join('\n'));
    expect(fullCaseload).toBe(30);
    expect(notes).toEqual([
      'sessions evening-group: about 30 of 30 clients come, it has room for 12; give phases sessions of their own, or raise maxSize',
      'sessions skills: about 15 of 30 clients come, it has room for 12; give phases sessions of their own, or raise maxSize',
      'the clinic is open on Mon, Tue, Wed, Thu, Fri: tests and sessions fall on them',
      'somebody answers a crisis at any hour: the clinic’s file needs a pager',
      'every client lives in a sober home: the clinic’s file needs them',
    ]);
  });

  test('refuses what the document says it refuses, in those words', async () => {
    const wrong = sixth.replace('max: 42', 'max: 420').replace('track: evening', 'track: day');
    const path = fileOf(wrong);
    expect(await run(program, 'check', path)).toBe(1);
    const told = [...documentText.matchAll(/^ {4}programs\/riverside\.yaml(:\d+: .*)$/gm)].map(
      ([, line]) => line,
    );
    expect(told).toHaveLength(2);
    expect(complained.join('\n').split('\n')).toEqual(told.map((line) => `${path}${line}`));
  });

  test.each([
    [[], 'check or diff is missing'],
    [['apply'], '"apply" is not known'],
    [['check'], 'FILE is missing'],
    [['check', 'a.yaml', 'b.yaml'], '"b.yaml" is one word too many'],
    [['check', 'a.yaml', '--clients', 'many'], '--clients is "many"; give a whole number from 1 to 500'],
    [['diff', 'a.yaml'], 'AFTER is missing'],
    [['diff', 'a.yaml', 'b.yaml', '--clients', '3'], '--clients belongs to check'],
  ])('%j is not understood', async (args, message) => {
    const file = fileOf(sixth);
    const withFiles = args.map((arg) => (arg === 'a.yaml' ? file : arg));
    expect(await run(program, ...withFiles)).toBe(2);
    expect(complained[0]).toBe(message);
  });
});

describe('program diff', () => {
  const changed = sixth
    .replace('hoursPerWeek: 9', 'hoursPerWeek: 12')
    .replace('planned: 28, max: 42', 'planned: 35, max: 42')
    .replace('- name: Going on\n    days: 14', '- name: Going on\n    days: 21')
    .replace('minutes: 180', 'minutes: 240')
    .replace('starts: "17:30"', 'starts: "18:00"')
    .replace('hardCap: 12', 'hardCap: null')
    .replace('severeOnlyAfterHigherLevel: true', 'severeOnlyAfterHigherLevel: false')
    .replace('[smart, twelve-step, none]', '[smart]');

  test('says in words what changes and for whom', async () => {
    expect(await run(program, 'diff', fileOf(sixth), fileOf(changed, 'changed.yaml'))).toBe(0);
    expect(said[0]).toMatch(/^riverside [0-9a-f]{12} → riverside [0-9a-f]{12}$/);
    expect(said.slice(1)).toEqual([
      '  Planned length: 28 → 35 days',
      '  Hard cap: 12 → none',
      '  Severe conditions only after a higher level of care: yes → no',
      '  Fellowships: smart, twelve-step, none → smart',
      '  Phase Settling in: 9 → 12 hours a week',
      '  Phase Going on: lasts 14 → 21 days',
      '  Session Evening group (evening-group, evening track): begins 17:30 → 18:00',
      '  Session Skills (skills, evening track): lasts 180 → 240 minutes',
      'For clients who are referred after it is applied. Clients who were referred before keep the program they began with, to their last follow-up.',
    ]);
  });

  test('tells phases and sessions that come, go and are renamed', async () => {
    const other = sixth
      .replace('- name: Going on', '- name: Last weeks')
      .replaceAll('[Going on]', '[Last weeks]')
      .replace('- id: later-talk', '- id: last-talk');
    expect(await run(program, 'diff', fileOf(sixth), fileOf(other, 'other.yaml'))).toBe(0);
    expect(said.slice(1, -1)).toEqual([
      '  Phase Going on: called Going on → Last weeks',
      '  Session Individual therapy (later-talk, evening track): is gone',
      '  Session Individual therapy (last-talk, evening track): is new; Mon at 19:45, 60 minutes, for Last weeks',
    ]);
  });

  test('a comment is no change', async () => {
    const commented = `# read me\n${sixth}`;
    expect(await run(program, 'diff', fileOf(sixth), fileOf(commented, 'commented.yaml'))).toBe(0);
    expect(said).toEqual(['Nothing changes: both files are the same version, whatever their comments.']);
  });

  test('two programs are not one that changed', async () => {
    const other = sixth.replace('id: riverside', 'id: hillside');
    expect(await run(program, 'diff', fileOf(sixth), fileOf(other, 'other.yaml'), '--json')).toBe(0);
    expect(JSON.parse(said.join('\n')).changes).toEqual(['Id: riverside → hillside']);
    said = [];
    await run(program, 'diff', fileOf(sixth), join(folder, 'other.yaml'));
    expect(said.at(-1)).toBe(
      'These are two programs: nobody moves from one to the other by applying a file.',
    );
  });
});

describe('rehearse --compare', () => {
  test('puts programs side by side', async () => {
    const files = [fileOf(sixth), 'programs/northstar.yaml'];
    expect(await run(rehearse, '--compare', ...files, '--clients', '3')).toBe(0);
    expect(said.slice(0, 4)).toEqual([
      '|  | riverside | northstar |',
      '|---|---:|---:|',
      '| length in days (planned) | 14–42 (28) | 7–28 (21) |',
      '| hours a week, by phase | 9 → 5 | 12 → 10 |',
    ]);
    expect(said).toContain('| clients rehearsed, all closed | 3 | 3 |');
    for (const role of ['counselor', 'case-manager', 'collections', 'director', 'home'])
      for (const what of ['emails', 'tasks'])
        expect(said.some((line) => line.startsWith(`| ${what} a week, ${role} | `))).toBe(true);
    expect(said.find((line) => line.startsWith('| random tests per episode |'))).toMatch(
      /\| [\d.]+ \| [\d.]+ \|$/,
    );
  });

  test.each([
    [['--compare'], 'FILE is missing; --compare needs at least one'],
    [['--compare', 'a.yaml', '--program', 'b.yaml'], '--program and --compare exclude each other'],
    [['a.yaml'], '"a.yaml" is one word too many'],
    [[], '--program is missing; give a program’s YAML file'],
  ])('%j is not understood', async (args, message) => {
    expect(await run(rehearse, ...args)).toBe(2);
    expect(complained[0]).toBe(message);
  });
});
