import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { BadNeeds, functionNeeds, type Need, needsOf } from '../../lib/function-needs.ts';
import { functionsOnDisk } from '../../lib/functions-on-disk.ts';

const functions = functionsOnDisk(join(import.meta.dirname, '../../lambdas'));

/** The call of a port's method that shows a need, whoever it is called on. */
const signs: Record<Need, RegExp> = {
  write: /\.transact\(/,
  'read chains': /\.chain\(/,
  'send mail': /\.send\(/,
  'read suppressions': /\.suppressed\(/,
  'send pages': /\bpager\.page\(/,
  'start crises': /\bjourneys\.startCrisis\(/,
  'start machines': /\bjourneys\.start\(/,
  'end waits': /\.succeed\(/,
  'stop machines': /\bjourneys\.stop\(/,
  'link key': /\.sign\(/,
  'draw key': /\.drawDayKey\(/,
  'sign in': /\bsignIn\.begin\(/,
  passcodes: /\.(hashPasscode|passcodeMatches|newPasscode)\(/,
};

/** The code that each function can reach: its file and what that imports, without what is never called. */
function reachableCode(): Map<string, string> {
  const { outputFiles } = buildSync({
    entryPoints: Object.fromEntries(functions.map(({ name, file }) => [name, file])),
    bundle: true,
    write: false,
    outdir: 'reachable',
    format: 'esm',
    platform: 'node',
    packages: 'external',
    legalComments: 'none',
  });
  return new Map(outputFiles.map(({ path, text }) => [/([^/\\]+)\.js$/.exec(path)?.[1] ?? path, text]));
}

const code = reachableCode();

describe('the needs of functions', () => {
  it.each(functions.map(({ name }) => name))(
    '%s: are what its code can reach, no more and no less',
    (name) => {
      const text = code.get(name) ?? '';
      const seen = Object.entries(signs).filter(([, sign]) => sign.test(text));
      expect([...(functionNeeds[name] ?? [])].sort()).toEqual(seen.map(([need]) => need).sort());
    },
  );

  it('list exactly the functions that there are', () => {
    expect(() => needsOf([{ name: 'open-door' }], {})).toThrow(BadNeeds);
    expect(() => needsOf([{ name: 'open-door' }], {})).toThrow('open-door: has no entry; list what it needs');
    expect(() => needsOf([], { 'send-welcome': ['write'] })).toThrow('send-welcome: there is no such file');
    expect(needsOf([{ name: 'open-door' }], { 'open-door': [] })('open-door')).toEqual([]);
  });
});
