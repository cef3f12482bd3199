import { expect, it } from 'vitest';
import { actionsOf, data, journey, named, ofType } from '../deployment.ts';

const methods = Object.values(ofType(journey, 'AWS::ApiGateway::Method')).map(({ Properties }) => Properties);

function methodsThatCall(functionId: string): string[] {
  const calls = methods.filter(({ Integration }) => JSON.stringify(Integration).includes(`"${functionId}"`));
  return calls.map(({ HttpMethod }) => String(HttpMethod)).sort();
}

export function consoleBehindSignIn(): void {
  it('GET reaches the function that shows, POST and the forms of actions the one that acts', () => {
    expect(methodsThatCall('ViewConsoleFunction')).toEqual(['GET', 'GET']);
    expect(methodsThatCall('ActConsoleFunction')).toEqual(['GET', 'GET', 'POST', 'POST', 'POST', 'POST']);
    expect(methodsThatCall('SignInFunction')).toEqual(['GET', 'GET', 'POST']);
  });

  it('the function that shows can neither send, start, end a wait, nor make a link', () => {
    const services = actionsOf('ViewConsoleRole').map((action) => action.split(':')[0]);
    expect([...new Set(services)].sort()).toEqual(['dynamodb', 'kms', 'logs']);
    expect(actionsOf('ViewConsoleRole')).not.toContain('kms:GenerateMac');
  });

  it('nobody signs up by themselves, and everybody has a second factor from an app', () => {
    expect(named(data, 'StaffUserPool').Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
      UserPoolTier: 'ESSENTIALS',
    });
    expect(named(data, 'StaffUserPool')).toMatchObject({ DeletionPolicy: 'Retain' });
  });

  it('sign-in is by code with PKCE: a public client, no implicit flow, no password given to us', () => {
    const client = named(journey, 'StaffSignInClient').Properties;
    expect(client).toMatchObject({
      AllowedOAuthFlows: ['code'],
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
    });
    expect(JSON.stringify(client.ExplicitAuthFlows ?? [])).not.toMatch(/PASSWORD|SRP/);
    expect(JSON.stringify(client.CallbackURLs)).toContain('/live/signed-in');
  });

  it('nobody can sign in until the deployment has an address for it', () => {
    const environment = named(journey, 'SignInFunction').Properties.Environment as {
      Variables: Record<string, unknown>;
    };
    expect(environment.Variables.SIGN_IN_DOMAIN).toBe('');
    expect(Object.keys(ofType(journey, 'AWS::Cognito::UserPoolDomain'))).toEqual([]);
    const told = named(journey, 'ActConsoleFunction').Properties.Environment as typeof environment;
    expect(told.Variables.CONSOLE_URL).toBe('closed');
  });
}
