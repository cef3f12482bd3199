import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { PlaceholderMismatch } from '../lib/constructs/journey-machine.ts';
import { BadDefinition } from '../lib/constructs/placeholders.ts';
import { makeStacks } from '../lib/deployment.ts';
import { BadNeeds } from '../lib/function-needs.ts';
import { BadSources } from '../lib/functions-on-disk.ts';
import { BadSettings, readSettings } from '../lib/settings.ts';

/** What an engineer can mend by the message alone. Anything else is a surprise and shows where it came from. */
const mendable = [BadSettings, BadSources, BadNeeds, BadDefinition, PlaceholderMismatch];

const app = new App();
try {
  const settings = readSettings((key) => app.node.tryGetContext(key), process.env);
  makeStacks(app, settings, join(import.meta.dirname, '..'));
} catch (error) {
  if (!(error instanceof Error) || !mendable.some((kind) => error instanceof kind)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
