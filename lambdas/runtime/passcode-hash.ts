import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** OWASP's parameter set for scrypt with r = 8 and p = 3 at 32 MiB; a try takes about a quarter of a second. */
const deployedCost = 2 ** 15;
const blockSize = 8;
const parallelization = 3;
const saltBytes = 16;
const hashBytes = 32;

/** Above these a hash was not made here, and comparing it would take memory and time that nobody planned. */
const largestCost = 2 ** 17;
const largestBlockSize = 16;
const largestParallelization = 16;

export interface PasscodeHashOptions {
  /** scrypt's N, a power of two. The local clinic and tests use a low one: they hash the same passcodes often. */
  cost?: number;
  /** 16 random bytes unless given; given where a run has to be the same from the same seed. */
  salt?: Uint8Array;
}

/**
 * Hashes a passcode for the store: `scrypt$N$r$p$salt$hash`, salt and hash in base64url.
 *
 * @param passcode what was told by voice, as typed
 * @throws RangeError when the passcode is empty or the cost is not a power of two from 2 to 131,072
 */
export async function hashPasscode(passcode: string, options: PasscodeHashOptions = {}): Promise<string> {
  const { cost = deployedCost, salt = randomBytes(saltBytes) } = options;
  if (passcode === '') throw new RangeError('passcode: must not be empty');
  requireCost(cost);
  const parameters = { cost, blockSize, parallelization, salt: Buffer.from(salt) };
  const hash = await derived(passcode, parameters, hashBytes);
  const fields = [cost, blockSize, parallelization, base64url(parameters.salt), base64url(hash)];
  return ['scrypt', ...fields].join('$');
}

/**
 * Whether a passcode is the one that was hashed; the hashes are compared in constant time.
 *
 * @param hash as made by `hashPasscode`, at any cost
 * @throws RangeError when the hash is not of that format: the record in the store is damaged
 */
export async function passcodeMatches(passcode: string, hash: string): Promise<boolean> {
  const kept = parse(hash);
  const tried = await derived(passcode, kept, kept.hash.length);
  return timingSafeEqual(tried, kept.hash);
}

interface Parameters {
  cost: number;
  blockSize: number;
  parallelization: number;
  salt: Buffer;
}

function derived(passcode: string, parameters: Parameters, bytes: number): Promise<Buffer> {
  const { cost, blockSize: r, parallelization: p, salt } = parameters;
  const maxmem = 128 * r * (cost + p) + 1024 * 1024;
  return derive(passcode, salt, bytes, { N: cost, r, p, maxmem });
}

function parse(hash: string): Parameters & { hash: Buffer } {
  const [scheme, cost, r, p, salt, kept, ...rest] = hash.split('$');
  if (scheme !== 'scrypt' || !cost || !r || !p || !salt || !kept || rest.length > 0) {
    throw new RangeError('passcode hash: must read scrypt$N$r$p$salt$hash; set a new passcode');
  }
  const parsed = {
    cost: requireCost(Number(cost)),
    blockSize: requireUpTo(Number(r), largestBlockSize),
    parallelization: requireUpTo(Number(p), largestParallelization),
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(kept, 'base64url'),
  };
  if (parsed.hash.length < hashBytes) {
    throw new RangeError(`passcode hash: must hold ${hashBytes} bytes; set a new passcode`);
  }
  return parsed;
}

function requireCost(cost: number): number {
  const powerOfTwo = Number.isInteger(cost) && cost > 1 && Number.isInteger(Math.log2(cost));
  if (!powerOfTwo || cost > largestCost) {
    throw new RangeError(`passcode hash: the cost must be a power of two from 2 to ${largestCost}`);
  }
  return cost;
}

function requireUpTo(value: number, largest: number): number {
  if (!Number.isInteger(value) || value < 1 || value > largest) {
    throw new RangeError(`passcode hash: a parameter must be from 1 to ${largest}; set a new passcode`);
  }
  return value;
}

function base64url(bytes: Buffer): string {
  return bytes.toString('base64url');
}
