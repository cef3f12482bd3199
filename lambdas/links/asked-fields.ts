import { required } from '../casework/read-records.ts';
import type { FieldRule } from '../domain/answer-fields.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import { milestoneFieldsFor } from '../domain/mutual-help.ts';
import type { Reader } from '../ports.ts';

/**
 * What is asked beside the choice of this very client: their own goals, their own fellowship. Undefined where the
 * kind's rules hold as they are.
 */
export async function askedFields(
  reader: Reader,
  { kind, episodeId }: HumanTask,
): Promise<FieldRule[] | undefined> {
  if (!episodeId) return undefined;
  if (kind === 'review') return reviewFieldsOf(reader, episodeId);
  if (kind !== 'milestones') return undefined;
  const { programId, programVersion } = await required(reader, 'episode', episodeId);
  const { program } = await required(reader, 'program', `${programId}:${programVersion}`);
  const plan = await reader.get('carePlan', episodeId);
  return milestoneFieldsFor(program, plan?.fellowship ?? null);
}

async function reviewFieldsOf(reader: Reader, episodeId: string): Promise<FieldRule[]> {
  const { fields = [] } = taskRules.review;
  const plan = await reader.get('carePlan', episodeId);
  const open = plan?.goals.filter(({ status }) => status === 'open') ?? [];
  const options = open.map(({ id, words }) => ({ value: id, label: { en: words, es: words } }));
  return fields.flatMap((rule): FieldRule[] => {
    if (rule.name !== 'goalsReached') return [rule];
    return options.length > 0 ? [{ ...rule, options }] : [];
  });
}
