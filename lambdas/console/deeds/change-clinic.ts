import { createHash } from 'node:crypto';
import { action as applyClinic } from '../../actions/apply-clinic.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { type ClinicFile, clinicFileSchema } from '../../domain/clinic-file.ts';
import { lineOfFault, lineOfPath } from '../../domain/json-lines.ts';
import type { ProgramFile } from '../../domain/program.ts';
import {
  clinicFileApplied,
  clinicFileForm,
  clinicFilePreview,
  type FileEffects,
  type PlacedProblem,
} from '../../pages/clinic-file.ts';
import type { Ports } from '../../ports.ts';
import { type ActionResult, BadInput, fieldProblem } from '../../runtime/define-action.ts';
import type { HttpResponse } from '../../runtime/define-route.ts';
import { page } from '../console-response.ts';
import type { ConsoleRequest, ConsoleRoute } from '../console-route.ts';
import { clinicFileFrame } from '../views/clinic-file.ts';

/** The clinic's file, changed: what it would do is shown first, and done only as it was shown. */
export const changeClinic: ConsoleRoute = {
  method: 'POST',
  path: '/settings/clinic',
  area: 'settings',
  answer: change,
};

/** Thrown when the pasted file is refused: every problem, each with its line. */
class BadClinicFile extends Error {
  override name = 'BadClinicFile';
  readonly problems: readonly PlacedProblem[];
  constructor(problems: readonly PlacedProblem[]) {
    super(problems.map(({ field, problem }) => `${field}: ${problem}`).join('\n'));
    this.problems = problems;
  }
}

/** What a browser sends has other line ends than the page had. */
async function change(request: ConsoleRequest, ports: Ports): Promise<HttpResponse> {
  const text = (request.form.get('file') ?? '').replaceAll('\r\n', '\n');
  try {
    return await changed(request, ports, text);
  } catch (error) {
    if (!(error instanceof BadClinicFile)) throw error;
    return page(clinicFileForm({ ...clinicFileFrame(request), text, problems: error.problems }), 400);
  }
}

async function changed(request: ConsoleRequest, ports: Ports, text: string): Promise<HttpResponse> {
  const { form } = request;
  if (form.get('end') !== 'yes')
    throw new BadClinicFile([
      {
        field: '',
        problem: 'the file is longer than a form can send',
        fix: 'apply it from the command line: npm run clinic -- apply FILE',
      },
    ]);
  const view = clinicFileFrame(request);
  if (form.get('edit') === 'yes') return page(clinicFileForm({ ...view, text, problems: [] }));
  const clinic = fileIn(text);
  const programs = await programsOf(request, ports, clinic, text);
  const effects = await applied(request, ports, { clinic, programs, dryRun: true }, text);
  const fingerprint = fingerprintOf(clinic, effects);
  const confirmed = form.get('fingerprint');
  if (confirmed !== fingerprint || effects.changes.length === 0)
    return page(clinicFilePreview({ ...view, text, effects, fingerprint, hasMovedOn: confirmed !== null }));
  const { summary } = await applied(request, ports, { clinic, programs, dryRun: false }, text);
  return page(clinicFileApplied({ ...view, effects: { ...effects, summary } }));
}

/** The same file with the same effects: what is confirmed is what was shown, or it is shown again. */
function fingerprintOf(clinic: ClinicFile, { summary: _, ...effects }: FileEffects): string {
  return createHash('sha256').update(canonicalJson({ clinic, effects })).digest('hex');
}

function fileIn(text: string): ClinicFile {
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new BadClinicFile([
      {
        line: lineOfFault(text),
        field: '',
        problem: 'is not JSON',
        fix: 'correct the commas, quotes and brackets at this place or just before it',
      },
    ]);
  }
  const checked = clinicFileSchema.safeParse(written);
  if (checked.success) return checked.data;
  throw new BadClinicFile(
    checked.error.issues.map((issue) => {
      const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
      return { line: lineOfPath(text, path), ...fieldProblem(issue) };
    }),
  );
}

/** The programs on record that the file names: a program's own content is not changed here. */
async function programsOf(
  { visitor: { clinic } }: ConsoleRequest,
  ports: Ports,
  file: ClinicFile,
  text: string,
): Promise<ProgramFile[]> {
  const reader = ports.store.read(clinic.id);
  const found = await Promise.all(
    file.programs.map(async (path) => {
      const id = (path.split('/').at(-1) ?? path).replace(/\.ya?ml$/, '');
      const version = clinic.programVersions[id];
      return version === undefined ? undefined : reader.get('program', `${id}:${version}`);
    }),
  );
  const known = Object.keys(clinic.programVersions)
    .map((id) => `${id}.yaml`)
    .join(', ');
  const problems = found.flatMap((version, index) =>
    version
      ? []
      : [
          {
            line: lineOfPath(text, ['programs', index]),
            field: `programs.${index}`,
            problem: 'is no program on record',
            fix: `keep those that are (${known}), and add a program from the command line: npm run clinic -- apply FILE`,
          },
        ],
  );
  if (problems.length > 0) throw new BadClinicFile(problems);
  return found.flatMap((filed) => {
    if (!filed) return [];
    const { version: _, chancesPpm: __, ...program } = filed.program;
    return [program];
  });
}

async function applied(
  { visitor: { clinic, member } }: ConsoleRequest,
  ports: Ports,
  input: { clinic: ClinicFile; programs: ProgramFile[]; dryRun: boolean },
  text: string,
): Promise<FileEffects> {
  try {
    const result = await applyClinic.start(input, { clinicId: clinic.id, by: member.id }, ports);
    return effectsIn(result, await ports.store.read(clinic.id).list('staff'));
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    throw new BadClinicFile(
      error.problems.map((problem) => {
        const [part, ...path] = problem.field.split('.');
        const inFile = part === 'clinic' ? path : problem.field.split('.').slice(0, 2);
        return { ...problem, line: lineOfPath(text, inFile), field: inFile.join('.') };
      }),
    );
  }
}

function effectsIn(result: ActionResult, staff: readonly { id: string; name: string }[]): FileEffects {
  const { summary, changes, warnings, withdrawnPasscodes, leavers } = result as ActionResult & {
    changes: string[];
    warnings: string[];
    withdrawnPasscodes: string[];
    leavers: { id: string; openTaskIds: string[]; episodeIds: string[] }[];
  };
  return {
    summary,
    changes,
    warnings,
    withdrawnPasscodes,
    leavers: leavers.map(({ id, openTaskIds, episodeIds }) => ({
      name: staff.find((member) => member.id === id)?.name ?? id,
      openQuestions: openTaskIds.length,
      clients: episodeIds.length,
    })),
  };
}
