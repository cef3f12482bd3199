import { type ProgramFile, programSchema, programVersion } from '../lambdas/domain/program.ts';
import { programDiff } from '../lambdas/domain/program-diff.ts';
import { rehearse } from '../local/rehearsal/rehearse.ts';
import { type CommandLine, type ExitCode, main, parsed, UsageError, words } from './command-line.ts';
import { checkOf, checkRows, fullCaseloadOf } from './program-check.ts';
import { readYamlFile } from './read-yaml.ts';

const usage = `npm run program -- check FILE [--clients N] [--json]
npm run program -- diff BEFORE AFTER [--json]

check  reads a program's YAML file and prints what a clinic should know before using it: hours, what clients can
       foresee of the tests, what it asks of everyone at a full caseload, warnings. Warnings refuse nothing.
diff   says in words what changes from one file to another, and for whom.
  --clients N  the full caseload, 1 to 500 (default: the program's cap, or 40)
  --json       the same as JSON`;

const options = {
  clients: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

const mostClients = 500;
/** Any Monday: a check of the same file prints the same figures. */
const rehearsedFrom = '2027-01-04';

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const { values, positionals } = parsed(line.args, options);
    const [verb, ...rest] = positionals;
    if (verb === 'check') {
      const [path] = words(rest, ['FILE']);
      return check(line, path, values);
    }
    if (verb === 'diff') {
      const [before, after] = words(rest, ['BEFORE', 'AFTER']);
      if (values.clients !== undefined) throw new UsageError('--clients belongs to check');
      return diff(line, before, after, values.json);
    }
    throw new UsageError(verb === undefined ? 'check or diff is missing' : `"${verb}" is not known`);
  },
};

async function check(
  line: CommandLine,
  path: string,
  { clients, json }: { clients?: string; json: boolean },
): Promise<ExitCode> {
  const { content: program } = await readYamlFile(path, programSchema);
  const fullCaseload = clients === undefined ? fullCaseloadOf(program) : clientsOf(clients);
  const workload = await rehearse({
    program,
    programPath: path,
    clients: Math.min(fullCaseload, mostClients),
    seed: 'check',
    startsOn: rehearsedFrom,
  });
  const found = checkOf(program, workload, fullCaseload);
  if (json) line.say(JSON.stringify(found, null, 2));
  else for (const row of checkRows(path, found)) line.say(row);
  return 0;
}

function clientsOf(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= mostClients) return value;
  throw new UsageError(`--clients is "${text}"; give a whole number from 1 to ${mostClients}`);
}

async function diff(line: CommandLine, before: string, after: string, json: boolean): Promise<ExitCode> {
  const [one, other] = [await readYamlFile(before, programSchema), await readYamlFile(after, programSchema)];
  const changes = programDiff(one.content, other.content);
  if (json) line.say(JSON.stringify({ ...versionsOf(one.content, other.content), changes }, null, 2));
  else for (const row of diffRows(one.content, other.content, changes)) line.say(row);
  return 0;
}

function versionsOf(before: ProgramFile, after: ProgramFile) {
  const nameOf = (program: ProgramFile) => `${program.id} ${programVersion(program).program.version}`;
  return { before: nameOf(before), after: nameOf(after) };
}

function diffRows(before: ProgramFile, after: ProgramFile, changes: readonly string[]): string[] {
  if (changes.length === 0)
    return ['Nothing changes: both files are the same version, whatever their comments.'];
  const versions = versionsOf(before, after);
  const header = `${versions.before} → ${versions.after}`;
  const forWhom =
    before.id === after.id
      ? 'For clients who are referred after it is applied. Clients who were referred before keep the program they began with, to their last follow-up.'
      : 'These are two programs: nobody moves from one to the other by applying a file.';
  return [header, ...changes.map((change) => `  ${change}`), forWhom];
}

if (import.meta.main) await main(command);
