import { countMismatch, problemByRecords } from '../casework/check-answer.ts';
import type { GivenOutcome } from '../casework/give-answer.ts';
import type { FieldProblemCode } from '../domain/answer-fields.ts';
import { fieldProblemsOf, type GivenAnswer, recordAnswer } from '../domain/human-task.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import type { PostedAnswer } from '../pages/link-fields.ts';
import type { LinkProblem } from '../pages/link-problem.ts';
import { type LinkQuestion, linkQuestions } from '../pages/link-questions.ts';
import type { Ports } from '../ports.ts';
import type { LinkTarget } from './link-target.ts';
import { questionsView } from './questions-view.ts';
import { reportHrefOf } from './report-link.ts';
import { tasksBehind } from './tasks-behind.ts';

/** Why an answer of a form cannot be saved. */
export interface Refusal {
  taskId: string;
  problem: LinkProblem;
  /** The fields beside the choice that are wrong. */
  fields: { name: string; code: FieldProblemCode }[];
  /** True when the question can be shown again with what was posted, to be mended there. */
  canBeMended: boolean;
}

/**
 * Looks at one answer of a form without saving it. A question that was settled since the page was opened is no
 * reason: its answer is kept as late, corrected or contradictory.
 */
export async function refusalBefore(
  ports: Ports,
  { link, holder, clinic }: LinkTarget,
  { taskId }: PostedAnswer,
  given: GivenAnswer,
): Promise<Refusal | undefined> {
  const reader = ports.store.read(clinic.id);
  const task = await reader.get('task', taskId);
  const isOwn = link.scope.to === 'inbox' || (link.scope.to === 'task' && link.scope.taskId === taskId);
  if (!task?.asked.includes(holder.id) || !isOwn)
    return { taskId, problem: 'no longer open', fields: [], canBeMended: false };
  const { fields, itemContradiction } = taskRules[task.kind];
  const canBeMended = fields !== undefined || itemContradiction !== undefined;
  const problem = refusalOf(recordAnswer(task, given));
  if (problem) {
    const wrong = problem === 'fields to mend' ? fieldProblemsOf(task.kind, given) : [];
    return { taskId, problem, fields: wrong.map(named), canBeMended };
  }
  const byRecords = await problemByRecords(reader, clinic, task, given);
  return byRecords && { taskId, problem: 'fields to mend', fields: [named(byRecords)], canBeMended };
}

function named({ field, code }: { field: string; code: FieldProblemCode }) {
  return { name: field.slice('fields.'.length), code };
}

/** What the page says of an answer that was not taken; undefined for one that was. */
export function refusalOf(result: GivenOutcome): LinkProblem | undefined {
  if (result.outcome === 'consent gone') return 'no longer open';
  if (result.outcome === 'needs reason') return 'reason needed';
  if (result.outcome === 'not asked') return 'not asked';
  if (result.outcome !== 'invalid') return undefined;
  if (/^(fields|lines)\./.test(result.field)) return 'fields to mend';
  if (result.problem.startsWith('nothing was chosen')) return 'nothing chosen';
  return result.problem.includes('not on this list') ? 'not on the list' : 'unknown choice';
}

/**
 * The questions once more, with what was posted still in them and what is wrong beside it. Identifiers that were
 * another person's are counted. Undefined when there is nothing that can be mended there.
 */
export async function questionsToMend(
  ports: Ports,
  target: LinkTarget,
  posted: readonly PostedAnswer[],
  refusals: readonly Refusal[],
): Promise<string | undefined> {
  if (!refusals.every(({ canBeMended }) => canBeMended)) return undefined;
  for (const { taskId, fields } of refusals) {
    if (fields.some(({ code }) => code === 'other identifiers'))
      await countMismatch(ports, target.clinic.id, { taskId, by: target.holder.id });
  }
  const view = await questionsView(
    ports,
    target,
    await tasksBehind(ports, target),
    await reportHrefOf(ports, target),
  );
  const shown = new Set(view.questions.map(({ taskId }) => taskId));
  if (!refusals.every(({ taskId }) => shown.has(taskId))) return undefined;
  const questions = view.questions.map((question) => asPosted(question, posted, refusals));
  return linkQuestions({ ...view, questions });
}

function asPosted(
  question: LinkQuestion,
  posted: readonly PostedAnswer[],
  refusals: readonly Refusal[],
): LinkQuestion {
  const answer = posted.find(({ taskId }) => taskId === question.taskId);
  if (!answer) return question;
  const refusal = refusals.find(({ taskId }) => taskId === question.taskId);
  const { choice, comment, reason, items, ticks, fields = {} } = answer;
  const refused = {
    posted: { choice, comment, reason, items, ticks, fields },
    fields: refusal?.fields ?? [],
  };
  return { ...question, problem: refusal?.problem ?? null, refused };
}
