import type { HttpResponse } from '../../lambdas/runtime/define-route.ts';
import type { Journey } from '../journeys/journey.ts';

/** A client with a link of their own in hand. */
export interface ClientVisitor {
  url: string;
  clientId: string;
  get(method?: string): Promise<HttpResponse>;
  /** Posts as the client's browser would, with the cookie it holds. */
  post(
    fields: Record<string, string | readonly string[]>,
    headers?: Record<string, string | undefined>,
  ): Promise<HttpResponse>;
  enter(passcode?: string): Promise<HttpResponse>;
}

/** Staff set a passcode and make the link; the client has not come in yet. */
export async function clientVisitor(
  journey: Journey,
  on: 'own device' | 'clinic tablet' = 'own device',
  name?: string,
): Promise<ClientVisitor> {
  const { id: episodeId, clientId } = journey.episode(name);
  const { passcode } = await journey.act('set-passcode', { contactId: clientId });
  const { link } = await journey.act('client-link', { episodeId, on });
  const { origin, pathname } = new URL(String(link));
  let cookie = '';
  const send = async (method: string, body: string | null, headers: Record<string, string | undefined>) => {
    const response = await journey.play.clinic.link({
      httpMethod: method,
      path: pathname,
      pathParameters: { id: pathname.slice('/l/'.length) },
      headers: { cookie, ...headers },
      body,
      isBase64Encoded: false,
    });
    const given = response.headers['set-cookie'];
    if (given !== undefined) cookie = given.includes('Max-Age=0') ? '' : (given.split(';')[0] ?? '');
    return response;
  };
  const post: ClientVisitor['post'] = (fields, headers = { origin }) => {
    const form = new URLSearchParams();
    for (const [field, value] of Object.entries(fields))
      for (const one of typeof value === 'string' ? [value] : value) form.append(field, one);
    return send('POST', form.toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    });
  };
  return {
    url: String(link),
    clientId,
    get: (method = 'GET') => send(method, null, {}),
    post,
    enter: (given = String(passcode)) => post({ action: 'passcode', passcode: given }),
  };
}

/** A whole consent as a client fills it in. */
export const filledConsent = {
  action: 'sign',
  lang: 'en',
  onFile: '0',
  recipient: ['cedar-house'],
  category: ['placement', 'residence'],
  purpose: 'stay',
  until: 'discharge',
  rights: 'given',
  agreed: 'yes',
  signature: 'Nora Testwell',
};
