import { emptyConsentForm } from '../domain/consent-form.ts';
import { clientAftercare } from '../pages/client-link-aftercare.ts';
import { type ClientCopyView, clientCopy, clientCopyFile } from '../pages/client-link-copy.ts';
import { clientDisclosures } from '../pages/client-link-disclosures.ts';
import { clientDone, clientLeft } from '../pages/client-link-done.ts';
import { clientHome } from '../pages/client-link-home.ts';
import { clientRequestsPage } from '../pages/client-link-requests.ts';
import { clientRevoke } from '../pages/client-link-revoke.ts';
import { clientRights, clientSign } from '../pages/client-link-sign.ts';
import type { Language } from '../pages/words.ts';
import type { Ports } from '../ports.ts';
import type { HttpRequest, HttpResponse } from '../runtime/define-route.ts';
import { askPasscode, lockState } from './ask-passcode.ts';
import { checkPasscode } from './check-passcode.ts';
import { request, revokeFor, sign } from './client-deeds.ts';
import { consentFormOf, writtenText } from './client-form.ts';
import { answerFeedback, showProgress, wishForNews } from './client-progress.ts';
import {
  type ClientScope,
  type ClientVisit,
  clientVisit,
  consentsOf,
  disclosuresView,
  homeView,
  requestsView,
  revocable,
  signView,
} from './client-view.ts';
import { endOfVisit, hasVisit, visitCookie } from './device-cookie.ts';
import { page } from './link-response.ts';
import type { LinkTarget } from './link-target.ts';
import { shownPlan } from './shown-plan.ts';

/** POST of a client's own link, from our page: the passcode once per visit, then what the client chose to see or do. */
export async function answerClient(
  ports: Ports,
  target: LinkTarget,
  scope: ClientScope,
  posted: { request: HttpRequest; form: URLSearchParams },
): Promise<HttpResponse> {
  const { form } = posted;
  const asked = form.get('lang');
  const language: Language = asked === 'en' || asked === 'es' ? asked : target.holder.language;
  const action = form.get('action') ?? '';
  if (action === 'passcode') return enter(ports, target, scope, form);
  if (action === 'leave') return leave(target, language);
  if (!(await hasVisit(ports, target, posted.request)))
    return askPasscode(target, await lockState(target, ports));
  const visit = await clientVisit(ports, target, scope, language);
  const deed = deeds[action];
  return deed ? deed(ports, visit, form) : see(ports, visit, form);
}

async function enter(
  ports: Ports,
  target: LinkTarget,
  scope: ClientScope,
  form: URLSearchParams,
): Promise<HttpResponse> {
  const wrong = await checkPasscode(ports, target, form.get('passcode') ?? '');
  if (wrong) return askPasscode(target, wrong);
  const visit = await clientVisit(ports, target, scope, target.holder.language);
  const cookie = await visitCookie(ports, target, 'shared');
  return page(clientHome(await homeView(ports, visit)), 200, { 'set-cookie': cookie });
}

function leave({ clinic }: LinkTarget, language: Language): HttpResponse {
  const { senderName, phone } = clinic;
  return page(clientLeft({ language, senderName, phone }), 200, { 'set-cookie': endOfVisit(clinic) });
}

type Deed = (ports: Ports, visit: ClientVisit, form: URLSearchParams) => Promise<HttpResponse>;

/** What changes something, or hands something over. */
const deeds: Record<string, Deed> = {
  async sign(ports, visit, form) {
    const filled = consentFormOf(form);
    const result = await sign(ports, visit, filled, Number(form.get('onFile') ?? 0));
    if ('done' in result) return page(clientDone(visit.frame, result));
    return page(clientSign(await signView(ports, visit, { form: filled, problems: result.problems })), 422);
  },
  async revoke(ports, visit, form) {
    const done = await revokeFor(ports, visit, form.get('recipient') ?? '');
    return done ? page(clientDone(visit.frame, done)) : revokePage(ports, visit, 'nothing chosen');
  },
  async request(ports, visit, form) {
    const asked = { kind: form.get('kind') ?? '', text: writtenText(form.get('text')) };
    const result = await request(ports, visit, asked);
    if ('done' in result) return page(clientDone(visit.frame, result));
    return page(clientRequestsPage(await requestsView(ports, visit, { ...asked, ...result })), 422);
  },
  'answer-feedback': answerFeedback,
  news: wishForNews,
  async 'save-copy'(ports, visit, form) {
    const copy = await copyOf(ports, visit, form);
    if (!copy) return page(clientHome(await homeView(ports, visit)));
    return page(clientCopyFile(copy), 200, { 'content-disposition': 'attachment; filename="copy.html"' });
  },
};

/** What only shows something. */
async function see(ports: Ports, visit: ClientVisit, form: URLSearchParams): Promise<HttpResponse> {
  const { frame } = visit;
  switch (form.get('page')) {
    case 'progress':
      return showProgress(ports, visit);
    case 'aftercare': {
      const { clinic } = visit.target;
      const shown = await shownPlan(ports.store.read(clinic.id), clinic, visit.episode.id);
      return page(clientAftercare({ frame, shown }));
    }
    case 'sign':
      return page(clientSign(await signView(ports, visit, { form: emptyConsentForm, problems: [] })));
    case 'revoke':
      return revokePage(ports, visit, null);
    case 'disclosures':
      return page(clientDisclosures(await disclosuresView(ports, visit)));
    case 'requests':
      return page(
        clientRequestsPage(await requestsView(ports, visit, { problem: null, text: '', kind: '' })),
      );
    case 'rights':
      return page(clientRights(frame));
    case 'copy': {
      const copy = await copyOf(ports, visit, form);
      if (copy) return page(clientCopy(copy));
    }
  }
  return page(clientHome(await homeView(ports, visit)));
}

async function revokePage(
  ports: Ports,
  visit: ClientVisit,
  problem: 'nothing chosen' | null,
): Promise<HttpResponse> {
  const recipients = await revocable(ports.store.read(visit.target.clinic.id), visit);
  return page(clientRevoke({ frame: visit.frame, recipients, problem }), problem === null ? 200 : 422);
}

async function copyOf(
  ports: Ports,
  visit: ClientVisit,
  form: URLSearchParams,
): Promise<ClientCopyView | undefined> {
  const consents = await consentsOf(ports.store.read(visit.target.clinic.id), visit);
  const consent = consents.find(({ consentId }) => consentId === form.get('consent'));
  return consent && { frame: visit.frame, consent };
}
