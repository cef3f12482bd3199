import type { StatusEvent, StepCall } from '../../local/runner/execution.ts';
import { createRunner, type Described, type RunnerOptions } from '../../local/runner/runner.ts';
import { createVirtualClock } from '../../local/virtual-clock.ts';

export const startMs = Date.parse('2030-01-01T08:00:00Z');

type Step = (payload: Record<string, unknown>, call: StepCall) => unknown;

/** An error with the name that Retry and Catch look at. */
export class StepError extends Error {
  constructor(name: string, message = '') {
    super(message);
    this.name = name;
  }
}

/** Machines on a virtual clock, with steps that give back their payload unless told otherwise. */
export function stage(
  machines: Record<string, unknown>,
  steps: Record<string, Step> = {},
  options: Partial<RunnerOptions> = {},
) {
  const clock = createVirtualClock(startMs);
  const calls: StepCall[] = [];
  const tokens: string[] = [];
  const statuses: StatusEvent[] = [];
  const runner = createRunner({
    machines,
    clock,
    async steps(call) {
      calls.push(call);
      if (call.taskToken !== undefined) tokens.push(call.taskToken);
      return steps[call.step]?.(call.payload as Record<string, unknown>, call) ?? call.payload;
    },
    onStatus: (event) => void statuses.push(event),
    ...options,
  });

  /** Events as '<seconds since the start> <type> <state>'. */
  const events = (id: string) =>
    runner
      .historyOf(id)
      .map(({ atMs, type, state = '' }) => `${(atMs - startMs) / 1000} ${type} ${state}`.trimEnd());

  return {
    clock,
    runner,
    calls,
    statuses,
    events,
    /** The tokens given to steps so far, oldest first. */
    token(index = -1): string {
      const token = tokens.at(index);
      if (token === undefined) throw new Error('no step was given a token');
      return token;
    },
    async run(machine: string, input: unknown = {}): Promise<Described> {
      const id = runner.start(machine, input);
      await clock.runUntilIdle();
      return runner.describe(id);
    },
    /** Seconds since the start. */
    seconds: () => (clock.nowMs() - startMs) / 1000,
    /** Runs all that falls due within so many seconds. */
    pass: (seconds: number) => clock.advanceTo(clock.nowMs() + seconds * 1000),
    /** Runs what is due now. */
    settle: () => clock.advanceTo(clock.nowMs()),
    at: (seconds: number, run: () => void) => clock.at(startMs + seconds * 1000, run),
  };
}
