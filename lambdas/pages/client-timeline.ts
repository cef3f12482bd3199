import { type Instant, type LocalDate, localDateOf, localTimeOf } from '../domain/clinic-calendar.ts';
import { type TaskKind, taskRules } from '../domain/human-task-kinds.ts';
import { type ClientFile, clientFile } from './client-file.ts';
import { datedYear, longDate, momentWords, timeWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { alertMark, clockMark } from './icons.ts';
import { type ProductFrame, productPage } from './product-shell.ts';

/** milestone: the journey moved on. told: a disclosure to a partner. alert: something went wrong or was missed. */
export type TimelineEventKind = 'milestone' | 'asked' | 'answered' | 'told' | 'recorded' | 'alert';

/** One line of the audit, in words. */
export interface TimelineEvent {
  at: Instant;
  kind: TimelineEventKind;
  what: string;
  /** A person, or the step that acted. */
  by: string;
  /** Who was asked, and by when; null where nobody was. */
  asked: { name: string; role: string; dueAt: Instant | null } | null;
  answer: { words: string; comment: string; by: string; isLate: boolean; isSuperseded: boolean } | null;
  /** Who was told what about the client, under which consent. */
  told: { recipient: string; address: string; category: string; consentId: string } | null;
  /** Whatever else the record holds. */
  details: { label: string; value: string }[];
  /** Place in the episode's hash chain; null where the line is not from it. */
  proof: { sequence: number; hash: string } | null;
}

/** A question that waits for an answer. */
export interface WaitingQuestion {
  kind: TaskKind;
  to: string;
  dueAt: Instant | null;
  /** "asked", "reminded", "escalated to the backup". */
  status: string;
}

export interface ClientTimelineView extends ClientFile {
  frame: ProductFrame;
  boardHref: string;
  now: Instant;
  client: { name: string; preferredName: string; birthDate: LocalDate; clientId: string };
  episode: {
    episodeId: string;
    stage: string;
    /** "2 of 3: Middle"; null outside treatment. */
    phase: string | null;
    programName: string;
    homeName: string | null;
    counselorName: string;
    caseManagerName: string;
    ending: { label: string; on: LocalDate } | null;
  };
  /** Referred, admitted, planned end, last follow-up…; null for one that is not known yet. */
  keyDates: { label: string; on: LocalDate | null }[];
  waiting: WaitingQuestion[];
  /** In any order; shown by day, the latest day first, each day from morning to evening. */
  events: TimelineEvent[];
}

/** One episode: what happened, who was asked, what they answered, who was told. */
export function clientTimeline(view: ClientTimelineView): string {
  return productPage({
    frame: view.frame,
    title: 'Client timeline',
    main: html`<div><p class="quiet"><a href="${view.boardHref}">Caseload</a></p>${heading(view)}</div>
<section class="panel" aria-label="Key facts">${keyFacts(view)}</section>
<div class="split">
<div class="side">${waiting(view)}<section class="panel"><h2>What happened</h2>${days(view)}</section></div>
<div class="side">${clientFile(view)}</div>
</div>`,
  });
}

function heading({ client, episode }: ClientTimelineView): Html {
  const preferred = client.preferredName !== '' && client.preferredName !== client.name;
  return html`<div class="heading"><h1>${client.name}</h1>${preferred && html`<span class="quiet">called ${client.preferredName}</span>`}<span class="tag">${episode.stage}</span>${
    episode.ending &&
    html`<span class="tag done">${episode.ending.label}, ${datedYear(episode.ending.on, 'en')}</span>`
  }</div>`;
}

function keyFacts({ client, episode, keyDates }: ClientTimelineView): Html {
  const facts: [string, string][] = [
    ['Phase', episode.phase ?? '–'],
    ['Program', episode.programName],
    ['Home', episode.homeName ?? 'none'],
    ['Counselor', episode.counselorName],
    ['Case manager', episode.caseManagerName],
    ['Born', datedYear(client.birthDate, 'en')],
    ...keyDates.map(({ label, on }): [string, string] => [label, on === null ? '–' : datedYear(on, 'en')]),
    ['Episode id', episode.episodeId],
    ['Client id', client.clientId],
  ];
  return html`<dl class="facts">${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function waiting({ waiting: questions, now, timeZone }: ClientTimelineView): Content {
  if (questions.length === 0) return null;
  const byDue = [...questions].sort((a, b) => ((a.dueAt ?? '~') < (b.dueAt ?? '~') ? -1 : 1));
  return html`<section class="panel"><h2>Waiting for an answer</h2><ul class="list">${byDue.map(
    ({ kind, to, dueAt, status }) =>
      html`<li><span class="head"><b>${taskRules[kind].title.en}</b>${dueTag(dueAt, now, timeZone)}</span><span class="quiet">${to}, ${status}</span></li>`,
  )}</ul></section>`;
}

function dueTag(dueAt: Instant | null, now: Instant, timeZone: string): Content {
  if (dueAt === null) return null;
  const moment = momentWords(dueAt, timeZone, 'en');
  return dueAt < now
    ? html`<span class="tag alert">${alertMark} overdue since ${moment}</span>`
    : html`<span class="tag">${clockMark} by ${moment}</span>`;
}

function days({ events, timeZone }: ClientTimelineView): Content {
  if (events.length === 0) return html`<p class="empty">Nothing yet.</p>`;
  const byDay = new Map<LocalDate, TimelineEvent[]>();
  for (const event of [...events].sort(inOrder)) {
    const day = localDateOf(timeZone, event.at);
    byDay.set(day, [...(byDay.get(day) ?? []), event]);
  }
  return [...byDay]
    .reverse()
    .map(
      ([day, ofDay]) =>
        html`<section class="day"><h3>${longDate(day, 'en')}</h3><ol class="events">${ofDay.map((each) => event(each, timeZone))}</ol></section>`,
    );
}

function inOrder(a: TimelineEvent, b: TimelineEvent): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return (a.proof?.sequence ?? 0) - (b.proof?.sequence ?? 0);
}

const kindWords: Record<TimelineEventKind, string | null> = {
  milestone: null,
  asked: 'asked',
  answered: 'answered',
  told: 'disclosure',
  recorded: null,
  alert: 'needs attention',
};

function event(item: TimelineEvent, timeZone: string): Html {
  const time = localTimeOf(timeZone, item.at);
  const word = kindWords[item.kind];
  const tone = item.kind === 'alert' ? ' alert' : item.kind === 'told' ? ' caution' : '';
  return html`<li class="event ${item.kind}"><div class="line"><time datetime="${item.at}">${timeWords(time, 'en')}</time><span class="what">${item.what}</span>${
    word && html`<span class="tag kind${tone}">${word}</span>`
  }</div>${eventLines(item, timeZone)}</li>
`;
}

function eventLines(item: TimelineEvent, timeZone: string): Html {
  const lines: { label: string; value: Content }[] = [
    ...askedLines(item, timeZone),
    ...answerLines(item),
    ...toldLines(item),
    ...item.details,
  ];
  const listed = html`<dl>${lines.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
  return html`${lines.length > 0 && listed}<span class="source">by ${item.by}${proof(item)}</span>`;
}

function proof({ proof: place }: TimelineEvent): Content {
  if (place === null) return null;
  return html` · audit line ${place.sequence}, <abbr title="${place.hash}">${place.hash.slice(0, 12)}…</abbr>`;
}

function askedLines({ asked }: TimelineEvent, timeZone: string) {
  if (asked === null) return [];
  const due = asked.dueAt === null ? '' : `, by ${momentWords(asked.dueAt, timeZone, 'en')}`;
  return [{ label: 'Asked', value: `${asked.name} (${asked.role})${due}` }];
}

function answerLines({ answer }: TimelineEvent): { label: string; value: Content }[] {
  if (answer === null) return [];
  const marks = [answer.isLate && 'late', answer.isSuperseded && 'superseded'].filter(
    (mark) => mark !== false,
  );
  const words = html`<strong>${answer.words}</strong>, ${answer.by}${marks.map((mark) => html` <span class="tag caution">${mark}</span>`)}`;
  const comment = answer.comment === '' ? [] : [{ label: 'Comment', value: `“${answer.comment}”` }];
  return [{ label: 'Answer', value: words }, ...comment];
}

function toldLines({ told }: TimelineEvent) {
  if (told === null) return [];
  return [
    { label: 'Told', value: `${told.recipient} (${told.address})` },
    { label: 'About', value: `${told.category}, consent ${told.consentId}` },
  ];
}
