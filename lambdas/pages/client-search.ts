import type { LocalDate } from '../domain/clinic-calendar.ts';
import { boardWords } from './console-words-board.ts';
import { datedYear } from './dates.ts';
import { type Html, html } from './html.ts';
import { type ProductFrame, productPage } from './product-shell.ts';
import type { Language } from './words.ts';

export interface ClientMatch {
  href: string;
  name: string;
  /** What they are called, where that is another name; null otherwise. */
  preferredName: string | null;
  stage: string;
  referredOn: LocalDate;
}

export interface ClientSearchView {
  frame: ProductFrame;
  boardHref: string;
  searchHref: string;
  /** What was looked for. */
  text: string;
  matches: ClientMatch[];
  /** True when more fit than are shown. */
  isCut: boolean;
}

/** The form that looks for a client. It posts: what is typed never becomes part of an address. */
export function searchForm(searchHref: string, language: Language, text = ''): Html {
  const said = boardWords[language].search;
  return html`<form method="post" action="${searchHref}" class="search" role="search"><label for="search">${said.label}</label><input type="search" id="search" name="text" value="${text}" autocomplete="off" maxlength="100" required><button class="button small" type="submit">${said.button}</button></form>`;
}

/** The clients that fit. */
export function clientSearch(view: ClientSearchView): string {
  const { frame, boardHref, searchHref, text, matches, isCut } = view;
  const language = frame.language ?? 'en';
  const said = boardWords[language].search;
  return productPage({
    frame,
    title: said.title,
    main: html`<div><p class="quiet"><a href="${boardHref}">${boardWords[language].title}</a></p><h1>${said.title}</h1></div>
${searchForm(searchHref, language, text)}
<section class="panel"><h2>${said.found(matches.length)}</h2>${isCut && html`<p class="quiet">${said.tooMany(matches.length)}</p>`}${
      matches.length === 0
        ? html`<p class="empty">${said.nobody}</p>`
        : html`<ul class="list">${matches.map((match) => row(match, language))}</ul>`
    }</section>`,
  });
}

function row({ href, name, preferredName, stage, referredOn }: ClientMatch, language: Language): Html {
  const { referred } = boardWords[language].search;
  return html`<li><span class="head"><a href="${href}"><b>${name}</b></a><span class="tag">${stage}</span></span><span class="quiet">${preferredName && `${preferredName}, `}${referred(datedYear(referredOn, language))}</span></li>`;
}
