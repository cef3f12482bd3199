import { Aspects, CfnResource, type IAspect, Stack, Token, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A rule of the packs AwsSolutions, HIPAA or NIST 800-53 R5 that is not followed, and why. */
export interface Acknowledgement {
  /** The rule's id, with the finding in brackets where a rule reports several; {name}, {region} and {account} are the deployment's. */
  rule: string;
  /** The type of the resources. */
  of: string;
  reason: string;
}

const inEachPack = (rule: string) => [`HIPAA.Security-${rule}`, `NIST.800.53.R5-${rule}`];

const everywhere = (type: string, rules: readonly string[], reason: string): Acknowledgement[] =>
  rules.map((rule) => ({ rule, of: type, reason }));

const stage = 'AWS::ApiGateway::Stage';
const lambda = 'AWS::Lambda::Function';
const policy = 'AWS::IAM::Policy';

/** Every rule that is not followed. A test fails on a finding that is not here, and on an entry without a finding. */
export const acknowledgements: readonly Acknowledgement[] = [
  ...everywhere(
    lambda,
    inEachPack('LambdaInsideVPC'),
    'It reaches AWS services by their public endpoints over TLS with its own role; a VPC would add endpoints or a NAT at more than all else costs, and protects nothing that IAM and the key do not.',
  ),
  ...everywhere(
    lambda,
    inEachPack('LambdaDLQ'),
    'State machines and the API call functions synchronously and see every error; what is called asynchronously (heartbeat, mail events) is tried again by its caller, and the ledger notices what stays away.',
  ),
  ...everywhere(
    lambda,
    inEachPack('LambdaConcurrency'),
    'Reserved concurrency would take from the account what other workloads need; the API is throttled, and state machines try again for hours.',
  ),
  ...everywhere(
    policy,
    inEachPack('IAMNoInlinePolicy'),
    'Each role has one policy of its own and serves one function or machine: a managed policy would only move it to where others could attach it.',
  ),
  ...everywhere(
    stage,
    [...inEachPack('APIGWExecutionLoggingEnabled'), 'AwsSolutions-APIG6'],
    'The execution log writes request paths, and the path of a link is the link. Each call is logged by its function: route, outcome, milliseconds.',
  ),
  ...everywhere(
    stage,
    ['AwsSolutions-APIG1'],
    'Each call is logged by its function without path and address; what the firewall stops is in the firewall’s log. An access log needs a role set for the whole account, which other APIs share.',
  ),
  ...everywhere(
    stage,
    inEachPack('APIGWCacheEnabledAndEncrypted'),
    'Nothing is cached on purpose: a page about a client must not lie anywhere.',
  ),
  ...everywhere(
    stage,
    inEachPack('APIGWSSLEnabled'),
    'A client certificate proves the API to a back end over HTTP; behind this one are functions, called under IAM.',
  ),
  ...everywhere(
    stage,
    ['HIPAA.Security-APIGWXrayEnabled'],
    'A trace holds the path, and the path of a link is the link.',
  ),
  ...everywhere(
    'AWS::ApiGateway::RestApi',
    ['AwsSolutions-APIG2'],
    'Bodies are HTML forms and a pager’s signed replies, which the validator cannot read; the functions check each against its schema and name the field.',
  ),
  ...everywhere(
    'AWS::ApiGateway::Method',
    ['AwsSolutions-APIG4', 'AwsSolutions-COG4'],
    'Partners have no account: a link of 256 random bits opens a page without data, and a passcode, tried at most five times, the rest. Staff sign in with the user pool; the console’s functions check the session that this began, and the role, in one place.',
  ),
  ...everywhere(
    'AWS::SQS::Queue',
    ['AwsSolutions-SQS3'],
    'It is the queue of dead letters itself: an alarm rings at the first one, and the runbook says how they are handed over again.',
  ),
  ...everywhere(
    'AWS::Cognito::UserPool',
    ['AwsSolutions-COG8'],
    'Only administrators add anybody, and everybody has a second factor from an app; the Plus tier’s risk scores cost more a month than all else together.',
  ),
  ...everywhere(
    'AWS::StepFunctions::StateMachine',
    ['AwsSolutions-SF2'],
    'A trace ends after minutes, an execution after weeks; its history and log, kept encrypted, tell what happened.',
  ),
  ...everywhere(
    policy,
    ['AwsSolutions-IAM5[Resource::*]'],
    'Only actions that know no narrower resource: the delivery of a state machine’s log, and the account’s list of suppressed addresses. A test names them.',
  ),
  ...everywhere(
    policy,
    ['human-task', 'admission', 'treatment', 'aftercare', 'follow-up'].map(
      (machine) =>
        `AwsSolutions-IAM5[Resource::arn:aws:states:{region}:{account}:execution:{name}-${machine}:*]`,
    ),
    'A machine watches and stops the executions that it started and waits for; their names are made while it runs.',
  ),
];

/** Enters the acknowledgements at the resources that they are about. */
export function acknowledge(stack: Stack, deploymentName: string): void {
  Aspects.of(stack).add(new Acknowledging(deploymentName));
}

class Acknowledging implements IAspect {
  readonly #deploymentName: string;

  constructor(deploymentName: string) {
    this.#deploymentName = deploymentName;
  }

  visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node)) return;
    const rules = acknowledgements
      .filter(({ of }) => of === node.cfnResourceType)
      .map(({ rule, reason }) => ({ id: this.idOf(rule, Stack.of(node)), reason }));
    if (rules.length > 0) Validations.of(node).acknowledge(...rules);
  }

  /** As the rule packs write it: pack, rule, and intrinsic values in angle brackets. */
  private idOf(rule: string, { region, account }: Stack): string {
    const pack = rule.slice(0, rule.indexOf('-'));
    const written = rule
      .replace('{name}', this.#deploymentName)
      .replace('{region}', Token.isUnresolved(region) ? '<AWS::Region>' : region)
      .replace('{account}', Token.isUnresolved(account) ? '<AWS::AccountId>' : account);
    return `${pack}::${written}`;
  }
}
