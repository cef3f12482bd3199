import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks } from 'cdk-nag';
import { afterAll, describe, expect, it } from 'vitest';
import { acknowledgements } from '../../lib/acknowledgements.ts';
import { makeStacks } from '../../lib/deployment.ts';
import { readSettings } from '../../lib/settings.ts';

const projectFolder = join(import.meta.dirname, '../..');
const output = mkdtempSync(join(tmpdir(), 'rule-packs-'));
afterAll(() => rmSync(output, { recursive: true, force: true }));

interface Finding {
  ruleName: string;
  violatingConstructs?: { constructPath: string }[];
}

interface Report {
  pluginName: string;
  violations: Finding[];
  suppressedViolations?: Finding[];
}

const packs = ['AwsSolutions', 'HIPAA.Security', 'NIST.800.53.R5'];
const account = '111122223333';

/** The reports of the packs about the very app that deploys. */
function reports(): Report[] {
  const { context } = JSON.parse(readFileSync(join(projectFolder, 'cdk.json'), 'utf8'));
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] }, outdir: output });
  const settings = { ...readSettings((key) => context[key], {}), account };
  makeStacks(app, settings, projectFolder);
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app),
    new HIPAASecurityChecks(app),
    new NIST80053R5Checks(app),
  );
  app.synth();
  const { pluginReports } = JSON.parse(readFileSync(join(output, 'validation-report.json'), 'utf8'));
  return pluginReports.filter(({ pluginName }: Report) => packs.includes(pluginName));
}

const found = reports();

function findings(of: 'violations' | 'suppressedViolations'): string[] {
  return found.flatMap((report) =>
    (report[of] ?? []).flatMap(({ ruleName, violatingConstructs = [] }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    ),
  );
}

describe('the rule packs AwsSolutions, HIPAA and NIST 800-53 R5', () => {
  it('look at the app, all three of them', () => {
    expect(found.map(({ pluginName }) => pluginName).sort()).toEqual(packs);
    expect(findings('suppressedViolations').length).toBeGreaterThan(100);
  });

  it('find nothing that is not acknowledged', () => {
    expect(findings('violations')).toEqual([]);
  });

  it('find everything that is acknowledged: no entry outlives its finding', () => {
    const seen = new Set(findings('suppressedViolations').map((line) => line.slice(0, line.indexOf(' at '))));
    const written = (rule: string) =>
      rule.replace('{name}', 'stepdown').replace('{region}', 'us-east-1').replace('{account}', account);
    expect(acknowledgements.map(({ rule }) => written(rule)).filter((rule) => !seen.has(rule))).toEqual([]);
  });

  it('are answered with a reason each', () => {
    for (const { rule, reason } of acknowledgements) expect(reason.length, rule).toBeGreaterThan(40);
  });
});
