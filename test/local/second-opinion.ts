import { StateMachine } from 'aws-local-stepfunctions';
import { isObject, type Json, type JsonObject } from '../../local/runner/json.ts';
import { machineOfPlaceholder, stepOfPlaceholder } from '../../local/runner/names.ts';
import { createRunner, type Runner } from '../../local/runner/runner.ts';
import { createVirtualClock } from '../../local/virtual-clock.ts';
import { neutral, scopesOf, translated } from './second-opinion-translation.ts';

/** One call of a step, as both engines see it. */
export interface PlayedCall {
  readonly step: string;
  /** Without the task token. */
  readonly payload: Json;
  /** How often this step was called with this payload before, in the same execution. */
  readonly nth: number;
}

/** What becomes of a callback: an answer, a failure, or nothing until the task times out. */
export type Answer =
  | { readonly output: Json }
  | { readonly error: string; readonly cause: string }
  | 'timeout';

/** A situation that both engines can play. Steps and answers must depend on the call alone. */
export interface Play {
  readonly machines: Readonly<Record<string, unknown>>;
  readonly machine: string;
  readonly input: Json;
  /** Runs a step; what it throws is the task's error. Also called, before the answer, for steps that ask. */
  readonly steps: (call: PlayedCall) => Json;
  readonly answers?: (call: PlayedCall) => Answer;
}

/** A played execution: what happened, by scope (the machine, or one branch), and the executions it started. */
interface Played {
  readonly machine: string;
  readonly input: Json;
  readonly lines: Map<string, string[]>;
  readonly calls: Map<string, string[]>;
  end: string;
  parallelFailed: boolean;
  readonly children: Played[];
  readonly nth: ReturnType<typeof counter>;
}

const startMs = Date.parse('2030-01-01T08:00:00Z');

function newPlayed(machine: string, input: Json): Played {
  return {
    machine,
    input,
    lines: new Map(),
    calls: new Map(),
    end: 'open',
    parallelFailed: false,
    children: [],
    nth: counter(),
  };
}

function push(lines: Map<string, string[]>, key: string, line: string): void {
  const list = lines.get(key);
  if (list === undefined) lines.set(key, [line]);
  else list.push(line);
}

/**
 * The description of a nested execution holds ids and times: only what happened in it can be compared. The cause of a
 * timeout is empty on the service, and the error's name in the library.
 */
function comparable(_key: string, value: Json): Json {
  if (typeof value === 'string' && value.includes('"ExecutionArn"')) {
    return JSON.stringify(JSON.parse(value), comparable);
  }
  if (!isObject(value)) return value;
  if (value.Error === 'States.Timeout' && 'Cause' in value) return { ...value, Cause: '' };
  if (!('ExecutionArn' in value)) return value;
  const { Status = null, Output = null, Error: error = null } = value;
  return { Status, Output, Error: error };
}

const show = (value: Json | undefined) => JSON.stringify(sortKeys(value ?? null), comparable);

/** What an engine finds wrong by itself, it words in its own way. */
const wordedByEngine = /^States\.(?!TaskFailed$|Timeout$)/;

function failed(error: string, cause: Json): string {
  return wordedByEngine.test(error) ? `failed ${error}` : `failed ${error} ${show(cause)}`;
}

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sortKeys(value[name] ?? null)]));
}

function render(played: Played, indent = ''): string[] {
  const inScopes = (title: string, lines: Map<string, string[]>) =>
    [...lines]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([scope, list]) => list.map((line) => `${indent}${title} ${scope}: ${line}`));
  const children = played.children
    .map((child) => render(child, `${indent}  `))
    .sort((a, b) => (a.join() < b.join() ? -1 : 1));
  return [
    `${indent}${played.machine} ${show(played.input)}`,
    ...inScopes('', played.lines),
    ...inScopes('call', played.calls),
    ...children.flat(),
    `${indent}end ${played.end}`,
  ];
}

/** Counts calls that look the same. */
function counter(): (step: string, payload: Json) => number {
  const seen = new Map<string, number>();
  return (step, payload) => {
    const key = `${step} ${show(payload)}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return nth;
  };
}

function withoutToken(payload: unknown): Json {
  const { taskToken: _token, ...rest } = payload as JsonObject & { taskToken?: Json };
  return rest;
}

function neutralMachines(play: Play): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(play.machines).map(([name, json]) => [name, neutral(json as Json)]),
  );
}

function readHistory(runner: Runner, id: string, played: Played, scopes: ReadonlyMap<string, string>): void {
  for (const { type, state = '', data } of runner.historyOf(id)) {
    if (type === 'ParallelStateFailed') played.parallelFailed = true;
    const [, moment] = /State(Entered|Exited)$/.exec(type) ?? [];
    if (moment !== undefined) push(played.lines, scopes.get(state) ?? '', `${moment} ${state} ${show(data)}`);
  }
  const { status, output, error, cause } = runner.describe(id);
  played.end = status === 'SUCCEEDED' ? `succeeded ${show(output)}` : failed(error ?? '', cause ?? '');
}

async function playOurs(play: Play): Promise<Played> {
  const machines = neutralMachines(play);
  const clock = createVirtualClock(startMs);
  const byId = new Map<string, Played>();
  const root: Played[] = [];
  const runner = createRunner({
    machines,
    clock,
    onStatus({ executionId, machine, status }) {
      if (status !== 'RUNNING') return;
      const { input, parentId } = runner.describe(executionId);
      const played = newPlayed(machine, input);
      byId.set(executionId, played);
      (byId.get(parentId ?? '')?.children ?? root).push(played);
    },
    async steps({ step, payload, taskToken, executionId, stateName }) {
      const played = byId.get(executionId);
      if (played === undefined) throw new Error(`${executionId} was never started`);
      const bare = withoutToken(payload);
      const call = { step, payload: bare, nth: played.nth(step, bare) };
      push(played.calls, stateName, `${step} ${show(bare)}`);
      const result = play.steps(call);
      if (taskToken !== undefined) answer(runner, taskToken, play.answers?.(call) ?? 'timeout');
      return result;
    },
  });
  runner.start(play.machine, play.input);
  await clock.runUntilIdle();
  for (const [id, played] of byId)
    readHistory(runner, id, played, scopesOf(machines[played.machine] ?? null));
  const [first] = root;
  if (first === undefined) throw new Error('nothing was started');
  return first;
}

function answer(runner: Runner, taskToken: string, given: Answer): void {
  if (given === 'timeout') return;
  if ('output' in given) runner.succeed(taskToken, given.output);
  else runner.fail(taskToken, given);
}

class NamedError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Plays in the library: in real time, with every wait cut to nothing and every callback to a millisecond. */
class TheirPlay {
  readonly #play: Play;
  readonly #machines: Record<string, Json>;
  readonly #open: Promise<unknown>[] = [];

  constructor(play: Play) {
    this.#play = play;
    this.#machines = neutralMachines(play);
  }

  async whole(): Promise<Played> {
    const played = newPlayed(this.#play.machine, this.#play.input);
    await this.#run(played);
    await Promise.all(this.#open);
    return played;
  }

  async #run(played: Played): Promise<void> {
    const source = this.#machines[played.machine] ?? null;
    const { definition, tasks, waits, retries } = translated(source, played.machine, played.input);
    const handlers = tasks.map(([name, task]) => [
      name,
      (input: Json) => this.#handle(played, name, task, input),
    ]);
    const run = new StateMachine(definition as never, { validationOptions: { noValidate: true } }).run(
      structuredClone(played.input) as never,
      {
        overrides: {
          taskResourceLocalHandlers: Object.fromEntries(handlers),
          waitTimeOverrides: Object.fromEntries(waits.map((name) => [name, 0])),
          retryIntervalOverrides: Object.fromEntries(retries.map((name) => [name, 0])),
        },
      },
    );
    const settled = run.result.then(
      () => undefined,
      () => undefined,
    );
    const scopes = scopesOf(source);
    for await (const event of run.eventLogs) {
      if (event.type === 'ExecutionSucceeded') played.end = `succeeded ${show(event.output as Json)}`;
      if (event.type === 'ExecutionFailed') played.end = failed(event.Error, event.Cause as Json);
      if (event.type === 'StateFailed' && event.state.type === 'Parallel') played.parallelFailed = true;
      if (event.type !== 'StateEntered' && event.type !== 'StateExited') continue;
      const { name, input, output } = event.state;
      const [moment, data] = event.type === 'StateEntered' ? ['Entered', input] : ['Exited', output];
      push(played.lines, scopes.get(name) ?? '', `${moment} ${name} ${show(data as Json)}`);
    }
    await settled;
  }

  #handle(played: Played, stateName: string, task: JsonObject, input: Json): Promise<Json> {
    const resource = String(task.Resource);
    const parameters = isObject(input) ? input : {};
    const step = stepOfPlaceholder(resource);
    if (step !== undefined) return this.#step(played, stateName, step, input);
    if (resource.includes('waitForTaskToken')) return this.#ask(played, stateName, parameters);
    return this.#nested(played, parameters, resource.endsWith(':2'));
  }

  async #step(played: Played, stateName: string, step: string, payload: Json): Promise<Json> {
    const bare = withoutToken(payload);
    return this.#call(played, stateName, { step, payload: bare, nth: played.nth(step, bare) });
  }

  async #call(played: Played, stateName: string, call: PlayedCall): Promise<Json> {
    push(played.calls, stateName, `${call.step} ${show(call.payload)}`);
    try {
      return this.#play.steps(call);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const cause = { errorType: error.name, errorMessage: error.message, trace: [] };
      throw new NamedError(error.name, JSON.stringify(cause));
    }
  }

  async #ask(played: Played, stateName: string, parameters: JsonObject): Promise<Json> {
    const step = stepOfPlaceholder(String(parameters.FunctionName)) ?? '';
    const payload = withoutToken(parameters.Payload);
    const call = { step, payload, nth: played.nth(step, payload) };
    await this.#call(played, stateName, call);
    const given = this.#play.answers?.(call) ?? 'timeout';
    if (given === 'timeout') return new Promise(() => {});
    if ('output' in given) return given.output;
    throw new NamedError(given.error, given.cause);
  }

  async #nested(played: Played, parameters: JsonObject, waits: boolean): Promise<Json> {
    const machine = machineOfPlaceholder(String(parameters.StateMachineArn)) ?? '';
    const child = newPlayed(machine, parameters.Input ?? {});
    played.children.push(child);
    const run = this.#run(child);
    this.#open.push(run);
    const described = { ExecutionArn: 'theirs', Input: child.input };
    if (!waits) return described;
    await run;
    const [, ending, rest = ''] = /^(succeeded|failed) (.*)$/s.exec(child.end) ?? [];
    if (ending === 'succeeded')
      return { ...described, Status: 'SUCCEEDED', Output: JSON.parse(rest) as Json };
    const error = rest.split(' ')[0] ?? '';
    throw new NamedError(
      'States.TaskFailed',
      JSON.stringify({ ...described, Status: 'FAILED', Error: error }),
    );
  }
}

function anyParallelFailed(played: Played): boolean {
  return played.parallelFailed || played.children.some(anyParallelFailed);
}

/**
 * Plays one situation in the project's runner and in the library aws-local-stepfunctions, and gives what happened as
 * lines to compare: per scope (machine or branch) the states entered and left with their data, the calls of each
 * state, nested executions, and how each execution ended. Left out is what the library cannot do: time, timeouts of
 * nested executions, execution names, the order between branches, and the ids and times of the context object.
 * `parallelFailed` says that a Parallel failed in both engines: the library lets the other branches go on, and
 * without time another branch may be the first to fail, so such a course cannot be compared.
 */
export async function playBoth(
  play: Play,
): Promise<{ ours: string[]; theirs: string[]; parallelFailed: boolean }> {
  const ours = await playOurs(play);
  const theirs = await new TheirPlay(play).whole();
  const parallelFailed = anyParallelFailed(ours) && anyParallelFailed(theirs);
  return { ours: render(ours), theirs: render(theirs), parallelFailed };
}
