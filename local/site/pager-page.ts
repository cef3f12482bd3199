import { momentWords } from '../../lambdas/pages/dates.ts';
import { html } from '../../lambdas/pages/html.ts';
import { productPage } from '../../lambdas/pages/product-shell.ts';
import type { ReceivedPage } from '../pager-box.ts';
import { clinicOfRequest, type SiteContext } from './clinic-choice.ts';
import { peopleById } from './contacts.ts';
import { clinicPage } from './frame.ts';
import { json, type SiteRequest, type SiteResponse } from './http.ts';

const mostShown = 100;

function pagesOf({ laptop }: SiteContext, clinicId: string): ReceivedPage[] {
  return laptop.clinic.pager.pages.filter((page) => page.clinicId === clinicId);
}

/** `GET /pager`: what the phones of the people on call show; the latest first. */
export async function getPagerPage(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  return clinicPage(request, context, (clinic, frame) => {
    const people = peopleById(context.laptop, clinic.id);
    const passcodes = context.laptop.passcodesOf(clinic.id);
    const pages = pagesOf(context, clinic.id);
    const rows = pages
      .slice(-mostShown)
      .reverse()
      .map(
        ({ staffId, phone, text, ackUrl, at }) =>
          html`<li><span class="to">${people.get(staffId)?.name ?? staffId}<span class="quiet">${phone}</span></span><span class="subject">${text} <a href="${new URL(ackUrl).pathname}" target="_blank" rel="noopener">Open the link</a> <span class="quiet">passcode ${passcodes.get(staffId) ?? 'none yet'}</span></span><time class="quiet" datetime="${at}">${momentWords(at, clinic.calendar.timeZone, 'en')}</time></li>`,
      );
    return productPage({
      frame,
      title: 'Pager',
      main: html`<div class="heading"><h1>Pager</h1><p class="quiet">${pages.length} ${pages.length === 1 ? 'page' : 'pages'}, as the phones show them</p></div>
${rows.length === 0 ? html`<p class="panel empty">No page yet. <a href="/console/actions/start-crisis">Start a crisis</a>, or <a href="/console/actions/test-pager">test the pager</a>.</p>` : html`<ol class="mails panel">${rows}</ol>`}`,
    });
  });
}

/** `GET /local/pager`: every page as its receiver has it, the first first. */
export async function getPages(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  if (context.laptop.clinicIds().length === 0) return json([]);
  return json(pagesOf(context, clinicOfRequest(request, context)));
}

/** `POST /pager/<clinic>`: the paging service's signed reply, as the deployment takes it. */
export async function postPagerReply(
  { method, path, headers, body, params }: SiteRequest,
  { laptop }: SiteContext,
): Promise<SiteResponse> {
  const response = await laptop.pagerReply({
    httpMethod: method,
    path,
    pathParameters: { clinic: params.clinic },
    headers,
    body,
    isBase64Encoded: false,
  });
  return { status: response.statusCode, headers: response.headers, body: response.body };
}
