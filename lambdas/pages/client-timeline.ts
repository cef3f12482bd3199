import { type Instant, type LocalDate, localDateOf, localTimeOf } from '../domain/clinic-calendar.ts';
import { type TaskKind, taskRules } from '../domain/human-task-kinds.ts';
import { type ClientFile, clientFile } from './client-file.ts';
import { type ClientWords, clientWords } from './console-words-client.ts';
import { datedYear, longDate, momentWords, timeWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { alertMark, clockMark } from './icons.ts';
import { type ProductFrame, productPage } from './product-shell.ts';
import type { Language } from './words.ts';

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
  /** Null for whom the dossier is not open. */
  dossierHref: string | null;
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
  const language = view.frame.language ?? 'en';
  const said = clientWords[language];
  const wording = { language, timeZone: view.timeZone, said };
  return productPage({
    frame: view.frame,
    title: said.title,
    main: html`<div><p class="quiet"><a href="${view.boardHref}">${said.board}</a></p>${heading(view, wording)}</div>
<section class="panel" aria-label="${said.keyFacts}">${keyFacts(view, wording)}</section>
<div class="split">
<div class="side">${waiting(view, wording)}<section class="panel"><h2>${said.happened}</h2>${days(view, wording)}</section></div>
<div class="side">${clientFile(view, language)}</div>
</div>`,
  });
}

/** What every part is written with. */
interface Wording {
  language: Language;
  timeZone: string;
  said: ClientWords;
}

function heading({ client, episode, dossierHref }: ClientTimelineView, { said, language }: Wording): Html {
  const preferred = client.preferredName !== '' && client.preferredName !== client.name;
  return html`<div class="heading"><h1>${client.name}</h1>${preferred && html`<span class="quiet">${said.called(client.preferredName)}</span>`}<span class="tag">${episode.stage}</span>${
    episode.ending &&
    html`<span class="tag done">${episode.ending.label}, ${datedYear(episode.ending.on, language)}</span>`
  }${dossierHref && html`<a class="button small plain" href="${dossierHref}">${said.dossier}</a>`}</div>`;
}

function keyFacts({ client, episode, keyDates }: ClientTimelineView, { said, language }: Wording): Html {
  const facts: [string, string][] = [
    [said.phase, episode.phase ?? '–'],
    [said.program, episode.programName],
    [said.home, episode.homeName ?? said.noHome],
    [said.counselor, episode.counselorName],
    [said.caseManager, episode.caseManagerName],
    [said.born, client.birthDate && datedYear(client.birthDate, language)],
    ...keyDates.map(({ label, on }): [string, string] => [
      label,
      on === null ? '–' : datedYear(on, language),
    ]),
    [said.episodeId, episode.episodeId],
    [said.clientId, client.clientId],
  ];
  return html`<dl class="facts">${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function waiting({ waiting: questions, now }: ClientTimelineView, wording: Wording): Content {
  if (questions.length === 0) return null;
  const { said, language } = wording;
  const byDue = [...questions].sort((a, b) => ((a.dueAt ?? '~') < (b.dueAt ?? '~') ? -1 : 1));
  return html`<section class="panel"><h2>${said.waiting}</h2><ul class="list">${byDue.map(
    ({ kind, to, dueAt, status }) =>
      html`<li><span class="head"><b>${taskRules[kind].title[language]}</b>${dueTag(dueAt, now, wording)}</span><span class="quiet">${to}, ${status}</span></li>`,
  )}</ul></section>`;
}

function dueTag(dueAt: Instant | null, now: Instant, { said, language, timeZone }: Wording): Content {
  if (dueAt === null) return null;
  const moment = momentWords(dueAt, timeZone, language);
  return dueAt < now
    ? html`<span class="tag alert">${alertMark} ${said.overdueSince(moment)}</span>`
    : html`<span class="tag">${clockMark} ${said.by(moment)}</span>`;
}

function days({ events }: ClientTimelineView, wording: Wording): Content {
  const { said, language, timeZone } = wording;
  if (events.length === 0) return html`<p class="empty">${said.nothing}</p>`;
  const byDay = Map.groupBy([...events].sort(inOrder), ({ at }) => localDateOf(timeZone, at));
  return [...byDay]
    .reverse()
    .map(
      ([day, ofDay]) =>
        html`<section class="day"><h3>${longDate(day, language)}</h3><ol class="events">${ofDay.map((each) => event(each, wording))}</ol></section>`,
    );
}

function inOrder(a: TimelineEvent, b: TimelineEvent): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return (a.proof?.sequence ?? 0) - (b.proof?.sequence ?? 0);
}

function event(item: TimelineEvent, wording: Wording): Html {
  const { said, language, timeZone } = wording;
  const time = localTimeOf(timeZone, item.at);
  const word = item.kind === 'milestone' || item.kind === 'recorded' ? null : said.kinds[item.kind];
  const tone = item.kind === 'alert' ? ' alert' : item.kind === 'told' ? ' caution' : '';
  return html`<li class="event ${item.kind}"><div class="line"><time datetime="${item.at}">${timeWords(time, language)}</time><span class="what">${item.what}</span>${
    word && html`<span class="tag kind${tone}">${word}</span>`
  }</div>${eventLines(item, wording)}</li>
`;
}

function eventLines(item: TimelineEvent, wording: Wording): Html {
  const lines: { label: string; value: Content }[] = [
    ...askedLines(item, wording),
    ...answerLines(item, wording),
    ...toldLines(item, wording),
    ...item.details,
  ];
  const listed = html`<dl>${lines.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
  return html`${lines.length > 0 && listed}<span class="source">${wording.said.from(item.by)}${proof(item, wording)}</span>`;
}

function proof({ proof: place }: TimelineEvent, { said }: Wording): Content {
  if (place === null) return null;
  return html` · ${said.auditLine(place.sequence)}, <abbr title="${place.hash}">${place.hash.slice(0, 12)}…</abbr>`;
}

function askedLines({ asked }: TimelineEvent, { said, language, timeZone }: Wording) {
  if (asked === null) return [];
  const due = asked.dueAt === null ? '' : `, ${said.by(momentWords(asked.dueAt, timeZone, language))}`;
  return [{ label: said.asked, value: `${asked.name} (${asked.role})${due}` }];
}

function answerLines({ answer }: TimelineEvent, { said }: Wording): { label: string; value: Content }[] {
  if (answer === null) return [];
  const marks = [answer.isLate && said.late, answer.isSuperseded && said.superseded].filter(
    (mark) => mark !== false,
  );
  const words = html`<strong>${answer.words}</strong>, ${answer.by}${marks.map((mark) => html` <span class="tag caution">${mark}</span>`)}`;
  const comment = answer.comment === '' ? [] : [{ label: said.comment, value: said.quoted(answer.comment) }];
  return [{ label: said.answer, value: words }, ...comment];
}

function toldLines({ told }: TimelineEvent, { said }: Wording) {
  if (told === null) return [];
  return [
    { label: said.told, value: `${told.recipient} (${told.address})` },
    { label: said.about, value: said.underConsent(told.category, told.consentId) },
  ];
}
