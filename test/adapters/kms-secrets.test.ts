import { createHmac } from 'node:crypto';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createKmsSecrets, secretsFrom } from '../../lambdas/adapters/kms-secrets.ts';
import { randomIds } from '../../lambdas/adapters/random-ids.ts';
import { dayKeyFrom } from '../../lambdas/domain/draw-keys.ts';
import { ServiceUnavailable } from '../../lambdas/ports.ts';

const keys: Record<string, string> = { 'link-key': 'a secret of links', 'draw-key': 'a secret of draws' };
const kms = mockClient(KMSClient);
const client = new KMSClient({});
const secrets = createKmsSecrets({ client, linkKeyId: 'link-key', drawKeyId: 'draw-key', passcodeCost: 16 });

beforeEach(() => {
  kms.reset();
  kms.on(GenerateMacCommand).callsFake(({ KeyId, MacAlgorithm, Message }) => {
    expect(MacAlgorithm).toBe('HMAC_SHA_256');
    return {
      Mac: new Uint8Array(
        createHmac('sha256', keys[KeyId] ?? '')
          .update(Message)
          .digest(),
      ),
    };
  });
});

function failing(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error('from the service'), { name, $metadata: { httpStatusCode } });
}

describe('the KMS secrets', () => {
  it('sign under the link key', async () => {
    const expected = createHmac('sha256', 'a secret of links').update('task|robin|1').digest();
    expect(Buffer.from(await secrets.sign('task|robin|1'))).toEqual(expected);
  });

  it('make the day key that the domain defines, under the draw key', async () => {
    const made = await secrets.drawDayKey('harbor-light', '2027-01-04');
    expect(Buffer.from(made)).toEqual(dayKeyFrom('a secret of draws', 'harbor-light', '2027-01-04'));
  });

  it('say which key a function lacks, without a call', async () => {
    const without = createKmsSecrets({ client });
    await expect(without.sign('x')).rejects.toThrow('the link key was not given to this function');
    await expect(without.drawDayKey('a', '2027-01-04')).rejects.toThrow('the draw key was not given');
    expect(kms.calls()).toHaveLength(0);
  });

  it('ask to be tried again when KMS is throttled or down, and hand on a denial', async () => {
    kms.on(GenerateMacCommand).rejects(failing('ThrottlingException', 400));
    await expect(secrets.sign('x')).rejects.toThrow(ServiceUnavailable);
    kms.on(GenerateMacCommand).rejects(failing('KMSInternalException', 500));
    await expect(secrets.sign('x')).rejects.toThrow(ServiceUnavailable);
    kms.on(GenerateMacCommand).rejects(failing('AccessDeniedException', 400));
    await expect(secrets.sign('x')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    kms.on(GenerateMacCommand).resolves({ Mac: new Uint8Array(20) });
    await expect(secrets.sign('x')).rejects.toThrow('no HMAC of 32 bytes');
  });

  it('make passcodes of eight digits that match their own hash', async () => {
    const passcodes = Array.from({ length: 50 }, () => secrets.newPasscode());
    expect(passcodes.every((passcode) => /^\d{8}$/.test(passcode))).toBe(true);
    expect(new Set(passcodes).size).toBe(50);
    const hash = await secrets.hashPasscode(passcodes[0] ?? '');
    expect(hash).toMatch(/^scrypt\$16\$/);
    expect(await secrets.passcodeMatches(passcodes[0] ?? '', hash)).toBe(true);
    expect(await secrets.passcodeMatches(passcodes[1] ?? '', hash)).toBe(false);
  });
});

describe('the secrets of a deployed function', () => {
  it('take key ARNs from the environment, each only where the function has it', () => {
    const arn = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    expect(() => secretsFrom({})).not.toThrow();
    expect(() => secretsFrom({ LINK_KEY_ARN: arn, DRAW_KEY_ARN: arn })).not.toThrow();
    expect(() => secretsFrom({ DRAW_KEY_ARN: 'alias/draw' })).toThrow('DRAW_KEY_ARN: is malformed');
  });
});

describe('a random id', () => {
  it('tells its kind, is never drawn twice, and fits into the name of an execution', () => {
    const ids = Array.from({ length: 1000 }, () => randomIds.next('ep'));
    expect(new Set(ids).size).toBe(1000);
    expect(ids.every((id) => /^ep_[0-9a-f]{32}$/.test(id))).toBe(true);
  });
});
