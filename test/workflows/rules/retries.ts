import type { Retrier, State } from '../../../bin/draw-workflows/asl.ts';

/** The store may be away for three hours, and nothing is lost. */
export const outageSeconds = 3 * 3600;

/** How long a retrier waits in all before it gives up, in seconds. */
export function spanSeconds({
  IntervalSeconds = 1,
  MaxAttempts = 3,
  BackoffRate = 2,
  MaxDelaySeconds,
}: Retrier): number {
  const delays = Array.from({ length: MaxAttempts }, (_, at) => IntervalSeconds * BackoffRate ** at);
  return delays.reduce((sum, delay) => sum + Math.min(delay, MaxDelaySeconds ?? delay), 0);
}

/** The retrier that takes an error. */
export function retrierOf(state: State, error: string): Retrier | undefined {
  const names =
    error === 'States.Timeout' ? [error, 'States.ALL'] : [error, 'States.TaskFailed', 'States.ALL'];
  return state.Retry?.find(({ ErrorEquals }) => ErrorEquals.some((name) => names.includes(name)));
}
