import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Opens the pages of a local clinic in a headless Chromium: the one at CHROMIUM_PATH, or Debian's.
 * Exit code: that of the tests, or 3 after "skipped: <reason>" where there is no Chromium.
 */

const skippedCode = 3;
const debianChromium = '/usr/bin/chromium';
const root = fileURLToPath(new URL('..', import.meta.url));

function runTests(chromium: string): Promise<number> {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const config = join(root, 'test', 'browser', 'vitest.browser.config.ts');
  const tests = spawn(process.execPath, [vitest, 'run', '--root', root, '--config', config], {
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH: chromium },
  });
  return new Promise((resolve, reject) => {
    tests.once('error', reject);
    tests.once('exit', (code) => resolve(code ?? 1));
  });
}

const chromium = process.env.CHROMIUM_PATH ?? debianChromium;
if (existsSync(chromium)) process.exitCode = await runTests(chromium);
else {
  console.log(`skipped: there is no Chromium at ${chromium}; install it, or set CHROMIUM_PATH`);
  process.exitCode = skippedCode;
}
