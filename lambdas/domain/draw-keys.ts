import { createHash, createHmac } from 'node:crypto';
import type { LocalDate } from './clinic-calendar.ts';
import { epochDayOf } from './draw-calendar.ts';

/** Length of a draw key's output and of a day key, in bytes. */
export const dayKeyBytes = 32;
const sha256BlockBytes = 64;
const innerPad = 0x36;
const outerPad = 0x5c;

/** SHA-256 of bytes or of a UTF-8 text, 64 lower-case hex digits. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The key of one clinic's draw on one date, K_d = HMAC-SHA-256(draw key, "rtdraw/v1/day|" + clinicId + "|" + date).
 *
 * @param seed the draw key; a text counts as its UTF-8 bytes
 * @param clinicId the clinic's id
 * @param date "YYYY-MM-DD" in the clinic's zone
 * @returns 32 raw bytes
 * @throws RangeError when the seed or the id is empty or the date does not exist
 */
export function dayKeyFrom(seed: string | Uint8Array, clinicId: string, date: LocalDate): Uint8Array {
  if (seed.length === 0) throw new RangeError('seed: must not be empty; pass the draw key');
  if (clinicId === '') throw new RangeError('clinicId: must not be empty');
  requireDate(date);
  return createHmac('sha256', seed).update(`rtdraw/v1/day|${clinicId}|${date}`).digest();
}

/**
 * What is published ahead of a date and fixes its key: SHA-256("rtdraw/v1/commit|" + date + "|" + K_d), K_d raw.
 *
 * @param dayKey 32 bytes
 * @param date "YYYY-MM-DD"
 * @returns 64 lower-case hex digits
 * @throws RangeError when the key is not 32 bytes or the date does not exist
 */
export function commitmentOf(dayKey: Uint8Array, date: LocalDate): string {
  if (!(dayKey instanceof Uint8Array) || dayKey.length !== dayKeyBytes) {
    throw new RangeError(`dayKey: must be ${dayKeyBytes} bytes`);
  }
  requireDate(date);
  return createHash('sha256').update(`rtdraw/v1/commit|${date}|`).update(dayKey).digest('hex');
}

/**
 * U of every client on a day: the first 48 bits, big-endian, of HMAC-SHA-256(K_d, "rtdraw/v1/call|" + clientId).
 * The padded key is hashed once and its state copied per client (RFC 2104, section 4), which is several times
 * faster than a new HMAC for each.
 *
 * @param dayKey 32 bytes
 * @returns a function from a client's id to an integer in [0, 2^48)
 */
export function callNumbersOf(dayKey: Uint8Array): (clientId: string) => number {
  const inner = createHash('sha256').update(paddedKey(dayKey, innerPad)).update('rtdraw/v1/call|');
  const outer = createHash('sha256').update(paddedKey(dayKey, outerPad));
  return (clientId) => {
    const innerHash = inner.copy().update(clientId, 'utf8').digest();
    return outer.copy().update(innerHash).digest().readUIntBE(0, 6);
  };
}

function paddedKey(dayKey: Uint8Array, pad: number): Uint8Array {
  const block = new Uint8Array(sha256BlockBytes).fill(pad);
  dayKey.forEach((byte, index) => {
    block[index] = byte ^ pad;
  });
  return block;
}

function requireDate(date: LocalDate): void {
  if (epochDayOf(date) === undefined) {
    throw new RangeError(`date: must be a date "YYYY-MM-DD" that exists; got ${JSON.stringify(date)}`);
  }
}
