import { randomInt, randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { ChainLink } from '../domain/audit.ts';
import type { RecordKind } from '../domain/records.ts';
import { ServiceUnavailable } from '../ports.ts';
import { failureOf } from './dynamodb-failures.ts';
import { chainPartition, type Key, listPartition, recordKey } from './dynamodb-keys.ts';

export type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** What a record's item holds beside its key. */
export interface Kept {
  record: { readonly id: string };
  version: number;
}

interface KeptLink {
  link: Omit<ChainLink, 'body'> & { body: string };
}

export interface Pacing {
  /** Waits this many milliseconds. */
  pause: (ms: number) => Promise<unknown>;
  /** From 0 up to but not including 1. */
  random: () => number;
}

/** The most actions DynamoDB takes in one transaction. */
const maxActions = 100;
const maxSends = 8;
const firstPauseMs = 25;
const longestPauseMs = 2_000;
const versionsUpTo = 2 ** 48 - 1;

/** A pause of random length, longer on average the more tries there were: AWS calls it full jitter. */
export function pauseMsAfter(tries: number, random: () => number): number {
  return random() * Math.min(longestPauseMs, firstPauseMs * 2 ** tries);
}

/**
 * A version that no earlier state of the record had. It is drawn and not counted up, so that a record which was
 * removed and made anew, or replaced unread, is never taken for what it was before.
 */
function newVersion(): number {
  return randomInt(1, versionsUpTo);
}

/** The records table and the audit table, reached through one client that is sent to again when it was throttled. */
export class DynamoTables {
  readonly #client: DynamoDBDocumentClient;
  readonly #recordsTable: string;
  readonly #auditTable: string;
  readonly #pacing: Pacing;

  constructor(client: DynamoDBClient, recordsTable: string, auditTable: string, pacing: Pacing) {
    this.#client = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    this.#recordsTable = recordsTable;
    this.#auditTable = auditTable;
    this.#pacing = pacing;
  }

  /** One record by its id, strongly consistent. */
  async get(clinicId: string, kind: RecordKind, id: string): Promise<Kept | undefined> {
    const Key = recordKey(clinicId, kind, id);
    const command = new GetCommand({ TableName: this.#recordsTable, Key, ConsistentRead: true });
    const { Item } = await this.#patiently(() => this.#client.send(command));
    return Item as Kept | undefined;
  }

  /** The records under one parent in the order of ids, strongly consistent; with `upTo`, only ids below it. */
  async list(clinicId: string, kind: RecordKind, parent: string, upTo?: string): Promise<Kept[]> {
    const partition = listPartition(clinicId, kind, parent);
    if (upTo === '') return [];
    return (await this.#query(this.#recordsTable, partition, upTo)) as unknown as Kept[];
  }

  /** All links of a chain, first to last. */
  async chain(clinicId: string, chain: string): Promise<ChainLink[]> {
    const items = await this.#query(this.#auditTable, chainPartition(clinicId, chain));
    return (items as unknown as KeptLink[]).map(({ link }) => ({ ...link, body: JSON.parse(link.body) }));
  }

  /**
   * Does all of the actions or none.
   * @returns false when a condition did not hold or another transaction was in the way
   * @throws RangeError for more actions than DynamoDB takes; ServiceUnavailable when it cannot be reached
   */
  async commit(actions: Action[]): Promise<boolean> {
    if (actions.length > maxActions) {
      throw new RangeError(
        `the transaction has ${actions.length} actions and DynamoDB takes ${maxActions}: split the work`,
      );
    }
    // The token makes sending again safe: a transaction that was done already is not done twice.
    const command = new TransactWriteCommand({ TransactItems: actions, ClientRequestToken: randomUUID() });
    try {
      await this.#patiently(() => this.#client.send(command));
      return true;
    } catch (error) {
      if (failureOf(error) === 'conflict') return false;
      throw error;
    }
  }

  putRecord(key: Key, record: object, seenVersion: number | 'absent' | 'unseen'): Action {
    const Item = { ...key, version: newVersion(), record };
    return { Put: { TableName: this.#recordsTable, Item, ...conditionOn(seenVersion) } };
  }

  removeRecord(Key: Key, seenVersion: number | 'absent' | 'unseen'): Action {
    return { Delete: { TableName: this.#recordsTable, Key, ...conditionOn(seenVersion) } };
  }

  checkRecord(Key: Key, seenVersion: number | 'absent'): Action {
    return { ConditionCheck: { TableName: this.#recordsTable, Key, ...still(seenVersion) } };
  }

  /** A link is written once and never over another. `body` is the very text that its hash covers. */
  putLink(key: Key, link: KeptLink['link']): Action {
    return { Put: { TableName: this.#auditTable, Item: { ...key, link }, ...still('absent') } };
  }

  async #query(TableName: string, partition: string, upTo?: string): Promise<Record<string, unknown>[]> {
    const input: QueryCommandInput = {
      TableName,
      ConsistentRead: true,
      KeyConditionExpression: upTo === undefined ? 'PK = :partition' : 'PK = :partition AND SK < :upTo',
      ExpressionAttributeValues: { ':partition': partition, ':upTo': upTo },
    };
    const items: Record<string, unknown>[] = [];
    for (;;) {
      const page = await this.#patiently(() => this.#client.send(new QueryCommand(input)));
      items.push(...(page.Items ?? []));
      if (page.LastEvaluatedKey === undefined) return items;
      input.ExclusiveStartKey = page.LastEvaluatedKey;
    }
  }

  /** Sends again, with pauses, what DynamoDB had no room for. Conflicts and refusals are thrown as they came. */
  async #patiently<T>(send: () => Promise<T>): Promise<T> {
    for (let sends = 1; ; sends += 1) {
      try {
        return await send();
      } catch (cause) {
        const failure = failureOf(cause);
        if (failure === 'conflict' || failure === 'refused') throw cause;
        if (failure === 'unreachable' || sends === maxSends)
          throw new ServiceUnavailable(`DynamoDB: ${textOfError(cause)}`, { cause });
        await this.#pacing.pause(pauseMsAfter(sends, this.#pacing.random));
      }
    }
  }
}

function conditionOn(seenVersion: number | 'absent' | 'unseen') {
  return seenVersion === 'unseen' ? {} : still(seenVersion);
}

function still(seenVersion: number | 'absent') {
  if (seenVersion === 'absent') return { ConditionExpression: 'attribute_not_exists(PK)' };
  return {
    ConditionExpression: '#version = :seen',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':seen': seenVersion },
  };
}

function textOfError(error: unknown): string {
  return error instanceof Error ? `${error.name} ${error.message}`.trim() : String(error);
}
