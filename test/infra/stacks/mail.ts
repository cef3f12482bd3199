import { expect, it } from 'vitest';
import { taskRules } from '../../../lambdas/domain/human-task-kinds.ts';
import { actionsOf, journey, named, ofType, settings, statementsOf } from '../deployment.ts';

const { Properties } = named(journey, 'MailConfigurationSet');

export function mailOverTls(): void {
  it('goes out over TLS only, and opens and clicks are not followed', () => {
    expect(Properties).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      VdmOptions: { DashboardOptions: { EngagementMetrics: 'DISABLED' } },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    expect(Properties).not.toHaveProperty('TrackingOptions');
    const destinations = ofType(journey, 'AWS::SES::ConfigurationSetEventDestination');
    expect(JSON.stringify(destinations)).not.toMatch(/OPEN|CLICK/i);
  });

  it('is given up before the shortest wait for an answer ends, but for what is paged too', () => {
    const mailed = Object.values(taskRules).filter(({ isPaged }) => !isPaged);
    const waits = mailed.flatMap(({ ladder }) => ladder.map(({ wait }) => wait));
    const shortestHours = Math.min(
      ...waits.map((wait) => ('hours' in wait ? wait.hours : wait.workingHours)),
    );
    const { MaxDeliverySeconds } = Properties.DeliveryOptions as { MaxDeliverySeconds: number };
    expect(MaxDeliverySeconds).toBeGreaterThanOrEqual(300);
    expect(MaxDeliverySeconds).toBeLessThan(shortestHours * 3600);
  });

  it('is reported on, from delivery to complaint, to the one function that takes it into the ledger', () => {
    expect(named(journey, 'MailEventDestination').Properties).toMatchObject({
      ConfigurationSetName: { Ref: 'MailConfigurationSet' },
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['delivery', 'bounce', 'complaint', 'deliveryDelay', 'reject'],
      },
    });
    const rule = named(journey, 'MailEventRule').Properties;
    expect(rule.EventPattern).toMatchObject({
      source: ['aws.ses'],
      detail: {
        eventType: ['Delivery', 'Bounce', 'Complaint', 'DeliveryDelay', 'Reject'],
        mail: { tags: { 'ses:configuration-set': [{ Ref: 'MailConfigurationSet' }] } },
      },
    });
    expect(rule.Targets).toEqual([
      expect.objectContaining({ Arn: { 'Fn::GetAtt': ['TakeMailEventFunction', 'Arn'] } }),
    ]);
    const callers = Object.values(ofType(journey, 'AWS::Lambda::Permission')).filter(({ Properties }) =>
      JSON.stringify(Properties.FunctionName).includes('TakeMailEventFunction'),
    );
    expect(callers.map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({
        Principal: 'events.amazonaws.com',
        SourceArn: { 'Fn::GetAtt': ['MailEventRule', 'Arn'] },
      }),
    ]);
  });

  it('is taken into the ledger by a function that neither sends, nor makes links, nor ends waits', () => {
    const services = actionsOf('TakeMailEventRole').map((action) => action.split(':')[0]);
    expect(new Set(services)).toEqual(new Set(['dynamodb', 'kms', 'logs', 'sqs']));
    expect(actionsOf('TakeMailEventRole')).not.toContain('kms:GenerateMac');
  });

  it('is compared with the suppression list by the heartbeat alone', () => {
    const asking = Object.keys(ofType(journey, 'AWS::IAM::Role')).filter((role) =>
      statementsOf(role).some(({ Action }) => Action.includes('ses:GetSuppressedDestination')),
    );
    expect(asking).toEqual(['BeatRole']);
  });

  it('comes from the domain of the deployment', () => {
    expect(named(journey, 'MailDomain').Properties).toMatchObject({
      EmailIdentity: settings.mailDomain,
      ConfigurationSetAttributes: { ConfigurationSetName: { Ref: 'MailConfigurationSet' } },
    });
  });
}
