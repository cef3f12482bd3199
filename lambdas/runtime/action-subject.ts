import * as z from 'zod';
import { type Contradiction, textField } from '../domain/file-fields.ts';
import type { RecordKind, RecordOf } from '../domain/records.ts';
import type { Reader } from '../ports.ts';
import { BadInput, fieldProblem } from './define-action.ts';

export const episodeField = z
  .string()
  .regex(/^ep_[0-9a-z]+$/, 'is not an episode; copy the id from the board')
  .describe('The episode, as on the board');
export const reasonField = textField('the reason', 500).describe('Why, for the record');

/** Throws one field's refusal. */
export function refuseField(field: string, problem: string, fix: string): never {
  throw new BadInput([{ field, problem, fix }]);
}

/** Throws everything that does not fit, by field; returns when nothing is wrong. */
export function refuseContradictions(problems: readonly Contradiction[]): void {
  if (problems.length === 0) return;
  throw new BadInput(
    problems.map(({ path, message }) => fieldProblem({ code: 'custom', path, message, input: undefined })),
  );
}

const found: Partial<Record<RecordKind, string>> = {
  episode: 'copy the id from the board',
  partner: 'use a partner’s id of the clinic’s file',
  staff: 'use a staff id of the clinic’s file',
  drugTest: 'copy the id from the client’s timeline',
  task: 'copy the id from the client’s timeline',
  consent: 'copy the id from the client’s timeline',
};

/** The record that a field names; an action on what is not there is refused by field. */
export async function named<K extends RecordKind>(
  reader: Reader,
  kind: K,
  id: string,
  field: string,
): Promise<RecordOf<K>> {
  const record = await reader.get(kind, id);
  return (
    record ?? refuseField(field, `there is no ${kind} "${id}" in this clinic`, found[kind] ?? 'check the id')
  );
}
