import { expect, it } from 'vitest';
import { taskRules } from '../../../lambdas/domain/human-task-kinds.ts';
import { journey, named, ofType, settings } from '../deployment.ts';

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

  it('is given up before the shortest wait for an answer ends', () => {
    const waits = Object.values(taskRules).flatMap(({ ladder }) => ladder.map(({ wait }) => wait));
    const shortestHours = Math.min(
      ...waits.map((wait) => ('hours' in wait ? wait.hours : wait.workingHours)),
    );
    const { MaxDeliverySeconds } = Properties.DeliveryOptions as { MaxDeliverySeconds: number };
    expect(MaxDeliverySeconds).toBeGreaterThanOrEqual(300);
    expect(MaxDeliverySeconds).toBeLessThan(shortestHours * 3600);
  });

  it('comes from the domain of the deployment', () => {
    expect(named(journey, 'MailDomain').Properties).toMatchObject({
      EmailIdentity: settings.mailDomain,
      ConfigurationSetAttributes: { ConfigurationSetName: { Ref: 'MailConfigurationSet' } },
    });
  });
}
