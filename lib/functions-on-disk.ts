import { existsSync, readdirSync } from 'node:fs';
import { basename, join, sep } from 'node:path';

/** One file that becomes one function. */
export interface FunctionSource {
  /** Kebab-case, unique; what the function is known by. */
  name: string;
  kind: 'step' | 'route' | 'beat' | 'event';
  /** Absolute path of the file. */
  file: string;
  /** A step that no machine here names: kept for executions that began on an older definition. */
  retired: boolean;
}

/** Thrown when the files do not make a set of functions. */
export class BadSources extends Error {
  override name = 'BadSources';
}

const folders: { folder: string; kind: FunctionSource['kind']; only?: string[] }[] = [
  { folder: 'steps', kind: 'step' },
  { folder: 'links', kind: 'route', only: ['open-door', 'answer', 'answer-page'] },
  { folder: 'console', kind: 'route', only: ['sign-in', 'view-console', 'act-console'] },
  { folder: 'heartbeat', kind: 'beat', only: ['beat'] },
  { folder: 'mail-events', kind: 'event', only: ['take-mail-event'] },
];

/**
 * Every function by its file: each file under steps/, links/open-door.ts, links/answer.ts, heartbeat/beat.ts and
 * mail-events/take-mail-event.ts.
 *
 * @param lambdasFolder absolute path of lambdas/
 * @throws BadSources when two files have the same name: a placeholder would not tell which is meant
 */
export function functionsOnDisk(lambdasFolder: string): FunctionSource[] {
  const sources = folders.flatMap(({ folder, kind, only }) =>
    filesUnder(join(lambdasFolder, folder))
      .map((file) => ({
        name: basename(file, '.ts'),
        kind,
        file,
        retired: file.includes(`${sep}retired${sep}`),
      }))
      .filter(({ name }) => only === undefined || only.includes(name)),
  );
  sources.sort((a, b) => (a.name < b.name ? -1 : 1));
  const twice = sources.find(({ name }, index) => sources[index + 1]?.name === name);
  if (twice) throw new BadSources(`${twice.name}.ts: two files have this name; rename one`);
  return sources;
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => path.endsWith('.ts')).map((path) => join(folder, path));
}
