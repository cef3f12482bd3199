import { randomBytes, randomInt } from 'node:crypto';
import type { Ids } from '../ports.ts';

/** 128 bits: nobody guesses an id, and none is drawn twice. */
const idBytes = 16;
/** With five tries in 15 minutes, half of all eight-digit passcodes would take 285 years. */
const passcodeDigits = 8;

/** Ids from the system's random source: `ep_` and 32 hex digits, which also fit into an execution's name. */
export const randomIds: Ids = {
  next: (prefix) => `${prefix}_${randomBytes(idBytes).toString('hex')}`,
};

/** Eight random digits, to be told by voice. */
export function newPasscode(): string {
  return String(randomInt(10 ** passcodeDigits)).padStart(passcodeDigits, '0');
}
