import { beginSession } from '../../lambdas/console/staff-cookie.ts';
import type { StaffRole } from '../../lambdas/domain/staff.ts';
import type { HttpResponse } from '../../lambdas/runtime/define-route.ts';
import type { LocalClinic } from '../../local/local-clinic.ts';

const origin = 'https://console.example';

/** A member of staff at the console of a played clinic: its very routes, as the API passes requests on. Who was away too long signs in again. */
export interface ActingStaff {
  get(path: string): Promise<HttpResponse>;
  post(path: string, form: URLSearchParams): Promise<HttpResponse>;
  /** The preview of an action that is filled in. */
  preview(action: string, input: Record<string, unknown>): Promise<HttpResponse>;
  /** Sends what a preview carries, as its button does. */
  confirm(action: string, shown: HttpResponse): Promise<HttpResponse>;
  /** Fills in, looks, and confirms. */
  start(action: string, input: Record<string, unknown>): Promise<HttpResponse>;
}

export async function actingAs(
  clinic: LocalClinic,
  { clinicId, staffId, roles }: { clinicId: string; staffId: string; roles: StaffRole[] },
): Promise<ActingStaff> {
  const site = { httpMethod: 'GET', path: '/sign-in', pathParameters: null, headers: {}, body: null };
  const request = { ...site, isBase64Encoded: false, site: { origin, path: '/sign-in' } };
  const signIn = async () =>
    (await beginSession(clinic.ports, { clinicId, staffId, roles }, request)).split(';')[0] ?? '';
  let cookie = await signIn();
  const ask = async (method: string, path: string, body: string | null): Promise<HttpResponse> => {
    const response = await send(method, path, body);
    if (response.statusCode !== 401 && !response.headers.location?.endsWith('/sign-in')) return response;
    cookie = await signIn();
    return send(method, path, body);
  };
  const send = async (method: string, path: string, body: string | null) => {
    const [pathname = '', search = ''] = `/console${path}`.split('?');
    return clinic.console({
      httpMethod: method,
      path: pathname,
      pathParameters: null,
      headers: { cookie, ...(method === 'POST' && { origin }) },
      body,
      isBase64Encoded: false,
      queryStringParameters: Object.fromEntries(new URLSearchParams(search)),
      requestContext: { origin, path: pathname },
    });
  };
  const staff: ActingStaff = {
    get: (path) => ask('GET', path, null),
    post: (path, form) => ask('POST', path, form.toString()),
    preview: (action, input) => staff.post(`/actions/${action}/preview`, formOf(input)),
    confirm: (action, shown) => staff.post(`/actions/${action}`, carriedBy(shown)),
    start: async (action, input) => staff.confirm(action, await staff.preview(action, input)),
  };
  return staff;
}

/** An input as a form's fields hold it; an item of a list both as a line of its own and as a tick. */
function formOf(input: Record<string, unknown>): URLSearchParams {
  return new URLSearchParams(fieldsOf(input, ''));
}

function fieldsOf(value: unknown, path: string): [string, string][] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => [
      ...fieldsOf(item, `${path}.${index}`),
      ...(typeof item === 'string' ? fieldsOf(item, path) : []),
    ]);
  if (typeof value !== 'object') return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, part]) => fieldsOf(part, path ? `${path}.${name}` : name));
}

const hidden = /<input type="hidden" name="([^"]*)" value="([^"]*)">/g;

/** The fields that a preview carries. */
function carriedBy({ body }: HttpResponse): URLSearchParams {
  const form = new URLSearchParams();
  for (const [, name = '', value = ''] of body.matchAll(hidden)) form.append(plain(name), plain(value));
  return form;
}

/** Markup as it is read. */
export function plain(markup: string): string {
  return markup
    .replaceAll(/<style>[\s\S]*?<\/style>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#96;', '`')
    .replaceAll('&amp;', '&')
    .replaceAll(/[ \n]+/g, ' ');
}
