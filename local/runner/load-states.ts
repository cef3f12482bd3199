import { compileTest } from './choice.ts';
import { Refusal, runtimeError } from './errors.ts';
import type { Fields } from './fields.ts';
import { compileExpression } from './intrinsics.ts';
import { isArray, isObject, type Json } from './json.ts';
import { loadTimeout, loadWork, longestSeconds, requireSeconds } from './load-task.ts';
import type { FailState, State, States, WaitState } from './machine.ts';
import { compilePath, compileResultPath, type Evaluate, type Join, type Place } from './paths.ts';
import { compileCatch, compileRetry } from './recovery.ts';
import { compileTemplate } from './templates.ts';
import { timestampMs } from './timestamps.ts';

/** Where a state stands: what is around it, and how to load the states inside it. */
export interface Surroundings {
  readonly insideMap: boolean;
  readonly machines: ReadonlySet<string>;
  readonly loadInner: (field: string, definition: Json | undefined, insideMap: boolean) => States;
}

const jsonata = ['belongs to JSONata, which is not supported', 'write the state in JSONPath'] as const;
const heartbeat = ['heartbeats are not supported', 'bound the task with TimeoutSeconds'] as const;
const distributed = ['belongs to the distributed Map, which is not supported', 'use an inline Map'] as const;

const reasons: Readonly<Record<string, readonly [string, string]>> = {
  QueryLanguage: jsonata,
  Arguments: jsonata,
  Output: jsonata,
  Items: jsonata,
  Assign: ['variables are not supported', "carry the value in the state's data with ResultPath"],
  HeartbeatSeconds: heartbeat,
  HeartbeatSecondsPath: heartbeat,
  Credentials: ['other roles are not supported', 'drop Credentials'],
  Iterator: ['the old name', 'call it ItemProcessor'],
  MaxConcurrencyPath: ['not supported', 'give MaxConcurrency as a number'],
  ItemReader: distributed,
  ItemBatcher: distributed,
  ResultWriter: distributed,
  Label: distributed,
  ToleratedFailureCount: distributed,
  ToleratedFailureCountPath: distributed,
  ToleratedFailurePercentage: distributed,
  ToleratedFailurePercentagePath: distributed,
};

const common = ['Type', 'Comment'];
const paths = [...common, 'InputPath', 'OutputPath'];
const flow = [...paths, 'Next', 'End'];
const results = ['ResultSelector', 'ResultPath', 'Retry', 'Catch'];
const allowedFields: Record<State['type'], readonly string[]> = {
  Pass: [...flow, 'Result', 'Parameters', 'ResultPath'],
  Task: [...flow, ...results, 'Resource', 'Parameters', 'TimeoutSeconds', 'TimeoutSecondsPath'],
  Choice: [...paths, 'Choices', 'Default'],
  Wait: [...flow, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Succeed: paths,
  Fail: [...common, 'Error', 'ErrorPath', 'Cause', 'CausePath'],
  Parallel: [...flow, ...results, 'Parameters', 'Branches'],
  Map: [...flow, ...results, 'ItemsPath', 'ItemSelector', 'ItemProcessor', 'MaxConcurrency'],
};

const same: Evaluate = (input) => input;
const empty: Evaluate = () => ({});

function dataPath(fields: Fields, field: string, place: Place): Evaluate {
  if (fields.value(field) === null) return empty;
  const text = fields.text(field);
  if (text === undefined || text === '$') return same;
  return fields.compile(field, () => compilePath(text, place, field)) ?? same;
}

function template(fields: Fields, field: string, place: Place): Evaluate | undefined {
  const json = fields.value(field);
  return json === undefined ? undefined : fields.compile(field, () => compileTemplate(json, place));
}

function resultPath(fields: Fields): Join {
  const text = fields.value('ResultPath') === null ? null : fields.text('ResultPath');
  return fields.compile('ResultPath', () => compileResultPath(text)) ?? compileResultPath(undefined);
}

function nextOf(fields: Fields): string | undefined {
  const next = fields.text('Next');
  const end = fields.value('End');
  if (end !== undefined && end !== true) fields.refuse('End', 'is not true', 'drop it or write true');
  if ((next === undefined) === (end === undefined)) {
    fields.refuse('Next', 'a state has either Next or End', 'give exactly one of them');
  }
  return next;
}

function commonParts(fields: Fields, place: Place) {
  return {
    name: fields.state,
    inputPath: dataPath(fields, 'InputPath', place),
    outputPath: dataPath(fields, 'OutputPath', { ...place, hasToken: false }),
  };
}

function resultParts(fields: Fields, place: Place) {
  return {
    parameters: template(fields, 'Parameters', place),
    resultSelector: template(fields, 'ResultSelector', { ...place, hasToken: false }),
    resultPath: resultPath(fields),
  };
}

function recoveryParts(fields: Fields) {
  return {
    retriers: fields.compile('Retry', () => compileRetry(fields.value('Retry'))) ?? [],
    catchers: fields.compile('Catch', () => compileCatch(fields.value('Catch'))) ?? [],
  };
}

type Loader = (fields: Fields, place: Place, around: Surroundings) => State;

const loadPass: Loader = (fields, place) => {
  fields.atMostOne(['Result', 'Parameters']);
  const result = fields.value('Result');
  return {
    type: 'Pass',
    ...commonParts(fields, place),
    next: nextOf(fields),
    ...resultParts(fields, place),
    result,
  };
};

const loadTask: Loader = (fields, place, around) => {
  const work = loadWork(fields, around.machines);
  const withToken = { ...place, hasToken: work.kind === 'callback' };
  return {
    type: 'Task',
    ...commonParts(fields, place),
    next: nextOf(fields),
    ...resultParts(fields, withToken),
    ...recoveryParts(fields),
    work,
    timeoutSeconds: loadTimeout(fields, place),
  };
};

const loadChoice: Loader = (fields, place) => {
  const choices = fields.value('Choices');
  if (!isArray(choices) || choices.length === 0)
    fields.refuse('Choices', 'is not a list', 'give at least one rule');
  const rules = (isArray(choices) ? choices : []).flatMap((rule, index) => {
    const field = `Choices[${index}]`;
    const test = fields.compile(field, () => compileTest(rule, place));
    const next = isObject(rule) ? rule.Next : undefined;
    if (typeof next !== 'string') fields.refuse(`${field}.Next`, 'is missing', 'name the state to go to');
    return test !== undefined && typeof next === 'string' ? [{ test, next }] : [];
  });
  const otherwise = fields.text('Default');
  return { type: 'Choice', ...commonParts(fields, place), next: undefined, rules, otherwise };
};

function momentAt(fields: Fields, place: Place): WaitState['untilMs'] {
  const field = fields.atMostOne(['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath']);
  if (field === undefined)
    fields.refuse('Seconds', 'the wait has no end', 'give Seconds, Timestamp or a path of one');
  const seconds = fields.wholeNumber('Seconds', 0, longestSeconds);
  if (seconds !== undefined) return (_input, scope) => scope.enteredAtMs + seconds * 1000;
  const fixed = fields.text('Timestamp');
  if (fixed !== undefined) {
    const ms = timestampMs(fixed);
    if (ms === undefined)
      fields.refuse('Timestamp', `'${fixed}' is no timestamp`, 'write it like 2030-01-31T09:00:00Z');
    return () => ms ?? 0;
  }
  const isSeconds = field === 'SecondsPath';
  const name = isSeconds ? 'SecondsPath' : 'TimestampPath';
  const path = fields.text(name) ?? '$';
  const evaluate = fields.compile(name, () => compilePath(path, place, name)) ?? same;
  if (isSeconds) {
    return (input, scope) => scope.enteredAtMs + requireSeconds(evaluate(input, scope), path, 0) * 1000;
  }
  return (input, scope) => {
    const value = evaluate(input, scope);
    const ms = timestampMs(value);
    if (ms === undefined)
      throw runtimeError(`The value ${JSON.stringify(value)} at '${path}' is not a timestamp`);
    return ms;
  };
}

const loadWait: Loader = (fields, place) => {
  const untilMs = momentAt(fields, place);
  return { type: 'Wait', ...commonParts(fields, place), next: nextOf(fields), untilMs };
};

const loadSucceed: Loader = (fields, place) => ({
  type: 'Succeed',
  ...commonParts(fields, place),
  next: undefined,
});

function failText(fields: Fields, field: 'Error' | 'Cause', place: Place): Evaluate | undefined {
  fields.atMostOne([field, `${field}Path`]);
  const fixed = fields.text(field);
  const path = fields.text(`${field}Path`);
  if (path === undefined) return fixed === undefined ? undefined : () => fixed;
  const evaluate =
    fields.compile(`${field}Path`, () => compileExpression(path, place, `${field}Path`)) ?? same;
  return (input, scope) => {
    const value = evaluate(input, scope);
    if (typeof value === 'string') return value;
    throw runtimeError(
      `The ${field}Path field of a Fail state must find a string, not ${JSON.stringify(value)}`,
    );
  };
}

const loadFail: Loader = (fields, place): FailState => ({
  type: 'Fail',
  name: fields.state,
  inputPath: same,
  outputPath: same,
  next: undefined,
  error: failText(fields, 'Error', place),
  cause: failText(fields, 'Cause', place),
});

const loadParallel: Loader = (fields, place, around) => {
  const branches = fields.value('Branches');
  if (!isArray(branches) || branches.length === 0)
    fields.refuse('Branches', 'is not a list', 'give at least one branch');
  const list = isArray(branches) ? branches : [];
  return {
    type: 'Parallel',
    ...commonParts(fields, place),
    next: nextOf(fields),
    ...resultParts(fields, place),
    ...recoveryParts(fields),
    branches: list.map((branch, index) => around.loadInner(`Branches[${index}]`, branch, place.insideMap)),
  };
};

/** An inline Map runs 40 iterations at a time at most, whatever it asks for. */
const inlineConcurrency = 40;

function processorOf(fields: Fields, around: Surroundings): States {
  const processor = fields.value('ItemProcessor');
  if (!isObject(processor)) return around.loadInner('ItemProcessor', processor, true);
  const { ProcessorConfig: config, ...definition } = processor;
  if (config !== undefined && JSON.stringify(config) !== '{"Mode":"INLINE"}') {
    fields.refuse(
      'ItemProcessor.ProcessorConfig',
      'only the inline Map is supported',
      'give {"Mode":"INLINE"}',
    );
  }
  return around.loadInner('ItemProcessor', definition, true);
}

const loadMap: Loader = (fields, place, around) => {
  const wanted = fields.wholeNumber('MaxConcurrency', 0, 1000) ?? 0;
  return {
    type: 'Map',
    ...commonParts(fields, place),
    next: nextOf(fields),
    ...resultParts(fields, place),
    ...recoveryParts(fields),
    items: dataPath(fields, 'ItemsPath', place),
    itemSelector: template(fields, 'ItemSelector', { ...place, insideMap: true }),
    maxConcurrency: wanted === 0 ? inlineConcurrency : Math.min(wanted, inlineConcurrency),
    processor: processorOf(fields, around),
  };
};

const loaders: Record<State['type'], Loader> = {
  Pass: loadPass,
  Task: loadTask,
  Choice: loadChoice,
  Wait: loadWait,
  Succeed: loadSucceed,
  Fail: loadFail,
  Parallel: loadParallel,
  Map: loadMap,
};

function isStateType(type: Json | undefined): type is State['type'] {
  return typeof type === 'string' && Object.hasOwn(loaders, type);
}

/** Compiles one state. Problems are noted in the fields. @throws Refusal when the state has no usable Type */
export function loadState(fields: Fields, around: Surroundings): State {
  const type = fields.value('Type');
  if (!isStateType(type)) {
    throw new Refusal(
      `${JSON.stringify(type ?? null)} is no type of state`,
      `use ${Object.keys(loaders).join(', ')}`,
    );
  }
  fields.allowOnly(allowedFields[type], reasons);
  return loaders[type](fields, { insideMap: around.insideMap, hasToken: false }, around);
}
