import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { createDynamoStore } from '../adapters/dynamodb-store.ts';
import { randomIds } from '../adapters/random-ids.ts';
import { systemClock } from '../adapters/system-clock.ts';
import type { ClinicSigns } from '../domain/clinic-signs.ts';
import type {
  ClinicStore,
  Journeys,
  Mailer,
  Pager,
  Ports,
  Secrets,
  StaffSignIn,
  Suppressions,
} from '../ports.ts';
import type { HttpResponse, Route } from './define-route.ts';
import type { Step, StepOutcome } from './define-step.ts';
import { deploymentFrom } from './deployment.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { idsIn, logCall, writeOut } from './logger.ts';
import { metricsLine } from './metrics.ts';

/** How a function reaches the outside, beyond the store, which all have. A port it does not need is not bundled. */
export interface PortMakers {
  mailer?: (environment: Environment) => Mailer;
  suppressions?: (environment: Environment) => Suppressions;
  pager?: (environment: Environment) => Pager;
  journeys?: (environment: Environment) => Journeys;
  secrets?: (environment: Environment) => Secrets;
  signIn?: (environment: Environment) => StaffSignIn | undefined;
}

/** What a handler runs on; a test gives its own. */
export interface Surroundings {
  environment: Environment;
  makePorts(makers: PortMakers, environment: Environment): Ports;
  write?: (text: string) => void;
}

interface CallContext {
  awsRequestId?: string;
}

type Handler<Result> = (event: unknown, context?: CallContext) => Promise<Result>;

export const inLambda: Surroundings = { environment: process.env, makePorts: portsFrom };
/** A socket that stays silent must not use up the time a function has. */
const requestHandler = { connectionTimeout: 2_000, requestTimeout: 10_000 };
const failurePage =
  'Something went wrong on our side, and nothing was changed. Please try again in a few minutes, or call the clinic.';

/** A step as a function of AWS Lambda. What it throws reaches the state machine under its own name. */
export function stepHandler(
  step: Step,
  makers: PortMakers = {},
  around: Surroundings = inLambda,
): Handler<StepOutcome> {
  const call = logged<StepOutcome>(around, (outcome) => String(outcome.outcome ?? 'done'));
  const ports = once(makers, around);
  return (event, context) => call(idsIn(event), context, () => step.handler(ports())(event));
}

/** A route as a function behind API Gateway. A failure is logged by its name and answered without saying more. */
export function routeHandler(
  route: Route,
  makers: PortMakers = {},
  around: Surroundings = inLambda,
): Handler<HttpResponse> {
  const call = logged<HttpResponse>(around, (response) => String(response.statusCode));
  const ports = once(makers, around);
  return async (event, context) => {
    try {
      return await call({}, context, () => route.handler(ports())(event));
    } catch {
      return { statusCode: 500, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: failurePage };
    }
  };
}

/** What the schedule calls. */
export interface Heartbeat {
  beat(ports: Ports): Promise<unknown>;
  watch(ports: Ports): Promise<ClinicSigns>;
}

/** The heartbeat as a function that a schedule calls: it beats, then looks, and what it sees becomes metrics. */
export function beatHandler(
  { beat, watch }: Heartbeat,
  makers: PortMakers = {},
  around: Surroundings = inLambda,
): Handler<void> {
  const call = logged<unknown>(around, () => 'done');
  const ports = once(makers, around);
  return async (_event, context) => {
    await call({}, context, () => beat(ports()));
    const signs = await watch(ports());
    const deployment = around.environment.DEPLOYMENT ?? '';
    (around.write ?? writeOut)(metricsLine(signs, deployment, ports().clock.now()));
  };
}

/** A function that takes events as they come; what it throws has AWS hand the event over again. */
export function eventHandler(
  take: (ports: Ports, event: unknown) => Promise<string>,
  makers: PortMakers = {},
  around: Surroundings = inLambda,
): Handler<void> {
  const call = logged<string>(around, (outcome) => outcome);
  const ports = once(makers, around);
  return async (event, context) => {
    await call({}, context, () => take(ports(), event));
  };
}

/** Ports from a function's environment; a port that was not given throws when it is used. */
function portsFrom(makers: PortMakers, environment: Environment): Ports {
  return {
    store: storeFrom(environment),
    clock: systemClock,
    ids: randomIds,
    mailer: makers.mailer?.(environment) ?? notGiven<Mailer>('mailer'),
    pager: makers.pager?.(environment) ?? notGiven<Pager>('pager'),
    suppressions: makers.suppressions?.(environment) ?? notGiven<Suppressions>('suppressions'),
    journeys: makers.journeys?.(environment) ?? notGiven<Journeys>('journeys'),
    secrets: makers.secrets?.(environment) ?? notGiven<Secrets>('secrets'),
    signIn: makers.signIn?.(environment),
    deployment: deploymentFrom(environment),
  };
}

function storeFrom(environment: Environment): ClinicStore {
  const tableName = z.string().check(z.regex(/^[\w.-]{3,255}$/));
  const { RECORDS_TABLE, AUDIT_TABLE } = readEnvironment(environment, {
    RECORDS_TABLE: tableName,
    AUDIT_TABLE: tableName,
  });
  const client = new DynamoDBClient({ requestHandler });
  return createDynamoStore({ client, recordsTable: RECORDS_TABLE, auditTable: AUDIT_TABLE });
}

function notGiven<Port extends object>(port: string): Port {
  return new Proxy({} as Port, {
    get(_, member) {
      throw new Error(
        `${port}.${String(member)}: this function was not given the ${port}; add the need in lib/function-needs.ts`,
      );
    },
  });
}

function once(makers: PortMakers, around: Surroundings): () => Ports {
  let ports: Ports | undefined;
  return () => {
    ports ??= around.makePorts(makers, around.environment);
    return ports;
  };
}

function logged<Result>(around: Surroundings, outcomeOf: (result: Result) => string) {
  const call = around.environment.AWS_LAMBDA_FUNCTION_NAME ?? 'function';
  return async (
    ids: Record<string, unknown>,
    context: CallContext | undefined,
    run: () => Promise<Result>,
  ): Promise<Result> => {
    const requestId = context?.awsRequestId ?? '';
    const began = performance.now();
    const note = (outcome: string, error?: string) => {
      const durationMs = Math.round(performance.now() - began);
      logCall({ call, requestId, outcome, durationMs, ids, error }, around.write);
    };
    try {
      const result = await run();
      note(outcomeOf(result));
      return result;
    } catch (error) {
      note('failed', error instanceof Error ? error.name : typeof error);
      throw error;
    }
  };
}
