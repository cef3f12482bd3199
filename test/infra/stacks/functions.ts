import { expect, it } from 'vitest';
import { journey, ofType } from '../deployment.ts';

const lambdas = ofType(journey, 'AWS::Lambda::Function');

export function functionsInLambda(): void {
  it('run on Node 24 and arm64, as one bundle each', () => {
    for (const { Properties } of Object.values(lambdas)) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
    }
  });

  it('end before whoever waits for them gives up', () => {
    for (const [id, { Properties }] of Object.entries(lambdas)) {
      const isRoute = /^(OpenDoor|Answer|TakeMailEvent|SignIn|ViewConsole|ActConsole)Function$/.test(id);
      const limitSeconds = isRoute ? 29 : id === 'BeatFunction' ? 300 : 60;
      expect(Properties.Timeout, id).toBeLessThan(limitSeconds);
    }
  });

  it('have a role and a log each, and every log ends after six months', () => {
    const roles = Object.values(lambdas).map(({ Properties }) => JSON.stringify(Properties.Role));
    expect(new Set(roles).size).toBe(roles.length);
    for (const [id, { Properties }] of Object.entries(lambdas)) {
      expect(Properties.LoggingConfig).toMatchObject({ LogGroup: { Ref: id.replace(/Function$/, 'Log') } });
    }
    const logs = Object.values(ofType(journey, 'AWS::Logs::LogGroup'));
    expect(logs.map(({ Properties }) => Properties.RetentionInDays)).toEqual(logs.map(() => 180));
  });

  it('get settings by name only: no secret stands in the template', () => {
    const variables = Object.values(lambdas).flatMap(({ Properties }) =>
      Object.keys((Properties.Environment as { Variables: object }).Variables),
    );
    expect([...new Set(variables)].sort()).toEqual([
      'AUDIT_TABLE',
      'CONSOLE_URL',
      'DEPLOYMENT',
      'DRAW_KEY_ARN',
      'LINK_KEY_ARN',
      'MACHINE_ARN_PREFIX',
      'MAIL_CONFIGURATION_SET',
      'RECORDS_TABLE',
      'SIGN_IN_CLIENT_ID',
      'SIGN_IN_DOMAIN',
      'USER_POOL_ID',
    ]);
  });
}
