import type { Instant } from '../domain/clinic-calendar.ts';
import { type TaskKind, taskRules } from '../domain/human-task-kinds.ts';
import { wordsOfChoice } from './choice-words.ts';
import { momentWords } from './dates.ts';
import { type Html, html } from './html.ts';
import { doneMark } from './icons.ts';
import { linkPage } from './link-shell.ts';
import { wordsOfTicks } from './resident-ticks.ts';
import { fullName, type ShownPerson } from './shown-person.ts';
import { type Language, type Words, words } from './words.ts';

/** What became of one posted answer. */
export interface RecordedAnswer {
  kind: TaskKind;
  outcome: keyof Words['recorded']['outcomes'];
  /** Null for a question about the clinic, or asked per client. */
  about: ShownPerson | null;
  /** Empty for a question asked per client. */
  choice: string;
  /** What is recorded for each client of a question asked per client. */
  items: { person: ShownPerson; choice: string; ticks?: string[] }[];
  /** How many clients of the question are still without an answer. */
  missingItems: number;
  comment: string;
  /** What else there is to know of it: who came first. */
  facts?: { label: string; value: string }[];
  at: Instant;
}

export interface LinkRecordedView {
  language: Language;
  clinicName: string;
  phone: string;
  timeZone: string;
  holder: { kind: 'partner' | 'staff'; name: string };
  answers: RecordedAnswer[];
  /** Other questions that wait for the holder behind the same link. */
  stillWaiting: number;
}

/** Thanks, what was recorded and when, and how to correct it. Its button posts `action=open` to the same address. */
export function linkRecorded(view: LinkRecordedView): string {
  const said = words[view.language].recorded;
  const hasChanged = view.answers.some(({ outcome }) => outcome !== 'repeated' && outcome !== 'withdrawn');
  const hasMore = view.stillWaiting > 0 || view.answers.some(({ missingItems }) => missingItems > 0);
  return linkPage({
    language: view.language,
    title: said.title,
    clinicName: view.clinicName,
    holderName: view.holder.name,
    phone: view.phone,
    crisisPhone: null,
    main: html`<div class="lead">${hasChanged && doneMark}<h1>${hasChanged ? said.heading : said.nothingHeading}</h1></div>
${view.answers.map((answer) => card(answer, view))}
<div class="stack"><p>${said.correct}</p>
${view.stillWaiting > 0 && html`<p><strong>${said.waiting(view.stillWaiting)}</strong></p>`}
<form method="post"><input type="hidden" name="action" value="open"><button class="button${hasMore ? '' : ' plain'}" type="submit">${said.back}</button></form>
${!hasMore && html`<p class="quiet">${said.close}</p>`}</div>`,
  });
}

function card(answer: RecordedAnswer, view: LinkRecordedView): Html {
  const { language, timeZone } = view;
  const said = words[language].recorded;
  return html`<section class="card"><div class="lead"><h2>${taskRules[answer.kind].title[language]}</h2><p>${said.outcomes[answer.outcome]}</p></div>
<dl class="facts">${lines(answer, language)}
${(answer.facts ?? []).map(({ label, value }) => line(label, value))}
${answer.comment !== '' && line(said.comment, answer.comment)}
${line(words[language].questions.saved, said.at(momentWords(answer.at, timeZone, language)))}</dl>
${answer.missingItems > 0 && html`<p><strong>${said.missing(answer.missingItems)}</strong></p>`}
</section>`;
}

function line(label: string, value: string): Html {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

function lines(answer: RecordedAnswer, language: Language): Html[] {
  const said = words[language];
  const label = (choice: string) => wordsOfChoice(answer.kind, choice, language).label;
  if (answer.items.length > 0) {
    return answer.items.map(({ person, choice, ticks = [] }) => {
      const words = [label(choice), wordsOfTicks(ticks, language)].filter((said) => said !== '');
      return line(fullName(person, language), words.join('; '));
    });
  }
  const about = answer.about === null ? [] : [line(said.questions.about, fullName(answer.about, language))];
  return [...about, line(said.recorded.youAnswered, label(answer.choice))];
}
