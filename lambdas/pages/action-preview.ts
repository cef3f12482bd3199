import type { Instant } from '../domain/clinic-calendar.ts';
import type { DisclosureCategory } from '../domain/consent.ts';
import type { HomeNews } from '../domain/home-notice.ts';
import { type TaskKind, taskRules } from '../domain/human-task-kinds.ts';
import type { MailMessage } from '../domain/mail.ts';
import type { RecordKind } from '../domain/records.ts';
import type { SignalNews } from '../domain/signal.ts';
import { actionWords, factLine } from './action-words.ts';
import { datedYear, momentWords } from './dates.ts';
import { newsWords } from './home-words.ts';
import { type Content, type Html, html } from './html.ts';
import { alertMark } from './icons.ts';
import { type ProductFrame, productPage } from './product-shell.ts';
import { recordWords } from './record-words.ts';
import { type Language, words } from './words.ts';

/** Somebody who would be asked something, and from when on. */
export interface ForeseenQuestion {
  kind: TaskKind;
  /** Empty when nobody could be found. */
  who: string;
  at: Instant;
}

/** What a partner would learn. */
export interface ForeseenTelling {
  partner: string;
  category: DisclosureCategory;
  /** News for a home; left out where a question or a page tells it. */
  news?: HomeNews;
  /** The consent that lets it; null where none does any more, and nothing is told. */
  consent: { signedAt: Instant; purpose: string } | null;
}

/** What an action would cause. */
export interface PreviewEffects {
  asked: ForeseenQuestion[];
  told: ForeseenTelling[];
  withdrawn: { kind: TaskKind; who: string[] }[];
  mails: { to: string; message: MailMessage['kind'] }[];
  machines: string[];
  /** What the client’s workflow would hear, and act on at once. */
  signals: SignalNews['kind'][];
  stopped: number;
  pages: number;
  records: { kind: RecordKind; how: 'new' | 'changed' | 'removed'; count: number }[];
  facts: { what: string; count: number }[];
}

export interface ActionPreviewView {
  frame: ProductFrame;
  timeZone: string;
  indexHref: string;
  /** Where "do it" is posted. */
  confirmTo: string;
  /** Where "change something" is posted: shows the form again with what it held. */
  mendAt: string;
  title: string;
  /** The client it is about; null where it is about none, or about one who is still to be known. */
  about: string | null;
  effects: PreviewEffects;
  /** What the form held, to be posted again as it is, the fingerprint of these effects among it. */
  carried: [name: string, value: string][];
  /** Set when something else would happen now than what was shown before. */
  hasChanged: boolean;
}

/** What an action will cause, before it is done. */
export function actionPreview(view: ActionPreviewView): string {
  const { frame, title, carried } = view;
  const language = frame.language ?? 'en';
  const said = actionWords[language];
  return productPage({
    frame,
    title,
    main: html`<div class="form"><div><p class="quiet"><a href="${view.indexHref}">${said.actions}</a></p><h1>${title}</h1>${view.about !== null && html`<p><b>${view.about}</b></p>`}</div>
${view.hasChanged && html`<div class="notice alert" role="alert"><strong>${alertMark} ${said.hasChanged}</strong><span>${said.hasChangedText}</span></div>`}
<p>${said.previewIntro}</p>
${sections(view, language)}
<form method="post" action="${view.confirmTo}" class="form">${carried.map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
    )}<div class="row"><button class="button" type="submit">${said.confirm}</button> <button class="button plain" type="submit" formaction="${view.mendAt}" name="_mend" value="yes">${said.mend}</button></div></form></div>`,
  });
}

function sections({ effects, timeZone }: ActionPreviewView, language: Language): Content {
  const said = actionWords[language];
  const { asked, told, withdrawn, mails, machines, signals, stopped, pages, records, facts } = effects;
  const parts: [heading: string, lines: Content[]][] = [
    [said.asked, asked.map((question) => questionLine(question, timeZone, language))],
    [said.told, told.map((telling) => tellingLine(telling, language))],
    [
      said.goesOn,
      [
        ...machines.map((machine) => said.machines[machine] ?? machine),
        ...signals.map((news) => said.signals[news]),
        ...(pages > 0 ? [said.paged(pages)] : []),
        ...(stopped > 0 ? [said.stopped(stopped)] : []),
      ],
    ],
    [said.mails, mails.map(({ to, message }) => html`<b>${to}</b>: ${said.mailKinds[message]}`)],
    [
      said.withdrawn,
      withdrawn.map(
        ({ kind, who }) =>
          html`${taskRules[kind].title[language]}${who.length > 0 && html` <span class="quiet">(${who.join('; ')})</span>`}`,
      ),
    ],
    [
      said.changes,
      records.map(
        ({ kind, how, count }) =>
          html`${recordWords[kind][language]}: ${said.how[how]}${count > 1 && ` (${count})`}`,
      ),
    ],
    [
      said.facts,
      facts.map(({ what, count }) => html`${factLine(what, language)}${count > 1 && ` (${count})`}`),
    ],
  ];
  const filled = parts.filter(([, lines]) => lines.length > 0);
  if (filled.length === 0) return html`<p class="panel empty">${said.nothingChanges}</p>`;
  return filled.map(([heading, lines]) => section(heading, lines));
}

function section(heading: string, lines: readonly Content[]): Html {
  return html`<section class="panel"><h2>${heading}</h2><ul class="plain">${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`;
}

function questionLine({ kind, who, at }: ForeseenQuestion, timeZone: string, language: Language): Html {
  const said = actionWords[language];
  return html`<b>${who === '' ? said.nobody : who}</b>: ${taskRules[kind].title[language]} <span class="quiet">${said.from(momentWords(at, timeZone, language))}</span>`;
}

function tellingLine({ partner, category, news, consent }: ForeseenTelling, language: Language): Html {
  const said = actionWords[language];
  // News are sentences; here more of the sentence follows.
  const what = news ? newsWords(news, language).replace(/\.$/, '') : words[language].categories[category];
  const under = consent
    ? said.under(datedYear(consent.signedAt.slice(0, 10), language), consent.purpose)
    : said.noConsent;
  return html`<b>${partner}</b>: ${what} <span class="quiet">${under}</span>`;
}
