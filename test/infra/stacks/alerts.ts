import { expect, it } from 'vitest';
import { journey, named, ofType } from '../deployment.ts';

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
}
