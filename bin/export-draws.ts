import { writeFile } from 'node:fs/promises';
import {
  CommandFailed,
  type CommandLine,
  type ExitCode,
  main,
  parsed,
  UsageError,
  words,
} from './command-line.ts';
import { targetOf, targetOptions, targetUsage, withLocalUrl } from './target.ts';

const usage = `npm run export-draws -- --out FILE [where]
npm run --silent export-draws -- [where] > FILE

Writes a clinic's draws as an outside auditor gets them: every record in its chain, the published commitments, and the
keys of the days that are over. Check the file with "npm run verify-draws -- FILE".
  --out FILE        where to write it; without it the export goes to the standard output

${targetUsage}`;

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const { values, positionals } = parsed(withLocalUrl(line.args), {
      ...targetOptions,
      out: { type: 'string' },
    });
    words(positionals, []);
    if (values.out === undefined && hasBanner(line.environment))
      throw new UsageError(
        'npm has written lines of its own, which would not be part of the export; give --out FILE, or run npm with --silent',
      );
    const text = await (await targetOf(values, line)).exportDraws();
    if (values.out === undefined) line.say(text.trimEnd());
    else await write(values.out, text, line);
    return 0;
  },
};

/** npm writes the script's name and command to the standard output first, unless it is told to be silent. */
function hasBanner(environment: CommandLine['environment']): boolean {
  return environment.npm_lifecycle_event !== undefined && environment.npm_config_loglevel !== 'silent';
}

async function write(path: string, text: string, line: CommandLine): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new CommandFailed(
      `${path}: cannot be written: ${error instanceof Error ? error.message : error}; name another file with --out`,
    );
  }
  line.complain(`wrote ${path}`);
}

if (import.meta.main) await main(command);
