import { type GivenOutcome, giveAnswer } from '../casework/give-answer.ts';
import type { GivenAnswer } from '../domain/human-task.ts';
import { answersFromForm, commentMaxLength, isLeftAlone, type PostedAnswer } from '../pages/link-fields.ts';
import type { LinkProblem } from '../pages/link-problem.ts';
import { linkQuestions } from '../pages/link-questions.ts';
import { linkRecorded } from '../pages/link-recorded.ts';
import type { Ports } from '../ports.ts';
import type { HttpResponse } from '../runtime/define-route.ts';
import { showCrisisStart } from './crisis-page.ts';
import { showHome } from './home-page.ts';
import { page } from './link-response.ts';
import type { LinkTarget } from './link-target.ts';
import { problem } from './problem.ts';
import { questionsView } from './questions-view.ts';
import { recordedView } from './recorded-view.ts';
import { questionsToMend, type Refusal, refusalBefore, refusalOf } from './refused-answers.ts';
import { reportHrefOf } from './report-link.ts';
import { withRestOfList } from './rest-of-list.ts';
import { tasksBehind } from './tasks-behind.ts';

/** What waits for a holder whose passcode, or whose sign-in, was checked. */
export async function showQuestions(
  ports: Ports,
  target: LinkTarget,
  headers: Record<string, string> = {},
): Promise<HttpResponse> {
  if (target.link.scope.to === 'home') return showHome(ports, target, headers);
  if (target.link.scope.to === 'crisis') return showCrisisStart(ports, target, headers);
  const tasks = await tasksBehind(ports, target);
  if (target.link.scope.to === 'task' && tasks.length === 0) return problem(target, 'no longer open', 410);
  return page(
    linkQuestions(await questionsView(ports, target, tasks, await reportHrefOf(ports, target))),
    200,
    headers,
  );
}

/** Records what a holder answers on such a page; where one answer is refused, none is recorded. */
export async function saveAnswers(
  ports: Ports,
  target: LinkTarget,
  form: URLSearchParams,
): Promise<HttpResponse> {
  const reader = ports.store.read(target.clinic.id);
  const answers = await withRestOfList(reader, answersFromForm(form));
  const posted = answers.filter((answer) => !isLeftAlone(answer));
  if (posted.length === 0) return problem(target, 'nothing chosen', 422);
  if (posted.some(({ comment, reason }) => Math.max(comment.length, reason.length) > commentMaxLength))
    return problem(target, 'comment too long', 422);
  const refused = await refusedBefore(ports, target, posted);
  if (refused) return refused;
  const saved: { posted: PostedAnswer; result: GivenOutcome }[] = [];
  for (const answer of posted) {
    const result = await giveAnswer(ports, target.clinic.id, answer.taskId, givenBy(ports, target, answer));
    const refusal = refusalOf(result);
    if (refusal) return problem(target, refusal, statusOf(refusal));
    saved.push({ posted: answer, result });
  }
  return page(linkRecorded(await recordedView(ports, target, saved)));
}

function givenBy(ports: Ports, { holder }: LinkTarget, answer: PostedAnswer): GivenAnswer {
  const { taskId: _, ...said } = answer;
  return { ...said, by: holder.id, at: ports.clock.now() };
}

/** Looks at every answer of a form before any is saved, so that a page that refuses one has recorded none. */
async function refusedBefore(
  ports: Ports,
  target: LinkTarget,
  posted: readonly PostedAnswer[],
): Promise<HttpResponse | undefined> {
  const refusals: Refusal[] = [];
  for (const answer of posted) {
    const refusal = await refusalBefore(ports, target, answer, givenBy(ports, target, answer));
    if (refusal) refusals.push(refusal);
  }
  const [first] = refusals;
  if (!first) return undefined;
  const toMend = await questionsToMend(ports, target, posted, refusals);
  return toMend === undefined
    ? problem(target, first.problem, statusOf(first.problem))
    : page(toMend, statusOf(first.problem));
}

function statusOf(refused: LinkProblem): number {
  return refused === 'no longer open' ? 410 : 422;
}
