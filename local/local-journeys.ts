import type { Journeys } from '../lambdas/ports.ts';
import { ExecutionAlreadyExists, TaskDoesNotExist, TaskTimedOut } from './runner/errors.ts';
import { executionId } from './runner/names.ts';
import type { Runner } from './runner/runner.ts';

/** The state machines as the steps see them, run by our own runner. */
export function localJourneys(runner: () => Runner): Journeys {
  const start: Journeys['start'] = async (machine, name, input) => {
    try {
      runner().start(machine, input, { name });
      return 'started';
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return 'already started';
      throw error;
    }
  };
  return {
    start,
    startCrisis: (name, input) => start('crisis', name, input),
    async succeed(token, output) {
      try {
        runner().succeed(token, output);
        return 'told';
      } catch (error) {
        if (error instanceof TaskDoesNotExist || error instanceof TaskTimedOut) return 'gone';
        throw error;
      }
    },
    async stop(machine, name, reason) {
      runner().stop(executionId(machine, name), { error: 'Stopped', cause: reason });
    },
  };
}
