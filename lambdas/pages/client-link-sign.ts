import type { LocalDate } from '../domain/clinic-calendar.ts';
import { disclosureCategories } from '../domain/consent.ts';
import {
  type ConsentForm,
  type ConsentFormProblem,
  purposeMaxLength,
  signatureMaxLength,
} from '../domain/consent-form.ts';
import { consentText, rightsNotice } from '../domain/notices.ts';
import {
  type ClientFrame,
  clientPage,
  hidden,
  options,
  problemNotice,
  type TickOption,
} from './client-link-parts.ts';
import { clientWords } from './client-link-words.ts';
import { longDate } from './dates.ts';
import { type Html, html } from './html.ts';
import type { Language } from './words.ts';

export interface ClientSignView {
  frame: ClientFrame;
  today: LocalDate;
  /** Those whom the client chose come first, the clinic's other partners after them. */
  recipients: { id: string; name: string; isAskedFor: boolean; isChosen: boolean }[];
  /** True while the notice of rights has not been handed over (42 CFR §2.22). */
  needsRights: boolean;
  /** How many consents are on file, so that a form that is sent twice signs once. */
  onFile: number;
  form: ConsentForm;
  problems: ConsentFormProblem[];
}

/** The consent to read and sign, with every element of 42 CFR §2.31(a). Nothing is ticked beforehand. */
export function clientSign(view: ClientSignView): string {
  const { frame, problems } = view;
  const said = clientWords[frame.language].sign;
  return clientPage(
    frame,
    'sign',
    html`<div class="lead"><h1>${said.heading}</h1><p>${consentText.text[frame.language].permits(frame.clinicName)}</p></div>
${problemNotice(
  said.problemsHeading,
  problems.map((problem) => said.problems[problem]),
)}
<form method="post" class="stack">
${hidden({ action: 'sign', lang: frame.language, onFile: String(view.onFile) })}
${view.needsRights && rights(view)}
<div class="card">${recipients(view)}</div>
<div class="card">${categories(view)}</div>
<div class="card">${purpose(view)}</div>
<div class="card">${until(view)}</div>
<div class="card">${signature(view)}</div>
</form>`,
  );
}

function rights({ frame, form }: ClientSignView): Html {
  const text = rightsNotice.text[frame.language];
  const said = clientWords[frame.language].sign;
  return html`<section class="card"><div class="lead"><h2>${text.heading}</h2></div>
${text.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
${options('checkbox', 'rights', [{ value: 'given', label: said.rightsTick, isTicked: form.hasRights }])}</section>`;
}

/** The notice of rights by itself (42 CFR §2.22). */
export function clientRights(frame: ClientFrame): string {
  const text = rightsNotice.text[frame.language];
  return clientPage(
    frame,
    'rights',
    html`<div class="lead"><h1>${text.heading}</h1></div><div class="card">${text.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}</div>`,
  );
}

function recipients({ frame, recipients: list, form }: ClientSignView): Html {
  const said = clientWords[frame.language].sign;
  const tick = ({ id, name, isAskedFor }: ClientSignView['recipients'][number]): TickOption => ({
    value: id,
    label: name,
    hint: isAskedFor ? said.askedFor : null,
    isTicked: form.recipientIds.includes(id),
  });
  const chosen = list.filter(({ isChosen, isAskedFor }) => isChosen || isAskedFor);
  const others = list.filter((recipient) => !chosen.includes(recipient));
  const isOpened = others.some(({ id }) => form.recipientIds.includes(id)) || chosen.length === 0;
  return html`<fieldset><legend>${said.recipients}</legend><p class="hint">${said.recipientsHint}</p>
${options('checkbox', 'recipient', chosen.map(tick))}
${others.length > 0 && html`<details${isOpened && html` open`}><summary>${said.others}</summary>${options('checkbox', 'recipient', others.map(tick))}</details>`}</fieldset>`;
}

function categories({ frame, form }: ClientSignView): Html {
  const said = clientWords[frame.language].sign;
  const list = disclosureCategories.map((category) => ({
    value: category,
    label: sentence(clientWords[frame.language].categories[category]),
    hint: category === 'test-results' ? said.resultsHint : null,
    isTicked: form.categories.includes(category),
  }));
  return html`<fieldset><legend>${said.categories}</legend><p class="hint">${said.categoriesHint}</p>${options('checkbox', 'category', list)}</fieldset>`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function purpose({ frame, form }: ClientSignView): Html {
  const said = clientWords[frame.language].sign;
  const list = [...Object.entries(said.purposes), ['own', said.own] as const].map(([value, label]) => ({
    value,
    label: sentence(label),
    isTicked: form.purpose === value,
  }));
  return html`<fieldset><legend>${said.purpose}</legend>${options('radio', 'purpose', list)}</fieldset>
<div class="field"><label for="own-purpose">${said.ownLabel}</label><input type="text" id="own-purpose" name="ownPurpose" maxlength="${purposeMaxLength}" autocomplete="off" value="${form.ownPurpose}"></div>`;
}

function until({ frame, form, today }: ClientSignView): Html {
  const said = clientWords[frame.language].sign;
  const list = [
    { value: 'discharge', label: said.discharge, isTicked: form.until === 'discharge' },
    { value: 'date', label: said.date, isTicked: form.until === 'date' },
  ];
  return html`<fieldset><legend>${said.until}</legend>${options('radio', 'until', list)}</fieldset>
<div class="field"><label for="until-date">${said.dateLabel}</label><input type="date" id="until-date" name="untilDate" min="${today}" value="${form.untilDate}"></div>`;
}

function signature({ frame, form, today }: ClientSignView): Html {
  const said = clientWords[frame.language].sign;
  return html`<h2>${said.terms}</h2>${terms(frame.language, frame.phone)}
${options('checkbox', 'agreed', [{ value: 'yes', label: consentText.text[frame.language].signing, isTicked: form.hasAgreed }])}
<div class="field"><label for="signature">${said.signature}</label><input type="text" id="signature" name="signature" maxlength="${signatureMaxLength}" autocomplete="off" value="${form.signature}" aria-describedby="signed-on"><span class="hint" id="signed-on">${said.signedOn(longDate(today, frame.language))}</span></div>
<button class="button" type="submit">${said.submit}</button>`;
}

/** How a consent is taken back, what happens afterwards, and that it need not be given (42 CFR §2.31(a)). */
function terms(language: Language, phone: string): Html {
  const text = consentText.text[language];
  return html`<p>${text.revocation(phone)}</p><p>${text.afterwards}</p><p>${text.refusal}</p>`;
}
