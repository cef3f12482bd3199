import {
  type DynamoDBDocumentClientResolvedConfig,
  GetCommand,
  type GetCommandInput,
  QueryCommand,
  type QueryCommandInput,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { AwsStub } from 'aws-sdk-client-mock';

type DocumentStub = AwsStub<ServiceInputTypes, ServiceOutputTypes, DynamoDBDocumentClientResolvedConfig>;
type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
type Item = Record<string, unknown>;

export interface SimulationOptions {
  /** Waits for as long as a request is on its way or a transaction holds its items. */
  take?: (what: 'read' | 'transaction') => Promise<unknown>;
  /** Items that one page of a query holds. */
  pageSize?: number;
}

/**
 * Answers a mocked document client as DynamoDB would, for the few requests and conditions that the store uses, and
 * refuses every other. The same contract runs against it and against a real engine, so that neither drifts. Unlike
 * the engine on a laptop it also does what the service does under contention: of two transactions that touch one
 * item at the same time, the second is cancelled with TransactionConflict.
 */
export class SimulatedDynamo {
  readonly #items = new Map<string, Item>();
  readonly #held = new Set<string>();
  readonly #take: (what: 'read' | 'transaction') => Promise<unknown>;
  readonly #pageSize: number;
  readonly #failures: { error: Error; when: 'before' | 'after' }[] = [];
  readonly #done = new Set<string>();
  conflicts = 0;

  constructor(stub: DocumentStub, { take = async () => {}, pageSize = 7 }: SimulationOptions = {}) {
    this.#take = take;
    this.#pageSize = pageSize;
    stub.on(GetCommand).callsFake((input: GetCommandInput) => this.#get(input));
    stub.on(QueryCommand).callsFake((input: QueryCommandInput) => this.#query(input));
    stub.on(TransactWriteCommand).callsFake((input: TransactWriteCommandInput) => this.#transact(input));
  }

  /** The next transactions fail so, one per error: before anything is done, or when all is done but not answered. */
  failNext(errors: Error[], when: 'before' | 'after' = 'before'): void {
    this.#failures.push(...errors.map((error) => ({ error, when })));
  }

  async #get({ TableName, Key, ConsistentRead }: GetCommandInput) {
    requireConsistent(ConsistentRead);
    await this.#take('read');
    return { Item: structuredClone(this.#items.get(placeOf(TableName, Key))) };
  }

  async #query(input: QueryCommandInput) {
    requireConsistent(input.ConsistentRead);
    const values = input.ExpressionAttributeValues ?? {};
    const isBounded = input.KeyConditionExpression === 'PK = :partition AND SK < :upTo';
    if (!isBounded && input.KeyConditionExpression !== 'PK = :partition')
      throw new Error(`not simulated: ${input.KeyConditionExpression}`);
    if (Object.values(values).includes('')) throw named('ValidationException', 'a key may not be empty');
    await this.#take('read');
    const from = input.ExclusiveStartKey?.SK;
    const found = [...this.#items.entries()]
      .filter(([place, item]) => place === placeOf(input.TableName, item) && item.PK === values[':partition'])
      .map(([, item]) => item)
      .filter((item) => !isBounded || String(item.SK) < values[':upTo'])
      .filter((item) => from === undefined || String(item.SK) > from)
      .sort((a, b) => (String(a.SK) < String(b.SK) ? -1 : 1));
    const page = found.slice(0, this.#pageSize);
    const last = found.length > page.length ? page.at(-1) : undefined;
    return {
      Items: structuredClone(page),
      LastEvaluatedKey: last && { PK: last.PK, SK: last.SK },
    };
  }

  async #transact({ TransactItems = [], ClientRequestToken }: TransactWriteCommandInput) {
    const failure = this.#failures.shift();
    if (failure?.when === 'before') throw failure.error;
    if (TransactItems.length > 100) throw named('ValidationException', 'too many actions');
    if (ClientRequestToken === undefined) throw new Error('a transaction without a token is not simulated');
    if (!this.#done.has(ClientRequestToken)) await this.#writeAll(TransactItems);
    this.#done.add(ClientRequestToken);
    if (failure !== undefined) throw failure.error;
    return {};
  }

  async #writeAll(actions: Action[]): Promise<void> {
    const places = actions.map((action) => placeOfAction(action));
    if (new Set(places).size < places.length) throw named('ValidationException', 'two actions on one item');
    if (places.some((place) => this.#held.has(place))) {
      this.conflicts += 1;
      throw cancelled(places.map((place) => (this.#held.has(place) ? 'TransactionConflict' : 'None')));
    }
    for (const place of places) this.#held.add(place);
    await this.#take('transaction');
    for (const place of places) this.#held.delete(place);
    const reasons = actions.map((action) => (this.#holds(action) ? 'None' : 'ConditionalCheckFailed'));
    if (reasons.some((reason) => reason !== 'None')) throw cancelled(reasons);
    for (const action of actions) this.#write(action);
  }

  #write({ Put, Delete }: Action): void {
    if (Put !== undefined) {
      // As text and back, which leaves out what is undefined, as the client's own options do.
      this.#items.set(placeOf(Put.TableName, Put.Item), JSON.parse(JSON.stringify(Put.Item)));
    }
    if (Delete !== undefined) this.#items.delete(placeOf(Delete.TableName, Delete.Key));
  }

  #holds(action: Action): boolean {
    const { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } =
      action.Put ?? action.Delete ?? action.ConditionCheck ?? {};
    const there = this.#items.get(placeOfAction(action));
    if (ConditionExpression === undefined) return true;
    if (ConditionExpression === 'attribute_not_exists(PK)') return there === undefined;
    if (ConditionExpression === '#version = :seen' && ExpressionAttributeNames?.['#version'] === 'version')
      return there !== undefined && there.version === ExpressionAttributeValues?.[':seen'];
    throw new Error(`not simulated: ${ConditionExpression}`);
  }
}

/** An error as the SDK throws it. */
export function named(name: string, message: string, fields: object = {}): Error {
  return Object.assign(new Error(message), { name }, fields);
}

/** A cancelled transaction, with one reason for each of its actions. */
export function cancelled(reasons: string[]): Error {
  const CancellationReasons = reasons.map((Code) => ({ Code }));
  return named('TransactionCanceledException', `Transaction cancelled [${reasons}]`, { CancellationReasons });
}

function requireConsistent(isConsistent: boolean | undefined): void {
  if (isConsistent !== true) throw new Error('a read that is not strongly consistent is not simulated');
}

function placeOfAction({ Put, Delete, ConditionCheck }: Action): string {
  if (Put !== undefined) return placeOf(Put.TableName, Put.Item);
  const other = Delete ?? ConditionCheck;
  return placeOf(other?.TableName, other?.Key);
}

function placeOf(table: string | undefined, key: Item | undefined): string {
  return JSON.stringify([table, key?.PK, key?.SK]);
}
