import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerSafe, UnsafeHeader } from '../../lambdas/emails/header-safe.ts';
import { questionEmail } from '../../lambdas/emails/question-email.ts';
import { toHome } from './email-views.ts';

describe('a text for a mail header', () => {
  it('is taken as it is, accents, dashes and spaces included', () => {
    expect(headerSafe('Hay una pregunta – Coordinación «Ñandú»')).toBe(
      'Hay una pregunta – Coordinación «Ñandú»',
    );
  });

  it.each([
    '\r\nBcc: x@example.com',
    '\n',
    '\r',
    '\u0000',
    '\t',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u2028',
    '\u2029',
  ])('is refused with %j in it, and the error does not repeat the text', (characters) => {
    const text = `Maren Quill${characters}`;
    expect(() => headerSafe(text)).toThrow(UnsafeHeader);
    expect(() => headerSafe(text)).toThrow(/^(?!.*Maren).*at position 11; remove it/s);
  });

  it('never passes a character that a header cannot hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const isUnsafe = [...text].some((character) => {
          const code = character.codePointAt(0) ?? 0;
          return code < 32 || (code >= 127 && code < 160) || code === 0x2028 || code === 0x2029;
        });
        if (isUnsafe) expect(() => headerSafe(text)).toThrow(UnsafeHeader);
        else expect(headerSafe(text)).toBe(text);
      }),
    );
  });

  it('guards the subject of a message whose sender name was configured badly', () => {
    expect(() => questionEmail({ ...toHome, senderName: 'Harborlight\r\nBcc: all@example.com' })).toThrow(
      UnsafeHeader,
    );
  });
});
