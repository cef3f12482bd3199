import {
  addDays,
  daysBetween,
  type Instant,
  type LocalDate,
  localDateOf,
} from '../domain/clinic-calendar.ts';
import { type TaskKind, taskRules } from '../domain/human-task-kinds.ts';
import { type CaseloadWords, caseloadWords } from './console-words-caseload.ts';
import { dayWords, momentWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { alertMark } from './icons.ts';
import { type ProductFrame, productPage } from './product-shell.ts';
import type { Language } from './words.ts';

/** Whom a row is about. */
export interface ListedClient {
  name: string;
  href: string;
}

/** Somebody in a program's queue. */
export interface WaitingClient {
  client: ListedClient;
  arrivedAt: Instant;
  /** When the place on offer goes to the next; null while none is. */
  offerEndsAt: Instant | null;
  missedOffers: number;
  isTransfer: boolean;
}

/** A referral on its way in. */
export interface ReferralInAdmission {
  client: ListedClient;
  referredAt: Instant;
  waitsForPlace: boolean;
  /** Open questions, and who is asked now; null: nobody yet. */
  questions: { kind: TaskKind; askedName: string | null; dueAt: Instant | null }[];
}

export interface ProgramCaseload {
  name: string;
  used: number;
  softCap: number | null;
  hardCap: number | null;
  /** Whether new referrals can come to it. */
  isOpen: boolean;
  waitsMostDays: number;
  clientsPerCounselor: number | null;
  counselors: { name: string; clients: number }[];
  /** In the order of the queue. */
  waiting: WaitingClient[];
  referrals: ReferralInAdmission[];
}

export interface CaseloadView {
  frame: ProductFrame;
  now: Instant;
  timeZone: string;
  /** Leads to the form of a referral; null for whoever may not refer. */
  referHref: string | null;
  programs: ProgramCaseload[];
}

interface Page extends CaseloadView {
  said: CaseloadWords;
  language: Language;
  today: LocalDate;
}

/** Places, waitlist and admissions by program. For staff; it names clients. */
export function caseloadPage(view: CaseloadView): string {
  const language = view.frame.language ?? 'en';
  const said = caseloadWords[language];
  const page: Page = { ...view, said, language, today: localDateOf(view.timeZone, view.now) };
  return productPage({
    frame: view.frame,
    title: said.title,
    main: html`<div class="heading"><h1>${said.title}</h1><p class="quiet">${said.lead}</p>${view.referHref && html`<a class="button small" href="${view.referHref}">${said.refer}</a>`}</div>
${view.programs.map((program) => programPanel(page, program))}`,
  });
}

function programPanel(page: Page, program: ProgramCaseload): Html {
  const { said } = page;
  const { name, used, hardCap, waiting, referrals } = program;
  return html`<section class="panel places"><h2>${name}</h2>
<p class="head"><b>${said.places(used, hardCap)}</b>${placeTags(page, program)}</p>${placesBar(program)}
${counselorRows(page, program)}
<h3>${said.waitlist} <span class="quiet">${waiting.length}</span></h3>
${waiting.length === 0 ? html`<p class="empty">${said.nobodyWaits}</p>` : html`<ol class="list">${waiting.map((one, index) => waitingRow(page, program, one, index + 1))}</ol>`}
<h3>${said.referrals} <span class="quiet">${referrals.length}</span></h3>
${referrals.length === 0 ? html`<p class="empty">${said.noReferrals}</p>` : html`<ul class="list">${referrals.map((one) => referralRow(page, one))}</ul>`}
</section>`;
}

function placeTags({ said }: Page, { used, softCap, hardCap, isOpen }: ProgramCaseload): Content {
  const tags: Content[] = [];
  if (hardCap !== null)
    tags.push(
      used >= hardCap
        ? html`<span class="tag alert">${said.full}</span>`
        : html`<span class="quiet">${said.free(hardCap - used)}</span>`,
    );
  if (softCap !== null)
    tags.push(
      used > softCap
        ? html`<span class="tag caution">${said.aboveSoftCap(softCap)}</span>`
        : html`<span class="quiet">${said.softCap(softCap)}</span>`,
    );
  if (!isOpen) tags.push(html`<span class="tag">${said.closed}</span>`);
  return tags;
}

/** The words beside it say the same; so it is hidden from whoever listens. */
function placesBar({ used, softCap, hardCap }: ProgramCaseload): Content {
  if (hardCap === null) return null;
  const share = (count: number) => `${Math.min(100, Math.round((count / hardCap) * 1000) / 10)}%`;
  return html`<svg class="places-bar" aria-hidden="true" focusable="false"><rect class="room" width="100%" height="12" rx="6"/><rect class="taken" width="${share(used)}" height="12" rx="6"/>${softCap !== null && softCap < hardCap && html`<line class="soft" x1="${share(softCap)}" x2="${share(softCap)}" y1="-3" y2="15"/>`}</svg>`;
}

function counselorRows({ said }: Page, { counselors, clientsPerCounselor: most }: ProgramCaseload): Content {
  if (counselors.length === 0) return null;
  const rows = counselors.map(({ name, clients }) => {
    const isAbove = most !== null && clients > most;
    return html`<li><span>${name}</span><span>${said.clients(clients)} ${isAbove && html`<span class="tag caution">${said.aboveMost(most)}</span>`}</span></li>`;
  });
  return html`<h3>${said.counselors}</h3><ul class="pairs">${rows}</ul>`;
}

function waitingRow(
  page: Page,
  { waitsMostDays }: ProgramCaseload,
  waiting: WaitingClient,
  turn: number,
): Html {
  const { said, language, timeZone, now, today } = page;
  const { client, arrivedAt, offerEndsAt, missedOffers, isTransfer } = waiting;
  const arrivedOn = localDateOf(timeZone, arrivedAt);
  const since = said.waitingSince(dayWords(arrivedOn, language), daysBetween(arrivedOn, today));
  const notes = [
    since,
    isTransfer ? said.transfer : said.waitsUntil(dayWords(addDays(arrivedOn, waitsMostDays), language)),
    ...(missedOffers > 0 ? [said.missed(missedOffers)] : []),
  ];
  return html`<li><span class="head"><span>${turn}. ${clientLink(client)}</span>${offerTag()}</span><span class="quiet">${notes.join(' · ')}</span></li>`;

  function offerTag(): Html {
    if (offerEndsAt === null) return html`<span class="quiet">${said.next}</span>`;
    const moment = momentWords(offerEndsAt, timeZone, language);
    return offerEndsAt > now
      ? html`<span class="tag done">${said.offered(moment)}</span>`
      : html`<span class="tag caution">${said.offerEnded(moment)}</span>`;
  }
}

function referralRow(
  page: Page,
  { client, referredAt, waitsForPlace, questions }: ReferralInAdmission,
): Html {
  const { said, language, timeZone } = page;
  const on = said.referredOn(dayWords(localDateOf(timeZone, referredAt), language));
  const waits: Content[] = questions.map((question) => questionLine(page, question));
  if (waitsForPlace) waits.unshift(html`<li>${said.waitsForPlace}</li>`);
  return html`<li><span class="head">${clientLink(client)}<span class="quiet">${on}</span></span>${waits.length === 0 ? html`<span class="quiet">${said.waitsForNobody}</span>` : html`<ul class="waits">${waits}</ul>`}</li>`;
}

function questionLine(
  page: Page,
  { kind, askedName, dueAt }: ReferralInAdmission['questions'][number],
): Html {
  const { said, language, timeZone, now } = page;
  const words = said.asked(taskRules[kind].title[language], askedName ?? said.nobodyYet);
  if (dueAt === null) return html`<li>${words}</li>`;
  const moment = momentWords(dueAt, timeZone, language);
  return html`<li>${words} <span class="${dueAt < now ? 'late' : 'quiet'}">${dueAt < now ? html`${alertMark} ${said.overdue(moment)}` : said.due(moment)}</span></li>`;
}

function clientLink({ name, href }: ListedClient): Html {
  return html`<a href="${href}"><b>${name}</b></a>`;
}
