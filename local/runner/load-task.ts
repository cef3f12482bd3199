import { runtimeError } from './errors.ts';
import type { Fields } from './fields.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import type { Work } from './machine.ts';
import { machineOfPlaceholder, stepOfPlaceholder } from './names.ts';
import { compilePath, type Evaluate, type Place } from './paths.ts';

export const longestSeconds = 99_999_999;

const callback = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const nestedSync = 'arn:aws:states:::states:startExecution.sync:2';
const nestedAsync = 'arn:aws:states:::states:startExecution';

function onlyParameters(fields: Fields, parameters: JsonObject, allowed: readonly string[]): void {
  for (const key of Object.keys(parameters)) {
    const plain = key.replace(/\.\$$/, '');
    if (!allowed.includes(plain)) {
      fields.refuse(`Parameters.${key}`, 'not supported for this resource', `use only ${allowed.join(', ')}`);
    }
  }
}

function mentionsToken(value: Json | undefined): boolean {
  return value !== undefined && JSON.stringify(value).includes('$$.Task.Token');
}

function loadCallback(fields: Fields, parameters: JsonObject): Work {
  onlyParameters(fields, parameters, ['FunctionName', 'Payload']);
  const name = parameters.FunctionName;
  const step = typeof name === 'string' ? stepOfPlaceholder(name) : undefined;
  if (step === undefined) {
    fields.refuse('Parameters.FunctionName', 'not a placeholder', `name the step like "\${AskForConsent}"`);
  }
  if (!mentionsToken(parameters.Payload)) {
    fields.refuse(
      'Parameters.Payload',
      'the step is not given the task token: nobody could ever answer',
      `add "taskToken.$": "$$.Task.Token"`,
    );
  }
  return { kind: 'callback', step: step ?? '' };
}

function loadNested(
  fields: Fields,
  parameters: JsonObject,
  waits: boolean,
  known: ReadonlySet<string>,
): Work {
  onlyParameters(fields, parameters, ['StateMachineArn', 'Input', 'Name']);
  const arn = parameters.StateMachineArn;
  const machine = typeof arn === 'string' ? machineOfPlaceholder(arn) : undefined;
  if (machine === undefined || !known.has(machine)) {
    fields.refuse(
      'Parameters.StateMachineArn',
      `${JSON.stringify(arn ?? null)} names no machine that is loaded`,
      `use the placeholder of one of ${[...known].join(', ')}, like "\${HumanTaskMachine}"`,
    );
  }
  return { kind: 'nested', machine: machine ?? '', waits };
}

/** What a Task's Resource and Parameters ask for; problems are noted in the fields. */
export function loadWork(fields: Fields, known: ReadonlySet<string>): Work {
  const resource = fields.text('Resource') ?? '';
  const step = stepOfPlaceholder(resource);
  if (step !== undefined) return { kind: 'step', step };
  const given = fields.value('Parameters');
  const parameters = given !== undefined && isObject(given) ? given : {};
  if (resource === callback) return loadCallback(fields, parameters);
  if (resource === nestedSync) return loadNested(fields, parameters, true, known);
  if (resource === nestedAsync) return loadNested(fields, parameters, false, known);
  fields.refuse(
    'Resource',
    `'${resource}' is not supported`,
    `use a step's placeholder like "\${SendWelcome}", ${callback}, ${nestedSync} or ${nestedAsync}`,
  );
  return { kind: 'step', step: '' };
}

/** A Task's timeout, in seconds, from its fields TimeoutSeconds or TimeoutSecondsPath. */
export function loadTimeout(fields: Fields, place: Place): Evaluate | undefined {
  fields.atMostOne(['TimeoutSeconds', 'TimeoutSecondsPath']);
  const fixed = fields.wholeNumber('TimeoutSeconds', 1, longestSeconds);
  if (fixed !== undefined) return () => fixed;
  const path = fields.text('TimeoutSecondsPath');
  if (path === undefined) return undefined;
  const evaluate = fields.compile('TimeoutSecondsPath', () => compilePath(path, place, 'TimeoutSecondsPath'));
  if (evaluate === undefined) return undefined;
  return (input, scope) => requireSeconds(evaluate(input, scope), path, 1);
}

/** @throws StateError States.Runtime unless the value is a whole number of seconds the service takes */
export function requireSeconds(value: Json, path: string, least: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= longestSeconds)
    return value;
  throw runtimeError(
    `The value ${JSON.stringify(value)} at '${path}' is not a whole number of seconds from ${least} to ${longestSeconds}`,
  );
}
