import type { Instant, LocalDate } from '../domain/clinic-calendar.ts';
import type { DisclosureCategory } from '../domain/consent.ts';
import { planFacts, type ShownPlan } from './aftercare-plan.ts';
import { type AttendanceShown, attendanceHours } from './attendance-hours.ts';
import { type ClientPlan, clientPlan } from './client-plan.ts';
import { datedYear, dayWords, momentWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { words } from './words.ts';

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
  /** In words: "negative", "pending". */
  outcome: string;
  /** The laboratory's word; null before it, or where none is needed. */
  confirmation: string | null;
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

/** What stands beside the timeline: the client’s plan, attendance, consents, tests, disclosures. */
export interface ClientFile {
  timeZone: string;
  consents: ConsentLine[];
  attendance: AttendanceShown;
  plan: ClientPlan;
  /** The plan for the time after the program; null while none is made, and how many came before it. */
  aftercare: { shown: ShownPlan | null; earlier: number };
  tests: TestLine[];
  disclosures: DisclosureLine[];
}

export function clientFile(file: ClientFile): Html {
  return html`${clientPlan(file.plan, file.timeZone)}
<section class="panel"><h2>Aftercare plan</h2>${aftercare(file)}</section>
<section class="panel"><h2>Attendance</h2>${attendanceHours(file.attendance)}</section>
<section class="panel"><h2>Consents</h2>${consents(file)}</section>
<section class="panel"><h2>Tests</h2>${tests(file)}</section>
<section class="panel"><h2>Disclosures</h2>${disclosures(file)}</section>`;
}

function aftercare({ aftercare: { shown, earlier } }: ClientFile): Content {
  if (!shown) return html`<p class="empty">None yet.</p>`;
  return html`${planFacts(shown, 'en')}${earlier > 0 && html`<p class="quiet">${earlier === 1 ? 'One earlier plan is' : `${earlier} earlier plans are`} kept.</p>`}`;
}

function consents({ consents: lines, timeZone }: ClientFile): Content {
  if (lines.length === 0) return html`<p class="empty">None. Nothing may go to a partner.</p>`;
  return html`<ul class="list">${lines.map((line) => consent(line, timeZone))}</ul>`;
}

const statusTags: Record<ConsentLine['status'], Html> = {
  valid: html`<span class="tag done">✓ valid</span>`,
  expired: html`<span class="tag caution">! expired</span>`,
  revoked: html`<span class="tag alert">✕ revoked</span>`,
};

function consent(line: ConsentLine, timeZone: string): Html {
  const until =
    line.expiresOn === null
      ? line.expiresUpon === null
        ? ''
        : `until: ${line.expiresUpon}`
      : `until ${datedYear(line.expiresOn, 'en')}`;
  const what = line.categories.map((category) => words.en.categories[category]).join(', ');
  return html`<li><span class="head"><b>${line.recipientNames.join(', ')}</b>${statusTags[line.status]}</span>
<span>${what}</span>
<span class="quiet">${line.purpose}; signed ${datedYear(line.signedOn, 'en')}${line.how && ` ${line.how}`}, ${until}</span>
${line.irrevocableUntil && html`<span class="tag caution">! cannot be revoked until the end of ${datedYear(line.irrevocableUntil, 'en')}</span>`}
${line.revocations.map(
  (revoked) =>
    html`<span class="quiet">Revoked for ${revoked.recipientName} ${momentWords(revoked.at, timeZone, 'en')}, ${revoked.how}, recorded by ${revoked.recordedBy}</span>`,
)}
<span class="quiet">${line.consentId}</span></li>`;
}

function tests({ tests: lines, timeZone }: ClientFile): Content {
  if (lines.length === 0) return html`<p class="empty">No test yet.</p>`;
  const latestFirst = [...lines].sort((a, b) => (a.date < b.date ? 1 : -1));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Tests"><table><thead><tr><th scope="col">Day</th><th scope="col">Told</th><th scope="col">Outcome</th></tr></thead><tbody>${latestFirst.map(
    (test) =>
      html`<tr><td>${dayWords(test.date, 'en')}<br><span class="quiet">${test.basis}</span></td><td>${
        test.toldAt === null ? '–' : momentWords(test.toldAt, timeZone, 'en')
      }</td><td>${outcome(test)}</td></tr>`,
  )}</tbody></table></div>`;
}

function outcome(test: TestLine): Html {
  const collected =
    test.collectedOn !== null && test.collectedOn !== test.date
      ? html`<br><span class="quiet">collected ${dayWords(test.collectedOn, 'en')}</span>`
      : null;
  const word = test.needsAttention ? html`<span class="tag caution">! ${test.outcome}</span>` : test.outcome;
  return html`${word}${test.confirmation && html`<br><span class="quiet">laboratory: ${test.confirmation}</span>`}${collected}`;
}

function disclosures({ disclosures: lines, timeZone }: ClientFile): Content {
  if (lines.length === 0) return html`<p class="empty">None made.</p>`;
  const latestFirst = [...lines].sort((a, b) => (a.at < b.at ? 1 : -1));
  return html`<ul class="list">${latestFirst.map(
    (
      line,
    ) => html`<li><span class="head"><b>${line.recipientName}</b><span class="quiet">${momentWords(line.at, timeZone, 'en')}</span></span>
<span>${line.description}</span>
<span class="quiet">${words.en.categories[line.category]}; ${line.purpose}; consent ${line.consentId}, notice ${line.noticeVersion}</span></li>`,
  )}</ul>`;
}
