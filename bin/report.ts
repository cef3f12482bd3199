import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../lambdas/casework/figures.ts';
import { dateField } from '../lambdas/domain/file-fields.ts';
import { reportPage } from '../lambdas/pages/report.ts';
import {
  CommandFailed,
  type CommandLine,
  type ExitCode,
  main,
  parsed,
  UsageError,
  words,
} from './command-line.ts';
import { reportCsv } from './report/csv.ts';
import { targetOf, targetOptions, targetUsage, withLocalUrl } from './target.ts';

const usage = `npm run report -- --from DATE --to DATE --out FOLDER [where]

Writes what a director and a payer ask over a period: one HTML page with plots, which needs no network, and the same
numbers as a CSV. Nobody is named, and numbers from 1 to 10 are held back; docs/figures.md defines every figure.
  --from DATE       the first day, written like 2027-01-01
  --to DATE         the last day, today at the latest
  --out FOLDER      where to write the two files; made when it is not there

${targetUsage}`;

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const { values, positionals } = parsed(withLocalUrl(line.args), {
      ...targetOptions,
      from: { type: 'string' },
      to: { type: 'string' },
      out: { type: 'string' },
    });
    words(positionals, []);
    const period = { from: dateOf('--from', values.from), to: dateOf('--to', values.to) };
    if (period.to < period.from)
      throw new UsageError(`--to ${period.to} is before --from ${period.from}; give the later day as --to`);
    if (!values.out) throw new UsageError('--out is missing; name the folder for the report');
    const target = await targetOf(values, line);
    const { summary, ...report } = await target.start('report', period);
    const written = await writeReport(values.out, report as unknown as Report);
    for (const path of written) line.say(path);
    line.say(summary);
    return 0;
  },
};

function dateOf(option: string, text: string | undefined): string {
  if (text === undefined) throw new UsageError(`${option} is missing; give a date like 2027-01-01`);
  if (dateField.safeParse(text).success) return text;
  throw new UsageError(`${option}: "${text}" is not a date that exists; write it like 2027-01-01`);
}

/** Both files or none: they are written beside their places first, and then moved. */
async function writeReport(folder: string, report: Report): Promise<string[]> {
  const { from, to } = report.figures.period;
  const name = join(folder, `${report.clinicId}-${from}-to-${to}`);
  const files = [
    { path: `${name}.html`, content: reportPage(report) },
    { path: `${name}.csv`, content: reportCsv(report) },
  ].map((file) => ({ ...file, part: `${file.path}.part` }));
  try {
    await mkdir(folder, { recursive: true });
    for (const { part, content } of files) await writeFile(part, content);
    for (const { part, path } of files) await rename(part, path);
  } catch (error) {
    for (const { part } of files) await rm(part, { force: true }).catch(() => undefined);
    const why = error instanceof Error ? error.message : error;
    throw new CommandFailed(
      `${folder}: the report cannot be written: ${why}; name another folder with --out`,
    );
  }
  return files.map(({ path }) => path);
}

if (import.meta.main) await main(command);
