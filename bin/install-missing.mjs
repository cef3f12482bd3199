// Runs before `npm start` and `npm test`, with whatever Node is there: installs what the lockfile asks for, once.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

const installed = changedAt('node_modules/.package-lock.json');
const wanted = changedAt('package-lock.json');

if (installed === undefined || wanted === undefined || installed < wanted) {
  console.error('Installing what is missing (npm ci): under a minute, once.');
  const command = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', command, {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm ci failed. Check that the npm registry can be reached, then run the command again.');
    process.exit(1);
  }
}

function changedAt(file) {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}
