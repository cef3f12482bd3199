import { type FieldRule, isAskedWith, wordsOfProblem } from '../domain/answer-fields.ts';
import { taskRules } from '../domain/human-task-kinds.ts';
import { type Content, type Html, html } from './html.ts';
import { alertMark } from './icons.ts';
import { linkFields } from './link-fields.ts';
import type { LinkQuestion } from './link-questions.ts';
import type { Language } from './words.ts';

/** What is asked beside the choices of a question: shown with the choices that it goes with, once one is chosen. */
export function answerFields(question: LinkQuestion, language: Language): Content {
  const fields = question.fields ?? taskRules[question.kind].fields ?? [];
  if (fields.length === 0) return null;
  return html`<div class="fields">${fields.map((rule) => field(rule, question, language))}</div>`;
}

function field(rule: FieldRule, question: LinkQuestion, language: Language): Html {
  const name = linkFields.field(question.taskId, rule.name);
  const wrong = question.refused?.fields.find((problem) => problem.name === rule.name);
  const described = [rule.hint && `${name}-hint`, wrong && `${name}-wrong`].filter(Boolean).join(' ');
  const attributes = html`${described !== '' && html` aria-describedby="${described}"`}${wrong && html` aria-invalid="true"`}`;
  const beside = html`${rule.hint && html`<span class="hint" id="${name}-hint">${rule.hint[language]}</span>`}${
    wrong &&
    html`<span class="wrong" id="${name}-wrong">${alertMark} ${wordsOfProblem(rule, wrong.code, language)}</span>`
  }`;
  const { perItem } = taskRules[question.kind];
  const className = perItem ? 'field' : `field asked ${withClasses(rule, question)}`;
  const posted = question.refused?.posted.fields[rule.name] ?? '';
  if (rule.kind === 'choices')
    return html`<fieldset class="${className}"><legend>${rule.label[language]}</legend>${beside}<div class="pills">${(
      rule.options ?? []
    ).map(({ value, label }) =>
      checkbox({ name, value, label: label[language], isChecked: posted.split(',').includes(value) }),
    )}</div></fieldset>`;
  return html`<div class="${className}"><label for="${name}">${rule.label[language]}</label>${beside}${control(rule, { name, posted, attributes, language })}</div>`;
}

/** One class for each choice with which it is asked, by the choice's place: what style sheets can tell apart. */
function withClasses(rule: FieldRule, { kind }: LinkQuestion): string {
  const asked = taskRules[kind].choices.map((choice, index) =>
    isAskedWith(rule, choice) ? `with-${index + 1}` : '',
  );
  return asked.filter((name) => name !== '').join(' ');
}

function checkbox(box: { name: string; value: string; label: string; isChecked: boolean }): Html {
  return html`<label class="choice"><input type="checkbox" name="${box.name}" value="${box.value}"${box.isChecked && html` checked`}><span>${box.label}</span></label>`;
}

interface Control {
  name: string;
  posted: string;
  attributes: Html;
  language: Language;
}

/** Numbers are text to the browser: one that it refuses would stop the form even where it is not shown. */
const inputs: Partial<Record<FieldRule['kind'], Html>> = {
  date: html`type="date"`,
  time: html`type="time"`,
  number: html`type="text" inputmode="decimal"`,
  text: html`type="text"`,
};

function control(rule: FieldRule, { name, posted, attributes, language }: Control): Html {
  if (rule.longest !== undefined)
    return html`<textarea id="${name}" name="${name}" maxlength="${rule.longest}" rows="3"${attributes}>${posted}</textarea>`;
  if (rule.kind !== 'choice')
    return html`<input ${inputs[rule.kind]} id="${name}" name="${name}" value="${posted}" autocomplete="off"${attributes}>`;
  const options = (rule.options ?? []).map(
    ({ value, label }) =>
      html`<option value="${value}"${value === posted && html` selected`}>${label[language]}</option>`,
  );
  return html`<select id="${name}" name="${name}"${attributes}><option value=""></option>${options}</select>`;
}
