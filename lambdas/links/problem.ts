import { type LinkProblem, linkProblem } from '../pages/link-problem.ts';
import type { HttpResponse } from '../runtime/define-route.ts';
import { page } from './link-response.ts';
import type { LinkTarget } from './link-target.ts';

/** The page that says why nothing was shown or recorded. */
export function problem({ clinic, holder }: LinkTarget, code: LinkProblem, status = 403): HttpResponse {
  return page(
    linkProblem({
      language: holder.language,
      senderName: clinic.senderName,
      phone: clinic.phone,
      problem: code,
    }),
    status,
  );
}
