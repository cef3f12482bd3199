// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are written so
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { describe, expect, it } from 'vitest';
import { JourneyMachine, PlaceholderMismatch } from '../../lib/constructs/journey-machine.ts';
import { BadDefinition, placeholdersOf } from '../../lib/constructs/placeholders.ts';

const callback = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const startAndWait = 'arn:aws:states:::states:startExecution.sync:2';
const startOnly = 'arn:aws:states:::states:startExecution';

function task(Resource: string, Parameters?: object) {
  return { Type: 'Task', Resource, Parameters, End: true };
}

function machineOf(...states: object[]): string {
  const named = states.map((state, index) => [`State ${index}`, state]);
  return JSON.stringify({ StartAt: 'State 0', States: Object.fromEntries(named) });
}

const visit = machineOf(
  task('${TakeUpVisit}'),
  task(callback, { FunctionName: '${OpenWait}', Payload: {} }),
  {
    Type: 'Parallel',
    Branches: [
      { StartAt: 'A', States: { A: task(startAndWait, { StateMachineArn: '${HumanTaskMachine}' }) } },
    ],
    End: true,
  },
  {
    Type: 'Map',
    ItemProcessor: {
      StartAt: 'B',
      States: { B: task(startOnly, { StateMachineArn: '${DrugTestMachine}' }) },
    },
    End: true,
  },
);

describe('the placeholders of a definition', () => {
  it('are found wherever a task stands, with the file that each stands for', () => {
    expect(placeholdersOf('visit', visit)).toEqual([
      { text: 'DrugTestMachine', kind: 'machine', name: 'drug-test', awaited: false },
      { text: 'HumanTaskMachine', kind: 'machine', name: 'human-task', awaited: true },
      { text: 'OpenWait', kind: 'function', name: 'open-wait', awaited: false },
      { text: 'TakeUpVisit', kind: 'function', name: 'take-up-visit', awaited: false },
    ]);
  });

  it.each([
    ['no definition', '{"StartAt":"A"}', 'visit: is not a state machine'],
    ['no JSON', '{', 'visit: is not a state machine'],
    [
      'a fixed function',
      machineOf(task('arn:aws:lambda:us-east-1:111122223333:function:x')),
      '"State 0" names neither',
    ],
    [
      'an input that names one',
      machineOf(task('${A}', { to: '${B}' })),
      '${B} stands where nothing is granted for it',
    ],
    ['a machine that is called', machineOf(task('${HumanTaskMachine}')), '${HumanTaskMachine} as a function'],
    [
      'a function that is started',
      machineOf(task(startOnly, { StateMachineArn: '${A}' })),
      '${A} as a machine',
    ],
  ])('are refused, by machine and state: %s', (_, definition, problem) => {
    expect(() => placeholdersOf('visit', definition)).toThrow(BadDefinition);
    expect(() => placeholdersOf('visit', definition)).toThrow(problem);
  });
});

// The schemas are checked by `cdk synth`; here that would only take seconds.
process.env.CDK_VALIDATION = 'false';

function stackWith(functions: string[], machines: string[], definition = visit): Stack {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const arn = (name: string) => `arn:aws:lambda:us-east-1:111122223333:function:${name}`;
  const child = (name: string) =>
    new StateMachine(stack, name, {
      stateMachineName: name,
      definitionBody: DefinitionBody.fromChainable(new Pass(stack, `${name} pass`)),
    });
  new JourneyMachine(stack, 'Visit', {
    name: 'visit',
    stateMachineName: 'test-visit',
    definition,
    key: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111122223333:key/example'),
    functions: Object.fromEntries(
      functions.map((name) => [name, LambdaFunction.fromFunctionArn(stack, name, arn(name))]),
    ),
    machines: Object.fromEntries(machines.map((name) => [name, child(name)])),
  });
  return stack;
}

describe('a journey machine', () => {
  it('is granted what its placeholders need, and watches only what it waits for', () => {
    const stack = stackWith(['take-up-visit', 'open-wait'], ['human-task', 'drug-test']);
    const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy', {
      Properties: { Roles: [{ Ref: 'VisitMachineRole' }] },
    });
    const [policy] = Object.values(policies);
    const statements: { Action: string | string[]; Resource: unknown }[] =
      policy?.Properties.PolicyDocument.Statement;
    const granted = (action: string) =>
      JSON.stringify(
        statements.filter(({ Action }) => [Action].flat().includes(action)).map((one) => one.Resource),
      );
    expect(granted('lambda:InvokeFunction')).toMatch(/open-wait.*take-up-visit/);
    expect(granted('states:StartExecution')).toMatch(/drugtest.*humantask/);
    expect(granted('states:StopExecution')).toMatch(/:execution:test-human-task:\*/);
    expect(granted('states:StopExecution')).not.toContain('drug-test');
    expect(granted('events:PutRule')).toContain('StepFunctionsGetEventsForStepFunctionsExecutionRule');
  });

  it('refuses a placeholder that nothing is given for', () => {
    const making = () => stackWith(['take-up-visit'], ['human-task', 'drug-test']);
    expect(making).toThrow(PlaceholderMismatch);
    expect(making).toThrow('visit.asl.json: ${OpenWait} is unknown: nothing is given for it');
  });

  it('refuses something given that no placeholder names', () => {
    const making = () =>
      stackWith(['take-up-visit', 'open-wait', 'send-welcome'], ['human-task', 'drug-test']);
    expect(making).toThrow('visit.asl.json: ${SendWelcome} is given and never named');
    const another = () => stackWith(['take-up-visit', 'open-wait'], ['human-task', 'drug-test', 'crisis']);
    expect(another).toThrow('${CrisisMachine} is given and never named');
  });
});
