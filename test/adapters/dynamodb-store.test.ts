import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDynamoStore } from '../../lambdas/adapters/dynamodb-store.ts';
import { emptyChainHash } from '../../lambdas/domain/audit.ts';
import { ServiceUnavailable, StoreConflict } from '../../lambdas/ports.ts';
import { createVirtualClock } from '../../local/virtual-clock.ts';
import { caseload, countOneMore, entry, setCount, task } from './clinic-store-contract/records.ts';
import { clinicStoreContract } from './clinic-store-contract.ts';
import { cancelled, named, SimulatedDynamo } from './simulated-dynamodb.ts';

const documents = mockClient(DynamoDBDocumentClient);
const client = new DynamoDBClient({
  region: 'us-east-1',
  credentials: { accessKeyId: 'fictional', secretAccessKey: 'fictional' },
});
const tables = { client, recordsTable: 'records', auditTable: 'audit' };
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A number from 0 to 1 that looks random and is the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

beforeEach(() => {
  documents.reset();
});

/**
 * Time that passes as soon as everybody waits. A request is about 5 ms on its way and a transaction holds its items
 * for about 40 ms, so whoever pauses meets the others as on the service, and no test waits.
 */
function virtualTime(seed: number) {
  const clock = createVirtualClock(0);
  const random = seeded(seed);
  let passing = false;

  async function letPass(): Promise<void> {
    if (passing) return;
    passing = true;
    await nextTurn();
    while (clock.pending > 0) {
      await clock.runUntilIdle();
      await nextTurn();
    }
    passing = false;
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      clock.at(clock.nowMs() + ms, () => {
        resolve();
        return nextTurn();
      });
      void letPass();
    });
  }

  const take = (what: 'read' | 'transaction') => pause((what === 'read' ? 5 : 40) * (0.7 + 0.6 * random()));
  return { pause, random, take };
}

clinicStoreContract('the DynamoDB store on a simulated engine', async (options) => {
  const { pause, random, take } = virtualTime(7);
  new SimulatedDynamo(documents, { take });
  const pacing = options?.impatient ? { pause: nextTurn, random } : { pause, random };
  return { store: createDynamoStore({ ...tables, ...pacing }), clinicId: 'north' };
});

describe('the DynamoDB store', () => {
  /** A store that notes its pauses and does not wait. */
  function open() {
    const pauses: number[] = [];
    const pause = async (ms: number) => {
      pauses.push(ms);
    };
    const engine = new SimulatedDynamo(documents);
    return { engine, pauses, store: createDynamoStore({ ...tables, pause, random: () => 0.5 }) };
  }

  const commits = () => documents.commandCalls(TransactWriteCommand).map(({ args }) => args[0].input);
  const tokens = () => commits().map(({ ClientRequestToken }) => ClientRequestToken);
  const conflict = () => cancelled(['TransactionConflict', 'None']);
  const throttled = () => named('ThrottlingException', 'Rate exceeded');
  const inProgress = () => named('TransactionInProgressException', 'The transaction is in progress');

  it('keeps records and links under keys that begin with the clinic', async () => {
    const { store } = open();
    await store.transact('north', async (tx) => {
      await tx.get('waitlist', 'iop:0001/ep_1');
      tx.put('caseload', caseload('iop', 1));
      tx.put('enrolment', { id: 'iop:ep_1', episodeId: 'ep_1', since: '' });
      tx.remove('task', 'ep_1:t1');
      tx.audit(entry('place was reserved', 'ep_1'));
    });
    const [sent] = commits();
    const actions = sent?.TransactItems ?? [];
    expect(commits()).toHaveLength(1);
    expect(actions.map(({ ConditionCheck, Delete }) => ConditionCheck?.Key ?? Delete?.Key)).toEqual([
      { PK: 'north#waitlist#iop', SK: 'iop:0001/ep_1' },
      undefined,
      undefined,
      { PK: 'north#task#ep_1', SK: 'ep_1:t1' },
      undefined,
      undefined,
    ]);
    expect(actions.map(({ Put }) => Put && [Put.TableName, Put.Item?.PK, Put.Item?.SK])).toEqual([
      undefined,
      ['records', 'north#caseload', 'iop'],
      ['records', 'north#enrolment#iop', 'iop:ep_1'],
      undefined,
      ['records', 'north#chainHead', 'episode/ep_1'],
      ['audit', 'north#episode/ep_1', '000000000001'],
    ]);
  });

  it('keeps a link’s body as the very text that its hash covers', async () => {
    const { store } = open();
    const { hash } = await store.transact('north', (tx) => tx.append('draws', { z: 1, a: [undefined] }));
    const [kept] = commits()[0]?.TransactItems?.flatMap(({ Put }) => Put?.Item?.link ?? []) ?? [];
    const text = `draws|1|${emptyChainHash}|${kept?.body}`;
    expect(kept?.body).toBe('{"a":[null],"z":1}');
    expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
  });

  it('keeps the directory of clinics and each link apart from all clinics', async () => {
    const { store } = open();
    await store.read('~').get('link', 'abc');
    await store.read('~').list('clinic');
    expect(documents.commandCalls(GetCommand)[0]?.args[0].input.Key).toEqual({ PK: '~link#abc', SK: 'abc' });
    const query = documents.commandCalls(QueryCommand)[0]?.args[0].input;
    expect(query?.ExpressionAttributeValues?.[':partition']).toBe('~clinic');
  });

  it('runs the work again after a TransactionConflict, each time as a new transaction', async () => {
    const { engine, pauses, store } = open();
    engine.failNext([conflict(), conflict(), conflict()]);
    let runs = 0;
    const count = await store.transact('north', (tx) => {
      runs += 1;
      return countOneMore(tx, 'iop');
    });
    expect({ runs, count, pauses }).toEqual({ runs: 4, count: 1, pauses: [25, 50, 100] });
    expect(new Set(tokens()).size).toBe(4);
  });

  it('throws StoreConflict after 30 conflicts, with pauses that grow to two seconds at most', async () => {
    const { engine, pauses, store } = open();
    engine.failNext(Array.from({ length: 30 }, conflict));
    await expect(setCount(store, 'north', 'iop', 1)).rejects.toThrow(StoreConflict);
    expect(pauses).toHaveLength(29);
    expect(pauses.slice(0, 8)).toEqual([25, 50, 100, 200, 400, 800, 1_000, 1_000]);
    expect(Math.max(...pauses)).toBe(1_000);
    expect(await store.read('north').get('caseload', 'iop')).toBeUndefined();
  });

  it.each([
    ['the whole request', throttled],
    ['one of the items', () => cancelled(['None', 'ThrottlingError'])],
    ['the table', () => cancelled(['ProvisionedThroughputExceeded', 'None'])],
  ])(
    'sends the same transaction again when %s was throttled, without running the work again',
    async (_, error) => {
      const { engine, pauses, store } = open();
      engine.failNext([error(), error()]);
      let runs = 0;
      await store.transact('north', (tx) => {
        runs += 1;
        return countOneMore(tx, 'iop');
      });
      expect({ runs, pauses }).toEqual({ runs: 1, pauses: [25, 50] });
      expect(tokens()).toHaveLength(3);
      expect(new Set(tokens()).size).toBe(1);
    },
  );

  it('counts once when a transaction was done, but first said to be in progress', async () => {
    const { engine, store } = open();
    engine.failNext([inProgress()], 'after');
    await store.transact('north', (tx) => countOneMore(tx, 'iop'));
    expect(await store.read('north').get('caseload', 'iop')).toEqual(caseload('iop', 1));
    expect(new Set(tokens()).size).toBe(1);
  });

  it('reads again when a read was throttled', async () => {
    const { pauses, store } = open();
    await setCount(store, 'north', 'iop', 3);
    documents
      .on(GetCommand)
      .rejectsOnce(throttled())
      .resolves({ Item: { record: caseload('iop', 3) } });
    expect(await store.read('north').get('caseload', 'iop')).toEqual(caseload('iop', 3));
    expect(pauses).toEqual([25]);
  });

  it('says that the service is unavailable when it stays throttled', async () => {
    const { engine, store } = open();
    engine.failNext(Array.from({ length: 8 }, throttled));
    await expect(setCount(store, 'north', 'iop', 1)).rejects.toThrow(ServiceUnavailable);
    documents.on(QueryCommand).rejects(throttled());
    await expect(store.read('north').list('caseload')).rejects.toThrow(ServiceUnavailable);
  });

  it.each([
    ['the connection is refused', named('AggregateError', '', { code: 'ECONNREFUSED' })],
    ['the name is not found', named('Error', 'getaddrinfo ENOTFOUND', { code: 'ENOTFOUND' })],
    ['there is no answer in time', named('TimeoutError', 'socket hang up')],
    ['the service fails', named('InternalServerError', 'Internal server error', { $fault: 'server' })],
    ['a gateway answers', named('Error', 'Unknown', { $metadata: { httpStatusCode: 503 } })],
  ])('says that the service is unavailable when %s', async (_, error) => {
    const { engine, pauses, store } = open();
    engine.failNext([error]);
    const commit = setCount(store, 'north', 'iop', 1);
    await expect(commit).rejects.toThrow(ServiceUnavailable);
    await expect(commit).rejects.toMatchObject({ cause: error });
    documents.on(GetCommand).rejects(error);
    await expect(store.read('north').get('caseload', 'iop')).rejects.toThrow(ServiceUnavailable);
    expect(pauses).toEqual([]);
  });

  it.each([
    ['a wrong request', named('ValidationException', 'Item size has exceeded the limit')],
    ['a missing permission', named('AccessDeniedException', 'not authorized')],
    ['a wrong action among conflicts', cancelled(['TransactionConflict', 'ValidationError'])],
  ])('does not try again after %s', async (_, error) => {
    const { engine, pauses, store } = open();
    engine.failNext([error]);
    await expect(setCount(store, 'north', 'iop', 1)).rejects.toBe(error);
    expect({ pauses, sent: commits().length }).toEqual({ pauses: [], sent: 1 });
  });

  it('refuses more than 100 actions before anything is sent', async () => {
    const { store } = open();
    const tooMuch = store.transact('north', async (tx) => {
      for (let index = 0; index < 101; index += 1) tx.put('task', task(`ep_1:${index}`));
    });
    await expect(tooMuch).rejects.toThrow('101 actions and DynamoDB takes 100: split the work');
    expect(commits()).toEqual([]);
  });

  it('counts all of 100 increments though whoever overlaps with another is cancelled', async () => {
    const { pause, random, take } = virtualTime(11);
    const engine = new SimulatedDynamo(documents, { take });
    const store = createDynamoStore({ ...tables, pause, random });
    await Promise.all(
      Array.from({ length: 100 }, () => store.transact('north', (tx) => countOneMore(tx, 'iop'))),
    );
    expect(await store.read('north').get('caseload', 'iop')).toEqual(caseload('iop', 100));
    expect(engine.conflicts).toBeGreaterThan(100);
  });
});
