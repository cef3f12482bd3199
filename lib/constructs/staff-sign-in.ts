import { Duration, Stack } from 'aws-cdk-lib';
import { type IUserPool, OAuthScope, UserPoolClient, UserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { keepLogicalId } from './keep-logical-id.ts';

export interface StaffSignInProps {
  userPool: IUserPool;
  /** Begins the address of the sign-in pages; unique in the region. Undefined: nobody can sign in yet. */
  domainPrefix: string | undefined;
  /** Where the browser reaches us, without a trailing slash. */
  baseUrl: string;
}

/**
 * How staff sign in: by authorization code with PKCE and a client without a secret. Tokens are read once, for who
 * somebody is, and thrown away; the console keeps sessions of its own.
 */
export class StaffSignIn extends Construct {
  readonly clientId: string;
  /** Empty while nobody can sign in. */
  readonly domain: string;

  constructor(scope: Construct, id: string, { userPool, domainPrefix, baseUrl }: StaffSignInProps) {
    super(scope, id);
    const client = new UserPoolClient(this, 'Client', {
      userPool,
      generateSecret: false,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [`${baseUrl}/signed-in`],
        logoutUrls: [`${baseUrl}/sign-in`],
      },
      accessTokenValidity: Duration.minutes(5),
      idTokenValidity: Duration.minutes(5),
      refreshTokenValidity: Duration.hours(1),
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
    });
    keepLogicalId(client, 'StaffSignInClient');
    this.clientId = client.userPoolClientId;
    this.domain = '';
    if (domainPrefix === undefined) return;
    const domain = new UserPoolDomain(this, 'Domain', { userPool, cognitoDomain: { domainPrefix } });
    keepLogicalId(domain, 'StaffSignInDomain');
    this.domain = `https://${domainPrefix}.auth.${Stack.of(this).region}.amazoncognito.com`;
  }
}
