import { consoleNotice } from '../pages/console-notice.ts';
import { linkPolicy } from '../pages/link-shell.ts';
import type { HttpResponse } from '../runtime/define-route.ts';
import { page } from './console-response.ts';
import type { ConsoleRequest } from './console-route.ts';

/** The answer to a path that leads to no record of the visitor's clinic. */
export function nothingHere({ visitor, href }: ConsoleRequest): HttpResponse {
  const { language } = visitor.member;
  const body = consoleNotice({ language, notice: 'not there', href: href('/') });
  return page(body, 404, { 'content-security-policy': linkPolicy });
}
