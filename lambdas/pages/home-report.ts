import { incidentKinds } from '../domain/check-in.ts';
import { reportableEvents } from '../domain/incident-report.ts';
import { eventWords, homeWords } from './home-words.ts';
import { type Content, type Html, html } from './html.ts';
import { doneMark } from './icons.ts';
import { commentMaxLength } from './link-fields.ts';
import { linkPage } from './link-shell.ts';
import { type ConsentScope, disclosureStatement } from './link-why.ts';
import { phoneLink } from './phone-link.ts';
import { tickBox } from './resident-ticks.ts';
import { apartWords, type ShownPerson } from './shown-person.ts';
import { type Language, words } from './words.ts';

/** Names of the fields that the report posts, with `action=report`. */
export const reportFields = {
  resident: 'resident',
  event: 'event',
  tick: 'tick',
  comment: 'comment',
} as const;

interface HomePageView {
  language: Language;
  clinicName: string;
  phone: string;
  /** Answered at any hour. */
  crisisPhone: string;
  holderName: string;
}

export interface HomeReportView extends HomePageView {
  /** Those whose consent lets the home see them here; only these can be reported on. */
  residents: { episodeId: string; person: ShownPerson }[];
  consents: ConsentScope[];
}

/** What a home's standing link shows after the passcode: whom to call in danger, then who it is about and what happened. */
export function homeReport(view: HomeReportView): string {
  const said = homeWords[view.language];
  const main = view.residents.length === 0 ? html`<p>${said.nobody}</p>` : reportForm(view);
  return shell(
    view,
    html`${emergency(view)}
<section class="card"><div class="lead"><h1>${said.heading}</h1><p>${said.lead}</p></div>
${main}
${whyHere(view)}
${disclosureStatement(view.consents, view.language)}
</section>`,
  );
}

/** Thanks for a report, and whom to call when it gets worse. */
export function homeReported(view: HomePageView): string {
  const said = homeWords[view.language];
  return shell(
    view,
    html`${emergency(view)}
<section class="card"><div class="lead">${doneMark}<h1>${said.thanks}</h1><p>${said.next}</p></div>
<form method="post"><input type="hidden" name="action" value="open"><button class="button plain" type="submit">${said.another}</button></form>
</section>`,
  );
}

function shell(view: HomePageView, main: Html): string {
  const { language, clinicName, holderName, phone } = view;
  const title = homeWords[language].title;
  return linkPage({ language, title, clinicName, holderName, phone, crisisPhone: null, main });
}

/** 911 first, then the clinic's own numbers, before anything is filled in. */
export function emergency({
  language,
  phone,
  crisisPhone,
}: Pick<HomePageView, 'language' | 'phone' | 'crisisPhone'>): Html {
  const said = words[language];
  return html`<p class="notice caution"><span><strong>${said.emergency}</strong> ${said.crisisLine} ${phoneLink(crisisPhone)}. ${said.callUs} ${phoneLink(phone)}</span></p>`;
}

function reportForm({ language, residents }: HomeReportView): Html {
  const said = homeWords[language];
  const asked = words[language].questions;
  return html`<form method="post"><input type="hidden" name="action" value="report">
<fieldset><legend>${said.who}</legend><div class="choices">${residents.map(({ episodeId, person }) => radio(reportFields.resident, episodeId, person.name, apartWords(person, language)))}</div></fieldset>
<fieldset><legend>${said.what}</legend><div class="choices">${reportableEvents.map((event) => radio(reportFields.event, event, eventWords[event][language], null))}</div></fieldset>
<fieldset><legend>${said.kind}</legend><div class="pills">${incidentKinds.map((kind) => tickBox(kind, reportFields.tick, false, language))}</div></fieldset>
<div class="field"><label for="comment">${asked.comment}</label><textarea id="comment" name="${reportFields.comment}" maxlength="${commentMaxLength}" rows="3" aria-describedby="comment-hint"></textarea><span class="hint" id="comment-hint">${asked.commentPartnerHint}</span></div>
<button class="button" type="submit">${said.send}</button></form>`;
}

function radio(name: string, value: string, label: string, hint: string | null): Html {
  return html`<label class="choice"><input type="radio" name="${name}" value="${value}" required><span>${label}${hint && html`<span class="hint">${hint}</span>`}</span></label>`;
}

function whyHere({ language, consents }: HomeReportView): Content {
  if (consents.length === 0) return null;
  return html`<details class="why"><summary>${words[language].why.summary}</summary><div class="inside"><p>${homeWords[language].whyShown}</p></div></details>`;
}
