import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { makeStacks } from '../lib/deployment.ts';
import { BadSettings, readSettings } from '../lib/settings.ts';

const app = new App();
try {
  const settings = readSettings((key) => app.node.tryGetContext(key), process.env);
  makeStacks(app, settings, join(import.meta.dirname, '..'));
} catch (error) {
  if (!(error instanceof BadSettings)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
