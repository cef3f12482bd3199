import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Need } from './function-needs.ts';
import type { FunctionSource } from './functions-on-disk.ts';

/** The adapter that a need brings into a bundle: the port it makes, the file under lambdas/ and its export there. */
const adapters = {
  mailer: { file: 'adapters/ses-mailer.ts', maker: 'mailerFrom', needs: ['send mail'] },
  suppressions: {
    file: 'adapters/ses-suppressions.ts',
    maker: 'suppressionsFrom',
    needs: ['read suppressions'],
  },
  pager: { file: 'adapters/pager.ts', maker: 'pagerFrom', needs: ['send pages'] },
  journeys: {
    file: 'adapters/step-functions-journeys.ts',
    maker: 'journeysFrom',
    needs: ['start machines', 'start crises', 'end waits', 'stop machines'],
  },
  secrets: {
    file: 'adapters/kms-secrets.ts',
    maker: 'secretsFrom',
    needs: ['link key', 'draw key', 'passcodes'],
  },
  signIn: {
    file: 'adapters/cognito-sign-in.ts',
    maker: 'signInFrom',
    needs: ['sign in'],
  },
} as const satisfies Record<string, { file: string; maker: string; needs: readonly Need[] }>;

const wrappers: Record<FunctionSource['kind'], { member: string; wrapper: string }> = {
  step: { member: 'step', wrapper: 'stepHandler' },
  route: { member: 'route', wrapper: 'routeHandler' },
  beat: { member: 'heartbeat', wrapper: 'beatHandler' },
  event: { member: 'take', wrapper: 'eventHandler' },
};

/**
 * Bundles every function in one run of esbuild: CommonJS, because an ES module loads more of Node at start, and with
 * the SDK inside, because the one in the runtime is slower to load.
 *
 * @param outputFolder emptied first; receives `<function>/index.cjs`
 * @returns the folder of each function by its name
 */
export function bundleFunctions(
  lambdasFolder: string,
  functions: readonly { source: FunctionSource; needs: readonly Need[] }[],
  outputFolder: string,
): Map<string, string> {
  rmSync(outputFolder, { recursive: true, force: true });
  const entries = join(outputFolder, 'entries');
  mkdirSync(entries, { recursive: true });
  const entryPoints: Record<string, string> = {};
  for (const { source, needs } of functions) {
    const entry = join(entries, `${source.name}.ts`);
    writeFileSync(entry, entryOf(lambdasFolder, source, needs));
    entryPoints[join(source.name, 'index')] = entry;
  }
  buildSync({
    entryPoints,
    outdir: outputFolder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    alias: {
      '@aws-sdk/credential-provider-node': join(lambdasFolder, 'runtime/function-credentials.ts'),
    },
  });
  return new Map(
    functions.map(({ source }) => [source.name, dirname(join(outputFolder, source.name, 'index.cjs'))]),
  );
}

/** The few lines that make a function of a file: its wrapper, and the adapters that its needs call for. */
function entryOf(lambdasFolder: string, source: FunctionSource, needs: readonly Need[]): string {
  const { member, wrapper } = wrappers[source.kind];
  const imports = [
    importOf(member, source.file),
    importOf(wrapper, join(lambdasFolder, 'runtime/lambda-handler.ts')),
  ];
  const makers: string[] = [];
  for (const [port, adapter] of Object.entries(adapters)) {
    if (!adapter.needs.some((need) => needs.includes(need))) continue;
    imports.push(importOf(adapter.maker, join(lambdasFolder, adapter.file)));
    makers.push(`${port}: ${adapter.maker}`);
  }
  return [...imports, `export const handler = ${wrapper}(${member}, { ${makers.join(', ')} });`, ''].join(
    '\n',
  );
}

function importOf(member: string, file: string): string {
  return `import { ${member} } from ${JSON.stringify(file)};`;
}
