import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { functionsOnDisk } from '../../lib/functions-on-disk.ts';

/** What the checks look at. */
export interface Deployed {
  endpoint: string;
  projectFolder: string;
  clinicId: string;
  /** The clinic's: its day is not always the day of the machine. */
  timeZone: string;
  /** The outputs of both stacks by name. */
  outputs: Record<string, string>;
  /** How the AWS SDK reaches the emulator. */
  client: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };
}

export interface Check {
  name: string;
  run(deployed: Deployed): Promise<void>;
}

const waitsAtMostMs = 60_000;
const looksEveryMs = 250;

/** What stands: the templates became resources. */
export const resourceChecks: Check[] = [
  {
    name: 'both tables are there, by PK and SK',
    // MiniStack takes point-in-time recovery, deletion protection and the key as given; it enforces none of them.
    async run({ outputs, client }) {
      const dynamodb = new DynamoDBClient(client);
      for (const output of ['RecordsTableName', 'AuditTableName']) {
        const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: outputs[output] }));
        requireEqual(Table?.TableStatus, 'ACTIVE');
        requireEqual(Table?.KeySchema?.map(({ AttributeName }) => AttributeName).join(), 'PK,SK');
      }
    },
  },
  {
    name: 'there is a state machine for each definition',
    async run({ projectFolder, outputs, client }) {
      const { stateMachines } = await new SFNClient(client).send(new ListStateMachinesCommand({}));
      const prefix = outputs.MachineArnPrefix ?? '';
      const found = (stateMachines ?? []).map(({ stateMachineArn }) => stateMachineArn?.slice(prefix.length));
      const files = readdirSync(join(projectFolder, 'workflows')).filter((file) =>
        file.endsWith('.asl.json'),
      );
      requireEqual(sorted(found), sorted(files.map((file) => file.replace('.asl.json', ''))));
    },
  },
  {
    name: 'there is a function for each file',
    async run(deployed) {
      const found = (await functionNames(deployed)).map((name) => /-([A-Za-z]+)Function-/.exec(name)?.[1]);
      const files = functionsOnDisk(join(deployed.projectFolder, 'lambdas'));
      requireEqual(sorted(found), sorted(files.map(({ name }) => pascal(name))));
    },
  },
  {
    name: 'mail goes through the configuration set, over TLS, for 45 minutes at most',
    // MiniStack leaves these out of SES's first API, by which mail is sent; its second has them.
    async run({ endpoint, outputs }) {
      const name = outputs.MailConfigurationSet;
      const response = await fetch(`${endpoint}/v2/email/configuration-sets/${name}`);
      const { DeliveryOptions } = (await response.json()) as { DeliveryOptions?: Record<string, unknown> };
      requireEqual(
        [DeliveryOptions?.TlsPolicy, DeliveryOptions?.MaxDeliverySeconds].join(' '),
        'REQUIRE 2700',
      );
    },
  },
];

/** What runs: functions, keys, transactions, callbacks and mail work together. */
export const runningChecks: Check[] = [
  {
    name: 'the heartbeat beats',
    async run(deployed) {
      const beat = (await functionNames(deployed)).find((name) => name.includes('-BeatFunction-'));
      const response = await fetch(`${deployed.endpoint}/2015-03-31/functions/${beat}/invocations`, {
        method: 'POST',
        body: '{}',
      });
      requireEqual([response.status, await response.text()].join(' '), '200 null');
    },
  },
  {
    name: "a clinic's day draws and ends",
    // MiniStack loses the error's name when a step fails, so this looks at success only.
    async run(deployed) {
      const date = new Date().toLocaleDateString('sv-SE', { timeZone: deployed.timeZone });
      const started = await start(deployed, 'clinic-day', { date, attempt: 1 });
      await until('the clinic day ends', async () => (await statusOf(deployed, started)) !== 'RUNNING');
      const { status, output } = await describe(deployed, started);
      requireEqual(status, 'SUCCEEDED');
      // A day ends even when its draw has failed and was reported.
      requireEqual(typeof JSON.parse(output ?? '{}').draw?.outcome, 'string');
    },
  },
  {
    name: 'a question is mailed, waits, and its link opens without changing anything',
    // A function that throws in a callback task is swallowed by MiniStack: a mail that does not come is the sign.
    async run(deployed) {
      const started = await start(deployed, 'human-task', {
        kind: 'waitlist-offer',
        reason: 'deployment test',
      });
      const link = await until('the mail arrives', () => mailedLink(deployed));
      for (const method of ['GET', 'HEAD', 'OPTIONS']) await requireOpens(deployed, link, method);
      requireEqual(await statusOf(deployed, started), 'RUNNING');
      await new SFNClient(deployed.client).send(new StopExecutionCommand({ executionArn: started }));
      requireEqual(await statusOf(deployed, started), 'ABORTED');
    },
  },
];

async function requireOpens(deployed: Deployed, link: string, method: string): Promise<void> {
  const response = await fetch(throughEmulator(deployed, link), { method });
  if (!response.ok)
    throw new Error(`${method} of a link answers ${response.status}: ${await response.text()}`);
  const page = await response.text();
  if (method === 'GET' && !/<button/.test(page)) throw new Error('the page of a link shows no button');
}

async function functionNames({ endpoint }: Deployed): Promise<string[]> {
  const names: string[] = [];
  let marker: string | null | undefined = '';
  while (marker !== null && marker !== undefined) {
    const query: string = marker === '' ? '' : `?Marker=${encodeURIComponent(marker)}`;
    const response = await fetch(`${endpoint}/2015-03-31/functions/${query}`);
    const page = (await response.json()) as {
      Functions: { FunctionName: string }[];
      NextMarker?: string | null;
    };
    names.push(...page.Functions.map(({ FunctionName }) => FunctionName));
    marker = page.NextMarker;
  }
  return names;
}

async function start(
  { client, outputs, clinicId }: Deployed,
  machine: string,
  input: object,
): Promise<string> {
  const { executionArn } = await new SFNClient(client).send(
    new StartExecutionCommand({
      stateMachineArn: `${outputs.MachineArnPrefix}${machine}`,
      name: `deployment-test-${Date.now()}`,
      input: JSON.stringify({ schema: 1, clinicId, ...input }),
    }),
  );
  if (!executionArn) throw new Error(`${machine} did not start`);
  return executionArn;
}

async function statusOf(deployed: Deployed, executionArn: string): Promise<string | undefined> {
  return (await describe(deployed, executionArn)).status;
}

function describe({ client }: Deployed, executionArn: string) {
  return new SFNClient(client).send(new DescribeExecutionCommand({ executionArn }));
}

/** The path of the link in the newest mail: `/l/…`. */
async function mailedLink({ endpoint }: Deployed): Promise<string | undefined> {
  const mails = await (await fetch(`${endpoint}/_ministack/ses/messages`)).text();
  return /\/l\/[\w-]{20,}/.exec(mails)?.[0];
}

/** MiniStack serves a deployed API under its own address. */
function throughEmulator({ endpoint, outputs }: Deployed, path: string): string {
  const api = /https:\/\/([a-z0-9]+)\.[^/]+\/([^/]+)\//.exec(outputs.LinkBaseUrl ?? '');
  return `${endpoint}/restapis/${api?.[1]}/${api?.[2]}/_user_request_${path}`;
}

async function until<Found>(what: string, look: () => Promise<Found | undefined | false>): Promise<Found> {
  const deadline = Date.now() + waitsAtMostMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${waitsAtMostMs / 1000} s`);
    await sleep(looksEveryMs);
  }
}

function requireEqual(actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`found ${String(actual)}; expected ${String(expected)}`);
}

function sorted(names: (string | undefined)[]): string {
  return names.sort().join(' ');
}

function pascal(kebab: string): string {
  return kebab.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
