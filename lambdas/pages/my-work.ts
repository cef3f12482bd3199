import type { Instant } from '../domain/clinic-calendar.ts';
import { type TaskKind, taskRules } from '../domain/human-task-kinds.ts';
import { consoleWords } from './console-words.ts';
import { momentWords } from './dates.ts';
import { type Html, html } from './html.ts';
import { alertMark, clockMark } from './icons.ts';
import { type ProductFrame, productPage } from './product-shell.ts';
import type { Language } from './words.ts';

/** A question that waits for the visitor. */
export interface WorkItem {
  href: string;
  kind: TaskKind;
  dueAt: Instant;
  /** Whom it is about, as the clinic calls them; null for the clinic itself. */
  about: string | null;
  /** Clients of a question that is asked for each of a list; 0 for every other. */
  clients: number;
}

export interface MyWorkView {
  frame: ProductFrame;
  language: Language;
  timeZone: string;
  now: Instant;
  /** The last moment of today. */
  todayEndsAt: Instant;
  items: WorkItem[];
}

/** Everything that waits for one member of staff, the most urgent first. */
export function myWork(view: MyWorkView): string {
  const said = consoleWords[view.language].work;
  const sorted = [...view.items].sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  const groups: [heading: string, items: WorkItem[]][] = [
    [said.overdue, sorted.filter(({ dueAt }) => dueAt < view.now)],
    [said.today, sorted.filter(({ dueAt }) => dueAt >= view.now && dueAt <= view.todayEndsAt)],
    [said.later, sorted.filter(({ dueAt }) => dueAt >= view.now && dueAt > view.todayEndsAt)],
  ];
  return productPage({
    frame: view.frame,
    title: said.title,
    main: html`<h1>${said.title}</h1>${
      sorted.length === 0
        ? html`<p class="empty">${said.nothing}</p>`
        : groups
            .filter(([, items]) => items.length > 0)
            .map(
              ([heading, items]) =>
                html`<section class="panel"><h2>${heading} <span class="quiet">${items.length}</span></h2><ul class="list">${items.map((item) => row(item, view))}</ul></section>`,
            )
    }`,
  });
}

function row({ href, kind, dueAt, about, clients }: WorkItem, { language, timeZone, now }: MyWorkView): Html {
  const said = consoleWords[language].work;
  const isLate = dueAt < now;
  const moment = momentWords(dueAt, timeZone, language);
  const who = clients > 0 ? said.several(clients) : (about ?? said.clinic);
  return html`<li><div class="head"><b>${taskRules[kind].title[language]}</b><span class="${isLate ? 'late' : 'quiet'}">${isLate ? alertMark : clockMark} ${isLate ? said.overdueSince(moment) : said.by(moment)}</span></div>
<div class="head"><span>${who}</span><a class="button small" href="${href}">${said.answer}<span class="sr">: ${taskRules[kind].title[language]}, ${who}</span></a></div></li>`;
}
