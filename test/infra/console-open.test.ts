import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { makeStacks } from '../../lib/deployment.ts';
import { projectFolder, settings } from './deployment.ts';

const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
const stacks = makeStacks(app, { ...settings, signInDomain: 'fictional-staff' }, projectFolder);
// Refuses a template whose resources need each other in a circle.
const template = Template.fromStack(stacks.journey).toJSON();

it('a deployment with an address for sign-in tells its console to whoever starts actions and to the command line', () => {
  const told = template.Resources.ActConsoleFunction.Properties.Environment.Variables.CONSOLE_URL;
  expect(template.Outputs.ConsoleUrl.Value).toEqual(told);
  expect(JSON.stringify(told)).toMatch(/https:\/\/.*\/console"/);
  expect(told).not.toBe('closed');
});
