import { Annotations, Stack } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { keepLogicalId } from './keep-logical-id.ts';

export interface FailureAlertsProps {
  /** The key's own policy must let EventBridge use it. */
  keyArn: string;
  /** ARN of a state machine up to its kebab-case name. */
  machineArnPrefix: string;
  operatorEmail: string | undefined;
}

/**
 * Tells the operator of every execution that failed, timed out or was aborted. The machines report most failures
 * themselves; this sees those that no Catch does, such as an error in a definition or a history that is full.
 */
export class FailureAlerts extends Construct {
  readonly topic: Topic;
  readonly ruleName: string;

  constructor(scope: Construct, id: string, props: FailureAlertsProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      displayName: 'stepdown alerts',
      masterKey: Key.fromKeyArn(this, 'Key', props.keyArn),
      enforceSSL: true,
    });
    keepLogicalId(this.topic, 'AlertTopic');
    const rule = new Rule(this, 'Rule', {
      description: 'stepdown: executions that failed, timed out or were aborted',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: [{ prefix: props.machineArnPrefix }],
        },
      },
      targets: [new SnsTopic(this.topic, { message: RuleTargetInput.fromText(alertText()) })],
    });
    keepLogicalId(rule, 'FailedExecutionRule');
    this.ruleName = rule.ruleName;
    if (props.operatorEmail) {
      this.topic.addSubscription(new EmailSubscription(props.operatorEmail));
    } else {
      Annotations.of(this).addWarningV2(
        `${Stack.of(this).stackName}:nobody-is-alerted`,
        'nobody hears of a failed execution: set stepdown:operatorEmail in cdk.json',
      );
    }
  }
}

function alertText(): string {
  const [name, status, machine] = ['name', 'status', 'stateMachineArn'].map((field) =>
    EventField.fromPath(`$.detail.${field}`),
  );
  return `The execution ${name} is ${status}. Machine: ${machine}. What to do: RUNBOOK.md, "An execution failed".`;
}
