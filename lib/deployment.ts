import { type App, Tags } from 'aws-cdk-lib';
import { acknowledge } from './acknowledgements.ts';
import { DataStack } from './data-stack.ts';
import { JourneyStack, type JourneyStackProps } from './journey-stack.ts';
import type { Settings } from './settings.ts';

/** The two stacks of a deployment: what is kept for ever, and what can be replaced. */
export function makeStacks(
  app: App,
  settings: Settings,
  projectFolder: string,
  other: Pick<JourneyStackProps, 'lambdasFolder' | 'workflowsFolder' | 'needs'> = {},
): { data: DataStack; journey: JourneyStack } {
  const env = { account: settings.account, region: settings.region };
  const data = new DataStack(app, `${settings.name}-data`, {
    env,
    description: 'stepdown: tables and keys, kept for ever',
  });
  const journey = new JourneyStack(app, `${settings.name}-journey`, {
    ...other,
    env,
    settings,
    data,
    projectFolder,
    description: 'stepdown: workflows, functions, links, mail',
  });
  for (const stack of [data, journey]) acknowledge(stack, settings.name);
  Tags.of(app).add('application', settings.name);
  return { data, journey };
}
