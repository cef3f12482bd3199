import type { Instant, LocalDate } from '../domain/clinic-calendar.ts';
import type { SoberHome } from '../domain/sober-home.ts';
import { datedYear, momentWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { phoneLink } from './phone-link.ts';
import { type ProductFrame, productPage } from './product-shell.ts';

/** One home as the case manager looks for a bed. */
export interface BedBoardHome {
  name: string;
  narrLevel: SoberHome['narrLevel'];
  beds: number;
  contact: { name: string; phone: string } | null;
  /** The clinic's own clients who live there now. */
  residents: number;
  /** What the home last said; null when it never did. */
  said: { freeBeds: number; isAtLeast: boolean; asOf: Instant; isOld: boolean } | null;
  /** Requests for beds that the home has not answered yet. */
  openRequests: { beds: string; from: LocalDate }[];
}

export interface BedBoardView {
  frame: ProductFrame;
  timeZone: string;
  /** To the action that asks homes for beds. */
  askHref: string;
  homes: BedBoardHome[];
}

/** Free beds by home, the most first: what each home last said, when, and whom to call. No client is on it. */
export function bedBoard(view: BedBoardView): string {
  const homes = [...view.homes].sort(
    (a, b) => (b.said?.freeBeds ?? -1) - (a.said?.freeBeds ?? -1) || (a.name < b.name ? -1 : 1),
  );
  return productPage({
    frame: view.frame,
    title: 'Beds',
    main: html`<div class="heading"><h1>Beds</h1><p class="quiet">As the homes said, in the weekly check-in or when asked.</p></div>
<p><a class="button small" href="${view.askHref}">Ask homes for beds</a></p>
<section class="panel">${homes.length === 0 ? html`<p class="empty">No sober home is on record.</p>` : table(homes, view.timeZone)}</section>`,
  });
}

function table(homes: readonly BedBoardHome[], timeZone: string): Html {
  return html`<div class="scroll"><table class="codes"><thead><tr><th scope="col">Home</th><th scope="col">Free beds</th><th scope="col">As of</th><th scope="col">Our clients there</th><th scope="col">Call</th></tr></thead><tbody>${homes.map((home) => row(home, timeZone))}</tbody></table></div>`;
}

function row(home: BedBoardHome, timeZone: string): Html {
  const { name, narrLevel, beds, contact, residents, said } = home;
  return html`<tr><th scope="row">${name}<br><span class="quiet">NARR level ${narrLevel}, ${beds} beds</span></th>
<td>${said === null ? html`<span class="quiet">not said yet</span>` : html`<b>${said.freeBeds}${said.isAtLeast && '+'}</b>`}${waiting(home)}</td>
<td>${said && html`${momentWords(said.asOf, timeZone, 'en')}${said.isOld && html` <span class="tag caution">old</span>`}`}</td>
<td>${residents}</td>
<td>${contact && html`${contact.name}<br>${phoneLink(contact.phone)}`}</td></tr>`;
}

function waiting({ openRequests }: BedBoardHome): Content {
  return openRequests.map(
    ({ beds, from }) =>
      html`<br><span class="quiet">asked for ${beds} from ${datedYear(from, 'en')}, no answer yet</span>`,
  );
}
