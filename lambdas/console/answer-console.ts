import { mayVisit } from '../domain/console-access.ts';
import { type ConsoleNotice, consoleNotice } from '../pages/console-notice.ts';
import { linkPolicy } from '../pages/link-shell.ts';

import type { Language } from '../pages/words.ts';
import type { Ports } from '../ports.ts';
import type { HttpRequest, HttpResponse } from '../runtime/define-route.ts';
import { goTo, page } from './console-response.ts';
import type { ConsoleRoute } from './console-route.ts';
import { landingPath } from './frame.ts';
import { type Visitor, visitorOf } from './staff-cookie.ts';

/** Where the console begins, below the API's stage. */
export const consoleRoot = '/console';
const signInPath = '/sign-in';
const formMaxBytes = 256 * 1024;

/**
 * Answers a request to the console. This is the one place where it is decided who may: no session, no page; no role
 * for the route's area, no page; a route that is not in the list is not there, for anybody.
 */
export async function answerConsole(
  request: HttpRequest,
  ports: Ports,
  routes: readonly ConsoleRoute[],
): Promise<HttpResponse> {
  const base = baseOf(request);
  const visitor = await visitorOf(ports, request);
  if (!visitor)
    return request.httpMethod === 'GET'
      ? goTo(`${base.stage}${signInPath}`)
      : notice('sign in', 401, 'en', `${base.stage}${signInPath}`);
  const refuse = (what: ConsoleNotice, status: number) =>
    notice(what, status, languageOf(visitor), `${base.console}/`);
  const found = routeFor(routes, request.httpMethod, pathBelow(request));
  if (!found) return refuse('not there', 404);
  if (!mayVisit(visitor.roles, found.route.area)) {
    const landing = found.route.path === '/' ? landingPath(visitor.roles) : undefined;
    return landing === undefined ? refuse('not allowed', 403) : goTo(`${base.console}${landing}`);
  }
  if (request.httpMethod !== 'GET' && !comesFromOurPage(request)) return refuse('other site', 403);
  return found.route.answer(
    {
      visitor,
      params: found.params,
      query: queryOf(request),
      form: new URLSearchParams(
        request.httpMethod === 'GET' ? '' : (request.body ?? '').slice(0, formMaxBytes),
      ),
      href: (path) => `${base.console}${path}`,
    },
    ports,
  );
}

function languageOf({ member }: Visitor): Language {
  return member.language;
}

function queryOf({ query = {} }: HttpRequest): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  return search;
}

/** A notice is styled as a link page is: it stands alone. */
export function notice(what: ConsoleNotice, status: number, language: Language, href: string): HttpResponse {
  const headers = { 'content-security-policy': linkPolicy };
  return page(consoleNotice({ language, notice: what, href }), status, headers);
}

/** The path before what the API matched: a stage's name, or what a domain of one's own maps. */
export function baseOf(request: HttpRequest): { stage: string; console: string } {
  const whole = request.site?.path ?? request.path;
  const at = whole.indexOf(request.path);
  const stage = at > 0 ? whole.slice(0, at) : '';
  return { stage, console: `${stage}${consoleRoot}` };
}

function pathBelow({ path }: HttpRequest): string {
  const below = path.startsWith(consoleRoot) ? path.slice(consoleRoot.length) : path;
  return below === '' ? '/' : below;
}

/** Browsers send Origin with every form post; one that is missing or another site's did not come from our page. */
function comesFromOurPage({ headers, site }: HttpRequest): boolean {
  return site !== undefined && site.origin !== '' && headers.origin === site.origin;
}

function routeFor(routes: readonly ConsoleRoute[], method: string, path: string) {
  const asked = method === 'HEAD' ? 'GET' : method;
  for (const route of routes) {
    const params = route.method === asked ? paramsOf(route.path, path) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}

/** What the `:parts` of a pattern stand for in a path; undefined when the path is another. */
function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    if (part.startsWith(':') && text !== '') params[part.slice(1)] = decoded(text);
    else if (part !== text) return undefined;
  }
  return params;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
