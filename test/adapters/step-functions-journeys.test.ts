import {
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStepFunctionsJourneys, journeysFrom } from '../../lambdas/adapters/step-functions-journeys.ts';
import { ServiceUnavailable } from '../../lambdas/ports.ts';

const machineArnPrefix = 'arn:aws:states:us-east-1:111122223333:stateMachine:stepdown-';
const sfn = mockClient(SFNClient);
const journeys = createStepFunctionsJourneys({ client: new SFNClient({}), machineArnPrefix });

beforeEach(() => sfn.reset());

function failing(name: string, httpStatusCode = 400): Error {
  return Object.assign(new Error('from the service'), { name, $metadata: { httpStatusCode } });
}

describe('starting a journey', () => {
  it('starts the machine of that name with the execution name and input', async () => {
    sfn.on(StartExecutionCommand).resolves({});
    expect(await journeys.start('clinic-day', 'harbor-light-2027-01-04-1', { schema: 1 })).toBe('started');
    expect(sfn.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
      stateMachineArn: `${machineArnPrefix}clinic-day`,
      name: 'harbor-light-2027-01-04-1',
      input: '{"schema":1}',
    });
  });

  it('says so when an execution of that name began before', async () => {
    sfn.on(StartExecutionCommand).rejects(failing('ExecutionAlreadyExists'));
    expect(await journeys.start('clinic-day', 'a', {})).toBe('already started');
  });

  it('asks to be tried again when throttled, and hands on what trying again would not mend', async () => {
    sfn.on(StartExecutionCommand).rejects(failing('ThrottlingException'));
    await expect(journeys.start('clinic-day', 'a', {})).rejects.toThrow(ServiceUnavailable);
    sfn.on(StartExecutionCommand).rejects(failing('ExecutionLimitExceeded'));
    await expect(journeys.start('clinic-day', 'a', {})).rejects.toThrow(ServiceUnavailable);
    sfn.on(StartExecutionCommand).rejects(failing('StateMachineDoesNotExist'));
    await expect(journeys.start('clinic-day', 'a', {})).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
  });
});

describe('telling a journey that waits', () => {
  it('passes the token and the output', async () => {
    sfn.on(SendTaskSuccessCommand).resolves({});
    expect(await journeys.succeed('a-token', { outcome: 'yes' })).toBe('told');
    expect(sfn.commandCalls(SendTaskSuccessCommand)[0]?.args[0].input).toEqual({
      taskToken: 'a-token',
      output: '{"outcome":"yes"}',
    });
  });

  it.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])('finds it gone on %s', async (name) => {
    sfn.on(SendTaskSuccessCommand).rejects(failing(name));
    expect(await journeys.succeed('a-token', {})).toBe('gone');
  });

  it('never repeats the token in an error', async () => {
    sfn.on(SendTaskSuccessCommand).rejects(failing('InternalServerError', 500));
    const telling = journeys.succeed('a-token', {});
    await expect(telling).rejects.toThrow(ServiceUnavailable);
    await expect(telling).rejects.not.toThrow(/a-token/);
  });
});

describe('stopping a journey', () => {
  it('stops the execution by its name', async () => {
    sfn.on(StopExecutionCommand).resolves({});
    await journeys.stop('client-journey', 'ep_1-1', 'cancelled');
    expect(sfn.commandCalls(StopExecutionCommand)[0]?.args[0].input).toEqual({
      executionArn: 'arn:aws:states:us-east-1:111122223333:execution:stepdown-client-journey:ep_1-1',
      error: 'Stopped',
      cause: 'cancelled',
    });
  });

  it('has nothing to do when there is no such execution', async () => {
    sfn.on(StopExecutionCommand).rejects(failing('ExecutionDoesNotExist'));
    await expect(journeys.stop('client-journey', 'ep_1-1', 'cancelled')).resolves.toBeUndefined();
    sfn.on(StopExecutionCommand).rejects(failing('ThrottlingException'));
    await expect(journeys.stop('client-journey', 'ep_1-1', 'x')).rejects.toThrow(ServiceUnavailable);
  });
});

describe('the journeys of a deployed function', () => {
  it('need the prefix of the machine ARNs', () => {
    expect(() => journeysFrom({})).toThrow('MACHINE_ARN_PREFIX: is not set; deploy again');
    expect(() => journeysFrom({ MACHINE_ARN_PREFIX: 'stepdown-' })).toThrow(
      'MACHINE_ARN_PREFIX: is malformed',
    );
    expect(() => journeysFrom({ MACHINE_ARN_PREFIX: machineArnPrefix })).not.toThrow();
  });
});
