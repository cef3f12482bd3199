import { Duration, Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  type ConfigurationSet,
  ConfigurationSetEventDestination,
  EmailSendingEvent,
  EventDestination,
} from 'aws-cdk-lib/aws-ses';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { keepLogicalId } from './keep-logical-id.ts';

export interface MailEventsProps {
  configurationSet: ConfigurationSet;
  takeMailEvent: IFunction;
  /** Takes what could not be taken in. */
  deadLetters: IQueue;
  /** Encrypts that queue. */
  key: IKey;
}

/**
 * What becomes of a mail: SES publishes it on the account's own event bus, and a rule hands it to a function. No
 * topic or queue lies between; only what could not be taken in waits in an encrypted queue. SES publishes as best it can; a mail of which
 * nothing is heard by its deadline counts as not delivered.
 */
export class MailEvents extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { configurationSet, takeMailEvent, deadLetters, key }: MailEventsProps,
  ) {
    super(scope, id);
    const destination = new ConfigurationSetEventDestination(this, 'Destination', {
      configurationSet,
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.REJECT,
      ],
    });
    keepLogicalId(destination, 'MailEventDestination');
    const rule = new Rule(this, 'Rule', {
      description: 'stepdown: what becomes of a mail',
      eventPattern: {
        source: ['aws.ses'],
        account: [Stack.of(this).account],
        detail: {
          eventType: ['Delivery', 'Bounce', 'Complaint', 'DeliveryDelay', 'Reject'],
          mail: { tags: { 'ses:configuration-set': [configurationSet.configurationSetName] } },
        },
      },
      targets: [
        new LambdaFunction(takeMailEvent, {
          retryAttempts: 20,
          maxEventAge: Duration.hours(2),
          deadLetterQueue: deadLetters,
        }),
      ],
    });
    keepLogicalId(rule, 'MailEventRule');
    takeMailEvent.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(2),
      onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
    });
    this.allowDeadLetters(takeMailEvent, deadLetters, key);
  }

  private allowDeadLetters(takeMailEvent: IFunction, deadLetters: IQueue, key: IKey): void {
    const actions = ['kms:Decrypt', 'kms:GenerateDataKey'];
    const viaQueue = { 'kms:ViaService': `sqs.${Stack.of(this).region}.amazonaws.com` };
    takeMailEvent.addToRolePolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
    );
    takeMailEvent.addToRolePolicy(
      new PolicyStatement({ actions, resources: [key.keyArn], conditions: { StringEquals: viaQueue } }),
    );
  }
}
