import {
  type Catcher,
  callbackResource,
  type Definition,
  machinePlaceholder,
  nestedResource,
  type Retrier,
  type Scope,
  type State,
  type Template,
} from '../../bin/draw-workflows/asl.ts';
import type { World } from './rules/rule.ts';

/** 'OpenTask' → '${OpenTask}', as a machine names its step. */
export const placeholder = (name: string) => `\${${name}}`;

/** A small house of machines without a fault, so that a planted fault is the only one. */

const lambdaErrors = [
  ...['StoreConflict', 'ServiceUnavailable', 'Lambda.Unknown', 'Lambda.ServiceException'],
  'Lambda.ClientExecutionTimeoutException',
  ...['Lambda.AWSLambdaException', 'Lambda.SdkClientException', 'Lambda.TooManyRequestsException'],
  'Sandbox.Timedout',
];
const startErrors = [
  ...['StepFunctions.ExecutionLimitExceededException', 'StepFunctions.ThrottlingException'],
  ...['StepFunctions.SdkClientException', 'StepFunctions.AWSStepFunctionsException'],
];

function patiently(errors: string[]): Retrier[] {
  const pauses = { IntervalSeconds: 2, MaxAttempts: 30, BackoffRate: 2, MaxDelaySeconds: 600 };
  return [{ ErrorEquals: errors, ...pauses }];
}

function whenAll(next: string): Catcher[] {
  return [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: next }];
}

const ids: Template = { schema: 1, 'clinicId.$': '$.clinicId', 'episodeId.$': '$.episodeId' };

function step(placeholder: string, next: string, more: Template = {}): State {
  return {
    Type: 'Task',
    Resource: placeholder,
    Parameters: { ...ids, ...more },
    ResultPath: '$.decision',
    TimeoutSeconds: 60,
    Retry: patiently([...lambdaErrors, 'States.Timeout']),
    Catch: whenAll('Report failure'),
    Next: next,
  };
}

function callback(placeholder: string, payload: Template, silent: string, next: string): State {
  return {
    Type: 'Task',
    Resource: callbackResource,
    Parameters: { FunctionName: placeholder, Payload: { ...payload, 'taskToken.$': '$$.Task.Token' } },
    ResultPath: '$.decision',
    TimeoutSecondsPath: '$.decision.timeoutSeconds',
    Retry: patiently(lambdaErrors),
    Catch: [
      { ErrorEquals: ['States.Timeout'], ResultPath: '$.failure', Next: silent },
      ...whenAll('Report failure'),
    ],
    Next: next,
  };
}

function openWait(wait: string, next: string): State {
  return callback(placeholder('OpenWait'), { ...ids, wait }, next, next);
}

function call(machine: string, seconds: number, parameters: Template, next: string): State {
  return {
    Type: 'Task',
    Resource: nestedResource,
    Parameters: { StateMachineArn: machinePlaceholder(machine), ...parameters },
    ResultSelector: { 'outcome.$': '$.Output.outcome' },
    ResultPath: '$.answer',
    TimeoutSeconds: seconds,
    Retry: patiently(startErrors),
    Catch: whenAll('Report failure'),
    Next: next,
  };
}

function ask(kind: string, next: string): State {
  return call('human-task', 5000, { Input: { ...ids, kind } }, next);
}

function choice(variable: string, outcomes: Record<string, string>, otherwise: string): State {
  const choices = Object.entries(outcomes).map(([outcome, next]) => ({
    Variable: variable,
    StringEquals: outcome,
    Next: next,
  }));
  return { Type: 'Choice', Choices: choices, Default: otherwise };
}

function failing(): Record<string, State> {
  const report = step(placeholder('ReportFailure'), 'Machine failed', { 'error.$': '$.failure.Error' });
  const caught = [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Machine failed' }];
  return {
    'Report failure': { ...report, ResultPath: null, Catch: caught },
    'Machine failed': { Type: 'Fail' },
  };
}

function machine(seconds: number, startAt: string, states: Record<string, State>): Definition {
  return { StartAt: startAt, TimeoutSeconds: seconds, States: { ...states, ...failing() } };
}

function humanTask(): Definition {
  return machine(4000, 'Open task', {
    'Open task': step(placeholder('OpenTask'), 'May somebody be asked?'),
    'May somebody be asked?': choice('$.decision.outcome', { ask: 'Wait for an answer' }, 'Settled'),
    'Wait for an answer': callback(placeholder('AskPerson'), ids, 'Take up silence', 'Settled'),
    'Take up silence': step(placeholder('TakeUpSilence'), 'May somebody be asked?'),
    Settled: { Type: 'Pass', Parameters: { 'outcome.$': '$.decision.outcome' }, End: true },
  });
}

function admission(): Definition {
  const ended = (outcome: string): State => ({ Type: 'Pass', Parameters: { outcome }, End: true });
  return machine(6000, 'Reserve place', {
    'Reserve place': step(placeholder('ReservePlace'), 'Is there a place?'),
    'Is there a place?': choice(
      '$.decision.outcome',
      { reserved: 'Admitted', full: 'Wait for a place' },
      'Not admitted',
    ),
    'Wait for a place': openWait('place', 'Reserve place'),
    Admitted: ended('admitted'),
    'Not admitted': ended('not admitted'),
  });
}

function treatment(): Definition {
  return machine(6000, 'Decide what is due', {
    'Decide what is due': step(placeholder('DecideTreatment'), 'What is due?'),
    'What is due?': choice(
      '$.decision.outcome',
      { wait: 'Wait for a date', review: 'Hold review' },
      'Treatment ended',
    ),
    'Wait for a date': openWait('treatment', 'Decide what is due'),
    'Hold review': ask('review', 'Does the client go on?'),
    'Does the client go on?': choice('$.answer.outcome', { advance: 'Decide what is due' }, 'End treatment'),
    'End treatment': step(placeholder('EndTreatment'), 'Treatment ended'),
    'Treatment ended': { Type: 'Pass', Parameters: { 'outcome.$': '$.decision.outcome' }, End: true },
  });
}

function waiting(wait: string): Definition {
  return machine(6000, 'Decide what is next', {
    'Decide what is next': step(placeholder('DecideTreatment'), 'Is it time?'),
    'Is it time?': choice('$.decision.outcome', { wait: 'Wait for a date' }, 'All done'),
    'Wait for a date': openWait(wait, 'Decide what is next'),
    'All done': { Type: 'Pass', Parameters: { outcome: 'done' }, End: true },
  });
}

function stage(name: string, next: string): State {
  return call(
    name,
    7000,
    { 'Name.$': `States.Format('{}-${name}-{}', $.episodeId, $.attempt)`, Input: ids },
    next,
  );
}

/** A branch that runs stages one after the other; one that fails leaves the branch. */
function branch(givenUp: string, stages: [state: string, machine: string][]): Scope {
  const states = stages.map(([state, name], at): [string, State] => {
    const next = stages[at + 1]?.[0];
    const run = { ...stage(name, ''), Catch: whenAll(givenUp) };
    return [state, next ? { ...run, Next: next } : { ...run, Next: undefined, End: true }];
  });
  const closed: State = { Type: 'Succeed' };
  return {
    StartAt: stages[0]?.[0] ?? '',
    States: { ...Object.fromEntries(states), [givenUp]: closed },
  };
}

function clientJourney(): Definition {
  const group: State = {
    Type: 'Parallel',
    Branches: [
      branch('Treatment abandoned', [
        ['Treat', 'treatment'],
        ['Follow up', 'follow-up'],
      ]),
      branch('Handoff abandoned', [['Hand off', 'aftercare']]),
    ],
    ResultPath: null,
    Catch: whenAll('Report failure'),
    Next: 'Episode closed',
  };
  return machine(20_000, 'Admit', {
    Admit: stage('admission', 'Was the client admitted?'),
    'Was the client admitted?': choice(
      '$.answer.outcome',
      { admitted: 'Treat the client' },
      'Episode closed',
    ),
    'Treat the client': group,
    'Episode closed': { Type: 'Succeed' },
  });
}

function clinicDay(): Definition {
  const name = "States.Format('{}-test-{}-{}', $.episodeId, $.date, $.attempt)";
  const start = call('drug-test', 60, { 'Name.$': name, Input: ids }, '');
  const ran: Catcher = {
    ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'],
    ResultPath: null,
    Next: 'Test begun before and done',
  };
  const startTest: State = {
    ...start,
    Resource: 'arn:aws:states:::states:startExecution',
    ResultSelector: undefined,
    Catch: [ran, ...whenAll('Test not begun and skipped')],
    Next: undefined,
    End: true,
  };
  const each: State = {
    Type: 'Map',
    ItemsPath: '$.decision.episodeIds',
    ItemSelector: {
      schema: 1,
      'clinicId.$': '$.clinicId',
      'date.$': '$.date',
      'attempt.$': '$.attempt',
      'episodeId.$': '$$.Map.Item.Value',
    },
    ItemProcessor: {
      StartAt: 'Start test',
      States: {
        'Start test': startTest,
        'Test begun before and done': { Type: 'Succeed' },
        'Test not begun and skipped': { Type: 'Succeed' },
      },
    },
    ResultPath: null,
    Catch: whenAll('Report failure'),
    Next: 'Day opened',
  };
  const day: Template = { schema: 1, 'clinicId.$': '$.clinicId', 'date.$': '$.date' };
  const states = {
    'Draw clients': { ...step(placeholder('DrawClients'), 'Start each test'), Parameters: day },
    'Start each test': each,
  };
  const definition = machine(6000, 'Draw clients', { ...states, 'Day opened': { Type: 'Succeed' } });
  const report = definition.States['Report failure'];
  if (report) report.Parameters = { ...day, 'error.$': '$.failure.Error' };
  return definition;
}

function drugTest(): Definition {
  return machine(6000, 'Tell the client', {
    'Tell the client': ask('tell-client', 'Take up the telling'),
    'Take up the telling': step(placeholder('TakeUpTelling'), 'Test closed', {
      'outcome.$': '$.answer.outcome',
    }),
    'Test closed': { Type: 'Succeed' },
  });
}

/** A new copy at every call: faults are planted by changing it. */
export function healthyWorld(): World {
  const definitions = {
    'human-task': humanTask(),
    admission: admission(),
    treatment: treatment(),
    aftercare: waiting('aftercare'),
    'follow-up': waiting('follow-up'),
    'client-journey': clientJourney(),
    'clinic-day': clinicDay(),
    'drug-test': drugTest(),
  };
  const steps = [
    ...['open-task', 'ask-person', 'take-up-silence', 'reserve-place', 'open-wait', 'decide-treatment'],
    ...['draw-clients', 'end-treatment', 'take-up-telling', 'report-failure'],
  ];
  const machines = Object.entries(definitions).map(([name, definition]) => ({
    name,
    definition: JSON.parse(JSON.stringify(definition)) as Definition,
  }));
  return { machines, steps: new Set(steps) };
}
