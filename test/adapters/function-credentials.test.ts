import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultProvider } from '../../lambdas/runtime/function-credentials.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the credentials of a deployed function', () => {
  it('are those that Lambda puts into the environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'an-id');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'a-secret');
    vi.stubEnv('AWS_SESSION_TOKEN', 'a-token');
    expect(await defaultProvider()()).toEqual({
      accessKeyId: 'an-id',
      secretAccessKey: 'a-secret',
      sessionToken: 'a-token',
    });
  });

  it('are not looked for elsewhere', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', '');
    await expect(defaultProvider()()).rejects.toThrow('AWS_ACCESS_KEY_ID: is not set');
  });
});
