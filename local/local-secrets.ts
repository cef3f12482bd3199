import { createHash, createHmac, createSecretKey } from 'node:crypto';
import { dayKeyFrom } from '../lambdas/domain/draw-keys.ts';
import type { Secrets } from '../lambdas/ports.ts';
import { hashPasscode, passcodeMatches } from '../lambdas/runtime/passcode-hash.ts';
import { luckOf } from './seeded.ts';

/** scrypt's cost for people who do not exist; a deployment's is two thousand times this. */
const fictionalCost = 16;

/**
 * Keys that follow from a seed, so that a fictional clinic plays the same again; the draw key may be given, 32
 * bytes. Never for real clients.
 */
export function localSecrets(seed: string, givenDrawKey?: Uint8Array): Secrets {
  const linkKey = createSecretKey(createHash('sha256').update(`link key|${seed}`).digest());
  const drawKey = givenDrawKey ?? createHash('sha256').update(`draw key|${seed}`).digest();
  let passcodes = 0;
  const matched = new Set<string>();
  return {
    sign: async (text) => createHmac('sha256', linkKey).update(text).digest(),
    hashPasscode: (passcode) => {
      const salt = createHash('sha256').update(`salt|${seed}|${passcode}`).digest().subarray(0, 16);
      return hashPasscode(passcode, { cost: fictionalCost, salt });
    },
    async passcodeMatches(passcode, hash) {
      if (matched.has(`${passcode}|${hash}`)) return true;
      const matches = await passcodeMatches(passcode, hash);
      if (matches) matched.add(`${passcode}|${hash}`);
      return matches;
    },
    newPasscode: () => {
      passcodes += 1;
      return String(Math.floor(luckOf(seed, `passcode|${passcodes}`) * 900_000) + 100_000);
    },
    drawDayKey: async (clinicId, date) => dayKeyFrom(drawKey, clinicId, date),
  };
}
