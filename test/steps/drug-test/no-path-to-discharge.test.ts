import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const stepsOfATest = join(root, 'lambdas/steps/drug-test');

/** Every file that a file imports, itself and what those import included; types do nothing and are left out. */
function reached(from: string, known = new Set<string>()): Set<string> {
  if (known.has(from)) return known;
  known.add(from);
  const imports = readFileSync(from, 'utf8').matchAll(/^import (?!type )[^;]*? from '(\.[^']+)';/gm);
  for (const [, path = ''] of imports) reached(join(dirname(from), path), known);
  return known;
}

/** What ends a treatment, by the names under which the code does it. */
const endings = /\b(requestEnding|recordDeath|endReferral|endingRequested|endedOn)\b|\bending:/;

/** Files whose code, not counting comments and what only reads, writes an ending. */
function writesAnEnding(path: string): boolean {
  const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const written = [...code.matchAll(/tx\.put\('episode',[\s\S]*?\);/g)].map(([put]) => put);
  return written.some((put) => endings.test(put)) || /\b(requestEnding|recordDeath|endReferral)\(/.test(code);
}

const steps = readdirSync(stepsOfATest).map((file) => join(stepsOfATest, file));

describe('the steps of a drug test', () => {
  it.each(steps.map((path) => [relative(root, path), path] as const))(
    '%s reaches nothing that ends a treatment',
    (_, path) => {
      const ending = [...reached(path)].filter(writesAnEnding).map((file) => relative(root, file));
      expect(ending).toEqual([]);
    },
  );

  it('are looked into deeply enough to find an ending where there is one', () => {
    for (const step of ['treatment/end-treatment.ts', 'treatment/decide-treatment.ts']) {
      const path = join(root, 'lambdas/steps', step);
      expect(reached(path).size).toBeGreaterThan(10);
    }
    const ends = reached(join(root, 'lambdas/steps/treatment/end-treatment.ts'));
    expect([...ends].filter(writesAnEnding).length).toBeGreaterThan(0);
    const earlyEnding = reached(join(root, 'lambdas/actions/end-early.ts'));
    expect([...earlyEnding].filter(writesAnEnding).length).toBeGreaterThan(0);
  });
});
