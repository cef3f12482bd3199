import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ClinicFile } from '../lambdas/domain/clinic-file.ts';
import type { ProgramFile } from '../lambdas/domain/program.ts';
import type { Referral, ReferralsFile } from '../lambdas/domain/referral.ts';
import type { Action } from '../lambdas/runtime/define-action.ts';
import { BadInput, type FieldProblem } from '../lambdas/runtime/define-action.ts';

/** Each call reads the file again, so that a test may change what it gets. */
function read<Content>(path: string): Content {
  return parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')) as Content;
}

export const exampleClinic = () => read<ClinicFile>('clinics/example.yaml');
export const sheerProgram = () => read<ProgramFile>('programs/sheer.yaml');
export const exampleReferrals = () => read<ReferralsFile>('clinics/example.referrals.yaml').referrals;

export const operator = { clinicId: 'harbor-example', by: 'operator' };

/** One of the example's clients as the action `refer` takes it. */
export function exampleReferral(index = 0): Referral {
  const entry = exampleReferrals()[index];
  if (entry === undefined) throw new RangeError(`there is no referral ${index}`);
  const { day: _day, ...referral } = entry;
  return referral;
}

/** An item of a list that a test knows to be there. */
export function nth<Item>(list: readonly Item[], index: number): Item {
  const item = list[index];
  if (item === undefined) throw new RangeError(`there is no item ${index}`);
  return item;
}

/** The problems with which an action refuses an input. */
export async function problemsOf(
  action: Action,
  input: unknown,
  ports: Parameters<Action['start']>[2],
  actor = operator,
): Promise<FieldProblem[]> {
  try {
    await action.start(input, actor, ports);
  } catch (error) {
    if (error instanceof BadInput) return error.problems;
    throw error;
  }
  throw new Error('the input was not refused');
}
