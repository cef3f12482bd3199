import type { Laptop } from '../laptop.ts';
import { postClock, postReset } from './api-clock.ts';
import { getAudit, getDraws, getMailbox } from './api-records.ts';
import { getState } from './api-state.ts';
import type { SiteContext } from './clinic-choice.ts';
import { answerConsole, getSignIn, inConsole, postSignIn, postSignOut } from './console.ts';
import { controlNames, postControl } from './controls.ts';
import { getDossierFile } from './dossier.ts';
import { refused, type SiteRequest, type SiteResponse } from './http.ts';
import { getMailboxPage, getMailHtml, getMailPage } from './mailbox-pages.ts';
import { getPagerPage, getPages, postPagerReply } from './pager-page.ts';
import { getPasscodes } from './product-pages.ts';
import { siteStyle } from './site-style.ts';
import { getActionForm, getActions, getSchema, postActionJson } from './staff-actions.ts';

/** Everything that the server of a local clinic answers. */
export interface Site {
  /** @throws Refused and BadInput for what cannot be served */
  answer(request: SiteRequest): Promise<SiteResponse>;
}

type Handler = (request: SiteRequest, context: SiteContext) => Promise<SiteResponse>;
type Methods = Partial<Record<'GET' | 'POST', Handler>>;

const routes: [path: string, methods: Methods][] = [
  ['/', { GET: inConsole('/board') }],
  ['/clients/:episode', { GET: inConsole('/clients/:episode') }],
  ['/dossier/:episode', { GET: inConsole('/clients/:episode/dossier') }],
  ['/homes', { GET: inConsole('/homes') }],
  ['/monday', { GET: inConsole('/monday') }],
  ['/mailbox', { GET: getMailboxPage }],
  ['/mailbox/:number', { GET: getMailPage }],
  ['/mailbox/:number/html', { GET: getMailHtml }],
  ['/pager', { GET: getPagerPage }],
  ['/pager/:clinic', { POST: postPagerReply }],
  ['/passcodes', { GET: getPasscodes }],
  ['/sign-in', { GET: getSignIn, POST: postSignIn }],
  ['/sign-out', { POST: postSignOut }],
  ['/draws', { GET: inConsole('/draws/audit') }],
  ['/draws/:date', { GET: inConsole('/draws/audit/:date') }],
  ['/meter', { GET: inConsole('/meter') }],
  ['/staff', { GET: getActions }],
  ['/staff/:action', { GET: getActionForm, POST: postActionJson }],
  ['/local/state', { GET: getState }],
  ['/local/mailbox', { GET: getMailbox }],
  ['/local/pager', { GET: getPages }],
  ['/local/audit', { GET: getAudit }],
  ['/local/export/draws', { GET: getDraws }],
  ['/local/export/dossier/:episode', { GET: getDossierFile }],
  ['/local/schema', { GET: getSchema }],
  ['/local/clock', { POST: postClock }],
  ['/local/reset', { POST: postReset }],
  ['/site.css', { GET: getStyle }],
  ...controlNames.map((name): [string, Methods] => [`/controls/${name}`, { POST: postControl }]),
];

const linkPath = /^\/l\/([^/]+)$/;
const consolePath = /^\/console(\/|$)/;

/** The pages and the programs' way in of one laptop. One request at a time touches the clinic. */
export function createSite(laptop: Laptop): Site {
  const context: SiteContext = { laptop, shown: { clinicId: undefined } };
  return {
    async answer(request) {
      const link = linkPath.exec(request.path)?.[1];
      if (link !== undefined) return laptop.exclusive(() => answerLink(request, link, context));
      if (consolePath.test(request.path)) return laptop.exclusive(() => answerConsole(request, context));
      const { handler, params } = handlerOf(request, context);
      return laptop.exclusive(() => handler({ ...request, params }, context));
    },
  };
}

function handlerOf(
  request: SiteRequest,
  { laptop }: SiteContext,
): { handler: Handler; params: Record<string, string> } {
  for (const [path, methods] of routes) {
    const params = paramsOf(path, request.path);
    if (params) return { handler: handlerFor(request, methods, laptop), params };
  }
  throw refused(404, ['', `there is nothing at ${request.path}`, 'begin at /, or read docs/local-api.md']);
}

/** What the `:parts` of a pattern stand for in a path; undefined when the path is another. */
function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = decoded(value);
    else if (part !== value) return undefined;
  }
  if (pattern.startsWith('/controls/')) params.control = given[2] ?? '';
  return params;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function handlerFor(request: SiteRequest, methods: Methods, laptop: Laptop): Handler {
  const { GET, POST } = methods;
  const allow = [...(GET ? ['GET', 'HEAD'] : []), ...(POST ? ['POST'] : []), 'OPTIONS'].join(', ');
  if (request.method === 'OPTIONS') return async () => ({ status: 204, headers: { allow }, body: '' });
  const handler =
    request.method === 'POST' ? POST : ['GET', 'HEAD'].includes(request.method) ? GET : undefined;
  if (!handler)
    throw refused(405, ['', `${request.method} is not possible here`, `use one of: ${allow}`], { allow });
  if (request.method === 'POST') requireOwnOrigin(request, laptop);
  return handler;
}

/** A browser names the page that posts: only this site's own pages may. Programs name none. */
function requireOwnOrigin({ headers }: SiteRequest, { settings }: Laptop): void {
  const isOwn = headers.origin === undefined || headers.origin === new URL(settings.baseUrl).origin;
  if (!isOwn)
    throw refused(403, ['origin', `${headers.origin} may not act here`, 'use the pages of this clinic']);
}

/** The product's own link routes; they judge the origin themselves. */
async function answerLink(request: SiteRequest, id: string, { laptop }: SiteContext): Promise<SiteResponse> {
  const { method, path, headers, body } = request;
  if (!['GET', 'HEAD', 'OPTIONS', 'POST'].includes(method)) {
    const allow = 'GET, HEAD, OPTIONS, POST';
    throw refused(405, ['', `${method} is not possible here`, `use one of: ${allow}`], { allow });
  }
  const response = await laptop.link({
    httpMethod: method,
    path,
    pathParameters: { id: decoded(id) },
    headers,
    body: body === '' ? null : body,
    isBase64Encoded: false,
  });
  return { status: response.statusCode, headers: response.headers, body: response.body };
}

async function getStyle(): Promise<SiteResponse> {
  return {
    status: 200,
    headers: {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: siteStyle,
  };
}
