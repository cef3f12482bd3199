import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod/mini';
import type { Secrets } from '../ports.ts';
import { type Environment, readEnvironment } from '../runtime/environment.ts';
import { hashPasscode, passcodeMatches } from '../runtime/passcode-hash.ts';
import { unavailableOr } from './aws-unavailable.ts';
import { newPasscode } from './random-ids.ts';

interface KmsSecretsOptions {
  client: KMSClient;
  /** An HMAC_256 key each; a function has those it needs, and none else. */
  linkKeyId?: string;
  drawKeyId?: string;
  /** scrypt's N for new passcodes; the deployed one unless a test gives a lower. */
  passcodeCost?: number;
}

/**
 * Link ids and draw keys by AWS KMS: the keys never leave it. Passcodes are hashed here.
 * A throttled or unreachable service throws ServiceUnavailable; a key that was not given throws Error.
 */
export function createKmsSecrets(options: KmsSecretsOptions): Secrets {
  const { client, linkKeyId, drawKeyId, passcodeCost } = options;

  async function mac(use: string, keyId: string | undefined, message: string): Promise<Uint8Array> {
    if (keyId === undefined) {
      throw new Error(
        `the ${use} key was not given to this function: add it to its needs in lib/function-needs.ts`,
      );
    }
    const Message = Buffer.from(message, 'utf8');
    const command = new GenerateMacCommand({ KeyId: keyId, MacAlgorithm: 'HMAC_SHA_256', Message });
    try {
      const { Mac } = await client.send(command);
      if (Mac?.length !== 32) throw new Error(`the ${use} key gave no HMAC of 32 bytes`);
      return Mac;
    } catch (error) {
      throw unavailableOr(error, `${use} key`);
    }
  }

  return {
    sign: (text) => mac('link', linkKeyId, text),
    drawDayKey: (clinicId, date) => mac('draw', drawKeyId, `rtdraw/v1/day|${clinicId}|${date}`),
    hashPasscode: (passcode) => hashPasscode(passcode, { cost: passcodeCost }),
    passcodeMatches,
    newPasscode,
  };
}

/** The secrets of a deployed function. */
export function secretsFrom(environment: Environment): Secrets {
  const keyArn = z.optional(z.string().check(z.regex(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/)));
  const { LINK_KEY_ARN, DRAW_KEY_ARN } = readEnvironment(environment, {
    LINK_KEY_ARN: keyArn,
    DRAW_KEY_ARN: keyArn,
  });
  return createKmsSecrets({ client: new KMSClient({}), linkKeyId: LINK_KEY_ARN, drawKeyId: DRAW_KEY_ARN });
}
