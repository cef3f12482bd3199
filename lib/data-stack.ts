import { type App, ArnFormat, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, Billing, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { keepLogicalId } from './constructs/keep-logical-id.ts';
import { StaffDirectory } from './constructs/staff-directory.ts';

/** What is kept for ever: the tables and the keys. Nothing in here is ever replaced or removed by an update. */
export class DataStack extends Stack {
  /** All records of all clinics, each under its clinic's id. */
  readonly recordsTable: TableV2;
  /** Chains of facts: links are put once, and nobody may update or delete one. */
  readonly auditTable: TableV2;
  /** Encrypts both tables, state machines and their history, logs, queues and what is told to the operator. */
  readonly dataKey: Key;
  /** HMAC key: ids of links, signatures of cookies. */
  readonly linkKey: Key;
  /** HMAC key: the keys of the daily draws. */
  readonly drawKey: Key;
  /** Who may sign in to the staff console. */
  readonly staffDirectory: StaffDirectory;

  constructor(app: App, id: string, props: StackProps) {
    super(app, id, { ...props, terminationProtection: true });
    this.dataKey = new Key(this, 'DataKey', {
      description: 'stepdown: tables of records and audit, state machines, logs, queues, alerts',
      enableKeyRotation: true,
      rotationPeriod: Duration.days(365),
      removalPolicy: RemovalPolicy.RETAIN,
      pendingWindow: Duration.days(30),
    });
    this.dataKey.addAlias(`alias/${id}`);
    keepLogicalId(this.dataKey, 'DataKey');
    this.allowAlerts();
    this.allowLogs();
    this.linkKey = hmacKey(this, 'LinkKey', 'stepdown: ids of links and signatures of cookies');
    this.drawKey = hmacKey(this, 'DrawKey', 'stepdown: keys of the daily draws');
    this.staffDirectory = new StaffDirectory(this, 'Staff');
    this.recordsTable = keptTable(this, 'RecordsTable', this.dataKey);
    this.auditTable = keptTable(this, 'AuditTable', this.dataKey);
    // By these names the command line finds a deployment.
    new CfnOutput(this, 'RecordsTableName', { value: this.recordsTable.tableName });
    new CfnOutput(this, 'AuditTableName', { value: this.auditTable.tableName });
    new CfnOutput(this, 'LinkKeyArn', { value: this.linkKey.keyArn });
    new CfnOutput(this, 'StaffUserPoolId', { value: this.staffDirectory.userPool.userPoolId });
  }

  /** EventBridge and alarms put what failed on a topic that this key encrypts; only the account's own may. */
  private allowAlerts(): void {
    const rules = this.formatArn({ service: 'events', resource: 'rule', resourceName: '*' });
    this.dataKey.grant(
      new ServicePrincipal('events.amazonaws.com', { conditions: { ArnLike: { 'aws:SourceArn': rules } } }),
      'kms:Decrypt',
      'kms:GenerateDataKey',
    );
    this.dataKey.grant(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
      'kms:Decrypt',
      'kms:GenerateDataKey',
    );
  }

  /** Logs are written encrypted, those of state machines by way of the service that delivers them. */
  private allowLogs(): void {
    const groups = this.formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.dataKey.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${this.region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups } },
      }),
    );
    this.dataKey.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['kms:Decrypt'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
  }
}

function keptTable(scope: Construct, id: string, encryptionKey: Key): TableV2 {
  const table = new TableV2(scope, id, {
    partitionKey: { name: 'PK', type: AttributeType.STRING },
    sortKey: { name: 'SK', type: AttributeType.STRING },
    billing: Billing.onDemand(),
    encryption: TableEncryptionV2.customerManagedKey(encryptionKey),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  keepLogicalId(table, id);
  return table;
}

/** KMS does not rotate HMAC keys; a link or a draw is checked with the key that made it. */
function hmacKey(scope: Construct, id: string, description: string): Key {
  const key = new Key(scope, id, {
    description,
    keySpec: KeySpec.HMAC_256,
    keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
    removalPolicy: RemovalPolicy.RETAIN,
    pendingWindow: Duration.days(30),
  });
  keepLogicalId(key, id);
  return key;
}
