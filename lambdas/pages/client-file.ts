import type { Instant, LocalDate } from '../domain/clinic-calendar.ts';
import type { DisclosureCategory } from '../domain/consent.ts';
import type { DrugTest } from '../domain/drug-test.ts';
import { planFacts, type ShownPlan } from './aftercare-plan.ts';
import { type AttendanceShown, attendanceHours } from './attendance-hours.ts';
import { type ClientPlan, clientPlan } from './client-plan.ts';
import { careWords } from './console-words-care.ts';
import { type ClientWords, clientWords } from './console-words-client.ts';
import { datedYear, dayWords, momentWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { phoneLink } from './phone-link.ts';
import { type Language, words } from './words.ts';

/** A consent as staff and auditors see it (42 CFR §2.31). */
export interface ConsentLine {
  consentId: string;
  recipientNames: string[];
  categories: DisclosureCategory[];
  purpose: string;
  signedOn: LocalDate;
  expiresOn: LocalDate | null;
  expiresUpon: string | null;
  status: 'valid' | 'expired' | 'revoked';
  /** "on paper", "on the clinic’s tablet"; null where it came with the referral. */
  how: string | null;
  /** Set on a criminal-justice consent that cannot be revoked yet (42 CFR §2.35). */
  irrevocableUntil: LocalDate | null;
  revocations: { recipientName: string; at: Instant; how: 'written' | 'oral'; recordedBy: string }[];
}

export interface TestLine {
  testId: string;
  date: LocalDate;
  basis: 'random' | 'for cause';
  toldAt: Instant | null;
  collectedOn: LocalDate | null;
  outcome: DrugTest['outcome'];
  /** The laboratory's word; null before it, or where none is needed. */
  confirmation: DrugTest['confirmation'];
  needsAttention: boolean;
}

/** One line of the disclosure ledger. */
export interface DisclosureLine {
  at: Instant;
  recipientName: string;
  category: DisclosureCategory;
  description: string;
  purpose: string;
  consentId: string;
  noticeVersion: string;
}

/** Somebody whom staff can call about the client. */
export interface ContactLine {
  /** Who it is to the client: "The client", a home's name. */
  label: string;
  name: string;
  phone: string | null;
  email: string | null;
  /** What to mind before calling; null for nothing. */
  note: string | null;
}

/** What stands beside the timeline: the client’s plan, attendance, consents, tests, disclosures. */
export interface ClientFile {
  timeZone: string;
  contacts: ContactLine[];
  /** What the consents that hold now allow, by recipient; nobody else outside the clinic may be told anything. */
  mayKnow: { name: string; categories: DisclosureCategory[] }[];
  consents: ConsentLine[];
  attendance: AttendanceShown;
  plan: ClientPlan;
  /** The plan for the time after the program; null while none is made, and how many came before it. */
  aftercare: { shown: ShownPlan | null; earlier: number };
  tests: TestLine[];
  disclosures: DisclosureLine[];
}

/** What every panel is written with. */
interface Wording {
  language: Language;
  timeZone: string;
  said: ClientWords;
}

export function clientFile(file: ClientFile, language: Language): Html {
  const { timeZone } = file;
  const said = clientWords[language];
  const wording = { language, timeZone, said };
  return html`<section class="panel"><h2>${said.contacts}</h2>${contacts(file)}</section>
<section class="panel"><h2>${said.mayKnow}</h2>${mayKnow(file, wording)}</section>
<section class="panel"><h2>${said.consents}</h2>${consents(file, wording)}</section>
${clientPlan(file.plan, timeZone, language)}
<section class="panel"><h2>${said.aftercare}</h2>${aftercare(file, wording)}</section>
<section class="panel"><h2>${said.attendance}</h2>${attendanceHours(file.attendance, language)}</section>
<section class="panel"><h2>${said.tests}</h2>${tests(file, wording)}</section>
<section class="panel"><h2>${said.disclosures}</h2>${disclosures(file, wording)}</section>`;
}

function contacts({ contacts: lines }: ClientFile): Content {
  return html`<ul class="list">${lines.map(
    ({ label, name, phone, email, note }) =>
      html`<li><span class="quiet">${label}</span><span class="head"><b>${name}</b>${phone && html`<span>${phoneLink(phone)}</span>`}</span>${email && html`<span>${email}</span>`}${note && html`<span class="tag caution">! ${note}</span>`}</li>`,
  )}</ul>`;
}

function mayKnow({ mayKnow: lines }: ClientFile, { said, language }: Wording): Content {
  if (lines.length === 0) return html`<p class="empty">${said.mayKnowNobody}</p>`;
  return html`<ul class="list">${lines.map(
    ({ name, categories }) =>
      html`<li><b>${name}</b><span>${categories.map((category) => words[language].categories[category]).join(', ')}</span></li>`,
  )}</ul>`;
}

function aftercare({ aftercare: { shown, earlier } }: ClientFile, { said, language }: Wording): Content {
  if (!shown) return html`<p class="empty">${said.noAftercare}</p>`;
  return html`${planFacts(shown, language)}${earlier > 0 && html`<p class="quiet">${said.earlierPlans(earlier)}</p>`}`;
}

function consents({ consents: lines }: ClientFile, wording: Wording): Content {
  if (lines.length === 0) return html`<p class="empty">${wording.said.noConsents}</p>`;
  return html`<ul class="list">${lines.map((line) => consent(line, wording))}</ul>`;
}

const statusMarks = { valid: ['done', '✓'], expired: ['caution', '!'], revoked: ['alert', '✕'] } as const;

function untilWords({ expiresOn, expiresUpon }: ConsentLine, { said, language }: Wording): string {
  if (expiresOn !== null) return said.until(datedYear(expiresOn, language));
  return expiresUpon === null ? '' : said.untilEvent(expiresUpon);
}

function consent(line: ConsentLine, wording: Wording): Html {
  const { said, language, timeZone } = wording;
  const [tone, sign] = statusMarks[line.status];
  const what = line.categories.map((category) => words[language].categories[category]).join(', ');
  return html`<li><span class="head"><b>${line.recipientNames.join(', ')}</b><span class="tag ${tone}">${sign} ${said.consentStatus[line.status]}</span></span>
<span>${what}</span>
<span class="quiet">${line.purpose}; ${said.signed(datedYear(line.signedOn, language))}${line.how && ` ${line.how}`}, ${untilWords(line, wording)}</span>
${line.irrevocableUntil && html`<span class="tag caution">! ${said.cannotRevoke(datedYear(line.irrevocableUntil, language))}</span>`}
${line.revocations.map(
  (revoked) =>
    html`<span class="quiet">${said.revoked(revoked.recipientName, momentWords(revoked.at, timeZone, language), said.revokedHow[revoked.how], revoked.recordedBy)}</span>`,
)}
<span class="quiet">${line.consentId}</span></li>`;
}

function tests({ tests: lines }: ClientFile, wording: Wording): Content {
  const { said, language, timeZone } = wording;
  if (lines.length === 0) return html`<p class="empty">${said.noTests}</p>`;
  const latestFirst = [...lines].sort((a, b) => (a.date < b.date ? 1 : -1));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${said.tests}"><table><thead><tr><th scope="col">${said.day}</th><th scope="col">${said.testTold}</th><th scope="col">${said.outcome}</th></tr></thead><tbody>${latestFirst.map(
    (test) =>
      html`<tr><td>${dayWords(test.date, language)}<br><span class="quiet">${careWords[language].basis[test.basis]}</span></td><td>${
        test.toldAt === null ? '–' : momentWords(test.toldAt, timeZone, language)
      }</td><td>${outcome(test, wording)}</td></tr>`,
  )}</tbody></table></div>`;
}

function outcome(test: TestLine, { said, language }: Wording): Html {
  const { outcomes } = careWords[language];
  const collected =
    test.collectedOn !== null && test.collectedOn !== test.date
      ? html`<br><span class="quiet">${said.collected(dayWords(test.collectedOn, language))}</span>`
      : null;
  const word = outcomes[test.outcome];
  return html`${test.needsAttention ? html`<span class="tag caution">! ${word}</span>` : word}${test.confirmation && html`<br><span class="quiet">${said.laboratory(outcomes[test.confirmation])}</span>`}${collected}`;
}

function disclosures({ disclosures: lines }: ClientFile, { said, language, timeZone }: Wording): Content {
  if (lines.length === 0) return html`<p class="empty">${said.noDisclosures}</p>`;
  const latestFirst = [...lines].sort((a, b) => (a.at < b.at ? 1 : -1));
  return html`<ul class="list">${latestFirst.map(
    (
      line,
    ) => html`<li><span class="head"><b>${line.recipientName}</b><span class="quiet">${momentWords(line.at, timeZone, language)}</span></span>
<span>${line.description}</span>
<span class="quiet">${words[language].categories[line.category]}; ${line.purpose}; ${said.ledger(line.consentId, line.noticeVersion)}</span></li>`,
  )}</ul>`;
}
