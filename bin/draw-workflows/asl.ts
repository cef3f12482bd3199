import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Template = { [key: string]: Json };

export interface Catcher {
  ErrorEquals: string[];
  Next: string;
  ResultPath?: string | null;
}

export interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  MaxAttempts?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
}

/** A state of the Amazon States Language, with the fields that are read here. */
export interface State {
  Type: string;
  Comment?: string;
  Resource?: string;
  Parameters?: Template;
  ResultSelector?: Template;
  ResultPath?: string | null;
  ItemSelector?: Template;
  ItemsPath?: string;
  TimeoutSeconds?: number;
  TimeoutSecondsPath?: string;
  Retry?: Retrier[];
  Catch?: Catcher[];
  Choices?: { Variable: string; StringEquals: string; Next: string }[];
  Default?: string;
  Branches?: Scope[];
  ItemProcessor?: Scope;
  Next?: string;
  End?: boolean;
}

/** States that lead to one another: a machine's, a branch's, or those that a Map runs for each item. */
export interface Scope {
  StartAt: string;
  States: Record<string, State>;
}

export interface Definition extends Scope {
  Comment?: string;
  TimeoutSeconds?: number;
}

/** A state machine by its kebab-case name. */
export interface Machine {
  name: string;
  definition: Definition;
}

/** Reads every `.asl.json` of a folder, in the order of names. */
export function readMachines(folder: string): Machine[] {
  const ending = '.asl.json';
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  return files.sort().map((file) => ({
    name: file.slice(0, -ending.length),
    definition: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Definition,
  }));
}

/** The scopes directly inside a state: a Parallel's branches, a Map's processor. */
export function innerScopes(state: State): Scope[] {
  return [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])];
}

/** The scope itself and all inside it, the outer first. */
export function scopesOf(scope: Scope): Scope[] {
  return [scope, ...Object.values(scope.States).flatMap(innerScopes).flatMap(scopesOf)];
}

/** A way out of a state, and when it is taken. */
export interface Exit {
  to: string;
  when:
    | { kind: 'next' }
    | { kind: 'outcome' | 'otherwise' | 'caught'; value: string; resultPath?: string | null };
}

/** Every way out of a state within its scope. */
export function exitsOf(state: State): Exit[] {
  const choices = (state.Choices ?? []).map(
    (choice): Exit => ({ to: choice.Next, when: { kind: 'outcome', value: choice.StringEquals } }),
  );
  const otherwise: Exit[] =
    state.Default === undefined ? [] : [{ to: state.Default, when: { kind: 'otherwise', value: '' } }];
  const caught = (state.Catch ?? []).map(
    (catcher): Exit => ({
      to: catcher.Next,
      when: { kind: 'caught', value: catcher.ErrorEquals.join(', '), resultPath: catcher.ResultPath },
    }),
  );
  const next: Exit[] = state.Next === undefined ? [] : [{ to: state.Next, when: { kind: 'next' } }];
  return [...next, ...choices, ...otherwise, ...caught];
}

/** True when a scope ends with this state. */
export function isEnding(state: State): boolean {
  return state.End === true || state.Type === 'Succeed' || state.Type === 'Fail';
}

/** What a Task does, told by its Resource. */
export type Work =
  | { kind: 'step'; placeholder: string }
  | { kind: 'callback'; placeholder: string }
  | { kind: 'machine'; placeholder: string; waits: boolean };

const startExecution = 'arn:aws:states:::states:startExecution';
export const callbackResource = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
export const nestedResource = `${startExecution}.sync:2`;

/** What a Task does; undefined for other states and for resources that no machine here uses. */
export function workOf(state: State): Work | undefined {
  const parameters = state.Parameters ?? {};
  const text = (key: string) => String(parameters[key] ?? '');
  if (state.Type !== 'Task') return undefined;
  if (state.Resource === callbackResource) return { kind: 'callback', placeholder: text('FunctionName') };
  if (state.Resource === nestedResource)
    return { kind: 'machine', placeholder: text('StateMachineArn'), waits: true };
  if (state.Resource === startExecution)
    return { kind: 'machine', placeholder: text('StateMachineArn'), waits: false };
  if (/^\$\{\w+\}$/.test(state.Resource ?? '')) return { kind: 'step', placeholder: state.Resource ?? '' };
  return undefined;
}

/** The name of the machine whose placeholder is given, among `machines`. */
export function machineOf(placeholder: string, machines: readonly Machine[]): string | undefined {
  return machines.find(({ name }) => placeholder === machinePlaceholder(name))?.name;
}

/** 'human-task' → '${HumanTaskMachine}' */
export function machinePlaceholder(name: string): string {
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `\${${words.join('')}Machine}`;
}

/** True for a Task that leaves time to pass: a callback, or a nested execution that is waited for. */
export function isWaiting(state: State): boolean {
  const work = workOf(state);
  return work?.kind === 'callback' || (work?.kind === 'machine' && work.waits);
}

/** The `kind` of the question that a state asks through the human-task machine; undefined when it asks nobody. */
export function questionOf(state: State): string | undefined {
  const work = workOf(state);
  if (work?.kind !== 'machine' || work.placeholder !== machinePlaceholder('human-task')) return undefined;
  const input = state.Parameters?.Input;
  const kind = typeof input === 'object' && input !== null && !Array.isArray(input) ? input.kind : undefined;
  return typeof kind === 'string' ? kind : '';
}

/** '$.decision.timeoutSeconds' → 'decision' */
export function rootOf(path: string): string | undefined {
  return /^\$\.([A-Za-z]\w*)/.exec(path)?.[1];
}

/** The states whose result may stand at `$.root` when `state` is entered. */
export function writersOf(scope: Scope, state: string, root: string): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const open = [state];
  for (const current of open) {
    for (const [name, before] of Object.entries(scope.States)) {
      if (seen.has(`${name} > ${current}`)) continue;
      const exits = exitsOf(before).filter((exit) => exit.to === current);
      if (exits.length === 0) continue;
      seen.add(`${name} > ${current}`);
      if (exits.some((exit) => exit.when.kind === 'next' && writes(before, root))) found.add(name);
      if (exits.some((exit) => exit.when.kind !== 'next' || !writes(before, root))) open.push(name);
    }
  }
  return [...found];
}

function writes(state: State, root: string): boolean {
  if (state.Type === 'Choice' || state.ResultPath === null) return false;
  if (state.Type === 'Pass' && !state.Parameters) return false;
  return state.ResultPath === undefined || rootOf(state.ResultPath) === root;
}
