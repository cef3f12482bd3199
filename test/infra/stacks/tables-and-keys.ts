import { expect, it } from 'vitest';
import { data, journey, named, ofType } from '../deployment.ts';

const keptTypes = /^AWS::(DynamoDB::|KMS::Key$)/;

export function tablesAndKeys(): void {
  it('are all in the stack that is kept, under ids that never change', () => {
    expect(Object.keys(ofType(data, 'AWS::DynamoDB::GlobalTable')).sort()).toEqual([
      'AuditTable',
      'RecordsTable',
    ]);
    expect(Object.keys(ofType(data, 'AWS::KMS::Key')).sort()).toEqual(['DataKey', 'DrawKey', 'LinkKey']);
    expect(Object.values(journey).filter(({ Type }) => keptTypes.test(Type))).toEqual([]);
  });

  it('outlive the stack and every replacement', () => {
    const kept = Object.values(data).filter(({ Type }) => keptTypes.test(Type));
    expect(
      kept.map(({ DeletionPolicy, UpdateReplacePolicy }) => [DeletionPolicy, UpdateReplacePolicy]),
    ).toEqual(Array(5).fill(['Retain', 'Retain']));
  });

  it.each(['RecordsTable', 'AuditTable'])(
    '%s: protected, recoverable, encrypted, and nothing expires',
    (id) => {
      const { Properties } = named(data, id);
      expect(Properties).toMatchObject({
        KeySchema: [
          { AttributeName: 'PK', KeyType: 'HASH' },
          { AttributeName: 'SK', KeyType: 'RANGE' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        Replicas: [
          {
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
            SSESpecification: { KMSMasterKeyId: { 'Fn::GetAtt': ['DataKey', 'Arn'] } },
          },
        ],
      });
      for (const absent of [
        'TimeToLiveSpecification',
        'GlobalSecondaryIndexes',
        'StreamSpecification',
        'TableName',
      ]) {
        expect(Properties).not.toHaveProperty(absent);
      }
    },
  );

  it('the data key rotates; the HMAC keys make and verify codes and do nothing else', () => {
    expect(named(data, 'DataKey').Properties).toMatchObject({ EnableKeyRotation: true });
    for (const id of ['LinkKey', 'DrawKey']) {
      expect(named(data, id).Properties).toMatchObject({
        KeySpec: 'HMAC_256',
        KeyUsage: 'GENERATE_VERIFY_MAC',
      });
    }
  });

  it('the data key opens to EventBridge and to the log services for this account only', () => {
    const { Statement } = named(data, 'DataKey').Properties.KeyPolicy as {
      Statement: Record<string, unknown>[];
    };
    const toServices = Statement.filter(({ Principal }) => JSON.stringify(Principal).includes('Service'));
    const conditions = toServices.map(({ Condition }) => JSON.stringify(Condition));
    expect(conditions).toEqual([
      expect.stringContaining(':rule/*'),
      expect.stringContaining('aws:SourceAccount'),
      expect.stringContaining(':log-group:*'),
      expect.stringContaining('aws:SourceAccount'),
    ]);
  });
}
