import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { createDynamoStore } from '../../lambdas/adapters/dynamodb-store.ts';
import { clinicStoreContract } from './clinic-store-contract.ts';

const endpoint = process.env.DYNAMODB_ENDPOINT;
if (!endpoint) throw new Error('DYNAMODB_ENDPOINT is not set: start these tests with npm run test:dynamodb');

const client = new DynamoDBClient({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'fictional', secretAccessKey: 'fictional' },
});
const run = `${process.pid}-${Date.now()}`;
const recordsTable = `records-${run}`;
const auditTable = `audit-${run}`;
let clinics = 0;

beforeAll(async () => {
  for (const TableName of [recordsTable, auditTable]) {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'PK', AttributeType: 'S' },
          { AttributeName: 'SK', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'PK', KeyType: 'HASH' },
          { AttributeName: 'SK', KeyType: 'RANGE' },
        ],
      }),
    );
    await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName });
  }
});

afterAll(async () => {
  for (const TableName of [recordsTable, auditTable])
    await client.send(new DeleteTableCommand({ TableName }));
  client.destroy();
});

clinicStoreContract('the DynamoDB store on a real engine', async (options) => {
  clinics += 1;
  const pause = options?.impatient ? async () => {} : undefined;
  return {
    store: createDynamoStore({ client, recordsTable, auditTable, pause }),
    clinicId: `clinic-${clinics}`,
  };
});
