import { readFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { parseArgs } from 'node:util';
import { type Anchors, verifyExport } from './verify-draws/verify.ts';

/**
 * Verifies an export of random draws on its own: plain Node, nothing of the program that drew.
 * Exit code 0: all agrees; 1: a difference or a malformed file; 2: called wrongly.
 */
const usage = `usage: verify-draws FILE [--head HASH]... [--commitments FILE]...
  FILE           an export of a clinic's draws
  --head         a chain head that was mailed: the chain must contain it
  --commitments  a mail with a quarter's commitments, saved as text: the export must agree with each line
                 "YYYY-MM-DD HASH" in it`;

class UsageError extends Error {}

function main(args: string[]): number {
  try {
    const { bytes, anchors } = readArguments(args);
    const { differences, notes, summary } = verifyExport(bytes, anchors);
    if (summary !== null) console.log(summary);
    for (const note of notes) console.log(`note: ${note}`);
    for (const difference of differences) console.log(`DIFFERS ${difference}`);
    console.log(differences.length === 0 ? 'verified' : `${differences.length} differences`);
    return differences.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n${usage}`);
    return 2;
  }
}

function readArguments(args: string[]): { bytes: Uint8Array; anchors: Anchors } {
  const { values, positionals } = parse(args);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('give one file');
  const heads = values.head ?? [];
  for (const head of heads) {
    if (!/^[0-9a-f]{64}$/.test(head))
      throw new UsageError(`--head: must be 64 lower-case hex digits; got ${head}`);
  }
  const commitments = new Map((values.commitments ?? []).flatMap(readCommitments));
  return { bytes: read(file), anchors: { heads, commitments } };
}

function parse(args: string[]) {
  try {
    const options = {
      head: { type: 'string', multiple: true },
      commitments: { type: 'string', multiple: true },
    } as const;
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The lines of a saved mail that begin with a date; the words around them are nobody's commitment. */
function readCommitments(path: string): [date: string, hash: string][] {
  const lines = read(path).toString('utf8').split(/\r?\n/);
  const commitments = lines.flatMap((line, index): [string, string][] => {
    if (!/^\s*\d{4}-\d{2}-\d{2}\b/.test(line)) return [];
    const [, date, hash] = /^\s*(\d{4}-\d{2}-\d{2})\s+([0-9a-f]{64})\s*$/.exec(line) ?? [];
    if (date === undefined || hash === undefined)
      throw new UsageError(`${path} line ${index + 1}: must be "YYYY-MM-DD HASH"; got ${line}`);
    return [[date, hash]];
  });
  if (commitments.length === 0) throw new UsageError(`${path}: has no line "YYYY-MM-DD HASH"`);
  return commitments;
}

exit(main(argv.slice(2)));
