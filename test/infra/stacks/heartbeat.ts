import { expect, it } from 'vitest';
import { actionsOf, journey, named, ofType, statementsOf } from '../deployment.ts';

export function heartbeatSchedule(): void {
  it('beats every five minutes for all clinics: one schedule, no other timer', () => {
    expect(Object.keys(ofType(journey, 'AWS::Scheduler::Schedule'))).toEqual(['HeartbeatSchedule']);
    const { Properties } = named(journey, 'HeartbeatSchedule');
    expect(Properties).toMatchObject({
      ScheduleExpression: 'rate(5 minutes)',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: { 'Fn::GetAtt': ['BeatFunction', 'Arn'] },
        RetryPolicy: { MaximumEventAgeInSeconds: 240 },
      },
    });
    const rules = Object.values(ofType(journey, 'AWS::Events::Rule'));
    expect(rules.filter((rule) => 'ScheduleExpression' in rule.Properties)).toEqual([]);
  });

  it('may call the heartbeat and nothing else', () => {
    expect(actionsOf('HeartbeatScheduleRole')).toEqual(['lambda:InvokeFunction']);
    expect(statementsOf('HeartbeatScheduleRole')[0]?.Resource).toEqual([
      { 'Fn::GetAtt': ['BeatFunction', 'Arn'] },
    ]);
  });
}
