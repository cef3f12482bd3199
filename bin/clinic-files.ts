import { dirname, isAbsolute, join } from 'node:path';
import { type ClinicFile, clinicFileSchema } from '../lambdas/domain/clinic-file.ts';
import { type ProgramFile, programSchema } from '../lambdas/domain/program.ts';
import { type ReferralsFile, referralsFileSchema } from '../lambdas/domain/referral.ts';
import type { FieldProblem } from '../lambdas/runtime/define-action.ts';
import { BadFile, type FileProblem, readYamlFile, type YamlFile } from './read-yaml.ts';

/** A clinic as its files describe it: what the action `apply-clinic` takes. */
export interface ClinicFiles {
  clinic: ClinicFile;
  programs: ProgramFile[];
  /** The problems that the action found, each in the file and on the line where its field stands. */
  placed(problems: readonly FieldProblem[]): FileProblem[];
}

/**
 * Reads a clinic's YAML file and those of its programs.
 * @param path of the clinic's file; its programs' paths are relative to it
 * @throws BadFile with the problems of every file
 */
export async function readClinicFiles(path: string): Promise<ClinicFiles> {
  const clinic = await readYamlFile(path, clinicFileSchema);
  const paths = clinic.content.programs.map((program) =>
    isAbsolute(program) ? program : join(dirname(path), program),
  );
  const programs = await readAll(paths);
  return {
    clinic: clinic.content,
    programs: programs.map(({ content }) => content),
    placed: (problems) =>
      problems.map((problem) => {
        const [part, ...rest] = problem.field.split('.');
        const index = Number(rest[0]);
        if (part === 'programs' && programs[index] && paths[index])
          return placedIn(paths[index], programs[index], rest.slice(1), problem);
        return placedIn(path, clinic, part === 'clinic' ? rest : [], problem);
      }),
  };
}

async function readAll(paths: readonly string[]): Promise<YamlFile<ProgramFile>[]> {
  const results = await Promise.allSettled(paths.map((path) => readYamlFile(path, programSchema)));
  const problems = results.flatMap((result) => {
    if (result.status === 'fulfilled') return [];
    if (result.reason instanceof BadFile) return result.reason.problems;
    throw result.reason;
  });
  if (problems.length > 0) throw new BadFile(problems);
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

function placedIn(file: string, yaml: YamlFile<unknown>, path: string[], problem: FieldProblem): FileProblem {
  return { ...problem, file, line: yaml.lineOf(path), field: path.join('.') };
}

/**
 * Reads a file of referrals.
 * @throws BadFile with every problem, each with its line
 */
export async function readReferralsFile(path: string): Promise<YamlFile<ReferralsFile>> {
  return readYamlFile(path, referralsFileSchema);
}
