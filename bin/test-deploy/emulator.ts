import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Thrown where the emulator cannot run; the message says why. */
export class Skipped extends Error {
  override name = 'Skipped';
}

export interface Emulator {
  endpoint: string;
  /** What a command needs to reach the emulator and nothing else: made-up credentials, no profile of the user's. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

const oldestPython = [3, 10];
const startsWithinMs = 60_000;
const stopsWithinMs = 5_000;
const account = '000000000000';
const region = 'us-east-1';

/**
 * AWS looks for a handler in index.js, index.mjs and index.cjs; MiniStack looks for the first two. With this, its
 * `require` finds the third as well.
 */
const findsCommonJs = "require.extensions['.cjs'] = require.extensions['.js'];\n";

const programs = join(import.meta.dirname, '..', '..', 'node_modules', '.bin');

/** The account and region of everything that is deployed here. */
export const emulatedPlace = `aws://${account}/${region}`;

/**
 * Installs the emulator into `home` unless it is there, and starts it on a free port of this machine.
 *
 * @param home a folder that is made when it is missing; holds the Python environment, logs and temporary files
 * @throws Skipped when there is no Python that can run it
 */
export async function startEmulator(home: string): Promise<Emulator> {
  mkdirSync(home, { recursive: true });
  const program = install(home);
  const temporary = join(home, 'tmp');
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary);
  // The functions are unpacked in here, and must not take this project's package.json for theirs.
  writeFileSync(join(temporary, 'package.json'), '{}\n');
  const hook = join(home, 'finds-commonjs.cjs');
  writeFileSync(hook, findsCommonJs);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const log = openSync(join(home, 'emulator.log'), 'w');
  const child = spawn(program, [], {
    stdio: ['ignore', log, log],
    env: {
      ...plainEnvironment(),
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      IOT_MTLS_ENABLED: '0',
      MINISTACK_ACCOUNT_ID: account,
      MINISTACK_REGION: region,
      NODE_OPTIONS: `--require ${JSON.stringify(hook)}`,
      S3_DATA_DIR: join(temporary, 's3'),
      STATE_DIR: join(temporary, 'state'),
      TMPDIR: temporary,
    },
  });
  await untilReady(child, endpoint, home);
  return {
    endpoint,
    environment: { ...plainEnvironment(), ...reaching(endpoint, temporary) },
    stop: () => stop(child),
  };
}

function reaching(endpoint: string, temporary: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: region,
    AWS_CONFIG_FILE: join(temporary, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(temporary, 'no-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
}

/** This process's environment without AWS and Node settings; the project's own Node, Lambda's version, comes first. */
function plainEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(AWS_|CDK_|NODE_OPTIONS$)/.test(entry[0]),
  );
  const environment = Object.fromEntries(kept);
  environment.PATH = [programs, environment.PATH].join(delimiter);
  return environment;
}

/** @returns the emulator's program */
function install(home: string): string {
  const requirements = join(import.meta.dirname, 'requirements.txt');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const virtual = join(home, 'python');
  const mark = join(virtual, 'installed');
  const program = join(virtual, 'bin', 'ministack');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return program;
  const python = suitablePython();
  rmSync(virtual, { recursive: true, force: true });
  const made = spawnSync(python, ['-m', 'venv', virtual], { encoding: 'utf8' });
  if (made.status !== 0)
    throw new Skipped(`${python} -m venv does not work here: ${lastLine(made.stderr || made.stdout)}`);
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--requirement',
    requirements,
  ];
  const installed = spawnSync(join(virtual, 'bin', 'python'), pip, { stdio: 'inherit' });
  if (installed.status !== 0) throw new Error('MiniStack could not be installed from PyPI; see above');
  writeFileSync(mark, wanted);
  return program;
}

function suitablePython(): string {
  for (const python of ['python3', 'python']) {
    const print = 'import sys; print(sys.version_info[0], sys.version_info[1])';
    const { stdout, status } = spawnSync(python, ['-c', print], { encoding: 'utf8' });
    if (status !== 0) continue;
    const [major = 0, minor = 0] = stdout.trim().split(' ').map(Number);
    const [oldestMajor = 0, oldestMinor = 0] = oldestPython;
    if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return python;
  }
  throw new Skipped(
    `MiniStack needs Python ${oldestPython.join('.')} or newer, and there is none on the path`,
  );
}

async function untilReady(child: ChildProcess, endpoint: string, home: string): Promise<void> {
  const deadline = Date.now() + startsWithinMs;
  while (Date.now() < deadline && child.exitCode === null) {
    try {
      if ((await fetch(`${endpoint}/_ministack/health`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(200);
  }
  await stop(child);
  throw new Error(`the emulator did not start; see ${join(home, 'emulator.log')}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopsWithinMs);
  await ended;
  clearTimeout(timer);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port on this machine');
  return address.port;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
