import type { PlanItem } from '../domain/care-plan.ts';
import type { LocalDate } from '../domain/clinic-calendar.ts';
import { type FeedbackAnswer, feedbackAnswers, feedbackMaxLength } from '../domain/feedback.ts';
import {
  type ClientFrame,
  clientPage,
  hidden,
  options,
  problemNotice,
  seeForm,
} from './client-link-parts.ts';
import { clientProgressWords } from './client-progress-words.ts';
import { datedYear } from './dates.ts';
import { type Content, type Html, html } from './html.ts';
import { doneMark } from './icons.ts';

/** Something that was written to the client, as the client reads it. */
export interface ClientFeedback {
  feedbackId: string;
  words: string;
  /** Who wrote it. */
  name: string;
  on: LocalDate;
  answer: { as: FeedbackAnswer; words: string; on: LocalDate } | null;
}

export type FeedbackProblem = 'nothing chosen' | 'words missing' | 'too long';

export interface ClientProgressView {
  frame: ClientFrame;
  goals: Pick<PlanItem, 'id' | 'words' | 'status'>[];
  /** Latest first. */
  feedback: ClientFeedback[];
  /** Whether news may be announced by email; null without an address. */
  newsByEmail: boolean | null;
  /** An answer that could not be taken, as it was sent. */
  refused: { feedbackId: string; problem: FeedbackProblem; as: string; words: string } | null;
}

/** The client's goals, what was written to the client, and a way to answer each. No answer is marked beforehand. */
export function clientProgress(view: ClientProgressView): string {
  const { frame, refused } = view;
  const said = clientProgressWords[frame.language];
  return clientPage(
    frame,
    'progress',
    html`<div class="lead"><h1>${said.heading}</h1></div>
${problemNotice(null, refused ? [said.problems[refused.problem]] : [])}
<section class="card"><h2>${said.written}</h2>${view.feedback.length === 0 && html`<p>${said.nothing}</p>`}</section>
${view.feedback.map((feedback) => written(feedback, view))}
<section class="card"><h2>${said.goals}</h2>${goals(view)}</section>
<section class="card"><h2>${said.news}</h2>${news(view)}</section>`,
  );
}

function goals({ frame, goals: list }: ClientProgressView): Content {
  const said = clientProgressWords[frame.language];
  if (list.length === 0) return html`<p>${said.noGoals}</p>`;
  return html`<dl class="facts">${list.map(
    ({ words, status }) => html`<div><dt>${words}</dt><dd>${said.status[status]}</dd></div>`,
  )}</dl>`;
}

function written(feedback: ClientFeedback, view: ClientProgressView): Html {
  const { frame } = view;
  const said = clientProgressWords[frame.language];
  const { words, name, on, answer } = feedback;
  return html`<section class="card"><p>${words}</p><p class="quiet">${said.from(name, datedYear(on, frame.language))}</p>
${answer ? given(answer, frame) : answerForm(feedback, view)}</section>`;
}

function given(answer: NonNullable<ClientFeedback['answer']>, { language }: ClientFrame): Html {
  const said = clientProgressWords[language];
  const { label } = said.answers[answer.as];
  return html`<dl class="facts"><div><dt>${said.answered(datedYear(answer.on, language))}</dt><dd>${answer.as === 'own words' ? answer.words : label}${answer.as !== 'own words' && answer.words !== '' && html`<br>${answer.words}`}</dd></div></dl>`;
}

function answerForm({ feedbackId }: ClientFeedback, { frame, refused }: ClientProgressView): Html {
  const said = clientProgressWords[frame.language];
  const sent = refused?.feedbackId === feedbackId ? refused : null;
  const id = `words-${feedbackId.split(':')[1]}`;
  const list = feedbackAnswers.map((value) => ({
    value,
    ...said.answers[value],
    isTicked: sent?.as === value,
  }));
  return html`<form method="post" class="stack">${hidden({ action: 'answer-feedback', lang: frame.language, feedback: feedbackId })}
<fieldset><legend>${said.ask}</legend>${options('radio', 'as', list)}</fieldset>
<div class="field"><label for="${id}">${said.words}</label><textarea id="${id}" name="text" maxlength="${feedbackMaxLength}" rows="3" aria-describedby="${id}-hint">${sent?.words}</textarea><span class="hint" id="${id}-hint">${said.wordsHint}</span></div>
<button class="button" type="submit">${said.submit}</button></form>`;
}

function news({ frame, newsByEmail }: ClientProgressView): Content {
  const said = clientProgressWords[frame.language];
  if (newsByEmail === null) return html`<p>${said.noAddress}</p>`;
  const [state, label, wanted] = newsByEmail
    ? [said.isOn, said.turnOff, 'no']
    : [said.isOff, said.turnOn, 'yes'];
  return html`<p>${state}</p><p class="hint">${said.newsHint}</p>
<form method="post">${hidden({ action: 'news', lang: frame.language, wanted })}<button class="button plain" type="submit">${label}</button></form>`;
}

export type ClientProgressDone =
  | { done: 'feedback answered'; isDisagreement: boolean }
  | { done: 'news'; isWanted: boolean };

/** Says what has become of an answer, or of the wish to hear of news. */
export function clientProgressDone(frame: ClientFrame, done: ClientProgressDone): string {
  const said = clientProgressWords[frame.language];
  const [heading, text] =
    done.done === 'news'
      ? [said.newsDoneHeading, done.isWanted ? said.nowOn : said.nowOff]
      : [said.doneHeading, done.isDisagreement ? said.disagreed : said.done];
  return clientPage(
    frame,
    'progress',
    html`<div class="lead">${doneMark}<h1>${heading}</h1><p>${text}</p></div>
<div class="stack">${seeForm(frame, 'progress', said.open)}</div>`,
  );
}
