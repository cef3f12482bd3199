import { Duration, Stack } from 'aws-cdk-lib';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { keepLogicalId } from './keep-logical-id.ts';

export interface MailSendingProps {
  configurationSetName: string;
  /** The domain that clinics send from. */
  mailDomain: string;
}

/**
 * How long SES tries to deliver a mail: less than the shortest time that anybody has to answer one, so that a question
 * climbs to the next person only after the mail is delivered or known to be lost. Crises are paged too, and do not wait.
 */
const maxDelivery = Duration.minutes(45);

/** The domain that mail comes from, and how it is sent: over TLS only, opens and clicks not followed. */
export class MailSending extends Construct {
  readonly configurationSet: ConfigurationSet;
  readonly configurationSetName: string;
  readonly configurationSetArn: string;
  readonly identityArn: string;

  constructor(scope: Construct, id: string, { configurationSetName, mailDomain }: MailSendingProps) {
    super(scope, id);
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      maxDeliveryDuration: maxDelivery,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      vdmOptions: { engagementMetrics: false, optimizedSharedDelivery: false },
    });
    const identity = new EmailIdentity(this, 'Domain', {
      identity: Identity.domain(mailDomain),
      configurationSet,
      feedbackForwarding: false,
    });
    keepLogicalId(configurationSet, 'MailConfigurationSet');
    keepLogicalId(identity, 'MailDomain');
    this.configurationSet = configurationSet;
    this.configurationSetName = configurationSetName;
    this.configurationSetArn = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: configurationSetName,
    });
    this.identityArn = identity.emailIdentityArn;
  }
}
