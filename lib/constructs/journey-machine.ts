import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CustomerManagedEncryptionConfiguration,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { keepLogicalId } from './keep-logical-id.ts';
import { type Placeholder, pascalCase, placeholdersOf } from './placeholders.ts';

export interface JourneyMachineProps {
  /** Kebab-case, as the definition's file. */
  name: string;
  /** The name on AWS; a machine is never replaced, so this never changes. */
  stateMachineName: string;
  /** The text of the .asl.json file. */
  definition: string;
  /** What the placeholders stand for: exactly those in the definition. */
  functions: Readonly<Record<string, IFunction>>;
  machines: Readonly<Record<string, StateMachine>>;
  /** Encrypts definition, history and log; its own policy must let the log services use it. */
  key: IKey;
}

/** How Step Functions names the rule by which it learns that an awaited execution has ended. */
const ownRule = 'StepFunctionsGetEventsForStepFunctionsExecutionRule';

/** Thrown when a definition and what is given for its placeholders do not match. */
export class PlaceholderMismatch extends Error {
  override name = 'PlaceholderMismatch';
}

/**
 * A state machine from its definition file. Its role may invoke the functions and start the machines that its
 * placeholders name, and nothing else. Every event is logged, without the data of the execution.
 *
 * @throws PlaceholderMismatch for a placeholder that nothing is given for, or something given that none names
 */
export class JourneyMachine extends Construct {
  readonly machine: StateMachine;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: JourneyMachineProps) {
    super(scope, id);
    const placeholders = placeholdersOf(props.name, props.definition);
    requireMatch(props, placeholders);
    const prefix = `${pascalCase(props.name)}Machine`;
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      description: `stepdown: state machine ${props.name}`,
    });
    for (const permission of this.permissions(props, placeholders)) this.role.addToPolicy(permission);
    const log = new LogGroup(this, 'Log', {
      logGroupName: `/aws/vendedlogs/states/${props.stateMachineName}`,
      retention: RetentionDays.SIX_MONTHS,
      encryptionKey: props.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: props.stateMachineName,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(JSON.stringify(JSON.parse(props.definition))),
      definitionSubstitutions: this.substitutions(props, placeholders),
      role: this.role,
      logs: { destination: log, level: LogLevel.ALL, includeExecutionData: false },
      encryptionConfiguration: new CustomerManagedEncryptionConfiguration(props.key),
    });
    keepLogicalId(this.machine, prefix);
    keepLogicalId(this.role, `${prefix}Role`);
    keepLogicalId(log, `${prefix}Log`);
  }

  private substitutions(props: JourneyMachineProps, placeholders: Placeholder[]): Record<string, string> {
    const arns = placeholders.map(({ text, kind, name }) => [
      text,
      kind === 'machine' ? props.machines[name]?.stateMachineArn : props.functions[name]?.functionArn,
    ]);
    return Object.fromEntries(arns);
  }

  private permissions(props: JourneyMachineProps, placeholders: Placeholder[]): PolicyStatement[] {
    const functions = placeholders.flatMap(({ name }) => props.functions[name]?.functionArn ?? []);
    const started = placeholders.flatMap(({ name }) => props.machines[name]?.stateMachineArn ?? []);
    const awaited = placeholders
      .filter(({ kind, awaited }) => kind === 'machine' && awaited)
      .map(({ name }) => nameOnAws(props, name));
    return [
      ...allow(['lambda:InvokeFunction'], functions),
      ...allow(['states:StartExecution'], started),
      ...this.permissionsToAwait(props, awaited),
    ];
  }

  /** What another machine's execution came to is encrypted under that machine's name. */
  private permissionToRead(key: IKey, stateMachineNames: string[]): PolicyStatement {
    const machines = stateMachineNames.map((name) =>
      Stack.of(this).formatArn({
        service: 'states',
        resource: 'stateMachine',
        resourceName: name,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    );
    return new PolicyStatement({
      actions: ['kms:Decrypt'],
      resources: [key.keyArn],
      conditions: { StringEquals: { 'kms:EncryptionContext:aws:states:stateMachineArn': machines } },
    });
  }

  /** To wait for another execution, the service watches it by a rule of its own and stops it when this one stops. */
  private permissionsToAwait(props: JourneyMachineProps, stateMachineNames: string[]): PolicyStatement[] {
    if (stateMachineNames.length === 0) return [];
    const stack = Stack.of(this);
    const executions = stateMachineNames.map((name) =>
      stack.formatArn({
        service: 'states',
        resource: 'execution',
        resourceName: `${name}:*`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    );
    const rule = stack.formatArn({ service: 'events', resource: 'rule', resourceName: ownRule });
    return [
      ...allow(['states:DescribeExecution', 'states:StopExecution'], executions),
      ...allow(['events:PutTargets', 'events:PutRule', 'events:DescribeRule'], [rule]),
      this.permissionToRead(props.key, stateMachineNames),
    ];
  }
}

/** As this machine's own name on AWS, for another machine of the same deployment. */
function nameOnAws({ name, stateMachineName }: JourneyMachineProps, other: string): string {
  return `${stateMachineName.slice(0, -name.length)}${other}`;
}

function allow(actions: string[], resources: string[]): PolicyStatement[] {
  return resources.length === 0 ? [] : [new PolicyStatement({ actions, resources })];
}

function requireMatch({ name, functions, machines }: JourneyMachineProps, placeholders: Placeholder[]): void {
  const given = [
    ...Object.keys(functions).map((file) => `\${${pascalCase(file)}}`),
    ...Object.keys(machines).map((file) => `\${${pascalCase(file)}Machine}`),
  ];
  const named = placeholders.map(({ text }) => `\${${text}}`);
  const unknown = named.filter((text) => !given.includes(text));
  const unused = given.filter((text) => !named.includes(text));
  const problems = [
    ...unknown.map(
      (text) => `${text} is unknown: nothing is given for it; write the step's file, or correct the name`,
    ),
    ...unused.map((text) => `${text} is given and never named; name it in the definition, or do not give it`),
  ];
  if (problems.length > 0) throw new PlaceholderMismatch(`${name}.asl.json: ${problems.join('\n')}`);
}
