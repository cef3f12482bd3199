import { programSchema } from '../lambdas/domain/program.ts';
import { rehearse } from '../local/rehearsal/rehearse.ts';
import { type CommandLine, type ExitCode, main, parsed, UsageError } from './command-line.ts';
import { comparisonTable, type Rehearsed } from './program-comparison.ts';
import { workloadRows } from './program-workload.ts';
import { readYamlFile } from './read-yaml.ts';

const usage = `npm run rehearse -- --program FILE [options]
npm run rehearse -- --compare FILE… [options]

Plays a fictional clinic through a program and prints what it asks of everyone.
  --program FILE  the program's YAML, for instance programs/sheer.yaml
  --compare       rehearse each FILE and print a table of them side by side
  --clients N     how many clients, 1 to 10000 (default 40)
  --days D        stop after so many days (default: when every episode is closed)
  --seed S        who answers when (default "rehearsal")
  --start DATE    the first day (default 2027-01-04)
  --json          the figures as JSON`;

const options = {
  program: { type: 'string' },
  compare: { type: 'boolean', default: false },
  clients: { type: 'string', default: '40' },
  days: { type: 'string' },
  seed: { type: 'string', default: 'rehearsal' },
  start: { type: 'string', default: '2027-01-04' },
  json: { type: 'boolean', default: false },
} as const;

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const { values, positionals } = parsed(line.args, options);
    const paths = pathsIn(values.program, values.compare, positionals);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(values.start))
      throw new UsageError('--start is not a date; write it as 2027-01-04');
    const setting = {
      clients: whole('--clients', values.clients, 10_000),
      days: values.days === undefined ? undefined : whole('--days', values.days, 800),
      seed: values.seed,
      startsOn: values.start,
    };
    const programs = await Promise.all(paths.map((path) => readYamlFile(path, programSchema)));
    const rehearsed: Rehearsed[] = [];
    for (const [index, { content: program }] of programs.entries()) {
      const workload = await rehearse({ program, programPath: paths[index] ?? '', ...setting });
      rehearsed.push({ program, workload });
    }
    for (const row of values.json ? jsonOf(rehearsed, values.compare) : rowsOf(rehearsed, values.compare))
      line.say(row);
    return 0;
  },
};

function pathsIn(
  program: string | undefined,
  isComparison: boolean,
  files: readonly string[],
): readonly string[] {
  if (isComparison) {
    if (program !== undefined) throw new UsageError('--program and --compare exclude each other');
    if (files.length === 0) throw new UsageError('FILE is missing; --compare needs at least one');
    return files;
  }
  if (files[0] !== undefined) throw new UsageError(`"${files[0]}" is one word too many`);
  if (program === undefined) throw new UsageError('--program is missing; give a program’s YAML file');
  return [program];
}

function jsonOf(rehearsed: readonly Rehearsed[], isComparison: boolean): string[] {
  const byProgram = Object.fromEntries(rehearsed.map(({ program, workload }) => [program.id, workload]));
  return [JSON.stringify(isComparison ? byProgram : rehearsed[0]?.workload, null, 2)];
}

function rowsOf(rehearsed: readonly Rehearsed[], isComparison: boolean): string[] {
  return isComparison
    ? comparisonTable(rehearsed)
    : rehearsed.flatMap(({ workload }) => workloadRows(workload));
}

function whole(option: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new UsageError(`${option} is "${text}"; give a whole number from 1 to ${most}`);
}

if (import.meta.main) await main(command);
