import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommandFailed } from './command-line.ts';

const keyBytes = 32;

/**
 * The draw key in a file, 64 hexadecimal digits; made on the first start, readable by its owner only.
 * @returns 32 bytes
 * @throws CommandFailed where the file cannot be read or made, or holds something else
 */
export function drawKeyIn(path: string): Uint8Array {
  const text = (readKey(path) ?? makeKey(path)).trim();
  if (/^[0-9a-f]{64}$/.test(text)) return Buffer.from(text, 'hex');
  throw new CommandFailed(
    `${path}: is not a draw key; give 64 hexadecimal digits, or a path where none is yet`,
  );
}

function readKey(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CommandFailed(`${path}: cannot be read; check the path and its permissions`);
  }
}

function makeKey(path: string): string {
  const key = `${randomBytes(keyBytes).toString('hex')}\n`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, key, { mode: 0o600, flag: 'wx' });
  } catch {
    throw new CommandFailed(`${path}: cannot be written; check the path and its permissions`);
  }
  return key;
}
