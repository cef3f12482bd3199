import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawKeyIn } from '../../bin/draw-key-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'draw-key-'));

describe('a draw key file', () => {
  it('is made on the first start, for its owner only, and is the same on the next', () => {
    const path = join(folder, 'keys', 'draw-key');
    const made = drawKeyIn(path);
    expect(made).toHaveLength(32);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(drawKeyIn(path)).toEqual(made);
    expect(drawKeyIn(join(folder, 'another'))).not.toEqual(made);
  });

  it('that holds something else is refused and left as it is', () => {
    const path = join(folder, 'wrong');
    writeFileSync(path, 'not a key');
    expect(() => drawKeyIn(path)).toThrow(/is not a draw key; give 64 hexadecimal digits/);
  });

  it('that cannot be read is refused', () => {
    expect(() => drawKeyIn(folder)).toThrow(/cannot be read/);
  });
});
