import type { Instant } from '../domain/clinic-calendar.ts';
import type { DisclosureCategory } from '../domain/consent.ts';
import { accountingText } from '../domain/notices.ts';
import { type ClientFrame, clientPage, datedMoment } from './client-link-parts.ts';
import { clientWords, purposeWords } from './client-link-words.ts';
import { type Content, type Html, html } from './html.ts';

export interface ClientDisclosuresView {
  frame: ClientFrame;
  recipients: {
    name: string;
    /** Latest first. */
    lines: { at: Instant; category: DisclosureCategory; purpose: string; consentId: string }[];
  }[];
  emergencies: { at: Instant | null; facility: string | null; nature: string | null }[];
}

/** Who was told what about the client, apart for each recipient; nobody else is named (42 CFR §2.25). */
export function clientDisclosures(view: ClientDisclosuresView): string {
  const { frame, recipients } = view;
  const said = clientWords[frame.language].disclosures;
  const isEmpty = recipients.length === 0 && view.emergencies.length === 0;
  return clientPage(
    frame,
    'disclosures',
    html`<div class="lead"><h1>${said.heading}</h1><p>${accountingText.text[frame.language]}</p></div>
${isEmpty && html`<div class="card"><p>${said.none}</p></div>`}
${recipients.map((recipient) => account(recipient, frame))}
${emergencies(view)}`,
  );
}

function account({ name, lines }: ClientDisclosuresView['recipients'][number], frame: ClientFrame): Html {
  const { language } = frame;
  const said = clientWords[language].disclosures;
  return html`<section class="card"><h2>${name}</h2><dl class="facts">${lines.map(
    ({ at, category, purpose, consentId }) =>
      html`<div><dt>${datedMoment(at, frame)}</dt><dd>${said.line(clientWords[language].categories[category], purposeWords(purpose, language))}<br><span class="hint">${said.consent(numberOf(consentId))}</span></dd></div>`,
  )}</dl></section>`;
}

/** The consent's own number within the episode: `ep_1:c2` is 2. */
function numberOf(consentId: string): string {
  return consentId.slice(consentId.lastIndexOf(':') + 2);
}

function emergencies({ frame, emergencies: list }: ClientDisclosuresView): Content {
  if (list.length === 0) return null;
  const said = clientWords[frame.language].disclosures;
  return html`<section class="card"><div class="lead"><h2>${said.emergencies}</h2><p>${said.emergency}</p></div><dl class="facts">${list.map(
    ({ at, facility, nature }) =>
      html`<div><dt>${at === null ? said.noTime : datedMoment(at, frame)}</dt><dd>${facility ?? said.noFacility}: ${nature ?? said.noNature}</dd></div>`,
  )}</dl></section>`;
}
