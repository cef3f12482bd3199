import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type ActionResult, BadInput } from '../lambdas/runtime/define-action.ts';
import { BadFile } from './read-yaml.ts';

/** Thrown when a command line cannot be understood; nothing was tried. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Thrown when a command was understood and could not be carried out; the message says why and what to do. */
export class CommandFailed extends Error {
  override name = 'CommandFailed';
}

/** Where a command acts: the clinic on this machine, or a deployment. */
export interface Target {
  /** For the person at the terminal. */
  name: string;
  /**
   * Starts a staff action.
   * @throws BadInput with the problems of each field, CommandFailed when it cannot be reached or refuses otherwise
   */
  start(action: string, input: unknown): Promise<ActionResult>;
  /**
   * The clinic's draws as an auditor gets them.
   * @throws CommandFailed when it cannot be reached, or what it holds is not sound
   */
  exportDraws(): Promise<string>;
  /** Lets a minute pass: the local clinic's clock is moved on, a deployment's people have a real one. */
  passMinute(): Promise<void>;
}

/** What a command is given and where it writes. */
export interface CommandLine {
  args: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  say(line: string): void;
  complain(line: string): void;
}

/** A command's exit code: 0 for done, 1 for refused or failed, 2 for a command line that is not understood. */
export type ExitCode = 0 | 1 | 2;

interface Command {
  usage: string;
  run(line: CommandLine): Promise<ExitCode>;
}

/** Runs a command and turns what it throws into lines and an exit code; a surprise is thrown on. */
export async function runCommand(command: Command, line: CommandLine): Promise<ExitCode> {
  if (line.args.includes('--help')) {
    line.say(command.usage);
    return 0;
  }
  try {
    return await command.run(line);
  } catch (error) {
    if (error instanceof UsageError) {
      line.complain(error.message);
      line.complain(command.usage);
      return 2;
    }
    if (error instanceof BadInput || error instanceof BadFile || error instanceof CommandFailed) {
      line.complain(error.message);
      return 1;
    }
    throw error;
  }
}

/** Runs a command as this process: its arguments, its output, its exit code. */
export async function main(command: Command): Promise<void> {
  process.exitCode = await runCommand(command, {
    args: process.argv.slice(2),
    environment: process.env,
    say: (text) => process.stdout.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
  });
}

/**
 * Options and the other words of a command line.
 * @throws UsageError for an option that is unknown or lacks its value
 */
export function parsed<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) throw new UsageError(error.message);
    throw error;
  }
}

/**
 * The words of a command line that are no options, exactly these.
 * @throws UsageError for one that is missing or too many
 */
export function words<const Names extends readonly string[]>(
  given: readonly string[],
  names: Names,
): { [At in keyof Names]: string } {
  const missing = names[given.length];
  if (missing !== undefined) throw new UsageError(`${missing} is missing`);
  const extra = given[names.length];
  if (extra !== undefined) throw new UsageError(`"${extra}" is one word too many`);
  return given as unknown as { [At in keyof Names]: string };
}
