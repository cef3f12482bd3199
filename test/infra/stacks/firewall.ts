import { expect, it } from 'vitest';
import { journey, named, ofType } from '../deployment.ts';

export function firewallBeforeTheLinks(): void {
  it('stands before the API’s stage', () => {
    const { ResourceArn, WebACLArn } = named(journey, 'LinkFirewallOnApi').Properties;
    expect(JSON.stringify(ResourceArn)).toContain('LinkApi');
    expect(WebACLArn).toEqual({ 'Fn::GetAtt': ['LinkFirewall', 'Arn'] });
  });

  it('stops an address by its number of forms and of requests, and lets everything else through', () => {
    const { DefaultAction, Rules } = named(journey, 'LinkFirewall').Properties as {
      DefaultAction: object;
      Rules: { Statement: { RateBasedStatement: { Limit: number; ScopeDownStatement?: unknown } } }[];
    };
    expect(DefaultAction).toEqual({ Allow: {} });
    expect(Rules.map(({ Statement }) => Statement.RateBasedStatement.Limit)).toEqual([200, 1000]);
    expect(JSON.stringify(Rules[0]?.Statement.RateBasedStatement.ScopeDownStatement)).toContain('"POST"');
  });

  it('logs what it stopped only, without path, query and cookie, and samples no request', () => {
    const logging = named(journey, 'LinkFirewallLogging').Properties;
    expect(logging.LoggingFilter).toMatchObject({ DefaultBehavior: 'DROP', Filters: [{ Behavior: 'KEEP' }] });
    expect(JSON.stringify(logging.RedactedFields)).toMatch(/UriPath.*QueryString.*cookie/);
    expect(JSON.stringify(named(journey, 'LinkFirewall'))).not.toContain('"SampledRequestsEnabled":true');
  });

  it('every log is encrypted with the key that is kept', () => {
    const logs = Object.entries(ofType(journey, 'AWS::Logs::LogGroup'));
    const open = logs.filter(
      ([, { Properties }]) => !JSON.stringify(Properties.KmsKeyId ?? '').includes('DataKey'),
    );
    expect(open.map(([id]) => id)).toEqual([]);
  });
}
