import { describe, expect, it } from 'vitest';
import { MachineRefused, type Problem } from '../../local/runner/errors.ts';
import { loadMachines } from '../../local/runner/load.ts';
import { machinePlaceholder, stepPlaceholder } from '../../local/runner/names.ts';
import { ask, launch, machine, nest, task } from './asl.ts';

function problemsOf(definition: unknown, others: Record<string, unknown> = {}): readonly Problem[] {
  try {
    loadMachines({ 'the-machine': definition, ...others });
    return [];
  } catch (error) {
    if (error instanceof MachineRefused) return error.problems;
    throw error;
  }
}

const found = (definition: unknown) =>
  problemsOf(definition).map((p) => `${p.state} / ${p.field}: ${p.problem}`);

const pass = (fields: object) => machine({ Only: { Type: 'Pass', End: true, ...fields } });
const choice = (rule: object) =>
  machine({ Only: { Type: 'Choice', Choices: [{ Next: 'End', ...rule }] }, End: { Type: 'Succeed' } });
const path = (text: string) => pass({ Parameters: { 'a.$': text } });
const work = (fields: object) => machine({ Only: task('do-work', { ...fields }) });
const mapping = (fields: object) =>
  machine({
    Only: { Type: 'Map', ItemProcessor: machine({ In: { Type: 'Pass', End: true } }), End: true, ...fields },
  });

const refused: Record<string, [definition: unknown, problem: string]> = {
  'an unknown field': [pass({ Colour: 'red' }), 'Only / Colour: unknown field'],
  'an unknown type': [machine({ Only: { Type: 'Loop' } }), 'Only / Type: "Loop" is no type of state'],
  'an unknown field of the machine': [
    machine({ Only: { Type: 'Succeed' } }, { Color: 1 }),
    '(machine) / Color: unknown field',
  ],
  'JSONata for the machine': [
    machine({ Only: { Type: 'Succeed' } }, { QueryLanguage: 'JSONata' }),
    '(machine) / QueryLanguage: JSONata is not supported',
  ],
  'JSONata for a state': [
    pass({ QueryLanguage: 'JSONata' }),
    'Only / QueryLanguage: belongs to JSONata, which is not supported',
  ],
  'JSONata arguments': [
    work({ Arguments: {} }),
    'Only / Arguments: belongs to JSONata, which is not supported',
  ],
  variables: [pass({ Assign: { a: 1 } }), 'Only / Assign: variables are not supported'],
  heartbeats: [work({ HeartbeatSeconds: 60 }), 'Only / HeartbeatSeconds: heartbeats are not supported'],
  'a deep scan': [path('$..a'), "Only / Parameters: '$..a': deep scans (..) are not supported"],
  'a wildcard': [path('$.a[*]'), "Only / Parameters: '$.a[*]': wildcards (*) are not supported"],
  'a filter': [
    path('$.a[?(@.b==1)]'),
    "Only / Parameters: '$.a[?(@.b==1)]': filters (?()) are not supported",
  ],
  'a slice': [path('$.a[0:2]'), "Only / Parameters: '$.a[0:2]': slices ([a:b]) are not supported"],
  'a negative index': [path('$.a[-1]'), "Only / Parameters: '$.a[-1]': negative indexes are not supported"],
  'a union': [path('$.a[0,1]'), "Only / Parameters: '$.a[0,1]': unions ([a,b]) are not supported"],
  'a path function': [path('$.a.length()'), "Only / Parameters: '$.a.length()': functions are not supported"],
  'no path at all': [pass({ InputPath: 'a.b' }), "Only / InputPath: 'a.b' is not a path"],
  'a computed field without a path': [
    pass({ Parameters: { 'a.$': 1 } }),
    "Only / Parameters: 'a.$' does not hold a string",
  ],
  'a field given twice': [
    pass({ Parameters: { 'a.$': '$', a: 1 } }),
    "Only / Parameters: 'a' is given twice",
  ],
  'an unknown context field': [
    path('$$.Execution.RoleArn'),
    "Only / Parameters: '$$.Execution.RoleArn' is not supported of the context object",
  ],
  'a token outside a callback': [
    path('$$.Task.Token'),
    'Only / Parameters: $$.Task.Token exists only in a task that waits for a callback',
  ],
  'an item outside a Map': [
    path('$$.Map.Item.Value'),
    "Only / Parameters: '$$.Map.Item.Value' exists only inside a Map",
  ],
  'an intrinsic not supported': [path('States.UUID()'), 'Only / Parameters: States.UUID is not supported'],
  'an intrinsic with the wrong arguments': [
    path('States.MathAdd(1)'),
    'Only / Parameters: States.MathAdd does not take 1 argument(s)',
  ],
  'an unfinished intrinsic': [
    path("States.Format('x'"),
    "Only / Parameters: 'States.Format('x'' is not a call of an intrinsic function the runner knows how to read",
  ],
  'a result path into an array': [
    pass({ ResultPath: '$.a[0]' }),
    "Only / ResultPath: '$.a[0]' writes into an array",
  ],
  'a result path into the context': [
    pass({ ResultPath: '$$.Task' }),
    "Only / ResultPath: '$$.Task' is not a path",
  ],
  'Result beside Parameters': [
    pass({ Result: 1, Parameters: {} }),
    'Only / Result and Parameters: exclude each other',
  ],
  'no way on': [machine({ Only: { Type: 'Pass' } }), 'Only / Next: a state has either Next or End'],
  'two ways on': [
    machine({ Only: { Type: 'Pass', Next: 'Only', End: true } }),
    'Only / Next: a state has either Next or End',
  ],
  'a way to nowhere': [
    machine({ Only: { Type: 'Pass', Next: 'Gone' } }),
    "Only / Next: 'Gone' is no state of the same scope",
  ],
  'a catch to nowhere': [
    work({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Gone' }] }),
    "Only / Next: 'Gone' is no state of the same scope",
  ],
  'a state nobody reaches': [
    machine({ Only: { Type: 'Succeed' }, Lost: { Type: 'Succeed' } }),
    'Lost / (name): is never reached',
  ],
  'a start that is no state': [
    { StartAt: 'Gone', States: { Only: { Type: 'Succeed' } } },
    "(machine) / StartAt: 'Gone' is no state here",
  ],
  'a name used twice': [
    machine({
      Only: {
        Type: 'Parallel',
        Branches: [machine({ Same: { Type: 'Succeed' } }), machine({ Same: { Type: 'Succeed' } })],
        End: true,
      },
    }),
    'Same / (name): is used twice in this machine',
  ],
  jitter: [
    work({ Retry: [{ ErrorEquals: ['A'], JitterStrategy: 'FULL' }] }),
    'Only / Retry: jitter is not supported',
  ],
  'an unknown reserved error': [
    work({ Retry: [{ ErrorEquals: ['States.Oops'] }] }),
    'Only / Retry: unknown error States.Oops',
  ],
  'States.ALL in company': [
    work({ Retry: [{ ErrorEquals: ['A', 'States.ALL'] }] }),
    'Only / Retry: States.ALL is not alone or not last',
  ],
  'States.ALL before the last': [
    work({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] }),
    'Only / Retry: States.ALL is not alone or not last',
  ],
  'a back-off below 1': [
    work({ Retry: [{ ErrorEquals: ['A'], BackoffRate: 0.5 }] }),
    'Only / Retry: BackoffRate is 0.5',
  ],
  'a timeout of 0': [work({ TimeoutSeconds: 0 }), 'Only / TimeoutSeconds: 0 is not usable'],
  'a timeout too long': [
    work({ TimeoutSeconds: 100_000_000 }),
    'Only / TimeoutSeconds: 100000000 is not usable',
  ],
  'two timeouts': [
    work({ TimeoutSeconds: 1, TimeoutSecondsPath: '$' }),
    'Only / TimeoutSeconds and TimeoutSecondsPath: exclude each other',
  ],
  'a timeout on a wait': [
    machine({ Only: { Type: 'Wait', Seconds: 1, TimeoutSeconds: 1, End: true } }),
    'Only / TimeoutSeconds: unknown field',
  ],
  'a wait without an end': [
    machine({ Only: { Type: 'Wait', End: true } }),
    'Only / Seconds: the wait has no end',
  ],
  'a wait for no moment': [
    machine({ Only: { Type: 'Wait', Timestamp: '2030-01-01', End: true } }),
    "Only / Timestamp: '2030-01-01' is no timestamp",
  ],
  'a resource not supported': [
    machine({ Only: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true } }),
    "Only / Resource: 'arn:aws:states:::sns:publish' is not supported",
  ],
  'a callback without its token': [
    machine({
      Only: { ...ask('do-work'), Parameters: { FunctionName: stepPlaceholder('do-work'), Payload: {} } },
    }),
    'Only / Parameters.Payload: the step is not given the task token: nobody could ever answer',
  ],
  'a callback of no step': [
    machine({
      Only: { ...ask('do-work'), Parameters: { FunctionName: 'do-work', 'Payload.$': '$$.Task.Token' } },
    }),
    'Only / Parameters.FunctionName: not a placeholder',
  ],
  'a nested machine that is not loaded': [
    machine({ Only: nest('other') }),
    `Only / Parameters.StateMachineArn: "${machinePlaceholder('other')}" names no machine that is loaded`,
  ],
  'a nested machine with a strange parameter': [
    machine({ Only: launch('the-machine', { TraceHeader: 'x' }) }),
    'Only / Parameters.TraceHeader: not supported for this resource',
  ],
  'a Map by its old name': [mapping({ Iterator: {} }), 'Only / Iterator: the old name'],
  'a distributed Map': [
    mapping({
      ItemProcessor: { ...machine({ In: { Type: 'Succeed' } }), ProcessorConfig: { Mode: 'DISTRIBUTED' } },
    }),
    'Only / ItemProcessor.ProcessorConfig: only the inline Map is supported',
  ],
  'a Map that tolerates failures': [
    mapping({ ToleratedFailureCount: 1 }),
    'Only / ToleratedFailureCount: belongs to the distributed Map, which is not supported',
  ],
  'no choices': [machine({ Only: { Type: 'Choice', Choices: [] } }), 'Only / Choices: is not a list'],
  'an unknown operator': [
    choice({ Variable: '$.a', StringLike: 'a' }),
    'Only / Choices[0]: unknown operator StringLike',
  ],
  'two operators': [
    choice({ Variable: '$.a', IsNull: true, IsPresent: true }),
    'Only / Choices[0]: a rule needs Variable and exactly one operator',
  ],
  'a comparison with the wrong type': [
    choice({ Variable: '$.a', NumericEquals: '1' }),
    'Only / Choices[0]: NumericEquals does not compare with "1"',
  ],
  'booleans in order': [
    choice({ Variable: '$.a', BooleanLessThan: true }),
    'Only / Choices[0]: unknown operator BooleanLessThan',
  ],
  'a comparison path that is none': [
    choice({ Variable: '$.a', NumericEqualsPath: 1 }),
    'Only / Choices[0]: NumericEqualsPath is not a path',
  ],
  'an operator beside And': [
    choice({ And: [{ Variable: '$.a', IsNull: true }], Variable: '$.b' }),
    'Only / Choices[0]: Variable beside And',
  ],
  'Next inside Not': [
    choice({ Not: { Variable: '$.a', IsNull: true, Next: 'End' } }),
    'Only / Choices[0]: Next inside And, Or or Not',
  ],
  'two causes': [
    machine({ Only: { Type: 'Fail', Cause: 'a', CausePath: '$.b' } }),
    'Only / Cause and CausePath: exclude each other',
  ],
};

describe('loading a state machine', () => {
  it.each(Object.entries(refused))('refuses %s', (_name, [definition, problem]) => {
    expect(found(definition)).toContain(problem);
  });

  it('names machine, state, field, problem and fix, for every problem at once', () => {
    const definition = machine({
      First: { Type: 'Pass', Assign: {}, Next: 'Second' },
      Second: { Type: 'Succeed', End: true },
    });
    expect(() => loadMachines({ 'the-machine': definition })).toThrow(
      [
        '2 problem(s) in the state machines:',
        "  the-machine / First / Assign: variables are not supported; carry the value in the state's data with ResultPath",
        '  the-machine / Second / End: unknown field; use only Type, Comment, InputPath, OutputPath',
      ].join('\n'),
    );
  });

  it('refuses a machine whose name is not kebab-case', () => {
    expect(() => loadMachines({ TheMachine: machine({ Only: { Type: 'Succeed' } }) })).toThrow(
      "'TheMachine' is not kebab-case",
    );
  });

  it('leaves the definition it was given as it is', () => {
    const definition = mapping({ ItemsPath: '$.items', Comment: 'kept' });
    const before = structuredClone(definition);
    loadMachines({ 'the-machine': definition });
    expect(definition).toEqual(before);
  });

  it('takes comments, versions and the plain query language', () => {
    const definition = machine(
      { Only: { Type: 'Succeed', Comment: 'why' } },
      { Comment: 'a', Version: '1.0', QueryLanguage: 'JSONPath', TimeoutSeconds: 60 },
    );
    expect(problemsOf(definition)).toEqual([]);
  });
});
