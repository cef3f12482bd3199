import type { Instant, LocalDate } from '../domain/clinic-calendar.ts';
import type { DisclosureCategory } from '../domain/consent.ts';
import { type Party, type TaskKind, taskRules } from '../domain/human-task-kinds.ts';
import { disclosureNotice } from '../domain/notices.ts';
import { datedYear, momentWords } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { taskReasons } from './task-words.ts';
import { type Language, type Words, words } from './words.ts';

/** The scope of one consent that lets a partner see one client. */
export interface ConsentScope {
  /** The client's name where a page is about several; null where it is about one. */
  personName: string | null;
  /** The recipient as the consent names it. */
  recipientName: string;
  categories: DisclosureCategory[];
  /** As the client read it. */
  purpose: string;
  signedOn: LocalDate;
  expiresOn: LocalDate | null;
  expiresUpon: string | null;
}

/** What the page answers to "why did I get this?". */
export interface WhyAsked {
  /** One per client that the question is about; empty for staff. */
  consents: ConsentScope[];
  /** Everyone asked before this person, first to last. */
  askedBefore: { name: string; at: Instant }[];
  /** What happens on silence; null when the ladder is at its end. */
  next: { step: 'remind' | 'escalate' | 'give up'; party: Party; at: Instant } | null;
}

export function whyAsked(why: WhyAsked, kind: TaskKind, timeZone: string, language: Language): Html {
  const said = words[language].why;
  const isNobodys = taskRules[kind].discloses === 'nobody';
  const noConsent = isNobodys ? said.nobodyMeant : said.noConsent;
  const consents =
    why.consents.length === 0 ? noConsent : why.consents.map((scope) => consentLine(scope, language));
  const before = why.askedBefore.map((asked) =>
    said.askedAt(asked.name, momentWords(asked.at, timeZone, language)),
  );
  return html`<details class="why"><summary>${said.summary}</summary><div class="inside"><dl>
<div><dt>${said.rule}</dt><dd>${taskReasons[kind][language]}</dd></div>
<div><dt>${said.consent}</dt><dd>${consents}</dd></div>
<div><dt>${said.askedBefore}</dt><dd>${before.length === 0 ? said.nobody : before.map((line) => html`<div>${line}</div>`)}</dd></div>
<div><dt>${said.silence}</dt><dd>${onSilence(why.next, timeZone, language)}</dd></div>
</dl></div></details>`;
}

function onSilence(next: WhyAsked['next'], timeZone: string, language: Language): string {
  const said = words[language].why;
  if (next === null) return said.noNext;
  const moment = momentWords(next.at, timeZone, language);
  if (next.step === 'give up') return said.giveUp(moment);
  return next.step === 'remind' ? said.remind(moment) : said.escalate(moment, said.parties[next.party]);
}

function consentLine(scope: ConsentScope, language: Language): Html {
  const said = words[language];
  const signed = said.why.consentSigned(datedYear(scope.signedOn, language));
  return html`<div>${scope.personName && `${scope.personName}: `}${signed} ${validity(scope, said, language)}</div>`;
}

function validity(scope: ConsentScope, said: Words, language: Language): string {
  if (scope.expiresOn !== null) return said.questions.scopeUntil(datedYear(scope.expiresOn, language));
  return scope.expiresUpon === null ? '' : said.questions.scopeUpon(scope.expiresUpon);
}

/** The notice that goes with a disclosure, and the scope of each consent (42 CFR §2.32). Nothing for staff. */
export function disclosureStatement(consents: readonly ConsentScope[], language: Language): Content {
  if (consents.length === 0) return null;
  const said = words[language].questions;
  return html`<div class="part2"><p><strong>${said.notice}.</strong> <span lang="en">${disclosureNotice.text}</span> ${said.scopeLimit}</p>
${groupedByScope(consents, language).map(({ scope, people }) => html`<p>${people && `${people}: `}${scope}</p>`)}</div>`;
}

/** Consents of the same scope in one line; with the names of those who gave them where scopes differ. */
function groupedByScope(
  consents: readonly ConsentScope[],
  language: Language,
): { scope: string; people: string }[] {
  const groups = new Map<string, ConsentScope[]>();
  for (const consent of consents) {
    const key = scopeWords(consent, 1, language);
    groups.set(key, [...(groups.get(key) ?? []), consent]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const names = group.flatMap(({ personName }) => (personName === null ? [] : [personName]));
    return first
      ? [
          {
            scope: scopeWords(first, group.length, language),
            people: groups.size === 1 ? '' : names.join(', '),
          },
        ]
      : [];
  });
}

function scopeWords(scope: ConsentScope, people: number, language: Language): string {
  const said = words[language];
  const what = scope.categories.map((category) => said.categories[category]).join(', ');
  const parts = [
    said.questions.scope(people, scope.recipientName, what),
    said.questions.scopePurpose(scope.purpose),
    validity(scope, said, language),
  ];
  return parts.filter((part) => part !== '').join(' ');
}
