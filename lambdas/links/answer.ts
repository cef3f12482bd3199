import type { LinkProblem } from '../pages/link-problem.ts';
import type { Ports } from '../ports.ts';
import { defineRoute, type HttpRequest, type HttpResponse } from '../runtime/define-route.ts';
import { askPasscode, lockState } from './ask-passcode.ts';
import { checkPasscode } from './check-passcode.ts';
import { answerClient } from './client-link.ts';
import { takeCrisis } from './crisis-page.ts';
import { hasVisit, visitCookie } from './device-cookie.ts';
import { saveAnswers, showQuestions } from './holder-questions.ts';
import { takeReport } from './home-page.ts';
import { notValid } from './link-response.ts';
import { type LinkTarget, linkTarget } from './link-target.ts';
import { problem } from './problem.ts';

const formMaxBytes = 64 * 1024;

/** POST of a link: `open`, then `passcode` once per device, then `answer`. Each checks everything again. */
export const route = defineRoute(async (request, ports) => {
  const target = await linkTarget(ports.store, request, ports.clock.now());
  if (!target) return notValid();
  if (!comesFromOurPage(request, target)) return problem(target, 'other site');
  const form = new URLSearchParams((request.body ?? '').slice(0, formMaxBytes));
  const { scope } = target.link;
  if (scope.to === 'client') return answerClient(ports, target, scope, { request, form });
  const action = form.get('action');
  if (action === 'passcode') return enter(ports, target, form);
  if (!(await hasVisit(ports, target, request))) {
    return ['answer', 'report', 'start'].includes(action ?? '')
      ? problem(target, 'session ended')
      : askPasscode(target, await lockState(target, ports));
  }
  if (scope.to === 'home' && action === 'report') return said(target, await takeReport(ports, target, form));
  if (scope.to === 'crisis' && action === 'start') return said(target, await takeCrisis(ports, target, form));
  return action === 'answer' ? saveAnswers(ports, target, form) : showQuestions(ports, target);
});

/** A page, or why what was posted could not be taken. */
function said(target: LinkTarget, taken: HttpResponse | LinkProblem): HttpResponse {
  return typeof taken === 'string' ? problem(target, taken, 422) : taken;
}

/** Browsers send Origin with every form post; one that is missing or another site's did not come from our page. */
function comesFromOurPage(request: HttpRequest, { clinic }: LinkTarget): boolean {
  return request.headers.origin === new URL(clinic.baseUrl).origin;
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
