import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { keepLogicalId } from './keep-logical-id.ts';

export interface WebFirewallProps {
  /** Name on AWS; its log is named after it. */
  name: string;
  /** ARN of the API's stage. */
  stageArn: string;
  /** Encrypts the log. */
  key: IKey;
}

/** Over these five minutes one address is counted; the service's usual span. */
const windowSeconds = 300;
/** A house's Wi-Fi or a clinic's office is one address: twenty people who answer twenty links each stay below. */
const requestsPerAddress = 1_000;
/** Forms sent from one address: passcodes are tried by form, so these are fewer. */
const formsPerAddress = 200;

/**
 * Stops an address that sends more than people do. It logs what it stopped and nothing else, without path, query and
 * cookie: a path holds a link's id, and a log of who opened what would be a list of clients.
 */
export class WebFirewall extends Construct {
  constructor(scope: Construct, id: string, { name, stageArn, key }: WebFirewallProps) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      name,
      description: 'stepdown: links in mails',
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibleAs(name),
      rules: [
        rateRule({ name: 'forms', priority: 0, limit: formsPerAddress, onlyMethod: 'POST' }),
        rateRule({ name: 'requests', priority: 1, limit: requestsPerAddress }),
      ],
    });
    acl.overrideLogicalId('LinkFirewall');
    const association = new CfnWebACLAssociation(this, 'Association', {
      resourceArn: stageArn,
      webAclArn: acl.attrArn,
    });
    association.overrideLogicalId('LinkFirewallOnApi');
    const log = new LogGroup(this, 'Log', {
      // The service takes only logs whose name begins so.
      logGroupName: `aws-waf-logs-${name}`,
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
      encryptionKey: key,
    });
    keepLogicalId(log, 'LinkFirewallLog');
    const logging = new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [logArnWithoutStar(this, log)],
      redactedFields: [{ uriPath: {} }, { queryString: {} }, { singleHeader: { Name: 'cookie' } }],
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: [{ ActionCondition: { Action: 'BLOCK' } }],
          },
        ],
      },
    });
    logging.overrideLogicalId('LinkFirewallLogging');
  }
}

interface RateRule {
  name: string;
  priority: number;
  limit: number;
  onlyMethod?: string;
}

function rateRule({ name, priority, limit, onlyMethod }: RateRule): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: {
      rateBasedStatement: {
        limit,
        evaluationWindowSec: windowSeconds,
        aggregateKeyType: 'IP',
        ...(onlyMethod !== undefined && { scopeDownStatement: methodIs(onlyMethod) }),
      },
    },
    visibilityConfig: visibleAs(name),
  };
}

function methodIs(method: string): CfnWebACL.StatementProperty {
  return {
    byteMatchStatement: {
      fieldToMatch: { method: {} },
      positionalConstraint: 'EXACTLY',
      searchString: method,
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  };
}

/** Counted, never sampled: a sample keeps whole requests with their paths. */
function visibleAs(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}

/** A log group's own ARN ends with ":*", which the firewall refuses. */
function logArnWithoutStar(scope: Construct, log: LogGroup): string {
  return Stack.of(scope)
    .formatArn({
      service: 'logs',
      resource: `log-group:${log.logGroupName}`,
    })
    .replace(/\/$/, '');
}
