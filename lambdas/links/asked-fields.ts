import { required } from '../casework/read-records.ts';
import type { FieldRule } from '../domain/answer-fields.ts';
import type { HumanTask } from '../domain/human-task.ts';
import { type TaskKind, taskRules } from '../domain/human-task-kinds.ts';
import { milestoneFieldsFor } from '../domain/mutual-help.ts';
import type { Reader } from '../ports.ts';

/**
 * What is asked beside the choice of this very client: their own goals, their own fellowship, this clinic's providers. Undefined where the
 * kind's rules hold as they are.
 */
export async function askedFields(
  reader: Reader,
  { kind, episodeId }: HumanTask,
): Promise<FieldRule[] | undefined> {
  if (!episodeId) return undefined;
  if (kind === 'review') return reviewFieldsOf(reader, episodeId);
  if (taskRules[kind].fields?.some(({ optionsFrom }) => optionsFrom)) return fieldsFromRecords(reader, kind);
  if (kind !== 'milestones') return undefined;
  const { programId, programVersion } = await required(reader, 'episode', episodeId);
  const { program } = await required(reader, 'program', `${programId}:${programVersion}`);
  const plan = await reader.get('carePlan', episodeId);
  return milestoneFieldsFor(program, plan?.fellowship ?? null);
}

/** The rules with what can be chosen now: providers that can be asked, staff who have not left. */
async function fieldsFromRecords(reader: Reader, kind: TaskKind): Promise<FieldRule[]> {
  const partners = (await reader.list('partner')).filter((partner) => partner.kind === 'aftercare');
  const staff = (await reader.list('staff')).filter(({ leftOn }) => !leftOn);
  const named = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: { en: name, es: name } }));
  return (taskRules[kind].fields ?? []).map((rule) =>
    rule.optionsFrom ? { ...rule, options: named(rule.optionsFrom === 'staff' ? staff : partners) } : rule,
  );
}

const listOf: Record<string, 'goals' | 'needs'> = {
  goalsReached: 'goals',
  goalsDropped: 'goals',
  needsMet: 'needs',
};

/** A list to tick holds what is still open of the client's own; without anything open it is not asked for. */
async function reviewFieldsOf(reader: Reader, episodeId: string): Promise<FieldRule[]> {
  const { fields = [] } = taskRules.review;
  const plan = await reader.get('carePlan', episodeId);
  return fields.flatMap((rule): FieldRule[] => {
    const list = listOf[rule.name];
    if (!list) return [rule];
    const open = plan?.[list].filter(({ status }) => status === 'open') ?? [];
    const options = open.map(({ id, words }) => ({ value: id, label: { en: words, es: words } }));
    return options.length > 0 ? [{ ...rule, options }] : [];
  });
}
