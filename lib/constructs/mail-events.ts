import { Duration, Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  type ConfigurationSet,
  ConfigurationSetEventDestination,
  EmailSendingEvent,
  EventDestination,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { keepLogicalId } from './keep-logical-id.ts';

export interface MailEventsProps {
  configurationSet: ConfigurationSet;
  takeMailEvent: IFunction;
}

/**
 * What becomes of a mail: SES publishes it on the account's own event bus, and a rule hands it to a function. No
 * topic or queue lies between, so that no address is kept on the way. SES publishes as best it can; a mail of which
 * nothing is heard by its deadline counts as not delivered.
 */
export class MailEvents extends Construct {
  constructor(scope: Construct, id: string, { configurationSet, takeMailEvent }: MailEventsProps) {
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
      targets: [new LambdaFunction(takeMailEvent, { retryAttempts: 20, maxEventAge: Duration.hours(2) })],
    });
    keepLogicalId(rule, 'MailEventRule');
  }
}
