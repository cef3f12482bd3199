import { beginSession, endSession, sessionOf } from '../../lambdas/console/staff-cookie.ts';
import { anyClinic } from '../../lambdas/domain/records.ts';
import { isLive } from '../../lambdas/domain/staff-session.ts';
import { consoleWords } from '../../lambdas/pages/console-words.ts';
import { html } from '../../lambdas/pages/html.ts';
import { productPage, toolbarSlot } from '../../lambdas/pages/product-shell.ts';
import type { HttpRequest } from '../../lambdas/runtime/define-route.ts';
import type { Laptop } from '../laptop.ts';
import { type SiteContext, shownClinicId } from './clinic-choice.ts';
import { clinicPage, machineLinks, toolbarOf } from './frame.ts';
import { formOf, page, redirect, refused, type SiteRequest, type SiteResponse } from './http.ts';

/** `/console/…`: the product's own console. Whoever sits at this machine chooses who they are at `/sign-in`. */
export async function answerConsole(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const { laptop } = context;
  await staySignedIn(request, laptop);
  const { statusCode, headers, body } = await laptop.console(consoleEvent(request, laptop.settings.baseUrl));
  const clinicId = shownClinicId(context);
  const clinic = clinicId && laptop.clinic.store.find(anyClinic, 'clinic', clinicId);
  if (!clinic || !body.includes(productHeader)) return { status: statusCode, headers, body };
  // The clock of this machine and its own pages stand under the console's header too, with their own sheet.
  const bar = toolbarSlot(html`${machineLinks()}${toolbarOf(request, context, clinic)}`);
  const { 'content-security-policy': _, ...rest } = headers;
  return page(
    body.replace(headerEnd, () => `${headerEnd}${bar.markup}`),
    statusCode,
    rest,
  );
}

/** The virtual clock passes days in a second: whoever sat here a moment ago still does. */
async function staySignedIn(request: SiteRequest, { clinic, settings }: Laptop): Promise<void> {
  const found = await sessionOf(clinic.ports, siteRequest(request, settings.baseUrl));
  const now = clinic.now();
  if (!found || isLive(found.session, now)) return;
  await clinic.store.transact(found.clinicId, async (tx) =>
    tx.put('staffSession', { ...found.session, startedAt: now, lastSeenAt: now }),
  );
}

const productHeader = '<header class="top">';
const headerEnd = '</header>';

/** A path that the console has a page for: it is shown there, to whoever is signed in. */
export function inConsole(pattern: string) {
  return async (request: SiteRequest, context: SiteContext): Promise<SiteResponse> => {
    // While the store is empty nobody can sign in: the page says how to fill it.
    if (shownClinicId(context) === undefined) return clinicPage(request, context, () => '');
    const path = pattern.replace(/:(\w+)/g, (_, name) => encodeURIComponent(request.params[name] ?? ''));
    const query = request.query.size > 0 ? `?${request.query}` : '';
    return redirect(`/console${path}${query}`);
  };
}

/** As API Gateway would pass it on. */
function consoleEvent({ method, path, query, headers, body }: SiteRequest, baseUrl: string) {
  return {
    httpMethod: method,
    path,
    pathParameters: null,
    headers,
    body: body === '' ? null : body,
    isBase64Encoded: false,
    queryStringParameters: Object.fromEntries(query),
    requestContext: { origin: new URL(baseUrl).origin, path },
  };
}

/** `GET /sign-in`: who are you? A deployment asks its identity provider instead. */
export async function getSignIn(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  return clinicPage(request, context, (clinic, frame) => {
    const staff = context.laptop.clinic.store.all(clinic.id, 'staff').filter(({ leftOn }) => !leftOn);
    return productPage({
      frame,
      title: 'Staff sign-in',
      main: html`<div><h1>Who are you?</h1><p class="quiet">On a deployment staff sign in with a password and a second factor. Here whoever sits at this machine chooses.</p></div>
<form method="post" action="/sign-in" class="panel"><ul class="list">${staff.map(
        ({ id, name, roles, language }) =>
          html`<li><div class="head"><span><b>${name}</b><br><span class="quiet">${roles.map((role) => consoleWords[language].roles[role]).join(', ')}</span></span><button class="button small" type="submit" name="staffId" value="${id}">Sign in<span class="sr"> as ${name}</span></button></div></li>`,
      )}</ul></form>`,
    });
  });
}

/** `POST /sign-in` */
export async function postSignIn(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const { laptop } = context;
  const staffId = formOf(request).get('staffId') ?? '';
  const clinicId = shownClinicId(context) ?? '';
  const member = laptop.clinic.store.find(clinicId, 'staff', staffId);
  if (!member || member.leftOn)
    throw refused(400, ['staffId', `nobody on the staff has the id "${staffId}"`, 'choose one at /sign-in']);
  const place = { clinicId, staffId, roles: member.roles };
  const cookie = await beginSession(
    laptop.clinic.ports,
    place,
    siteRequest(request, laptop.settings.baseUrl),
  );
  const there = redirect('/console/');
  return { ...there, headers: { ...there.headers, 'set-cookie': cookie } };
}

/** `POST /sign-out` */
export async function postSignOut(request: SiteRequest, { laptop }: SiteContext): Promise<SiteResponse> {
  const everywhere = formOf(request).get('everywhere') === 'yes';
  const cookie = await endSession(
    laptop.clinic.ports,
    siteRequest(request, laptop.settings.baseUrl),
    everywhere,
  );
  const there = redirect('/sign-in');
  return { ...there, headers: { ...there.headers, 'set-cookie': cookie } };
}

function siteRequest({ method, path, headers, body }: SiteRequest, baseUrl: string): HttpRequest {
  return {
    httpMethod: method,
    path,
    pathParameters: null,
    headers,
    body,
    isBase64Encoded: false,
    site: { origin: new URL(baseUrl).origin, path },
  };
}
