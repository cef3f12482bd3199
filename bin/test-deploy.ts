import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Check, type Deployed, resourceChecks, runningChecks } from './test-deploy/checks.ts';
import { type Emulator, emulatedPlace, Skipped, startEmulator } from './test-deploy/emulator.ts';
import { leaveOutUnknown } from './test-deploy/leave-out.ts';

/*
 * Deploys the very app to MiniStack, an emulator of AWS that is fetched from PyPI into .stepdown/ministack, applies
 * the example clinic and looks whether what was deployed works. Everything happens on this machine.
 * Exit code: 0 when all checks hold, 1 when one does not, 3 after "skipped: <reason>" where there is no Python.
 */

const skippedCode = 3;
const projectFolder = join(import.meta.dirname, '..');
const home = join(projectFolder, '.stepdown', 'ministack');
const clinicFile = join(projectFolder, 'clinics', 'example.yaml');
const outputsFile = join(home, 'outputs.json');
const cdkProgram = join(projectFolder, 'node_modules', 'aws-cdk', 'bin', 'cdk');

async function main(): Promise<number> {
  const emulator = await startEmulator(home);
  const stopAndLeave = () => void emulator.stop().then(() => process.exit(130));
  process.once('SIGINT', stopAndLeave);
  process.once('SIGTERM', stopAndLeave);
  try {
    return (await deployAndCheck(emulator)) ? 0 : 1;
  } finally {
    await emulator.stop();
    rmSync(join(home, 'tmp'), { recursive: true, force: true });
  }
}

async function deployAndCheck(emulator: Emulator): Promise<boolean> {
  const { id, senderEmail, timeZone } = parse(readFileSync(clinicFile, 'utf8')).clinic;
  const mailDomain = String(senderEmail).split('@')[1];
  const cdk = (folder: string, ...args: string[]) =>
    run(`cdk ${args[0]}`, emulator, folder, [
      cdkProgram,
      ...args,
      '--no-notices',
      '--ci',
      '--progress',
      'events',
    ]);
  // Away from cdk.json: preparing an account does not need the app.
  cdk(home, 'bootstrap', emulatedPlace);
  const assembly = join(home, 'cdk.out');
  cdk(
    projectFolder,
    'synth',
    '--quiet',
    '--output',
    assembly,
    '--context',
    `stepdown:mailDomain=${mailDomain}`,
  );
  say(`left out, because the emulator does not know them: ${leaveOutUnknown(assembly).join(', ')}`);
  const options = ['--require-approval', 'never', '--outputs-file', outputsFile];
  cdk(home, 'deploy', '--all', '--app', assembly, ...options);
  const deployed: Deployed = {
    endpoint: emulator.endpoint,
    projectFolder,
    clinicId: id,
    timeZone,
    outputs: Object.assign({}, ...Object.values(JSON.parse(readFileSync(outputsFile, 'utf8')))),
    client: {
      endpoint: emulator.endpoint,
      region: emulator.environment.AWS_REGION ?? '',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
  };
  const stand = await allHold(resourceChecks, deployed);
  const clinic = join(projectFolder, 'bin', 'clinic.ts');
  run('clinic apply', emulator, projectFolder, [
    clinic,
    'apply',
    clinicFile,
    '--deployment',
    '--outputs',
    outputsFile,
  ]);
  return (await allHold(runningChecks, deployed)) && stand;
}

async function allHold(checks: Check[], deployed: Deployed): Promise<boolean> {
  let failed = 0;
  for (const { name, run } of checks) {
    try {
      await run(deployed);
      say(`ok: ${name}`);
    } catch (error) {
      failed += 1;
      say(`failed: ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failed === 0;
}

/** @throws Error with the end of what the command said, when it fails */
function run(name: string, emulator: Emulator, folder: string, args: string[]): void {
  const began = Date.now();
  const { status, stdout, stderr } = spawnSync('node', args, {
    cwd: folder,
    env: emulator.environment,
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(
      `${name} failed:\n${[stdout, stderr].join('\n').trim().split('\n').slice(-25).join('\n')}`,
    );
  say(`ok: ${name} (${Math.round((Date.now() - began) / 1000)} s)`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof Skipped) {
    say(`skipped: ${error.message}`);
    process.exitCode = skippedCode;
  } else {
    say(`failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
