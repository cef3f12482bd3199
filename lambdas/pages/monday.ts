import { daysBetween, type Instant, type LocalDate, localDateOf } from '../domain/clinic-calendar.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import type { MondayLists, Overdue, Uncovered } from '../domain/monday.ts';
import { dayWords, longDate, momentWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { type MondayWords, mondayWords } from './monday-words.ts';
import { phoneLink } from './phone-link.ts';
import { type ProductFrame, productPage } from './product-shell.ts';
import { reasonText } from './reason-words.ts';
import type { Language } from './words.ts';

/** A home as the director looks for beds: what it said, or when it was asked. */
export interface MondayHome {
  name: string;
  beds: number;
  phone: string;
  said: { freeBeds: number; isAtLeast: boolean; asOf: Instant; isOld: boolean } | null;
  /** Since when a request for beds waits for its answer; null when none does. */
  askedAt: Instant | null;
}

export interface MondayView {
  frame: ProductFrame;
  today: LocalDate;
  now: Instant;
  timeZone: string;
  lists: MondayLists;
  /** By episode id. */
  clients: Record<string, { name: string; href: string }>;
  /** Names of staff, partners and their contacts, by id. */
  people: Record<string, string>;
  /** Names by program id. */
  programs: Record<string, string>;
  homes: readonly MondayHome[];
}

interface Page extends MondayView {
  said: MondayWords;
  language: Language;
}

interface Section {
  heading: string;
  count: number;
  rows: Content;
  isAlert?: boolean;
}

/** The director's page of the week: what waits for somebody, and where a bed is free. For staff; it names clients. */
export function mondayPage(view: MondayView): string {
  const language = view.frame.language ?? 'en';
  const said = mondayWords[language];
  const page: Page = { ...view, said, language };
  const sections = sectionsOf(page);
  const full = sections.filter(({ count }) => count > 0);
  const clear = sections.filter(({ count }) => count === 0).map(({ heading }) => heading.toLowerCase());
  return productPage({
    frame: view.frame,
    title: said.title,
    main: html`<div class="heading"><h1>${longDate(view.today, language)}</h1><p class="quiet">${full.length === 0 ? said.allClear : said.lead}</p></div>
<ul class="stats monday">${full.map(({ heading, count, isAlert }, index) => html`<li${isAlert && html` class="late"`}><a href="#section-${index + 1}"><b>${count}</b><span>${isAlert && '▲ '}${heading}</span></a></li>`)}</ul>
${full.map(({ heading, rows }, index) => html`<section class="panel" id="section-${index + 1}"><h2>${heading}</h2>${rows}</section>`)}
${clear.length > 0 && html`<p class="quiet">${said.clear} ${clear.join('; ')}.</p>`}
${bedsPanel(page)}
<p class="quiet">${said.print}</p>`,
  });
}

function sectionsOf(page: Page): Section[] {
  const { lists, said } = page;
  const list = (rows: Html[]) => html`<ul class="list">${rows}</ul>`;
  return [
    {
      heading: said.crises,
      count: lists.crises.length,
      rows: list(lists.crises.map((one) => crisisRow(page, one))),
      isAlert: true,
    },
    {
      heading: said.overdue,
      count: lists.overdue.length,
      rows: list(lists.overdue.map((one) => overdueRow(page, one))),
      isAlert: true,
    },
    {
      heading: said.endings,
      count: lists.endings.length,
      rows: list(
        lists.endings.map(({ episodeId, endsOn }) =>
          row(clientOf(page, episodeId), tag(said.ends(day(page, endsOn)), 'caution')),
        ),
      ),
    },
    {
      heading: said.latePlans,
      count: lists.latePlans.length,
      rows: list(lists.latePlans.map((one) => latePlanRow(page, one))),
    },
    {
      heading: said.reviews,
      count: lists.reviews.length,
      rows: list(
        lists.reviews.map(({ episodeId, lastOn, days }) =>
          row(clientOf(page, episodeId), said.last(day(page, lastOn), days)),
        ),
      ),
    },
    {
      heading: said.authorizations,
      count: lists.authorizations.length,
      rows: list(lists.authorizations.map((one) => authorizationRow(page, one))),
    },
    {
      heading: said.uncovered,
      count: new Set(lists.uncovered.map(({ date }) => date)).size,
      rows: list(uncoveredRows(page)),
    },
    {
      heading: said.queues,
      count: lists.queues.reduce((total, { waiting }) => total + waiting.length, 0),
      rows: lists.queues.filter(({ waiting }) => waiting.length > 0).map((one) => queueRows(page, one)),
    },
  ];
}

function row(head: Content, aside: Content, detail: Content = null): Html {
  return html`<li><span class="head"><span>${head}</span>${aside && html`<span class="quiet">${aside}</span>`}</span>${detail && html`<span class="quiet">${detail}</span>`}</li>`;
}

function tag(text: string, kind: 'alert' | 'caution'): Html {
  return html`<span class="tag ${kind}">${text}</span>`;
}

function day({ language }: Page, date: LocalDate): string {
  return dayWords(date, language);
}

function moment({ language, timeZone }: Page, at: Instant): string {
  return momentWords(at, timeZone, language);
}

function clientOf({ clients, said }: Page, episodeId: string | undefined): Html {
  const client = episodeId === undefined ? undefined : clients[episodeId];
  return client ? html`<a href="${client.href}"><b>${client.name}</b></a>` : html`<b>${said.clinic}</b>`;
}

function nameOf({ people, said }: Page, id: string | null): string {
  return id === null ? said.nobody : (people[id] ?? id);
}

function overdueRow(page: Page, item: Overdue): Html {
  const { said, language, today, timeZone } = page;
  const days = daysBetween(localDateOf(timeZone, item.dueAt), today);
  const reason = item.reason ? `: ${reasonText(item.reason, language)}` : '';
  const asked =
    item.askedId === null || item.askedId === item.ownerId
      ? ''
      : ` · ${said.askedNow} ${nameOf(page, item.askedId)}`;
  return html`<li><span class="head"><span>${clientOf(page, item.episodeId)}</span><span>${item.isUrgent && tag(said.urgent, 'alert')} ${tag(said.late(days), 'caution')}</span></span>
<span>${taskRules[item.kind].title[language]}${reason}</span>
<span class="quiet">${said.whose}: ${nameOf(page, item.ownerId)}${asked} · ${said.dueSince(moment(page, item.dueAt))}</span></li>`;
}

function crisisRow(
  page: Page,
  { episodeId, openedAt, status, hasItId }: MondayLists['crises'][number],
): Html {
  const { said } = page;
  const who = hasItId === null ? said.nobody : said.hasIt(nameOf(page, hasItId));
  return row(
    clientOf(page, episodeId),
    tag(said.statuses[status], 'alert'),
    `${who} · ${said.since(moment(page, openedAt))}`,
  );
}

function latePlanRow(page: Page, { episodeId, lateOn, endedOn }: MondayLists['latePlans'][number]): Html {
  const { said } = page;
  const ended = endedOn === null ? null : tag(said.endedOn(day(page, endedOn)), 'alert');
  return row(clientOf(page, episodeId), ended, said.planDue(day(page, lateOn)));
}

function authorizationRow(page: Page, ending: MondayLists['authorizations'][number]): Html {
  const { said } = page;
  const detail = [
    ending.payer,
    said.planned(day(page, ending.plannedEndOn)),
    ...(ending.isAccepted ? [said.accepted] : []),
  ];
  return row(
    clientOf(page, ending.episodeId),
    tag(said.ends(day(page, ending.endsOn)), 'caution'),
    detail.join(' · '),
  );
}

/** A row for each day, however many reasons it has. */
function uncoveredRows(page: Page): Html[] {
  const byDate = Map.groupBy(page.lists.uncovered, ({ date }) => date);
  return [...byDate].map(([date, reasons]) =>
    row(
      html`<b>${day(page, date)}</b>`,
      null,
      reasons.map((one, index) => html`${index > 0 && html`<br>`}${whyUncovered(page, one)}`),
    ),
  );
}

function whyUncovered(page: Page, uncovered: Uncovered): string {
  const { said } = page;
  if (uncovered.why === 'nobody at work') return said.nobodyAtWork(said.roles[uncovered.role]);
  if (uncovered.why === 'cover is away too')
    return said.coverAway(nameOf(page, uncovered.staffId), nameOf(page, uncovered.coverId));
  return { 'clinic closed': said.closed, 'draw too late': said.tooLate, 'not drawn': said.notDrawn }[
    uncovered.why
  ];
}

function queueRows(page: Page, { programId, used, cap, waiting }: MondayLists['queues'][number]): Html {
  const { said, timeZone } = page;
  const rows = waiting.map(({ episodeId, arrivedAt, offer }) =>
    row(
      clientOf(page, episodeId),
      said.waitingSince(day(page, localDateOf(timeZone, arrivedAt))),
      offer && said.offered(moment(page, offer.expiresAt)),
    ),
  );
  return html`<h3>${page.programs[programId] ?? programId} <span class="quiet">${said.places(used, cap)}</span></h3><ol class="list">${rows}</ol>`;
}

/** The most free beds first; a home that never said anything last. */
function bedsPanel(page: Page): Content {
  const { said, homes } = page;
  if (homes.length === 0) return null;
  const sorted = [...homes].sort(
    (a, b) => (b.said?.freeBeds ?? -1) - (a.said?.freeBeds ?? -1) || (a.name < b.name ? -1 : 1),
  );
  const rows = sorted.map((home) => {
    const { said: told, askedAt } = home;
    const free = told
      ? said.freeBeds(`${told.freeBeds}${told.isAtLeast ? '+' : ''}`, home.beds)
      : said.notSaid;
    return html`<li><span class="head"><b>${home.name}</b><span>${free} ${told?.isOld && tag(said.old, 'caution')}</span></span>
<span class="quiet">${told && `${said.asOf(moment(page, told.asOf))} · `}${askedAt && `${said.askedAt(moment(page, askedAt))} · `}${said.call} ${phoneLink(home.phone)}</span></li>`;
  });
  return html`<section class="panel"><h2>${said.beds}</h2><ul class="list">${rows}</ul></section>`;
}
