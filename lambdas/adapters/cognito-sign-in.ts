import { CognitoJwtVerifier } from 'aws-jwt-verify';
import * as oauth from 'oauth4webapi';
import * as z from 'zod/mini';
import { type SignInKept, SignInRefused, type StaffIdentity, type StaffSignIn } from '../ports.ts';
import { type Environment, readEnvironment } from '../runtime/environment.ts';

interface CognitoSignInOptions {
  userPoolId: string;
  clientId: string;
  /** Where the pool's own sign-in pages are: `https://<prefix>.auth.<region>.amazoncognito.com`. */
  domain: string;
  /** Checks an ID token's signature, issuer, client and expiry. */
  verify(idToken: string): Promise<Record<string, unknown>>;
  /** How the provider is asked; a test gives its own. */
  fetch?: typeof fetch;
}

/** What an ID token must say: an address that the provider has checked, and the groups that stand for roles. */
const claimsSchema = z.object({
  nonce: z.string(),
  email: z.email(),
  email_verified: z.union([z.literal(true), z.literal('true')]),
  'cognito:groups': z._default(z.array(z.string()), []),
});

/** Sign-in through an Amazon Cognito user pool: authorization code with PKCE, a public client without a secret. */
export function createCognitoSignIn(options: CognitoSignInOptions): StaffSignIn {
  const { userPoolId, clientId, domain } = options;
  const server: oauth.AuthorizationServer = {
    issuer: issuerOf(userPoolId),
    authorization_endpoint: `${domain}/oauth2/authorize`,
    token_endpoint: `${domain}/oauth2/token`,
  };
  const client: oauth.Client = { client_id: clientId };

  return {
    async begin(redirectUri) {
      const keep: SignInKept = {
        state: oauth.generateRandomState(),
        nonce: oauth.generateRandomNonce(),
        verifier: oauth.generateRandomCodeVerifier(),
      };
      const url = new URL(`${domain}/oauth2/authorize`);
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: 'openid email',
        state: keep.state,
        nonce: keep.nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(keep.verifier),
        code_challenge_method: 'S256',
      }).toString();
      return { url: url.href, keep };
    },
    finish: (returned, keep, redirectUri) => refusing(() => finish(returned, keep, redirectUri)),
    signOutUrl(returnTo) {
      const query = new URLSearchParams({ client_id: clientId, logout_uri: returnTo });
      return `${domain}/logout?${query}`;
    },
  };

  async function finish(returned: URL, keep: SignInKept, redirectUri: string): Promise<StaffIdentity> {
    const answered = oauth.validateAuthResponse(server, client, returned, keep.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      answered,
      redirectUri,
      keep.verifier,
      { ...(options.fetch && { [oauth.customFetch]: options.fetch }) },
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: keep.nonce,
      requireIdToken: true,
    });
    const claims = z.parse(claimsSchema, await options.verify(tokens.id_token ?? ''));
    if (claims.nonce !== keep.nonce) throw new SignInRefused('the identity is of another sign-in');
    return { email: claims.email, groups: claims['cognito:groups'] };
  }
}

/** Whatever does not fit is one refusal: who tries is told nothing about why. */
async function refusing<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw new SignInRefused(error instanceof Error ? error.name : 'refused');
  }
}

function issuerOf(userPoolId: string): string {
  return `https://cognito-idp.${userPoolId.split('_')[0]}.amazonaws.com/${userPoolId}`;
}

/** The sign-in of a deployed function; undefined while the deployment has no address for it. */
export function signInFrom(environment: Environment): StaffSignIn | undefined {
  if (!environment.SIGN_IN_DOMAIN) return undefined;
  const { USER_POOL_ID, SIGN_IN_CLIENT_ID, SIGN_IN_DOMAIN } = readEnvironment(environment, {
    USER_POOL_ID: z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d_\w+$/)),
    SIGN_IN_CLIENT_ID: z.string().check(z.regex(/^\w+$/)),
    SIGN_IN_DOMAIN: z.string().check(z.regex(/^https:\/\/[\w.-]+$/)),
  });
  const verifier = CognitoJwtVerifier.create({
    userPoolId: USER_POOL_ID,
    clientId: SIGN_IN_CLIENT_ID,
    tokenUse: 'id',
  });
  return createCognitoSignIn({
    userPoolId: USER_POOL_ID,
    clientId: SIGN_IN_CLIENT_ID,
    domain: SIGN_IN_DOMAIN,
    verify: async (idToken) => ({ ...(await verifier.verify(idToken)) }),
  });
}
