import type { Clinic } from '../../lambdas/domain/clinic.ts';
import { momentWords } from '../../lambdas/pages/dates.ts';
import { type Content, type Html, html } from '../../lambdas/pages/html.ts';
import { type ProductFrame, productPage } from '../../lambdas/pages/product-shell.ts';
import { linksIn } from '../mailbox.ts';
import { type SiteContext, shownClinicId } from './clinic-choice.ts';
import { contactsOf } from './contacts.ts';
import { clinicPage, notThere } from './frame.ts';
import type { SiteRequest, SiteResponse } from './http.ts';
import { type Received, receivedMails } from './received-mails.ts';

const mailsPerPage = 100;

/** `GET /mailbox`, of everybody or of `?to=` one receiver; the latest first. */
export async function getMailboxPage(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const { laptop } = context;
  return clinicPage(request, context, (clinic, frame) => {
    const to = request.query.get('to') ?? '';
    const before = Number(request.query.get('before') ?? Number.POSITIVE_INFINITY);
    const all = receivedMails(laptop, clinic.id);
    const theirs = all.filter(({ receiver }) => to === '' || receiver.id === to);
    const older = theirs.filter(({ mail }) => mail.number < before).reverse();
    const shown = older.slice(0, mailsPerPage);
    const last = shown.at(-1);
    const rest = older.length > shown.length && last ? moreLink(to, last.mail.number) : null;
    return productPage({
      frame,
      title: 'Mailbox',
      main: html`<div class="heading"><h1>Mailbox</h1><p class="quiet">${theirs.length} ${theirs.length === 1 ? 'email' : 'emails'}, as the receivers have them</p></div>
${receiverFilter(all, to)}
${shown.length === 0 ? html`<p class="panel empty">No email yet. They come when the clock moves.</p>` : html`<ol class="mails panel">${shown.map((received) => mailRow(received, clinic))}</ol>`}${rest}`,
    });
  });
}

function moreLink(to: string, before: number): Html {
  const query = new URLSearchParams(to === '' ? { before: `${before}` } : { to, before: `${before}` });
  return html`<p><a href="/mailbox?${query.toString()}">Earlier emails</a></p>`;
}

function receiverFilter(all: readonly Received[], to: string): Html {
  const receivers = new Map(all.map(({ receiver }) => [receiver.id, receiver]));
  const sorted = [...receivers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const choices = sorted.map(
    ({ id, name, role, partnerName }) =>
      html`<option value="${id}"${id === to && html` selected`}>${name}, ${partnerName ?? role}</option>`,
  );
  return html`<form method="get" action="/mailbox" class="filter"><label for="to">Receiver</label><select id="to" name="to"><option value="">Everybody</option>${choices}</select><button class="button small plain" type="submit">Show</button></form>`;
}

function mailRow({ mail, receiver }: Received, { calendar }: Clinic): Html {
  return html`<li><a href="/mailbox/${mail.number}"><span class="to">${receiver.name}<span class="quiet">${receiver.partnerName ?? receiver.role}</span></span><span class="subject">${mail.subject}</span><time class="quiet" datetime="${mail.at}">${momentWords(mail.at, calendar.timeZone, 'en')}</time></a></li>`;
}

function mailOf(request: SiteRequest, context: SiteContext): Received | undefined {
  const clinicId = shownClinicId(context);
  if (clinicId === undefined) return undefined;
  const number = Number(request.params.number);
  return receivedMails(context.laptop, clinicId).find(({ mail }) => mail.number === number);
}

/** `GET /mailbox/<n>`: one mail, and what its receiver needs to answer it. */
export async function getMailPage(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  return clinicPage(request, context, (clinic, frame) => {
    const received = mailOf(request, context);
    if (!received) notThere('there is no such email', 'choose one in the mailbox');
    return mailPage(context, clinic, frame, received);
  });
}

function mailPage(
  { laptop }: SiteContext,
  clinic: Clinic,
  frame: ProductFrame,
  { mail, receiver }: Received,
): string {
  const facts: [string, string][] = [
    ['To', `${receiver.name}, ${receiver.partnerName ?? receiver.role}`],
    ['Address', mail.to],
    ['From', mail.from],
    ['When', momentWords(mail.at, clinic.calendar.timeZone, 'en')],
  ];
  return productPage({
    frame,
    title: 'Email',
    main: html`<div><p class="quiet"><a href="/mailbox">Mailbox</a></p><h1>${mail.subject}</h1></div>
<section class="panel" aria-label="About this email"><dl class="facts">${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl></section>
<div class="split"><iframe class="mail" src="/mailbox/${mail.number}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" title="The email as it looks"></iframe>
<div class="side">${answerPanel(laptop.passcodesOf(clinic.id).get(receiver.id), mail, isHere(laptop, clinic, receiver.id))}<section class="panel"><h2>As plain text</h2><pre class="plain-text">${mail.text}</pre></section></div></div>`,
  });
}

function isHere(laptop: SiteContext['laptop'], clinic: Clinic, contactId: string): boolean {
  return contactsOf(laptop, clinic.id).some(({ id }) => id === contactId);
}

function answerPanel(passcode: string | undefined, mail: Received['mail'], isHereStill: boolean): Content {
  const [link] = linksIn(mail);
  if (link === undefined || !isHereStill) return null;
  return html`<section class="panel answer"><h2>Answer it yourself</h2><p class="quiet">The link opens what the receiver would see. It asks for their passcode:</p><p class="passcode">${passcode ?? 'none yet'}</p><p><a class="button small" href="${new URL(link).pathname}" target="_blank" rel="noopener">Open the link</a></p></section>`;
}

/** `GET /mailbox/<n>/html`: the mail's own markup, for the frame; links open beside it. */
export async function getMailHtml(request: SiteRequest, context: SiteContext): Promise<SiteResponse> {
  const received = mailOf(request, context);
  if (!received) notThere('there is no such email', 'choose one in the mailbox');
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-popups allow-popups-to-escape-sandbox',
  ];
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': policy.join('; '),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
    body: received.mail.html.replace('<head>', '<head><base target="_blank">'),
  };
}
