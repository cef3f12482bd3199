import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { makeStacks } from '../../lib/deployment.ts';
import { readSettings, type Settings } from '../../lib/settings.ts';

export const projectFolder = join(import.meta.dirname, '../..');

/** A resource as it stands in a template, its intrinsic functions unresolved. */
export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

export type Resources = Record<string, Resource>;

export interface Statement {
  Effect: string;
  Action: string[];
  Resource: unknown[];
  Condition?: unknown;
}

/** The context that deploys, but for bundling, which takes seconds and changes only where the code lies. */
function deployingContext(): Record<string, unknown> {
  const { context } = JSON.parse(readFileSync(join(projectFolder, 'cdk.json'), 'utf8'));
  return { ...context, 'aws:cdk:bundling-stacks': [] };
}

export const settings: Settings = {
  ...readSettings((key) => deployingContext()[key], {}),
  account: '111122223333',
  operatorEmail: 'operator@stepdown.example',
};

// `cdk synth` checks the templates against the service's schemas; here that would only take seconds.
process.env.CDK_VALIDATION = 'false';
const app = new App({ context: deployingContext() });
const stacks = makeStacks(app, settings, projectFolder);

function resourcesOf(stack: Stack): Resources {
  return Template.fromStack(stack).toJSON().Resources;
}

export const data = resourcesOf(stacks.data);
export const journey = resourcesOf(stacks.journey);

export function ofType(resources: Resources, type: string): Resources {
  return Object.fromEntries(Object.entries(resources).filter(([, { Type }]) => Type === type));
}

/** @throws Error when the template has no such resource */
export function named(resources: Resources, logicalId: string): Resource {
  const found = resources[logicalId];
  if (!found) throw new Error(`the template has no ${logicalId}`);
  return found;
}

/** What a role may do: the statements of every policy attached to it. */
export function statementsOf(roleId: string): Statement[] {
  return Object.values(ofType(journey, 'AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.Roles) === JSON.stringify([{ Ref: roleId }]))
    .flatMap(({ Properties }) => (Properties.PolicyDocument as { Statement: object[] }).Statement)
    .map((statement) => {
      const { Action, Resource, ...rest } = statement as Record<string, unknown>;
      return { ...rest, Action: [Action].flat(), Resource: [Resource].flat() } as Statement;
    });
}

export function actionsOf(roleId: string): string[] {
  return statementsOf(roleId)
    .flatMap(({ Action }) => Action)
    .sort();
}
