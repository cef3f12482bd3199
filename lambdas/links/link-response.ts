import { linkNotValid } from '../pages/link-not-valid.ts';
import { linkPolicy } from '../pages/link-shell.ts';

import type { HttpResponse } from '../runtime/define-route.ts';

/** Headers of every link page: kept nowhere, framed nowhere, and telling no other site where it came from. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': linkPolicy,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
};

export function page(body: string, statusCode = 200, headers: Record<string, string> = {}): HttpResponse {
  return { statusCode, headers: { ...pageHeaders, ...headers }, body };
}

/** The one page for a wrong, forged, expired, revoked or unknown link. */
export function notValid(): HttpResponse {
  return page(linkNotValid(), 404);
}
