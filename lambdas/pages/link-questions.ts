import type { FieldProblemCode, FieldRule, Fields } from '../domain/answer-fields.ts';
import type { Instant } from '../domain/clinic-calendar.ts';
import { type TaskKind, taskRules } from '../domain/human-task-kinds.ts';
import { attendanceWords } from './attendance-words.ts';
import { wordsOfChoice } from './choice-words.ts';
import { momentWords } from './dates.ts';
import { homeWords } from './home-words.ts';
import { type Content, type Html, html } from './html.ts';
import { alertMark, clockMark, tickMark } from './icons.ts';
import { answerFields } from './link-answer-fields.ts';
import { commentMaxLength, linkFields } from './link-fields.ts';
import type { LinkProblem } from './link-problem.ts';
import { linkPage, type WayBack } from './link-shell.ts';
import { disclosureStatement, type WhyAsked, whyAsked } from './link-why.ts';
import { phoneLink } from './phone-link.ts';
import { reasonText } from './reason-words.ts';
import { residentTickBoxes, wordsOfTicks } from './resident-ticks.ts';
import { apartWords, type ShownPerson } from './shown-person.ts';
import { type Language, words } from './words.ts';

/** Something that is already recorded for a question, shown with a way to change it. */
export interface RecordedChoice {
  choice: string;
  /** What was ticked beside it, for one client of a list. */
  ticks?: string[];
  at: Instant;
}

/** One client of a question asked per client. */
export interface QuestionItem {
  itemId: string;
  person: ShownPerson;
  recorded: RecordedChoice | null;
}

/** An answer that was posted and refused: nothing of it need be given again, and what is wrong stands beside it. */
export interface RefusedAnswer {
  posted: {
    choice: string;
    comment: string;
    reason: string;
    fields: Fields;
    items?: Record<string, string>;
    ticks?: Record<string, string[]>;
  };
  /** The fields that are wrong, by name. */
  fields: { name: string; code: FieldProblemCode }[];
}

export interface LinkQuestion {
  taskId: string;
  kind: TaskKind;
  /** Whom it is about; null for a question about the clinic, or about several (`items`). */
  about: ShownPerson | null;
  /** The clients of a question asked per client; empty for every other. */
  items: QuestionItem[];
  /** `HumanTask.reason`; null for none. */
  reason: string | null;
  /** What the holder needs in order to answer, already in words: "Test", "Tuesday's, urine". */
  facts: { label: string; value: string }[];
  /** What is asked of this very client beside the choice; left out where the kind's own rules hold. */
  fields?: readonly FieldRule[] | undefined;
  dueAt: Instant | null;
  /** The answer of a question that is not asked per client. */
  recorded: RecordedChoice | null;
  why: WhyAsked;
  /** What was wrong with the answer just posted; null for nothing. */
  problem: LinkProblem | null;
  /** The answer just posted, when it was refused; left out otherwise. */
  refused?: RefusedAnswer;
}

/** What is shown after the passcode: one question, or everything that waits for the holder. */
export interface LinkQuestionsView {
  language: Language;
  clinicName: string;
  phone: string;
  /** Shown where a home or a provider is asked. */
  crisisPhone: string;
  timeZone: string;
  now: Instant;
  holder: { kind: 'partner' | 'staff'; name: string };
  /** Where a home reports something at any time; left out for everybody else. */
  reportHref?: string | null;
  questions: LinkQuestion[];
  wayBack?: WayBack | undefined;
}

/**
 * The questions, in one form with one Save. Posts `action=answer` and the fields of link-fields.ts to the same
 * address. No choice has a default.
 */
export function linkQuestions(view: LinkQuestionsView): string {
  const said = words[view.language].questions;
  return linkPage({
    language: view.language,
    title: said.title,
    clinicName: view.clinicName,
    holderName: view.holder.name,
    phone: view.phone,
    crisisPhone: view.holder.kind === 'partner' && !hasResidents(view) ? view.crisisPhone : null,
    wayBack: view.wayBack,
    main: view.questions.length === 0 ? nothingWaits(view.language) : form(view),
  });
}

function nothingWaits(language: Language): Html {
  const said = words[language].questions;
  return html`<div class="card"><div class="lead"><h1>${said.nothingHeading}</h1><p>${said.nothing}</p></div></div>`;
}

function form(view: LinkQuestionsView): Html {
  const said = words[view.language].questions;
  const { questions } = view;
  const open = questions.filter(isOpen).length;
  return html`${hasResidents(view) && emergency(view)}${questions.length > 1 && html`<h1>${said.heading(open || questions.length)}</h1>`}
<form method="post" class="stack">
<input type="hidden" name="action" value="answer">
${questions.map((question, index) => card(view, question, index))}
<div class="save"><button class="button" type="submit">${questions.length === 1 ? said.save : said.saveAll}</button>
<button class="clear" type="reset">${said.clear}</button></div>
</form>${reportAnyTime(view)}`;
}

/** A home's standing way to say that something has happened. */
function reportAnyTime({ reportHref, language }: LinkQuestionsView): Content {
  if (!reportHref) return null;
  const said = homeWords[language];
  return html`<section class="card"><p>${said.report}</p><p><a class="button plain" href="${reportHref}">${said.reportLink}</a></p><p class="quiet">${said.keepLink}</p></section>`;
}

/** Residents may be in danger now: whom to call stands before the form. */
function hasResidents({ questions }: LinkQuestionsView): boolean {
  return questions.some(({ kind, items }) => kind === 'home-check-in' && items.length > 0);
}

function emergency({ language, crisisPhone }: LinkQuestionsView): Html {
  const said = words[language];
  return html`<p class="notice caution"><span><strong>${said.emergency}</strong> ${said.crisisLine} ${phoneLink(crisisPhone)}</span></p>`;
}

function isOpen(question: LinkQuestion): boolean {
  return question.items.length > 0
    ? question.items.some((item) => item.recorded === null)
    : question.recorded === null;
}

function card(view: LinkQuestionsView, question: LinkQuestion, index: number): Html {
  const { language, timeZone } = view;
  const isOnly = view.questions.length === 1;
  const headingId = `question-${index}`;
  const heading = isOnly
    ? html`<h1 id="${headingId}">${taskRules[question.kind].title[language]}</h1>`
    : html`<h2 id="${headingId}">${taskRules[question.kind].title[language]}</h2>`;
  return html`<section class="card question" aria-labelledby="${headingId}">
<header>${heading}${due(view, question)}</header>
${problemOf(question, language)}
<input type="hidden" name="${linkFields.taskId}" value="${question.taskId}">
${personBlock(question, language)}
${facts(question, language)}
${question.items.length > 0 ? residents(question, index, view) : single(question, headingId, view)}
${commentField(question, index, view)}
${whyAsked(question.why, question.kind, timeZone, language)}
${disclosureStatement(question.why.consents, language)}
</section>`;
}

function due({ language, now, timeZone }: LinkQuestionsView, { dueAt }: LinkQuestion): Content {
  if (dueAt === null) return null;
  const said = words[language].questions;
  const moment = momentWords(dueAt, timeZone, language);
  return dueAt < now
    ? html`<p class="due late">${alertMark} ${said.overdue} ${moment}</p>`
    : html`<p class="due">${clockMark} ${said.due} ${moment}</p>`;
}

function problemOf({ problem }: LinkQuestion, language: Language): Content {
  if (problem === null) return null;
  const { heading, fix } = words[language].problem.codes[problem];
  return html`<div class="notice alert" role="alert"><strong>${alertMark} ${heading}</strong><span>${words[language].questions.notSaved} ${fix}</span></div>`;
}

function personBlock({ kind, about, items }: LinkQuestion, language: Language): Content {
  const said = words[language].questions;
  const count = taskRules[kind].restChoice
    ? attendanceWords[language].aboutClients(items.length)
    : said.aboutItems(items.length);
  if (items.length > 0) return html`<p class="quiet">${count}. ${said.later}</p>`;
  if (about === null) return null;
  const apart = apartWords(about, language);
  return html`<div class="person"><span class="hint">${said.about}</span><b>${about.name}</b>${apart && html`<span class="hint">${apart}</span>`}</div>`;
}

function facts(question: LinkQuestion, language: Language): Content {
  const because = question.reason
    ? [{ label: words[language].questions.because, value: reasonText(question.reason, language) }]
    : [];
  const lines = [...because, ...question.facts];
  if (lines.length === 0) return null;
  return html`<dl class="facts">${lines.map(
    ({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

function single(question: LinkQuestion, headingId: string, view: LinkQuestionsView): Html {
  const said = words[view.language].questions;
  const isRequired = view.questions.length === 1 && question.recorded === null;
  const choices = html`<div class="choices">${taskRules[question.kind].choices.map((choice) =>
    radio(question, choice, linkFields.choice(question.taskId), view.language, isRequired),
  )}</div>`;
  const beside = answerFields(question, view.language);
  if (question.recorded) return changeable(question, question.recorded, html`${choices}${beside}`, view);
  return html`<fieldset aria-describedby="${headingId}"><legend>${said.choose}</legend>${choices}${beside}</fieldset>`;
}

/** No choice has a default; the one that was posted and refused stays chosen. */
function radio(
  { kind, refused }: LinkQuestion,
  choice: string,
  name: string,
  language: Language,
  isRequired: boolean,
  chosen = refused?.posted.choice,
): Html {
  const { label, hint } = wordsOfChoice(kind, choice, language);
  const isChosen = chosen === choice;
  return html`<label class="choice"><input type="radio" name="${name}" value="${choice}"${isRequired && html` required`}${isChosen && html` checked`}><span>${label}${hint && html`<span class="hint">${hint}</span>`}</span></label>`;
}

function changeable(
  question: LinkQuestion,
  recorded: RecordedChoice,
  choices: Html,
  view: LinkQuestionsView,
): Html {
  const said = words[view.language].questions;
  const isOpened = question.problem === 'reason needed' || question.refused !== undefined;
  return html`<div>${answeredLine(question.kind, recorded, view)}
<details${isOpened && html` open`}><summary>${said.change}</summary><div class="inside">
<fieldset><legend>${said.choose}</legend>${choices}</fieldset>
${reasonField(question, view.language)}
</div></details></div>`;
}

function answeredLine(
  kind: TaskKind,
  { choice, ticks = [], at }: RecordedChoice,
  view: LinkQuestionsView,
): Html {
  const chosen = wordsOfChoice(kind, choice, view.language).label;
  const label = [chosen, wordsOfTicks(ticks, view.language)].filter((words) => words !== '').join('; ');
  const moment = momentWords(at, view.timeZone, view.language);
  return html`<p class="answered">${tickMark}<span>${words[view.language].questions.savedAs(label)} <span class="hint">${moment}</span></span></p>`;
}

function reasonField(question: LinkQuestion, language: Language): Html {
  const said = words[language].questions;
  const name = linkFields.reason(question.taskId);
  return html`<div class="field reason"><label for="${name}">${said.changeReason}</label><span class="hint" id="${name}-hint">${said.changeHint}</span>
<input type="text" id="${name}" name="${name}" value="${question.refused?.posted.reason}" maxlength="${commentMaxLength}" autocomplete="off" aria-describedby="${name}-hint"${
    question.problem === 'reason needed' && html` aria-invalid="true"`
  }></div>`;
}

function residents(question: LinkQuestion, index: number, view: LinkQuestionsView): Html {
  const hasRecorded = question.items.some((item) => item.recorded !== null);
  const label = taskRules[question.kind].restChoice
    ? attendanceWords[view.language].answerFor
    : words[view.language].questions.answerFor;
  return html`${restOfList(question, view.language)}<div class="residents" role="group" aria-label="${label}">
${question.items.map((item, row) => resident(question, item, `resident-${index}-${row}`, view))}
</div>${hasRecorded && reasonField(question, view.language)}${answerFields(question, view.language)}`;
}

/** One tick for everybody who is no exception; it is not ticked beforehand, for a sheet left alone says nothing. */
function restOfList({ kind, taskId, items }: LinkQuestion, language: Language): Content {
  const { restChoice } = taskRules[kind];
  if (!restChoice || items.every(({ recorded }) => recorded !== null)) return null;
  const said = attendanceWords[language];
  return html`<label class="choice"><input type="checkbox" name="${linkFields.rest(taskId)}" value="${restChoice}"><span>${said.rest}<span class="hint">${said.restHint}</span></span></label>`;
}

/** Beside a line that was posted and contradicts itself. */
function lineToMend({ kind, refused }: LinkQuestion, { itemId }: QuestionItem, language: Language): Content {
  const { items = {}, ticks = {} } = refused?.posted ?? {};
  const choice = items[itemId];
  const isWrong = choice && taskRules[kind].itemContradiction?.(choice, ticks[itemId] ?? []) !== undefined;
  return isWrong ? html`<span class="wrong">${alertMark} ${attendanceWords[language].mendLine}</span>` : null;
}

function resident(question: LinkQuestion, item: QuestionItem, id: string, view: LinkQuestionsView): Html {
  const { language } = view;
  const apart = apartWords(item.person, language);
  const name = linkFields.item(question.taskId, item.itemId);
  const posted = question.refused?.posted;
  const pills = html`<div class="pills">${taskRules[question.kind].choices.map((choice) =>
    radio(question, choice, name, language, false, posted?.items?.[item.itemId]),
  )}</div>${lineToMend(question, item, language)}${residentTickBoxes(question, item, language)}`;
  const body = item.recorded
    ? html`${answeredLine(question.kind, item.recorded, view)}<details><summary>${words[language].questions.change}</summary>${pills}</details>`
    : pills;
  return html`<fieldset class="resident" aria-labelledby="${id}"><legend class="sr">${item.person.name}</legend><span class="name" id="${id}">${item.person.name}${apart && html` <span class="hint">${apart}</span>`}</span>${body}</fieldset>
`;
}

function commentField(question: LinkQuestion, index: number, view: LinkQuestionsView): Html {
  const said = words[view.language].questions;
  const id = `comment-${index}`;
  const isWrong = question.problem === 'comment too long';
  const hint = view.holder.kind === 'partner' ? said.commentPartnerHint : said.commentHint;
  const area = html`<textarea id="${id}" name="${linkFields.comment(question.taskId)}" maxlength="${commentMaxLength}" rows="3" aria-describedby="${id}-hint"${
    isWrong && html` aria-invalid="true"`
  }>${question.refused?.posted.comment}</textarea><span class="hint" id="${id}-hint">${hint}</span>`;
  return view.questions.length === 1
    ? html`<div class="field"><label for="${id}">${said.comment}</label>${area}</div>`
    : html`<details${isWrong && html` open`}><summary>${said.comment}</summary><div class="field"><label class="sr" for="${id}">${said.comment}</label>${area}</div></details>`;
}
