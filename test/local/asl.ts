import { machinePlaceholder, stepPlaceholder } from '../../local/runner/names.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A Task that runs a step. Without Next among the fields, it is the last state. */
export function task(step: string, fields: Fields = {}) {
  return { Type: 'Task', Resource: stepPlaceholder(step), ...orEnd(fields) };
}

/** A Task that hands its token to a step and waits for the answer. */
export function ask(step: string, fields: Fields = {}, payload: Fields = { 'input.$': '$' }) {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Parameters: {
      FunctionName: stepPlaceholder(step),
      Payload: { ...payload, 'taskToken.$': '$$.Task.Token' },
    },
    ...orEnd(fields),
  };
}

/** A Task that starts another machine and waits for its end. */
export function nest(machine: string, parameters: Fields = {}, fields: Fields = {}) {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Parameters: { StateMachineArn: machinePlaceholder(machine), ...parameters },
    ...orEnd(fields),
  };
}

/** A Task that starts another machine and goes on. */
export function launch(machine: string, parameters: Fields = {}, fields: Fields = {}) {
  return { ...nest(machine, parameters, fields), Resource: 'arn:aws:states:::states:startExecution' };
}

/** A machine, or a branch, of these states; the first one is where it starts. */
export function machine(states: Fields, fields: Fields = {}) {
  return { StartAt: Object.keys(states)[0], States: states, ...fields };
}

function orEnd(fields: Fields): Fields {
  return 'Next' in fields ? fields : { ...fields, End: true };
}
