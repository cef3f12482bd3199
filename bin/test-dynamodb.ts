import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

/*
 * Runs the store's contract against a real engine: the one at DYNAMODB_ENDPOINT, or DynamoDB Local, which this
 * fetches with Maven into .stepdown/dynamodb-local, starts in memory on a free port and stops at the end.
 * Exit code: that of the tests, or 3 after "skipped: <reason>" where there is neither an endpoint nor an engine.
 */

const engineVersion = '2.6.1';
const oldestJava = 17;
const skippedCode = 3;
const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, '.stepdown', 'dynamodb-local');

class Skipped extends Error {}

interface Engine {
  endpoint: string;
  stop(): Promise<void>;
}

async function main(): Promise<number> {
  const engine = await openEngine();
  const stopAndLeave = () => void engine.stop().then(() => process.exit(130));
  process.once('SIGINT', stopAndLeave);
  process.once('SIGTERM', stopAndLeave);
  try {
    return await runTests(engine.endpoint);
  } finally {
    await engine.stop();
  }
}

async function openEngine(): Promise<Engine> {
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  if (endpoint) return { endpoint, stop: async () => {} };
  requireJava();
  return start(fetchEngine());
}

function requireJava(): void {
  const wanted = `DYNAMODB_ENDPOINT is not set, and DynamoDB Local needs Java ${oldestJava} or newer`;
  const { error, stdout, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (error) throw new Skipped(`${wanted}: there is no java`);
  const version = Number(/version "(\d+)/.exec(stdout + stderr)?.[1] ?? 0);
  if (version < oldestJava) throw new Skipped(`${wanted}: here is Java ${version}`);
}

/** The folder with the engine's jars, fetched once. */
function fetchEngine(): string {
  const folder = join(cache, engineVersion);
  if (existsSync(folder)) return folder;
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    writeFileSync(join(partial, 'pom.xml'), pom());
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=.'];
    const { error, status, stdout } = spawnSync('mvn', ['-q', '-B', '-Dstyle.color=never', ...goal], {
      cwd: partial,
      encoding: 'utf8',
    });
    if (error)
      throw new Skipped('DYNAMODB_ENDPOINT is not set, and there is no Maven to fetch DynamoDB Local');
    if (status !== 0) throw new Skipped(`Maven could not fetch DynamoDB Local: ${firstErrorIn(stdout)}`);
    renameSync(partial, folder);
    return folder;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function pom(): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>stepdown</groupId>
  <artifactId>dynamodb-local</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.amazonaws</groupId>
      <artifactId>DynamoDBLocal</artifactId>
      <version>${engineVersion}</version>
    </dependency>
  </dependencies>
</project>
`;
}

function firstErrorIn(output: string): string {
  const lines = stripVTControlCharacters(output).split('\n');
  return lines.find((line) => line.includes('ERROR')) ?? 'no reason was given';
}

async function start(folder: string): Promise<Engine> {
  const port = await freePort();
  const server = 'com.amazonaws.services.dynamodbv2.local.main.ServerRunner';
  const engine = spawn(
    'java',
    [
      `-Djava.library.path=${folder}`,
      '-cp',
      join(folder, '*'),
      server,
      '-inMemory',
      '-disableTelemetry',
      '-port',
      `${port}`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [engine.stdout, engine.stderr])
    stream.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-2_000);
    });
  const endpoint = `http://127.0.0.1:${port}`;
  if (await answers(endpoint, engine)) return { endpoint, stop: () => stop(engine) };
  await stop(engine);
  throw new Skipped(`DynamoDB Local did not start on this machine: ${said.trim()}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address === 'string' || address === null) throw new Error('no free port was found');
  return address.port;
}

async function answers(endpoint: string, engine: ChildProcess): Promise<boolean> {
  const startedAt = Date.now();
  while (engine.exitCode === null && Date.now() - startedAt < 60_000) {
    try {
      await fetch(endpoint);
      return true;
    } catch {
      await sleep(200);
    }
  }
  return false;
}

async function stop(engine: ChildProcess): Promise<void> {
  if (engine.exitCode !== null || engine.signalCode !== null) return;
  const gone = new Promise((resolve) => engine.once('exit', resolve));
  engine.kill();
  await gone;
}

function runTests(endpoint: string): Promise<number> {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const config = join(root, 'test', 'adapters', 'vitest.dynamodb.config.ts');
  const tests = spawn(process.execPath, [vitest, 'run', '--root', root, '--config', config], {
    stdio: 'inherit',
    env: { ...process.env, DYNAMODB_ENDPOINT: endpoint },
  });
  return new Promise((resolve, reject) => {
    tests.once('error', reject);
    tests.once('exit', (code) => resolve(code ?? 1));
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Skipped)) throw error;
  console.log(`skipped: ${error.message}`);
  process.exitCode = skippedCode;
}
