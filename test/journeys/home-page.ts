import type { HttpResponse } from '../../lambdas/runtime/define-route.ts';
import { linksIn } from '../../local/mailbox.ts';
import type { Journey } from './journey.ts';

/** A contact of a home with a page open behind the passcode: posts what a form would, field by field. */
export interface HomePage {
  url: string;
  /** What the link shows after the passcode. */
  enter(passcode?: string): Promise<HttpResponse>;
  post(fields: Record<string, string> | [string, string][]): Promise<HttpResponse>;
}

/** The link of the contact's last mail, or another address. */
export function homePage(journey: Journey, contactId: string, address?: string): HomePage {
  const mail = journey.mailsTo(contactId).at(-1);
  const url = address ?? (mail && linksIn(mail)[0]);
  if (!url) throw new RangeError(`${contactId} has had no mail with a link`);
  const { origin, pathname } = new URL(url);
  let cookie = '';
  const post: HomePage['post'] = async (fields) => {
    const response = await journey.play.clinic.link({
      httpMethod: 'POST',
      path: pathname,
      pathParameters: { id: pathname.slice('/l/'.length) },
      headers: { origin, cookie },
      body: new URLSearchParams(fields).toString(),
      isBase64Encoded: false,
    });
    cookie = response.headers['set-cookie']?.split(';')[0] ?? cookie;
    return response;
  };
  return {
    url,
    post,
    enter: (passcode = journey.play.passcodes.get(contactId) ?? '') =>
      post({ action: 'passcode', passcode, device: 'own' }),
  };
}

/** The standing link of a home's contact, as staff give it. */
export async function standingLink(journey: Journey, homeId: string, name: string): Promise<string> {
  const { links } = await journey.act('home-link', { homeId });
  const line = (links as string[]).find((one) => one.startsWith(`${name}: `));
  if (!line) throw new RangeError(`${name} has no standing link`);
  return line.slice(name.length + 2);
}
