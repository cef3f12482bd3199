import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { makeStacks } from '../../lib/deployment.ts';
import { BadSettings, readSettings } from '../../lib/settings.ts';
import { nth } from '../example-clinic.ts';
import { actionsOf, journey, named, ofType, projectFolder, statementsOf } from './deployment.ts';

const methods = Object.values(ofType(journey, 'AWS::ApiGateway::Method')).map(({ Properties }) => Properties);

describe('the pager', () => {
  it('has one way in, POST /pager/{clinic}, to the function that takes its replies', () => {
    const calls = methods.filter(({ Integration }) =>
      JSON.stringify(Integration).includes('"AnswerPageFunction"'),
    );
    expect(calls.map(({ HttpMethod }) => HttpMethod)).toEqual(['POST']);
    const parts = ofType(journey, 'AWS::ApiGateway::Resource');
    const clinic = named(parts, refOf(nth(calls, 0).ResourceId)).Properties;
    expect(clinic.PathPart).toBe('{clinic}');
    expect(named(parts, refOf(clinic.ParentId)).Properties.PathPart).toBe('pager');
  });

  it('sends texts from the number that the deployment names, and from none where it names none', () => {
    expect(actionsOf('AskPersonRole')).not.toContain('sms-voice:SendTextMessage');
    const given = (smsOrigination: string) =>
      readSettings((key) => ({ ...settingsOf, 'stepdown:smsOrigination': smsOrigination })[key], {});
    const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
    const stacks = makeStacks(app, given(pool), projectFolder);
    Template.fromStack(stacks.journey).hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: 'AskPersonRole' }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          { Action: 'sms-voice:SendTextMessage', Effect: 'Allow', Resource: pool },
        ]),
      },
    });
    for (const wrong of ['*', 'arn:aws:sms-voice:us-east-1:111122223333:pool/*', '+15550100100'])
      expect(() => given(wrong)).toThrow(BadSettings);
  });

  it('gives the links no more than the start of a crisis', () => {
    const starts = statementsOf('AnswerRole').filter(({ Action }) =>
      Action.includes('states:StartExecution'),
    );
    expect(starts).toHaveLength(1);
    expect(starts[0]?.Resource).toHaveLength(1);
    expect(JSON.stringify(starts[0]?.Resource)).toMatch(/stepdown-crisis"/);
  });
});

function refOf(resource: unknown): string {
  return (resource as { Ref: string }).Ref;
}

const pool = 'arn:aws:sms-voice:us-east-1:111122223333:pool/pool-0123';
const settingsOf: Record<string, string> = {
  'stepdown:name': 'stepdown',
  'stepdown:mailDomain': 'mail.stepdown.example',
};
