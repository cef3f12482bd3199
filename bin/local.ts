import { basename, dirname, extname, join } from 'node:path';
import type { AuditEntry } from '../lambdas/domain/audit.ts';
import { addDays } from '../lambdas/domain/clinic-calendar.ts';
import { partnersOf, staffOf } from '../lambdas/domain/clinic-from-file.ts';
import { dateField } from '../lambdas/domain/file-fields.ts';
import { programVersion } from '../lambdas/domain/program.ts';
import { referralProblems } from '../lambdas/domain/referral.ts';
import { BadInput, fieldProblem } from '../lambdas/runtime/define-action.ts';
import { createLaptop, type Laptop, type LaptopSettings } from '../local/laptop.ts';
import { createProgressBar } from '../local/progress-bar.ts';
import type { LocalServer } from '../local/server.ts';
import { stillOpen, summaryOf } from '../local/summary.ts';
import { timelineHead, timelineLine, timelineText } from '../local/timeline.ts';
import { type ClinicFiles, readClinicFiles, readReferralsFile } from './clinic-files.ts';
import {
  CommandFailed,
  type CommandLine,
  type ExitCode,
  main,
  parsed,
  UsageError,
  words,
} from './command-line.ts';
import { drawKeyIn } from './draw-key-file.ts';
import { BadFile, type FileProblem } from './read-yaml.ts';

const usage = `npm start -- [options]

Plays a fictional clinic from its first referral to its last follow-up, prints what happens, and then serves its pages
on http://localhost:4600 until Ctrl-C.
  --port PORT       where to serve, by default 4600
  --seed SEED       whom chance favours, by default 1; the same seed plays the same again
  --draw-key FILE   the draw's key, made on the first start; by default it follows from the seed
  --clinic FILE     by default clinics/example.yaml
  --referrals FILE  by default the file beside it that ends in .referrals.yaml
  --start DATE      the first day, by default 2027-01-04
  --manual          people do not answer by themselves; the clock moves only when told
  --once            do not serve; exit with 0 when every episode has ended and is closed
  --json            print one line of JSON for each thing that happens`;

const options = {
  port: { type: 'string', default: '4600' },
  seed: { type: 'string', default: '1' },
  'draw-key': { type: 'string' },
  clinic: { type: 'string', default: 'clinics/example.yaml' },
  referrals: { type: 'string' },
  start: { type: 'string', default: '2027-01-04' },
  manual: { type: 'boolean', default: false },
  once: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

interface Choices {
  port: number;
  seed: string;
  drawKeyPath: string | undefined;
  clinicPath: string;
  referralsPath: string;
  startsOn: string;
  isManual: boolean;
  isOnce: boolean;
  isJson: boolean;
}

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const choices = choicesOf(line.args);
    const files = await readClinicFiles(choices.clinicPath);
    const referrals = await checkedReferrals(files, choices);
    const server = choices.isOnce ? undefined : await listening(choices.port);
    try {
      return await played(files, referrals, choices, line, server);
    } finally {
      await server?.close();
    }
  },
};

async function played(
  files: ClinicFiles,
  referrals: LaptopSettings['referrals'],
  choices: Choices,
  line: CommandLine,
  server: LocalServer | undefined,
): Promise<ExitCode> {
  const { clinic, programs } = files;
  const { seed, startsOn, isManual, port, drawKeyPath } = choices;
  const drawKey = drawKeyPath === undefined ? undefined : drawKeyIn(drawKeyPath);
  const baseUrl = server?.url ?? `http://localhost:${port}`;
  const settings = { clinic, programs, referrals, seed, drawKey, startsOn, isManual, baseUrl };
  const laptop = await openLaptop(files, settings, printer(line, choices));
  server?.serve(laptop);
  if (!isManual) await play(laptop, line, choices);
  if (!server) return closedOrNot(laptop, line);
  const how = isManual ? ' The clock moves with the buttons of its pages, or docs/local-api.md.' : '';
  line.complain(`\nServing on ${server.url} until Ctrl-C.${how}`);
  process.once('SIGINT', () => void server.close());
  process.once('SIGTERM', () => void server.close());
  await server.closed;
  return 0;
}

/** Loaded only where it is needed: `--once` serves nothing. */
async function listening(port: number): Promise<LocalServer> {
  const { listen, PortTaken } = await import('../local/server.ts');
  try {
    return await listen(port);
  } catch (error) {
    throw error instanceof PortTaken ? new CommandFailed(error.message) : error;
  }
}

function choicesOf(args: readonly string[]): Choices {
  const { values, positionals } = parsed(args, options);
  words(positionals, []);
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535)
    throw new UsageError(`--port: "${values.port}" is not a port; give a number up to 65535`);
  if (!dateField.safeParse(values.start).success)
    throw new UsageError(`--start: "${values.start}" is not a date that exists; write it like 2027-01-04`);
  if (values.seed === '') throw new UsageError('--seed is empty; give any text');
  if (values.once && values.manual)
    throw new UsageError(
      'choose one of --once and --manual: nobody moves the clock of a clinic that is not served',
    );
  return {
    port,
    seed: values.seed,
    drawKeyPath: values['draw-key'],
    clinicPath: values.clinic,
    referralsPath: values.referrals ?? referralsBeside(values.clinic),
    startsOn: values.start,
    isManual: values.manual,
    isOnce: values.once,
    isJson: values.json,
  };
}

function referralsBeside(clinicPath: string): string {
  return join(dirname(clinicPath), `${basename(clinicPath, extname(clinicPath))}.referrals.yaml`);
}

/** The referrals of the file, each checked against the clinic as of the day on which it comes in. */
async function checkedReferrals(
  files: ClinicFiles,
  { referralsPath, startsOn }: Choices,
): Promise<LaptopSettings['referrals']> {
  const file = await readReferralsFile(referralsPath);
  const { programs, clinic } = files;
  const versions = programs.map((program) => programVersion(program).program);
  const place = {
    programIds: programs.map(({ id }) => id),
    partners: partnersOf(clinic),
    staff: staffOf(clinic, []),
  };
  const problems = file.content.referrals.flatMap((referral, index) => {
    const program = versions.find(({ id }) => id === referral.programId);
    const found = referralProblems(referral, { ...place, program, today: addDays(startsOn, referral.day) });
    return found.map(({ path, message }): FileProblem => {
      const at = ['referrals', index, ...path];
      const problem = fieldProblem({ code: 'custom', path: at, message, input: undefined });
      return { ...problem, file: referralsPath, line: file.lineOf(at) };
    });
  });
  if (problems.length > 0) throw new BadFile(problems);
  return file.content.referrals;
}

type Heard = (laptop: Laptop, clinicId: string, entry: AuditEntry) => void;

async function openLaptop(files: ClinicFiles, settings: LaptopSettings, heard: Heard): Promise<Laptop> {
  let laptop: Laptop | undefined;
  const early: [string, AuditEntry][] = [];
  try {
    laptop = await createLaptop({
      ...settings,
      onAudit: (clinicId, entry) => (laptop ? heard(laptop, clinicId, entry) : early.push([clinicId, entry])),
    });
  } catch (error) {
    throw error instanceof BadInput ? new BadFile(files.placed(error.problems)) : error;
  }
  for (const [clinicId, entry] of early) heard(laptop, clinicId, entry);
  return laptop;
}

const bar = createProgressBar(process.stderr, process.stdout.isTTY === true && process.stderr.isTTY === true);

function printer(line: CommandLine, { isJson }: Choices): Heard {
  let isHeaded = isJson;
  return (laptop, clinicId, entry) => {
    const { store } = laptop.clinic;
    const said = timelineLine(entry, {
      timeZone: laptop.timeZoneOf(clinicId),
      clientIdOf: (episodeId) => store.find(clinicId, 'episode', episodeId)?.clientId,
    });
    if (!said) return;
    bar.clear();
    if (!isHeaded) line.say(timelineHead);
    isHeaded = true;
    line.say(isJson ? JSON.stringify(said) : timelineText(said));
  };
}

async function play(laptop: Laptop, line: CommandLine, { isJson }: Choices): Promise<void> {
  await laptop.exclusive(() =>
    laptop.toEnd((today) => bar.show(`${today}  episodes closed`, laptop.shareClosed())),
  );
  bar.clear();
  const summary = await laptop.exclusive(() => summaryOf(laptop));
  for (const text of ['', ...summary]) (isJson ? line.complain : line.say)(text);
}

function closedOrNot(laptop: Laptop, line: CommandLine): ExitCode {
  const open = stillOpen(laptop);
  for (const text of open) line.complain(text);
  return open.length === 0 ? 0 : 1;
}

if (import.meta.main) {
  // Whoever reads the timeline with `head` has seen enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  await main(command);
}
