import { html } from '../../lambdas/pages/html.ts';
import { productPolicy } from '../../lambdas/pages/product-shell.ts';

import type { FieldProblem } from '../../lambdas/runtime/define-action.ts';

/** A request whose host and origin are this machine's own. */
export interface SiteRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  /** What the path's `:parts` hold. */
  params: Record<string, string>;
  headers: Record<string, string | undefined>;
  body: string;
}

export interface SiteResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Thrown when a request cannot be served, with the status and what is wrong. */
export class Refused extends Error {
  override name = 'Refused';
  readonly status: number;
  readonly problems: FieldProblem[];
  readonly headers: Record<string, string>;
  constructor(status: number, problems: FieldProblem[], headers: Record<string, string> = {}) {
    super(problems.map(({ problem }) => problem).join('; '));
    this.status = status;
    this.problems = problems;
    this.headers = headers;
  }
}

export function refused(
  status: number,
  [field, problem, fix]: [field: string, problem: string, fix: string],
  headers: Record<string, string> = {},
): Refused {
  return new Refused(status, [{ field, problem, fix }], headers);
}

const jsonType = 'application/json';
const formType = 'application/x-www-form-urlencoded';

/** Media type of a body, without its parameters; empty when there is none. */
function typeOf({ headers }: Pick<SiteRequest, 'headers'>): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** True where a program asks: its errors are JSON too. */
export function wantsJson(request: Pick<SiteRequest, 'path' | 'headers'>): boolean {
  const accepts = request.headers.accept ?? '';
  return request.path.startsWith('/local/') || typeOf(request) === jsonType || accepts.includes(jsonType);
}

/** The JSON of a body; `{}` for an empty one. @throws Refused for another type, and for what is no JSON */
export function jsonOf(request: SiteRequest): unknown {
  if (request.body === '') return {};
  if (typeOf(request) !== jsonType)
    throw refused(415, ['content-type', 'the body is not declared as JSON', `send it as ${jsonType}`]);
  try {
    return JSON.parse(request.body);
  } catch (error) {
    const problem = `the body is not JSON: ${error instanceof Error ? error.message : error}`;
    throw refused(400, ['', problem, 'correct the text, or send an object such as {}']);
  }
}

/** The fields of a posted form. @throws Refused for another type */
export function formOf(request: SiteRequest): URLSearchParams {
  if (request.body !== '' && typeOf(request) !== formType)
    throw refused(415, ['content-type', 'the body is not a form', `send it as ${formType}`]);
  return new URLSearchParams(request.body);
}

const common = {
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

export function json(content: unknown, status = 200, headers: Record<string, string> = {}): SiteResponse {
  const body = `${typeof content === 'string' ? content : JSON.stringify(content, null, 1)}`.trimEnd();
  return {
    status,
    headers: { ...common, ...headers, 'content-type': `${jsonType}; charset=utf-8` },
    body: `${body}\n`,
  };
}

/** A page of the product with the site's own sheet, and nothing else from anywhere. */
export function page(body: string, status = 200, headers: Record<string, string> = {}): SiteResponse {
  const policy = productPolicy.replace('style-src', "style-src 'self'");
  return {
    status,
    headers: {
      ...common,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${policy}; frame-src 'self'`,
      ...headers,
    },
    body,
  };
}

export function redirect(to: string): SiteResponse {
  return { status: 303, headers: { ...common, location: to }, body: '' };
}

/** What a refused request is answered with: JSON for a program, a short page for a person. */
export function refusalResponse(refusal: Refused, isJson: boolean): SiteResponse {
  const { status, problems, headers } = refusal;
  if (isJson) return json({ problems }, status, headers);
  const body = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${status}</title><link rel="stylesheet" href="/site.css"></head>
<body class="refusal"><h1>${status}</h1>${problems.map(({ problem, fix }) => html`<p>${problem}; ${fix}.</p>`)}<p><a href="/">Caseload</a></p></body></html>
`.markup;
  return page(body, status, headers);
}
