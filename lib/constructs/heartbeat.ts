import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { keepLogicalId } from './keep-logical-id.ts';

/** Calls the heartbeat every five minutes. A beat that was missed is not made up: the next does what is due. */
export class Heartbeat extends Construct {
  constructor(scope: Construct, id: string, beat: IFunction) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      description: 'stepdown: the schedule that calls the heartbeat',
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [beat.functionArn] }),
    );
    const schedule = new CfnSchedule(this, 'Schedule', {
      description: 'stepdown: heartbeat of all clinics',
      scheduleExpression: 'rate(5 minutes)',
      flexibleTimeWindow: { mode: 'OFF' },
      state: 'ENABLED',
      target: {
        arn: beat.functionArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 240 },
      },
    });
    schedule.overrideLogicalId('HeartbeatSchedule');
    schedule.node.addDependency(role);
    keepLogicalId(role, 'HeartbeatScheduleRole');
  }
}
