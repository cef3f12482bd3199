import type { CheckIn } from '../domain/check-in.ts';
import type { Instant, LocalDate } from '../domain/clinic-calendar.ts';
import type { SoberHome } from '../domain/sober-home.ts';
import { careWords } from './console-words-care.ts';
import { homesWords } from './console-words-homes.ts';
import { datedYear, momentWords, shortDate } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { phoneLink } from './phone-link.ts';
import { type ProductFrame, productPage } from './product-shell.ts';
import type { Language } from './words.ts';

/** One home as the case manager looks for a bed. */
export interface BedBoardHome {
  name: string;
  narrLevel: SoberHome['narrLevel'];
  beds: number;
  contact: { name: string; phone: string } | null;
  /** The clinic's own clients who live there now, with what the home last answered about each. */
  residents: {
    href: string;
    name: string;
    last: { on: LocalDate; answer: CheckIn['answers'][string]; needsAttention: boolean } | null;
  }[];
  /** What the home last said; null when it never did. */
  said: { freeBeds: number; isAtLeast: boolean; asOf: Instant; isOld: boolean } | null;
  /** Requests for beds that the home has not answered yet. */
  openRequests: { beds: string; from: LocalDate }[];
}

export interface BedBoardView {
  frame: ProductFrame;
  timeZone: string;
  /** To the action that asks homes for beds; null for whom it is not open. */
  askHref: string | null;
  homes: BedBoardHome[];
}

/** Free beds by home, the most first: what each home last said, when, whom to call, and who of ours lives there. */
export function bedBoard(view: BedBoardView): string {
  const language = view.frame.language ?? 'en';
  const said = homesWords[language];
  const homes = [...view.homes].sort(
    (a, b) => (b.said?.freeBeds ?? -1) - (a.said?.freeBeds ?? -1) || (a.name < b.name ? -1 : 1),
  );
  return productPage({
    frame: view.frame,
    title: said.title,
    main: html`<div class="heading"><h1>${said.title}</h1><p class="quiet">${said.lead}</p></div>
${view.askHref && html`<p><a class="button small" href="${view.askHref}">${said.ask}</a></p>`}
<section class="panel">${homes.length === 0 ? html`<p class="empty">${said.none}</p>` : table(homes, view.timeZone, language)}</section>`,
  });
}

function table(homes: readonly BedBoardHome[], timeZone: string, language: Language): Html {
  const { title, home, freeBeds, asOf, ours, call } = homesWords[language];
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="codes"><thead><tr>${[home, freeBeds, asOf, ours, call].map((label) => html`<th scope="col">${label}</th>`)}</tr></thead><tbody>${homes.map((each) => row(each, timeZone, language))}</tbody></table></div>`;
}

function row(home: BedBoardHome, timeZone: string, language: Language): Html {
  const words = homesWords[language];
  const { name, narrLevel, beds, contact, said } = home;
  return html`<tr><th scope="row">${name}<br><span class="quiet">${words.level(narrLevel, beds)}</span></th>
<td>${said === null ? html`<span class="quiet">${words.notSaid}</span>` : html`<b>${said.freeBeds}${said.isAtLeast && '+'}</b>`}${waiting(home, language)}</td>
<td>${said && html`${momentWords(said.asOf, timeZone, language)}${said.isOld && html` <span class="tag caution">${words.old}</span>`}`}</td>
<td>${residents(home, language)}</td>
<td>${contact && html`${contact.name}<br>${phoneLink(contact.phone)}`}</td></tr>`;
}

function residents({ residents: all }: BedBoardHome, language: Language): Content {
  const words = homesWords[language];
  if (all.length === 0) return html`<span class="quiet">${words.nobody}</span>`;
  return html`<ul class="residents">${all.map(
    ({ href, name, last }) =>
      html`<li><a href="${href}">${name}</a><br>${
        last === null
          ? html`<span class="quiet">${words.notAsked}</span>`
          : html`<span class="${last.needsAttention ? 'tag caution' : 'quiet'}">${last.needsAttention && '! '}${words.lastAnswer(shortDate(last.on, language), careWords[language].checkIns[last.answer])}</span>`
      }</li>`,
  )}</ul>`;
}

function waiting({ openRequests }: BedBoardHome, language: Language): Content {
  return openRequests.map(
    ({ beds, from }) =>
      html`<br><span class="quiet">${homesWords[language].waiting(beds, datedYear(from, language))}</span>`,
  );
}
