import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoStore } from '../lambdas/adapters/dynamodb-store.ts';
import { secretsFrom } from '../lambdas/adapters/kms-secrets.ts';
import { pagerFrom } from '../lambdas/adapters/pager.ts';
import { randomIds } from '../lambdas/adapters/random-ids.ts';
import { mailerFrom } from '../lambdas/adapters/ses-mailer.ts';
import { suppressionsFrom } from '../lambdas/adapters/ses-suppressions.ts';
import { journeysFrom } from '../lambdas/adapters/step-functions-journeys.ts';
import { systemClock } from '../lambdas/adapters/system-clock.ts';
import { exportClinicDraws } from '../lambdas/casework/export-draws.ts';
import { required } from '../lambdas/casework/read-records.ts';
import { localDateOf } from '../lambdas/domain/clinic-calendar.ts';
import { UnsoundDraws } from '../lambdas/domain/draw-export.ts';
import { anyClinic } from '../lambdas/domain/records.ts';
import type { StaffMember } from '../lambdas/domain/staff.ts';
import type { ClinicStore, Ports } from '../lambdas/ports.ts';
import type { Action } from '../lambdas/runtime/define-action.ts';
import { deploymentFrom } from '../lambdas/runtime/deployment.ts';
import { CommandFailed, type Target } from './command-line.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Deployment {
  /** The file that `cdk deploy --outputs-file` wrote. */
  outputs: string | undefined;
  clinicId: string | undefined;
  environment: Environment;
}

/** A deployment's settings and the outputs of its stacks that tell them. */
const outputNames = {
  RECORDS_TABLE: 'RecordsTableName',
  AUDIT_TABLE: 'AuditTableName',
  MACHINE_ARN_PREFIX: 'MachineArnPrefix',
  LINK_KEY_ARN: 'LinkKeyArn',
  MAIL_CONFIGURATION_SET: 'MailConfigurationSet',
  CONSOLE_URL: 'ConsoleUrl',
  USER_POOL_ID: 'StaffUserPoolId',
};

const minuteMs = 60_000;

/** Names without which no command can act. */
const needed = ['RECORDS_TABLE', 'AUDIT_TABLE', 'MACHINE_ARN_PREFIX'] as const;

/** A deployed clinic, acted on with the AWS credentials of whoever runs the command. The audit says "operator". */
export async function deploymentTarget(deployment: Deployment): Promise<Target> {
  const environment = { ...deployment.environment, ...(await settingsIn(deployment.outputs)) };
  requireNames(environment, needed);
  const ports = await portsOf(environment);
  return {
    name: `the deployment with ${environment.RECORDS_TABLE}`,
    async start(name, input) {
      const clinicId = await clinicFor(name, deployment.clinicId, ports.store);
      return (await actionNamed(name)).start(input, { clinicId, by: 'operator' }, ports);
    },
    passMinute: () => wait(minuteMs),
    async exportDraws() {
      const { store, clock } = ports;
      const clinicId = await clinicFor('export-draws', deployment.clinicId, store);
      const { calendar } = await required(store.read(clinicId), 'clinic', clinicId);
      try {
        return await exportClinicDraws(store, clinicId, localDateOf(calendar.timeZone, clock.now()));
      } catch (error) {
        throw error instanceof UnsoundDraws ? new CommandFailed(error.message) : error;
      }
    },
  };
}

/** A clinic's staff as its file was applied, and where their sign-ins are. */
export interface DeployedStaff {
  clinicId: string;
  /** Those who have left among them. */
  staff: StaffMember[];
  userPoolId: string;
}

/**
 * Reads a deployed clinic's staff.
 * @throws CommandFailed when the deployment, its user pool or the clinic is not named
 */
export async function deployedStaff(deployment: Deployment): Promise<DeployedStaff> {
  const environment = { ...deployment.environment, ...(await settingsIn(deployment.outputs)) };
  const { USER_POOL_ID: userPoolId = '' } = environment;
  requireNames(environment, [...needed, 'USER_POOL_ID']);
  const { store } = await portsOf(environment);
  const clinicId = await clinicFor('staff', deployment.clinicId, store);
  return { clinicId, staff: await store.read(clinicId).list('staff'), userPoolId };
}

function requireNames(environment: Environment, names: readonly string[]): void {
  const missing = names.filter((name) => !environment[name]);
  if (missing.length > 0)
    throw new CommandFailed(
      `${missing.join(', ')}: not set; set it, or name the deployment's --outputs FILE`,
    );
}

async function portsOf(environment: Environment): Promise<Ports> {
  const { RECORDS_TABLE: recordsTable = '', AUDIT_TABLE: auditTable = '' } = environment;
  const client = await clientInRegion();
  return {
    store: createDynamoStore({ client, recordsTable, auditTable }),
    journeys: journeysFrom(environment),
    secrets: secretsFrom(environment),
    mailer: { send: async (mail) => mailerFrom(environment).send(mail) },
    pager: { page: async (page) => pagerFrom(environment).page(page) },
    suppressions: { suppressed: async (addresses) => suppressionsFrom().suppressed(addresses) },
    clock: systemClock,
    ids: randomIds,
    deployment: deploymentFrom(environment),
  };
}

/** @throws CommandFailed where neither the environment nor the AWS profile names a region */
async function clientInRegion(): Promise<DynamoDBClient> {
  const client = new DynamoDBClient({});
  try {
    await client.config.region();
  } catch {
    throw new CommandFailed('no AWS region is set; set AWS_REGION, or a region in the AWS profile');
  }
  return client;
}

async function settingsIn(file: string | undefined): Promise<Record<string, string>> {
  if (file === undefined) return {};
  const outputs = Object.assign({}, ...Object.values(await jsonIn(file)));
  const settings = Object.entries(outputNames).map(([name, output]) => [name, outputs[output]]);
  return Object.fromEntries(settings.filter(([, value]) => typeof value === 'string'));
}

async function jsonIn(file: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw new CommandFailed(
      `${file}: cannot be read as JSON; write it with "cdk deploy --outputs-file ${file}"`,
    );
  }
}

/** The clinic that was chosen, or the only one there is. A clinic that is not there yet can only be applied. */
async function clinicFor(action: string, chosen: string | undefined, store: ClinicStore): Promise<string> {
  if (chosen !== undefined && action === 'apply-clinic') return chosen;
  const ids = (await store.read(anyClinic).list('clinic')).map(({ id }) => id);
  const [only, ...others] = ids;
  if (!only) throw new CommandFailed('the deployment has no clinic yet; run "npm run clinic -- apply FILE"');
  if (chosen !== undefined && ids.includes(chosen)) return chosen;
  if (chosen === undefined && others.length === 0) return only;
  const problem = chosen === undefined ? 'has several clinics' : `has no clinic "${chosen}"`;
  throw new CommandFailed(`the deployment ${problem}; choose one with --clinic: ${ids.join(', ')}`);
}

/** An action by its name, which is its file's. */
async function actionNamed(name: string): Promise<Action> {
  const module: { action: Action } = await import(
    new URL(`../lambdas/actions/${name}.ts`, import.meta.url).href
  );
  return module.action;
}
