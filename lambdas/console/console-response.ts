import { productPolicy } from '../pages/product-shell.ts';

import type { HttpResponse } from '../runtime/define-route.ts';

/** Headers of every page of the console: kept nowhere, framed nowhere, and telling no other site where it came from. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': productPolicy,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
};

export function page(body: string, statusCode = 200, headers: Record<string, string> = {}): HttpResponse {
  return { statusCode, headers: { ...pageHeaders, ...headers }, body };
}

/** Sends the browser elsewhere by GET. */
export function goTo(location: string, headers: Record<string, string> = {}): HttpResponse {
  return { statusCode: 303, headers: { ...pageHeaders, ...headers, location }, body: '' };
}

/** A JSON file to keep. */
export function download(filename: string, text: string): HttpResponse {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${filename.replace(/[^\w.-]/g, '_')}"`,
  };
  return { statusCode: 200, headers: { ...pageHeaders, ...headers }, body: text };
}
