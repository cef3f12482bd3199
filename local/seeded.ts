import { createHash } from 'node:crypto';
import type { Ids } from '../lambdas/ports.ts';

/**
 * A number from 0 up to but not including 1 that depends on the seed and the label only, so that one person's
 * luck does not hang on how many others were asked before.
 */
export function luckOf(seed: string, label: string): number {
  return createHash('sha256').update(`${seed}|${label}`).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** Ids that are the same for the same seed. */
export function seededIds(seed: string): Ids {
  let count = 0;
  return {
    next(prefix) {
      count += 1;
      return `${prefix}_${createHash('sha256').update(`${seed}|${prefix}|${count}`).digest('hex').slice(0, 16)}`;
    },
  };
}
