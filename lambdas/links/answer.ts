import { type GivenOutcome, giveAnswer } from '../casework/give-answer.ts';
import { type GivenAnswer, recordAnswer } from '../domain/human-task.ts';
import { answersFromForm, commentMaxLength, isLeftAlone, type PostedAnswer } from '../pages/link-fields.ts';
import { linkPasscode, type PasscodeState } from '../pages/link-passcode.ts';
import { type LinkProblem, linkProblem } from '../pages/link-problem.ts';
import { linkQuestions } from '../pages/link-questions.ts';
import { linkRecorded } from '../pages/link-recorded.ts';
import type { Ports } from '../ports.ts';
import { defineRoute, type HttpRequest, type HttpResponse } from '../runtime/define-route.ts';
import { checkPasscode } from './check-passcode.ts';
import { hasVisit, visitCookie } from './device-cookie.ts';
import { notValid, page } from './link-response.ts';
import { type LinkTarget, linkTarget } from './link-target.ts';
import { questionsView } from './questions-view.ts';
import { recordedView } from './recorded-view.ts';
import { tasksBehind } from './tasks-behind.ts';

const formMaxBytes = 64 * 1024;

/** POST of a link: `open`, then `passcode` once per device, then `answer`. Each checks everything again. */
export const route = defineRoute(async (request, ports) => {
  const target = await linkTarget(ports.store, request, ports.clock.now());
  if (!target) return notValid();
  if (!comesFromOurPage(request, target)) return problem(target, 'other site');
  const form = new URLSearchParams((request.body ?? '').slice(0, formMaxBytes));
  const action = form.get('action');
  if (action === 'passcode') return enter(ports, target, form);
  if (!(await hasVisit(ports, target, request))) {
    return action === 'answer'
      ? problem(target, 'session ended')
      : askPasscode(target, await lockState(target, ports));
  }
  return action === 'answer' ? save(ports, target, form) : showQuestions(ports, target);
});

/** Browsers send Origin with every form post; one that is missing or another site's did not come from our page. */
function comesFromOurPage(request: HttpRequest, { clinic }: LinkTarget): boolean {
  return request.headers.origin === new URL(clinic.baseUrl).origin;
}

async function lockState({ link }: LinkTarget, ports: Ports): Promise<PasscodeState> {
  const locked = link.lockedUntil !== null && ports.clock.now() < link.lockedUntil;
  return locked ? { state: 'locked', until: link.lockedUntil ?? '' } : { state: 'ask' };
}

function askPasscode({ clinic, holder }: LinkTarget, state: PasscodeState): HttpResponse {
  const view = {
    language: holder.language,
    senderName: clinic.senderName,
    phone: clinic.phone,
    timeZone: clinic.calendar.timeZone,
  };
  return page(
    linkPasscode({ ...view, holder: holder.partnerId ? 'partner' : 'staff', state }),
    state.state === 'ask' ? 200 : 403,
  );
}

async function enter(ports: Ports, target: LinkTarget, form: URLSearchParams): Promise<HttpResponse> {
  const wrong = await checkPasscode(ports, target, form.get('passcode') ?? '');
  if (wrong) return askPasscode(target, wrong);
  const device = form.get('device');
  if (target.holder.partnerId && device !== 'own' && device !== 'shared')
    return askPasscode(target, { state: 'no device' });
  const cookie = await visitCookie(
    ports,
    target,
    target.holder.partnerId && device === 'own' ? 'own' : 'shared',
  );
  return showQuestions(ports, target, { 'set-cookie': cookie });
}

async function showQuestions(
  ports: Ports,
  target: LinkTarget,
  headers: Record<string, string> = {},
): Promise<HttpResponse> {
  const tasks = await tasksBehind(ports, target);
  if (target.link.scope.to === 'task' && tasks.length === 0) return problem(target, 'no longer open', 410);
  return page(linkQuestions(await questionsView(ports, target, tasks)), 200, headers);
}

async function save(ports: Ports, target: LinkTarget, form: URLSearchParams): Promise<HttpResponse> {
  const posted = answersFromForm(form).filter((answer) => !isLeftAlone(answer));
  if (posted.length === 0) return problem(target, 'nothing chosen', 422);
  if (posted.some((answer) => answer.comment.length > commentMaxLength))
    return problem(target, 'comment too long', 422);
  for (const answer of posted) {
    const refused = await refusedBefore(ports, target, answer);
    if (refused) return refused;
  }
  const saved: { posted: PostedAnswer; result: GivenOutcome }[] = [];
  for (const answer of posted) {
    const result = await giveAnswer(ports, target.clinic.id, answer.taskId, givenBy(ports, target, answer));
    const refused = refusalOf(result);
    if (refused) return problem(target, refused, statusOf(refused));
    saved.push({ posted: answer, result });
  }
  return page(linkRecorded(await recordedView(ports, target, saved)));
}

function givenBy(ports: Ports, { holder }: LinkTarget, answer: PostedAnswer): GivenAnswer {
  const { choice, items, comment, reason } = answer;
  return { choice, items, comment, reason, by: holder.id, at: ports.clock.now() };
}

/**
 * Looks at each answer of a form before any is saved, so that a page that refuses one has recorded none. A question
 * that was settled since the page was opened is no reason: its answer is kept as late, corrected or contradictory.
 */
async function refusedBefore(
  ports: Ports,
  target: LinkTarget,
  answer: PostedAnswer,
): Promise<HttpResponse | undefined> {
  const { link, holder, clinic } = target;
  const task = await ports.store.read(clinic.id).get('task', answer.taskId);
  const isOwn = link.scope.to === 'inbox' || link.scope.taskId === answer.taskId;
  if (!task?.asked.includes(holder.id) || !isOwn) return problem(target, 'no longer open', 410);
  const refused = refusalOf(recordAnswer(task, givenBy(ports, target, answer)));
  return refused && problem(target, refused, statusOf(refused));
}

function statusOf(refused: LinkProblem): number {
  return refused === 'no longer open' ? 410 : 422;
}

function refusalOf(result: GivenOutcome): LinkProblem | undefined {
  if (result.outcome === 'consent gone') return 'no longer open';
  if (result.outcome === 'needs reason') return 'reason needed';
  if (result.outcome === 'not asked') return 'not asked';
  if (result.outcome !== 'invalid') return undefined;
  return result.problem.includes('not on this list') ? 'not on the list' : 'unknown choice';
}

function problem({ clinic, holder }: LinkTarget, code: LinkProblem, status = 403): HttpResponse {
  return page(
    linkProblem({
      language: holder.language,
      senderName: clinic.senderName,
      phone: clinic.phone,
      problem: code,
    }),
    status,
  );
}
