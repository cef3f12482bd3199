import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { bundleFunctions } from './bundle.ts';
import { JourneyFunction } from './constructs/journey-function.ts';
import type { MailSending } from './constructs/mail-sending.ts';
import { pascalCase } from './constructs/placeholders.ts';
import type { DataStack } from './data-stack.ts';
import { functionNeeds, type Need, needsOf } from './function-needs.ts';
import { type FunctionSource, functionsOnDisk } from './functions-on-disk.ts';

export interface FunctionsProps {
  lambdasFolder: string;
  /** Where bundles are written; emptied first. */
  bundleFolder: string;
  data: DataStack;
  mail: MailSending;
  /** ARN of a state machine up to its kebab-case name. */
  machineArnPrefix: string;
  /** The kebab-case names of all state machines. */
  machines: readonly string[];
  /** ARN of the number or pool that pages are texted from; without one no page can be a text. */
  smsOrigination?: string;
  needs?: Readonly<Record<string, readonly Need[]>>;
}

/** A step's task gives up after 60 s, and API Gateway after 29: the function ends before, and says why. */
const limits: Record<FunctionSource['kind'], { timeoutSeconds: number; memoryMb: number }> = {
  step: { timeoutSeconds: 55, memoryMb: 512 },
  route: { timeoutSeconds: 25, memoryMb: 1024 },
  beat: { timeoutSeconds: 270, memoryMb: 1024 },
  event: { timeoutSeconds: 25, memoryMb: 512 },
};

/** Every function there is a file for, each with its own role. */
export class Functions extends Construct {
  readonly sources: FunctionSource[];
  readonly #functions = new Map<string, LambdaFunction>();
  readonly #logs = new Map<string, ILogGroup>();

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    this.sources = functionsOnDisk(props.lambdasFolder);
    const needs = needsOf(this.sources, props.needs ?? functionNeeds);
    const bundles = Stack.of(this).bundlingRequired
      ? bundleFunctions(
          props.lambdasFolder,
          this.sources.map((source) => ({ source, needs: needs(source.name) })),
          props.bundleFolder,
        )
      : new Map<string, string>();
    const logKey = Key.fromKeyArn(this, 'LogKey', props.data.dataKey.keyArn);
    for (const source of this.sources) {
      const { timeoutSeconds, memoryMb } = limits[source.kind];
      const made = new JourneyFunction(this, pascalCase(source.name), {
        name: source.name,
        description: describe(props.lambdasFolder, source),
        bundle: bundles.get(source.name),
        timeout: Duration.seconds(timeoutSeconds),
        memoryMb,
        logKey,
        ...grantsFor(needs(source.name), props),
      });
      this.#functions.set(source.name, made.function);
      this.#logs.set(source.name, made.log);
    }
  }

  /** @throws Error when there is no file of that name */
  named(name: string): LambdaFunction {
    const found = this.#functions.get(name);
    if (!found) throw new Error(`there is no function ${name}: add its file under lambdas/`);
    return found;
  }

  /** The log of a function. @throws Error when there is no file of that name */
  logOf(name: string): ILogGroup {
    const found = this.#logs.get(name);
    if (!found) throw new Error(`there is no function ${name}: add its file under lambdas/`);
    return found;
  }

  /** The steps that state machines may name, by kebab-case name. */
  steps(): Record<string, LambdaFunction> {
    const steps = this.sources.filter(({ kind }) => kind === 'step');
    return Object.fromEntries(steps.map(({ name }) => [name, this.named(name)]));
  }
}

function describe(lambdasFolder: string, { file }: FunctionSource): string {
  return `lambdas/${file.slice(join(lambdasFolder, '/').length)}`;
}

interface Grants {
  environment: Record<string, string>;
  permissions: PolicyStatement[];
}

type GrantsOfNeed = (props: FunctionsProps) => Partial<Grants>;

/** What each need is on AWS. Every statement names its resources. */
const grants: Record<Need, GrantsOfNeed> = {
  write: ({ data }) => ({
    permissions: [
      allow(
        ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
        data.recordsTable.tableArn,
      ),
      allow(['dynamodb:PutItem'], data.auditTable.tableArn),
      throughTables(data, 'kms:Encrypt', 'kms:GenerateDataKey'),
    ],
  }),
  'read chains': ({ data }) => ({ permissions: [allow(['dynamodb:Query'], data.auditTable.tableArn)] }),
  'send mail': ({ mail }) => ({
    environment: { MAIL_CONFIGURATION_SET: mail.configurationSetName },
    permissions: [allow(['ses:SendRawEmail'], mail.identityArn, mail.configurationSetArn)],
  }),
  // The service has no narrower resource for the account's list.
  'read suppressions': () => ({ permissions: [allow(['ses:GetSuppressedDestination'], '*')] }),
  'start machines': (props) => onMachines('states:StartExecution', props),
  'start crises': (props) => onMachines('states:StartExecution', { ...props, machines: ['crisis'] }),
  'send pages': ({ smsOrigination }) =>
    smsOrigination === undefined
      ? {}
      : {
          environment: { SMS_ORIGINATION: smsOrigination },
          permissions: [allow(['sms-voice:SendTextMessage'], smsOrigination)],
        },
  'end waits': (props) => onMachines('states:SendTaskSuccess', props),
  'stop machines': (props) => onMachines('states:StopExecution', props),
  'link key': ({ data }) => ({
    environment: { LINK_KEY_ARN: data.linkKey.keyArn },
    permissions: [allow(['kms:GenerateMac'], data.linkKey.keyArn)],
  }),
  'draw key': ({ data }) => ({
    environment: { DRAW_KEY_ARN: data.drawKey.keyArn },
    permissions: [allow(['kms:GenerateMac'], data.drawKey.keyArn)],
  }),
  passcodes: () => ({}),
  'sign in': () => ({}),
};

function grantsFor(needs: readonly Need[], props: FunctionsProps): Grants {
  const { data } = props;
  const all: Grants = {
    environment: {
      RECORDS_TABLE: data.recordsTable.tableName,
      AUDIT_TABLE: data.auditTable.tableName,
    },
    permissions: [
      allow(['dynamodb:GetItem', 'dynamodb:Query'], data.recordsTable.tableArn),
      throughTables(data, 'kms:Decrypt'),
    ],
  };
  for (const need of needs) {
    const { environment = {}, permissions = [] } = grants[need](props);
    Object.assign(all.environment, environment);
    all.permissions.push(...permissions);
  }
  return all;
}

/** The tables' key is used by DynamoDB for the function, never by the function itself. */
function throughTables(data: DataStack, ...actions: string[]): PolicyStatement {
  return new PolicyStatement({
    actions,
    resources: [data.dataKey.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${data.region}.amazonaws.com` } },
  });
}

function onMachines(action: string, { machineArnPrefix, machines }: FunctionsProps): Grants {
  const arns = machines.map((machine) => machineArnPrefix + machine);
  const stops = action === 'states:StopExecution';
  const resources = stops ? arns.map((arn) => `${arn.replace(':stateMachine:', ':execution:')}:*`) : arns;
  return {
    environment: { MACHINE_ARN_PREFIX: machineArnPrefix },
    permissions: [allow([action], ...resources)],
  };
}

function allow(actions: string[], ...resources: string[]): PolicyStatement {
  return new PolicyStatement({ actions, resources });
}
