/** Thrown for a text that could end a mail header and begin another. */
export class UnsafeHeader extends Error {
  override name = 'UnsafeHeader';
}

/**
 * The text as it is, when it may stand in a mail header. Throws UnsafeHeader for line ends and every other control
 * character, and for the line and paragraph separators that some mail software takes for line ends. The message
 * names the character's place and code, never the text, which may be personal.
 */
export function headerSafe(text: string): string {
  const found = /[\p{Cc}\u2028\u2029]/u.exec(text);
  if (!found) return text;
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  throw new UnsafeHeader(
    `the header holds a control character, U+${code} at position ${found.index}; remove it from the name or text`,
  );
}
