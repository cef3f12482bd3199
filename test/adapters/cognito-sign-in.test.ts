import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { describe, expect, it } from 'vitest';
import { createCognitoSignIn, signInFrom } from '../../lambdas/adapters/cognito-sign-in.ts';
import { SignInRefused } from '../../lambdas/ports.ts';

const userPoolId = 'us-east-1_Example01';
const clientId = '1example2client3';
const domain = 'https://example-staff.auth.us-east-1.amazoncognito.com';
const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`;
const redirectUri = 'https://api.example/live/signed-in';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'key-1', use: 'sig', alg: 'RS256' };

function token(claims: Record<string, unknown>, key = privateKey): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', kid: 'key-1' })}.${part(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}

/** A provider as Cognito is one: it redeems a code for whoever has the verifier of its challenge. */
function provider(change: (claims: Record<string, unknown>) => Record<string, unknown> = (claims) => claims) {
  const asked: URLSearchParams[] = [];
  let begun: URLSearchParams | undefined;
  const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: 'id' });
  verifier.cacheJwks({ keys: [jwk] } as never);
  const signIn = createCognitoSignIn({
    userPoolId,
    clientId,
    domain,
    verify: async (idToken) => ({ ...(await verifier.verify(idToken)) }),
    fetch: async (_url, init) => {
      const form = new URLSearchParams(String(init?.body));
      asked.push(form);
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      if (challenge !== begun?.get('code_challenge'))
        return Response.json({ error: 'invalid_grant' }, { status: 400 });
      const now = Math.floor(Date.now() / 1000);
      const claims = change({
        iss: issuer,
        aud: clientId,
        sub: 'subject-1',
        token_use: 'id',
        iat: now,
        exp: now + 300,
        nonce: begun.get('nonce'),
        email: 'ada@harbor.example',
        email_verified: true,
        'cognito:groups': ['harbor-example.counselor'],
      });
      return Response.json({
        access_token: 'at',
        token_type: 'Bearer',
        expires_in: 300,
        id_token: token(claims),
      });
    },
  });
  return {
    asked,
    async signIn(
      back: (state: string) => string = (state) => `?code=abc&state=${state}`,
      verifierOfCookie?: string,
    ) {
      const { url, keep } = await signIn.begin(redirectUri);
      begun = new URL(url).searchParams;
      const kept = verifierOfCookie === undefined ? keep : { ...keep, verifier: verifierOfCookie };
      return signIn.finish(new URL(`${redirectUri}${back(keep.state)}`), kept, redirectUri);
    },
    begin: () => signIn.begin(redirectUri),
    signOutUrl: signIn.signOutUrl,
  };
}

describe('sign-in through Cognito', () => {
  it('asks for a code with a challenge, and never for a token', async () => {
    const { url, keep } = await provider().begin();
    const { origin, pathname, searchParams } = new URL(url);
    expect(`${origin}${pathname}`).toBe(`${domain}/oauth2/authorize`);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code_challenge_method: 'S256',
      state: keep.state,
    });
    expect(url).not.toContain(keep.verifier);
  });

  it('redeems the code with the verifier, and says who it is', async () => {
    const world = provider();
    expect(await world.signIn()).toEqual({
      email: 'ada@harbor.example',
      groups: ['harbor-example.counselor'],
    });
    expect(world.asked[0]?.get('grant_type')).toBe('authorization_code');
    expect(world.asked[0]?.has('client_secret')).toBe(false);
  });

  it('knows somebody without a group, who then has no place', async () => {
    const world = provider(({ 'cognito:groups': _, ...claims }) => claims);
    expect(await world.signIn()).toEqual({ email: 'ada@harbor.example', groups: [] });
  });

  it.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>]>([
    ['another client', (claims) => ({ ...claims, aud: 'another' })],
    ['another pool', (claims) => ({ ...claims, iss: `${issuer}x` })],
    ['an access token', (claims) => ({ ...claims, token_use: 'access' })],
    ['one that has expired', (claims) => ({ ...claims, exp: 1_700_000_000 })],
    ['another sign-in', (claims) => ({ ...claims, nonce: 'another' })],
    ['an address that was not checked', (claims) => ({ ...claims, email_verified: false })],
  ])('refuses the identity of %s', async (_, change) => {
    await expect(provider(change).signIn()).rejects.toThrow(SignInRefused);
  });

  it('refuses a state that is not its own, an error, and a code without its verifier', async () => {
    await expect(provider().signIn(() => '?code=abc&state=other')).rejects.toThrow(SignInRefused);
    await expect(provider().signIn((state) => `?error=access_denied&state=${state}`)).rejects.toThrow(
      SignInRefused,
    );
    await expect(
      provider().signIn(undefined, 'a-verifier-of-somebody-else-0123456789-0123456789'),
    ).rejects.toThrow(SignInRefused);
  });

  it('is not there until the deployment has an address for it, and then names what is wrong', () => {
    expect(signInFrom({})).toBeUndefined();
    expect(signInFrom({ SIGN_IN_DOMAIN: '' })).toBeUndefined();
    expect(() => signInFrom({ SIGN_IN_DOMAIN: domain })).toThrow('USER_POOL_ID: is not set');
    expect(
      signInFrom({ SIGN_IN_DOMAIN: domain, USER_POOL_ID: userPoolId, SIGN_IN_CLIENT_ID: clientId }),
    ).toBeDefined();
  });
});
