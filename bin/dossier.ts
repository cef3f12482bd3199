import { readFile, writeFile } from 'node:fs/promises';
import type { AuditEntry } from '../lambdas/domain/audit.ts';
import type { DossierEntry } from '../lambdas/domain/dossier.ts';
import { type CheckedDossier, checkDossier } from '../lambdas/domain/dossier-check.ts';
import {
  CommandFailed,
  type CommandLine,
  type ExitCode,
  main,
  parsed,
  UsageError,
  words,
} from './command-line.ts';
import { targetOf, targetOptions, targetUsage, withLocalUrl } from './target.ts';

const usage = `npm run dossier -- EPISODE [--out FILE] [--without-names] [where]
npm run dossier -- --verify FILE
npm run dossier -- EPISODE --verify FILE [where]

Makes the dossier of an episode: who knew what when, in one chained file. That it was made is recorded.
  --out FILE        writes the file; without it the lines of the audit are printed, to be read
  --without-names   leaves out names, addresses and what anybody wrote in their own words
  --verify FILE     computes a file's chain again and says which entry is broken or missing, and where records and audit
                    differ; with EPISODE the file is held against the clinic's own audit too

${targetUsage}`;

export const command = {
  usage,
  async run(line: CommandLine): Promise<ExitCode> {
    const { values, positionals } = parsed(withLocalUrl(line.args), {
      ...targetOptions,
      out: { type: 'string' },
      verify: { type: 'string' },
      'without-names': { type: 'boolean' },
    });
    if (values.verify !== undefined && values.out !== undefined)
      throw new UsageError('choose one of --out and --verify');
    if (values.verify !== undefined && positionals.length === 0) return verify(values.verify, line);
    const [episodeId] = words(positionals, ['EPISODE']);
    const target = await targetOf(values, line);
    const withoutNames = values['without-names'] ?? false;
    const { text, summary } = await target.start('dossier', { episodeId, withoutNames });
    const bytes = new TextEncoder().encode(String(text));
    if (values.verify !== undefined) return verify(values.verify, line, checkDossier(bytes));
    if (values.out === undefined) for (const fact of factsIn(checkDossier(bytes))) line.say(factLine(fact));
    else await write(values.out, bytes, line);
    line.complain(summary);
    return 0;
  },
};

async function write(path: string, bytes: Uint8Array, line: CommandLine): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (error) {
    throw new CommandFailed(`${path}: cannot be written: ${messageOf(error)}; name another file with --out`);
  }
  line.complain(`wrote ${path}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function verify(path: string, line: CommandLine, own?: CheckedDossier): Promise<ExitCode> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new CommandFailed(`${path}: cannot be read: ${messageOf(error)}`);
  });
  const checked = checkDossier(bytes);
  const { head, entries, leftOut, problems } = checked;
  if (head)
    line.say(
      `${head.episodeId}, ${head.names}, made ${head.madeAt} by ${head.madeBy}: ${entries.length} entries, ${head.auditLinks} audit links`,
    );
  if (leftOut > 0)
    line.say(`note: of ${leftOut} audit links only the place is checked: their words are left out`);
  const all = [...problems, ...(own ? againstClinic(checked, own) : [])];
  for (const { entry, problem } of all)
    line.say(`BROKEN ${entry === null ? '' : `entry ${entry}: `}${problem}`);
  line.say(all.length === 0 ? 'verified' : `${all.length} problems`);
  return all.length === 0 ? 0 : 1;
}

/** Every audit link of the file stands in the clinic's audit, which says that this very file was made. */
function againstClinic(file: CheckedDossier, own: CheckedDossier): CheckedDossier['problems'] {
  const hashes = new Set(linksIn(own).map(({ link }) => link.hash));
  const strangers = linksIn(file).filter(({ link }) => !hashes.has(link.hash));
  const last = file.entries.at(-1)?.hash;
  const isKnown = factsIn(own).some(({ what, details }) => what === 'dossier made' && details?.hash === last);
  return [
    ...strangers.map(({ entry }) => ({ entry, problem: 'stands nowhere in the clinic’s audit' })),
    ...(isKnown
      ? []
      : [{ entry: null, problem: 'the clinic’s audit does not know that this file was made' }]),
  ];
}

function linksIn({ entries }: { entries: readonly DossierEntry[] }) {
  return entries.flatMap(({ sequence, body }) =>
    body.kind === 'fact' ? [{ entry: sequence, link: body.link }] : [],
  );
}

function factsIn(dossier: { entries: readonly DossierEntry[] }): AuditEntry[] {
  return linksIn(dossier).map(({ link }) => link.body);
}

function factLine({ at, what, by, details = {} }: AuditEntry): string {
  const said = Object.entries(details).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  return `${at}  ${what}  by ${by}${said.length > 0 ? `; ${said.join(', ')}` : ''}`;
}

if (import.meta.main) await main(command);
