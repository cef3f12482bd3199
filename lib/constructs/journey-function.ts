import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { keepLogicalId } from './keep-logical-id.ts';
import { pascalCase } from './placeholders.ts';

export interface JourneyFunctionProps {
  /** Kebab-case, as the file. */
  name: string;
  description: string;
  /** The folder that holds the bundle as index.cjs; undefined where bundling is switched off, and then the function has no code to speak of. */
  bundle: string | undefined;
  timeout: Duration;
  memoryMb: number;
  environment: Record<string, string>;
  permissions: PolicyStatement[];
  /** Encrypts the log; its own policy must let the log service use it. */
  logKey: IKey;
}

const unbundled = 'exports.handler = async () => { throw new Error("deployed without bundling"); };';

/** A function with a role and a log of its own, allowed exactly what it is given. */
export class JourneyFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly log: LogGroup;

  constructor(scope: Construct, id: string, props: JourneyFunctionProps) {
    super(scope, id);
    const prefix = pascalCase(props.name);
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.SIX_MONTHS,
      encryptionKey: props.logKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      // Lambda takes only roles of the function's own account, so no condition on the account is needed.
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `stepdown: ${props.name}`,
    });
    logGroup.grantWrite(this.role);
    for (const permission of props.permissions) this.role.addToPolicy(permission);
    this.function = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: props.bundle === undefined ? Code.fromInline(unbundled) : Code.fromAsset(props.bundle),
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.TEXT,
      timeout: props.timeout,
      memorySize: props.memoryMb,
      environment: props.environment,
    });
    keepLogicalId(this.function, `${prefix}Function`);
    keepLogicalId(this.role, `${prefix}Role`);
    keepLogicalId(logGroup, `${prefix}Log`);
    this.log = logGroup;
  }
}
