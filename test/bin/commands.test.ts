import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { command as clinic } from '../../bin/clinic.ts';
import { runCommand } from '../../bin/command-line.ts';
import { command as episode } from '../../bin/episode.ts';
import { command as intake } from '../../bin/intake.ts';
import { command as passcode } from '../../bin/passcode.ts';
import { action as applyClinic } from '../../lambdas/actions/apply-clinic.ts';
import { action as cancelEpisode } from '../../lambdas/actions/cancel-episode.ts';
import { action as refer } from '../../lambdas/actions/refer.ts';
import { action as restartStage } from '../../lambdas/actions/restart-stage.ts';
import { action as setPasscode } from '../../lambdas/actions/set-passcode.ts';
import { type Action, BadInput } from '../../lambdas/runtime/define-action.ts';
import { exampleClinic, exampleReferrals, nth, operator } from '../example-clinic.ts';
import { createFakePorts, type FakePorts } from '../fake-ports.ts';

const known: Record<string, Action> = {
  'apply-clinic': applyClinic,
  refer,
  'set-passcode': setPasscode,
};

interface Call {
  action: string;
  clinic: string | undefined;
  input: unknown;
}

let ports: FakePorts;
let server: Server;
let url: string;
let calls: Call[];
let said: string[];
let complained: string[];

beforeEach(async () => {
  ports = createFakePorts();
  calls = [];
  said = [];
  complained = [];
  server = createServer((request, response) => {
    answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

/** The staff actions as the local clinic serves them. */
async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  const action = request.url?.replace('/staff/', '') ?? '';
  const input = JSON.parse(Buffer.concat(await request.toArray()).toString('utf8'));
  const clinicHeader = request.headers['x-stepdown-clinic'];
  calls.push({ action, clinic: clinicHeader?.toString(), input });
  const start = known[action];
  if (start === undefined) return { status: 200, body: { summary: `${action} is done` } };
  try {
    return { status: 200, body: await start.start(input, operator, ports) };
  } catch (error) {
    if (error instanceof BadInput) return { status: 400, body: { problems: error.problems } };
    return { status: 500, body: {} };
  }
}

function run(command: typeof clinic, ...args: string[]) {
  return runCommand(command, {
    args,
    environment: {},
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
}

const local = () => ['--local', url];
const episodes = () => ports.store.read(operator.clinicId).list('episode');

function fileOf(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'stepdown-')), 'file.yaml');
  writeFileSync(path, stringify(content));
  return path;
}

describe('clinic apply', () => {
  test('says what will change, then changes it', async () => {
    expect(await run(clinic, 'apply', 'clinics/example.yaml', ...local())).toBe(0);
    expect(said[0]).toBe(`harbor-example at ${url}`);
    expect(said).toContain('  staff: + ada-lindqvist (counselor)');
    expect(said.at(-1)).toBe('12 records changed.');
    expect(calls.map(({ action, clinic: id }) => [action, id])).toEqual([
      ['apply-clinic', 'harbor-example'],
      ['apply-clinic', 'harbor-example'],
    ]);
    expect(await ports.store.read('').list('clinic')).toHaveLength(1);
  });

  test('--dry-run writes nothing', async () => {
    expect(await run(clinic, 'apply', 'clinics/example.yaml', '--dry-run', ...local())).toBe(0);
    expect(said.at(-1)).toBe('12 records would change. Nothing was written.');
    expect(await ports.store.read('').list('clinic')).toEqual([]);
  });

  test('tells of a leaver’s work and of a passcode that ends', async () => {
    await run(clinic, 'apply', 'clinics/example.yaml', ...local());
    await run(intake, 'clinics/example.referrals.yaml', ...local());
    said = [];
    const file = exampleClinic();
    file.staff = file.staff.filter(({ id }) => id !== 'ben-okafor');
    for (const member of file.staff) if (member.backupId === 'ben-okafor') member.backupId = 'fay-moreau';
    file.programs = [join(process.cwd(), 'programs/sheer.yaml')];
    expect(await run(clinic, 'apply', fileOf(file), ...local())).toBe(0);
    expect(said).toContain('  staff: - ben-okafor has left on 2027-01-04');
    expect(said).toContain(
      '  ben-okafor leaves 0 open questions and 4 running episodes; hand them over with the staff action "hand-over", until then their backup is asked',
    );
    expect(said.some((line) => line.endsWith('npm run passcode -- ben-okafor'))).toBe(true);
  });

  test('a bad file is refused with file, line, field, problem, fix, and nobody is called', async () => {
    const file = exampleClinic();
    file.clinic.timeZone = 'America/Atlantis';
    const path = fileOf(file);
    expect(await run(clinic, 'apply', path, ...local())).toBe(1);
    expect(complained).toEqual([
      `${path}:6: clinic.timeZone: is not a known time zone; use an IANA name such as America/Los_Angeles`,
    ]);
    expect(calls).toEqual([]);
  });

  test('what the clinic finds wrong is shown where it stands in the file', async () => {
    const file = exampleClinic();
    file.clinic.opening.sat = 'closed';
    file.programs = [join(process.cwd(), 'programs/sheer.yaml')];
    expect(await run(clinic, 'apply', fileOf(file), ...local())).toBe(1);
    expect(complained).toEqual([
      expect.stringMatching(
        /programs\/sheer\.yaml:\d+: testing\.testDays\.5: the clinic is closed on sat; take 6 out or open on that weekday$/,
      ),
    ]);
  });
});

describe('intake', () => {
  beforeEach(async () => {
    await run(clinic, 'apply', 'clinics/example.yaml', ...local());
    said = [];
  });

  test('refers everybody in the order of their day, and names nobody', async () => {
    expect(await run(intake, 'clinics/example.referrals.yaml', ...local())).toBe(0);
    expect(said.at(-1)).toBe('8 referred, 0 refused');
    expect(await episodes()).toHaveLength(8);
    expect(said.join()).not.toMatch(/Testwell|Muestra/);
  });

  test('again refuses each as a duplicate, with the line of the name', async () => {
    await run(intake, 'clinics/example.referrals.yaml', ...local());
    expect(await run(intake, 'clinics/example.referrals.yaml', ...local())).toBe(1);
    expect(said.at(-1)).toBe('0 referred, 8 refused');
    expect(complained[0]).toMatch(
      /^clinics\/example\.referrals\.yaml:8: referrals\.0\.name: somebody with this name and birth date has the open episode ep_\d+; go on with that episode/,
    );
    expect(await episodes()).toHaveLength(8);
  });

  test('one who is refused keeps nobody else out', async () => {
    const referrals = exampleReferrals();
    nth(referrals, 2).plannedDays = 90;
    expect(await run(intake, fileOf({ referrals }), ...local())).toBe(1);
    expect(said.at(-1)).toBe('7 referred, 1 refused');
    expect(complained).toEqual([
      expect.stringContaining('referrals.2.plannedDays: is outside the program’s 30'),
    ]);
  });

  test('a file with a wrong form refers nobody', async () => {
    const referrals = exampleReferrals();
    Reflect.deleteProperty(nth(referrals, 5), 'phone');
    expect(await run(intake, fileOf({ referrals }), ...local())).toBe(1);
    expect(complained).toEqual([expect.stringContaining('referrals.5.phone: is missing; give digits')]);
    expect(await episodes()).toEqual([]);
  });
});

describe('passcode', () => {
  test('prints the passcode once', async () => {
    await run(clinic, 'apply', 'clinics/example.yaml', ...local());
    said = [];
    expect(await run(passcode, 'cedar-house.primary', ...local())).toBe(0);
    expect(said).toEqual([expect.stringContaining('Gus Hartmann'), expect.stringMatching(/^\d{8}$/)]);
  });

  test('an unknown contact is refused with the ones that are known', async () => {
    await run(clinic, 'apply', 'clinics/example.yaml', ...local());
    expect(await run(passcode, 'cedar-house', ...local())).toBe(1);
    expect(complained[0]).toMatch(
      /^contactId: there is no contact "cedar-house"; use one of: cedar-house.primary/,
    );
  });
});

describe('episode', () => {
  const reason = ['--reason', 'referred by mistake'];

  test('cancel starts the action with the reason, for the clinic that is chosen', async () => {
    const args = ['cancel', 'ep_1', ...reason, '--clinic', 'harbor-example'];
    expect(await run(episode, ...args, ...local())).toBe(0);
    const input = { episodeId: 'ep_1', reason: 'referred by mistake' };
    expect(calls).toEqual([{ action: 'cancel-episode', clinic: 'harbor-example', input }]);
    expect(said).toEqual(['cancel-episode is done']);
  });

  test('restart-stage starts the action with stage and reason', async () => {
    expect(await run(episode, 'restart-stage', 'ep_1', '--stage', 'treatment', ...reason, ...local())).toBe(
      0,
    );
    const input = { episodeId: 'ep_1', stage: 'treatment', reason: 'referred by mistake' };
    expect(calls).toEqual([{ action: 'restart-stage', clinic: undefined, input }]);
  });

  test('what the commands send is what the actions take', () => {
    const input = { episodeId: 'ep_1', reason: 'referred by mistake' };
    expect(cancelEpisode.schema.safeParse(input).success).toBe(true);
    expect(restartStage.schema.safeParse({ ...input, stage: 'treatment' }).success).toBe(true);
  });
});

describe('a command line that is not understood ends with 2 and the usage', () => {
  test.each<[situation: string, command: typeof clinic, args: string[], message: string]>([
    ['no file', clinic, ['apply'], 'FILE is missing'],
    ['another verb', clinic, ['remove', 'a.yaml'], '"remove" is not known'],
    ['a word too many', intake, ['a.yaml', 'b.yaml'], '"b.yaml" is one word too many'],
    ['no contact', passcode, [], 'CONTACT is missing'],
    ['no reason', episode, ['cancel', 'ep_1'], '--reason is missing'],
    ['an empty reason', episode, ['cancel', 'ep_1', '--reason', ' '], '--reason is missing'],
    ['two places', passcode, ['a', '--local', '--deployment'], 'choose one of --local and --deployment'],
    ['outputs without a deployment', passcode, ['a', '--outputs', 'b'], '--outputs goes with --deployment'],
  ])('%s', async (_situation, command, args, message) => {
    expect(await run(command, ...args)).toBe(2);
    expect(complained).toEqual([message, command.usage]);
  });

  test('an option that nobody knows', async () => {
    expect(await run(passcode, 'a', '--loud')).toBe(2);
    expect(complained[0]).toContain("'--loud'");
  });
});

test('--help prints the usage', async () => {
  expect(await run(clinic, '--help')).toBe(0);
  expect(said).toEqual([clinic.usage]);
});

test('a clinic that does not run is told apart from one that refuses', async () => {
  await new Promise((resolve) => server.close(resolve));
  expect(await run(passcode, 'ada-lindqvist', ...local())).toBe(1);
  expect(complained).toEqual([
    `nothing answers at ${url}; start the local clinic with "npm start", or name another with --local URL`,
  ]);
  server.listen(0);
});

test('a deployment whose names are not told is not guessed', async () => {
  expect(await run(passcode, 'ada-lindqvist', '--deployment')).toBe(1);
  expect(complained[0]).toMatch(/^RECORDS_TABLE, AUDIT_TABLE, MACHINE_ARN_PREFIX: not set; /);
});
