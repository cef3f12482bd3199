import { programSchema } from '../lambdas/domain/program.ts';
import { rehearse } from '../local/rehearsal/rehearse.ts';
import type { RoleLoad, Workload } from '../local/rehearsal/workload.ts';
import { type CommandLine, type ExitCode, main, parsed, UsageError } from './command-line.ts';
import { readYamlFile } from './read-yaml.ts';

const usage = `npm run rehearse -- --program FILE [--clients N] [--days D] [--seed S] [--start DATE] [--json]

Plays a fictional clinic through a program and prints what it asks of everyone.
  --program FILE  the program's YAML, for instance programs/sheer.yaml
  --clients N     how many clients, 1 to 10000 (default 40)
  --days D        stop after so many days (default: when every episode is closed)
  --seed S        who answers when (default "rehearsal")
  --start DATE    the first day (default 2027-01-04)
  --json          the figures as JSON`;

/** Above these a rehearsal warns: people stop reading what comes too often. */
const emailsPerWeekLimit = { staff: 15, partner: 8 };

const options = {
  program: { type: 'string' },
  clients: { type: 'string', default: '40' },
  days: { type: 'string' },
  seed: { type: 'string', default: 'rehearsal' },
  start: { type: 'string', default: '2027-01-04' },
  json: { type: 'boolean', default: false },
} as const;

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const { values } = parsed(line.args, options);
    if (!values.program) throw new UsageError('--program is missing; give a program’s YAML file');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(values.start ?? ''))
      throw new UsageError('--start is not a date; write it as 2027-01-04');
    const { content } = await readYamlFile(values.program, programSchema);
    const workload = await rehearse({
      program: content,
      programPath: values.program,
      clients: whole('--clients', values.clients ?? '40', 10_000),
      days: values.days === undefined ? undefined : whole('--days', values.days, 800),
      seed: values.seed ?? 'rehearsal',
      startsOn: values.start ?? '2027-01-04',
    });
    if (values.json) line.say(JSON.stringify(workload, null, 2));
    else for (const row of tableOf(workload)) line.say(row);
    return 0;
  },
};

function whole(option: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new UsageError(`${option} is "${text}"; give a whole number from 1 to ${most}`);
}

const columns = ['role', 'people', 'emails/week', 'busiest week', 'questions/week', 'unanswered'];

function tableOf(workload: Workload): string[] {
  const { episodes } = workload;
  const rows = workload.roles.map((load) =>
    [
      load.role,
      load.people,
      load.emailsPerWeek,
      load.emailsInBusiestWeek,
      load.questionsPerWeek,
      load.unanswered,
    ].map(String),
  );
  const widths = columns.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const aligned = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [
    `${workload.clients} clients, ${workload.days} days; means are per person (per partner) over the ${workload.treatmentWeeks} weeks of treatment`,
    '',
    aligned(columns),
    ...rows.map(aligned),
    '',
    `tests: ${workload.randomTests} random, ${workload.forCauseTests} for cause`,
    `endings: ${Object.entries(workload.endings)
      .map(([ending, count]) => `${ending} ${count}`)
      .join(', ')}; still open ${workload.open}`,
    `per episode: ${episodes.transitionsMean} state transitions on average, ${episodes.transitionsWorst} at most; ${episodes.eventsMean} history events, ${episodes.eventsWorst} at most`,
    `longest execution: ${episodes.eventsOfLongestExecution} events; largest payload ${episodes.largestPayloadBytes} bytes`,
    ...(workload.failedExecutions > 0 ? [`warning: ${workload.failedExecutions} executions failed`] : []),
    ...workload.roles.flatMap(warningOf),
  ];
}

function warningOf(load: RoleLoad): string[] {
  const isPartner = load.role === 'home' || load.role === 'aftercare provider';
  const limit = isPartner ? emailsPerWeekLimit.partner : emailsPerWeekLimit.staff;
  if (load.emailsPerWeek <= limit) return [];
  return [`warning: ${load.role} gets ${load.emailsPerWeek} emails a week on average, more than ${limit}`];
}

if (import.meta.main) await main(command);
