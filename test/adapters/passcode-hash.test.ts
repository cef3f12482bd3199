import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashPasscode, passcodeMatches } from '../../lambdas/runtime/passcode-hash.ts';

const lowCost = 2 ** 4;
const digits = fc.stringMatching(/^\d{6,8}$/);

function vector(parameters: string, salt: string, hex: string[]): string {
  const hash = Buffer.from(hex.join(''), 'hex').toString('base64url');
  return `scrypt$${parameters}$${Buffer.from(salt).toString('base64url')}$${hash}`;
}

describe('a passcode hash', () => {
  it('names its cost, so that a stored hash outlives a change of the cost', async () => {
    const deployed = await hashPasscode('271828');
    expect(deployed).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    expect(await passcodeMatches('271828', deployed)).toBe(true);
    expect(await passcodeMatches('271829', deployed)).toBe(false);
  });

  it('matches its own passcode and no other', async () => {
    await fc.assert(
      fc.asyncProperty(digits, digits, async (passcode, other) => {
        const hash = await hashPasscode(passcode, { cost: lowCost });
        expect(await passcodeMatches(passcode, hash)).toBe(true);
        expect(await passcodeMatches(other, hash)).toBe(other === passcode);
      }),
    );
  });

  it('differs for the same passcode, by a fresh salt', async () => {
    const hashes = await Promise.all([1, 2, 3].map(() => hashPasscode('271828', { cost: lowCost })));
    expect(new Set(hashes).size).toBe(3);
  });

  it('is the same for the same passcode and salt, for a seeded run', async () => {
    const options = { cost: lowCost, salt: new Uint8Array(16).fill(7) };
    expect(await hashPasscode('271828', options)).toBe(await hashPasscode('271828', options));
  });

  it('agrees with the vectors of RFC 7914, section 12', async () => {
    const nacl = [
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162',
      '2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
    ];
    expect(await passcodeMatches('password', vector('1024$8$16', 'NaCl', nacl))).toBe(true);
    const sodiumChloride = [
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2',
      'd5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
    ];
    expect(
      await passcodeMatches('pleaseletmein', vector('16384$8$1', 'SodiumChloride', sodiumChloride)),
    ).toBe(true);
  });

  it.each([
    ['no hash at all', '', 'must read'],
    ['another scheme', 'bcrypt$32768$8$3$c2FsdA$aGFzaA', 'must read'],
    ['a part too many', 'scrypt$32768$8$3$c2FsdA$aGFzaA$x', 'must read'],
    ['a cost that is no power of two', 'scrypt$1000$8$3$c2FsdA$aGFzaA', 'power of two'],
    ['a cost that would take the function down', 'scrypt$1048576$8$3$c2FsdA$aGFzaA', 'power of two'],
    ['a hash of three bytes', 'scrypt$16$8$3$c2FsdA$aGFz', 'must hold 32 bytes'],
  ])('is refused when damaged: %s', async (_, hash, problem) => {
    await expect(passcodeMatches('271828', hash)).rejects.toThrow(problem);
  });

  it('is not made of an empty passcode or at an unsafe cost', async () => {
    await expect(hashPasscode('')).rejects.toThrow('must not be empty');
    await expect(hashPasscode('271828', { cost: 1 })).rejects.toThrow('power of two');
    await expect(hashPasscode('271828', { cost: 2 ** 18 })).rejects.toThrow('power of two');
  });
});
