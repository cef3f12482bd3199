import {
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import type { Journeys } from '../ports.ts';
import { type Environment, readEnvironment } from '../runtime/environment.ts';
import { unavailableOr } from './aws-unavailable.ts';

interface StepFunctionsJourneysOptions {
  client: SFNClient;
  /** The ARN of a state machine up to its kebab-case name, e.g. `arn:aws:states:…:stateMachine:stepdown-`. */
  machineArnPrefix: string;
}

/** The wait is over: it timed out, was answered before, or its execution has ended. */
const gone = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);
const stateMachine = ':stateMachine:';

/**
 * The state machines on AWS Step Functions.
 *
 * A start with the same name and input as an execution that still runs says 'started' again: the service does not
 * tell the two apart, and there is one execution either way. A throttled or unreachable service throws
 * ServiceUnavailable.
 */
export function createStepFunctionsJourneys(options: StepFunctionsJourneysOptions): Journeys {
  const { client, machineArnPrefix } = options;
  const start: Journeys['start'] = async (machine, name, input) => {
    const stateMachineArn = machineArnPrefix + machine;
    const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
    try {
      await client.send(command);
      return 'started';
    } catch (error) {
      if (isNamed(error, 'ExecutionAlreadyExists')) return 'already started';
      throw unavailableOr(error, `start of ${machine} ${name}`);
    }
  };
  return {
    start,
    startCrisis: (name, input) => start('crisis', name, input),

    async succeed(token, output) {
      const command = new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) });
      try {
        await client.send(command);
        return 'told';
      } catch (error) {
        if (error instanceof Error && gone.has(error.name)) return 'gone';
        throw unavailableOr(error, 'answer to a waiting workflow');
      }
    },

    async stop(machine, name, reason) {
      const executionArn = `${(machineArnPrefix + machine).replace(stateMachine, ':execution:')}:${name}`;
      try {
        await client.send(new StopExecutionCommand({ executionArn, error: 'Stopped', cause: reason }));
      } catch (error) {
        if (isNamed(error, 'ExecutionDoesNotExist')) return;
        throw unavailableOr(error, `stop of ${machine} ${name}`);
      }
    },
  };
}

/** The journeys of a deployed function. */
export function journeysFrom(environment: Environment): Journeys {
  const { MACHINE_ARN_PREFIX } = readEnvironment(environment, {
    MACHINE_ARN_PREFIX: z.string().check(z.regex(/^arn:[\w-]+:states:[\w-]+:\d{12}:stateMachine:[\w-]+-$/)),
  });
  return createStepFunctionsJourneys({ client: new SFNClient({}), machineArnPrefix: MACHINE_ARN_PREFIX });
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
