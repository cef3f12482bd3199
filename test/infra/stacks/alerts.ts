import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { alarmRules } from '../../../lib/constructs/alarm-list.ts';
import { journey, named, ofType, projectFolder } from '../deployment.ts';

const sections = readFileSync(join(projectFolder, 'RUNBOOK.md'), 'utf8').split(/^## /m);

export function alertsForEveryFailure(): void {
  it('tell of every execution of every machine here that failed, timed out or was aborted', () => {
    const { Properties } = named(journey, 'FailedExecutionRule');
    expect(Properties).toMatchObject({
      State: 'ENABLED',
      EventPattern: {
        source: ['aws.states'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
      Targets: [{ Arn: { Ref: 'AlertTopic' } }],
    });
    expect(JSON.stringify(Properties.EventPattern)).toContain(':stateMachine:stepdown-');
  });

  it('say which execution and what to read, and nothing of its input', () => {
    const [target] = named(journey, 'FailedExecutionRule').Properties.Targets as {
      InputTransformer: object;
    }[];
    const text = JSON.stringify(target?.InputTransformer);
    expect(text).toContain('RUNBOOK.md');
    expect(text).not.toMatch(/detail\.(input|output|cause|error)/);
  });

  it('go to the operator over an encrypted topic', () => {
    expect(JSON.stringify(named(journey, 'AlertTopic').Properties.KmsMasterKeyId)).toContain('DataKey');
    expect(Object.values(ofType(journey, 'AWS::SNS::Subscription'))[0]?.Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'operator@stepdown.example',
    });
  });

  const alarms = ofType(journey, 'AWS::CloudWatch::Alarm');

  it('there is one alarm for each way it can fail, under ids that stay', () => {
    expect(Object.keys(alarms).sort()).toEqual(alarmRules.map(({ id }) => `${id}Alarm`).sort());
    for (const { Properties } of Object.values(alarms))
      expect(Properties.AlarmActions).toEqual([{ Ref: 'AlertTopic' }]);
  });

  it.each(alarmRules.map((rule) => [rule.id, rule] as const))(
    '%s names an entry of the runbook that says what it means, how to look and how to mend it',
    (_, { runbook }) => {
      const entry = sections.find((section) => section.startsWith(`${runbook}\n`));
      expect(entry).toMatch(/\*\*Means\.\*\*[\s\S]*\*\*Look\.\*\*[\s\S]*\*\*Mend\.\*\*/);
    },
  );

  it('silence of the heartbeat rings; silence of everything else is well', () => {
    const ringing = Object.entries(alarms).filter(
      ([, { Properties }]) => Properties.TreatMissingData === 'breaching',
    );
    expect(ringing.map(([id]) => id)).toEqual(['HeartbeatStoppedAlarm']);
  });

  it('a refused key is counted in the log of every function', () => {
    const filters = Object.values(ofType(journey, 'AWS::Logs::MetricFilter'));
    const refusals = filters.filter(({ Properties }) =>
      JSON.stringify(Properties.MetricTransformations).includes('AccessDenied'),
    );
    expect(refusals).toHaveLength(Object.keys(ofType(journey, 'AWS::Lambda::Function')).length);
  });

  it('a budget tells the operator before the month is over', () => {
    expect(named(journey, 'MonthlyBudget').Properties).toMatchObject({
      Budget: { BudgetLimit: { Amount: 60, Unit: 'USD' }, TimeUnit: 'MONTHLY' },
    });
  });

  it('what cannot be taken in waits encrypted', () => {
    expect(JSON.stringify(named(journey, 'DeadLetterQueue').Properties.KmsMasterKeyId)).toContain('DataKey');
    expect(JSON.stringify(named(journey, 'MailEventRule').Properties.Targets)).toContain('DeadLetterQueue');
  });
}
