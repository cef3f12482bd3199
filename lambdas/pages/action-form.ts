import type { JsonValue } from '../domain/audit.ts';
import { actionWords, type FormWords } from './action-words.ts';
import { type FieldShape, type FormSchema, labelOf, pathOf, shapeOf, withoutNull } from './form-schema.ts';
import { type Content, type Html, html } from './html.ts';
import { alertMark } from './icons.ts';
import { type ProductFrame, productPage } from './product-shell.ts';

/** What is wrong with one field of a posted form. `field` is a path, `client.birthDate`; empty for the whole. */
export interface FieldProblem {
  field: string;
  problem: string;
  fix: string;
}

/** A value to choose from, and the words that staff know it by. */
export interface FieldOption {
  value: string;
  label: string;
}

export interface ActionFormView {
  frame: ProductFrame;
  indexHref: string;
  /** Where the form is posted, application/x-www-form-urlencoded; `valuesFromForm` reads it. */
  postTo: string;
  title: string;
  description: string;
  schema: FormSchema;
  /** What was posted before, or known already; `{}` for a new form. */
  values: JsonValue;
  problems: FieldProblem[];
  /** Choices for text fields that hold an id, by path without list positions: `{ episodeId: […] }`. */
  options: Record<string, FieldOption[]>;
  /** The words on the button. */
  submit: string;
  /** How fields, hints and values are called in the reader's language; as the schema says when left out. */
  speech?: FormSpeech;
}

/** What a schema's own words are in the reader's language. */
export interface FormSpeech {
  /** A field by its name, "plannedDays". */
  label(name: string): string;
  hint(text: string): string;
  /** One of a field's values, "left against advice". */
  value(text: string): string;
}

const asWritten: FormSpeech = { label: labelOf, hint: (text) => text, value: (text) => text };

function speechOf({ speech = asWritten }: ActionFormView): FormSpeech {
  return speech;
}

function wordsOf({ frame }: ActionFormView): FormWords {
  return actionWords[frame.language ?? 'en'].form;
}

interface Place {
  view: ActionFormView;
  path: string;
  label: string;
  isRequired: boolean;
  schema: FormSchema;
  value: JsonValue | undefined;
}

/** Blank places shown after the entries of a list. */
const spareEntries = 2;

/** A form for one staff action, made from the action's own schema. */
export function actionForm(view: ActionFormView): string {
  const shape = shapeOf(view.schema);
  const place: Place = {
    view,
    path: '',
    label: '',
    isRequired: true,
    schema: view.schema,
    value: view.values,
  };
  return productPage({
    frame: view.frame,
    title: view.title,
    main: html`<div class="form"><div><p class="quiet"><a href="${view.indexHref}">${actionWords[view.frame.language ?? 'en'].actions}</a></p><h1>${view.title}</h1></div>
<p>${view.description}</p>
${summary(view)}
<form method="post" action="${view.postTo}" class="form" novalidate>
<div class="fields">${inner(place, shape)}</div>
<div><button class="button" type="submit">${view.submit}</button></div>
</form></div>`,
  });
}

function summary(view: ActionFormView): Content {
  const { problems } = view;
  if (problems.length === 0) return null;
  return html`<div class="notice alert" role="alert"><strong>${alertMark} ${wordsOf(view).nothingSaved(problems.length)}</strong>${problems.map(
    ({ field, problem, fix }) =>
      html`<span>${field !== '' && html`<a href="#${field}">${labelOfPath(field, view)}</a>: `}${problem}; ${fix}</span>`,
  )}</div>`;
}

function labelOfPath(path: string, view: ActionFormView): string {
  return path
    .split('.')
    .map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : speechOf(view).label(part)))
    .join(', ');
}

function inner(place: Place, shape: FieldShape): Content {
  if (shape.shape === 'object') return properties(place, shape.properties, shape.required);
  if (shape.shape === 'variants') return variants(place, shape);
  return field(place);
}

function properties(place: Place, list: [string, FormSchema][], required: readonly string[]): Content {
  return list
    .filter(([, schema]) => schema.const === undefined)
    .map(([name, schema]) =>
      field({
        view: place.view,
        path: pathOf(place.path, name),
        label:
          schema.title === undefined
            ? speechOf(place.view).label(name)
            : speechOf(place.view).hint(schema.title),
        isRequired: required.includes(name),
        schema,
        value: partOf(place.value, name) ?? schema.default,
      }),
    );
}

function partOf(value: JsonValue | undefined, name: string | number): JsonValue | undefined {
  if (Array.isArray(value)) return typeof name === 'number' ? value[name] : undefined;
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, name)) return value[name];
  return undefined;
}

function field(given: Place): Html {
  const { schema, isNullable } = withoutNull(given.schema);
  const described = given.schema.description ?? schema.description;
  const place = {
    ...given,
    schema: { ...schema, description: described },
    isRequired: given.isRequired && !isNullable,
  };
  const shape = shapeOf(schema);
  if (shape.shape === 'object') return foldable(place, properties(place, shape.properties, shape.required));
  if (shape.shape === 'variants') return group(place, variants(place, shape));
  if (shape.shape === 'array') return group(place, listEntries(place, shape.items));
  if (shape.shape === 'ticks') return group(place, ticks(place, shape.values));
  return labelled(place, input(place, shape));
}

function group(place: Place, content: Content): Html {
  return html`<fieldset class="group" id="${place.path}"><legend>${place.label}${optional(place)}</legend><div class="fields">${hint(place)}${problemsAt(place)}${content}</div></fieldset>`;
}

/** A part that may be left out stays folded until there is something in it, so that a long form begins short. */
function foldable(place: Place, content: Content): Html {
  const { view, path, label, value, isRequired } = place;
  if (isRequired) return group(place, content);
  const isTouched =
    (value !== undefined && value !== null) ||
    view.problems.some(({ field: at }) => at === path || at.startsWith(`${path}.`));
  return html`<fieldset class="group" id="${path}"><legend>${label}${optional(place)}</legend><details class="fold"${isTouched && html` open`}><summary>${wordsOf(view).fillIn(label)}</summary><div class="fields">${hint(place)}${problemsAt(place)}${content}</div></details></fieldset>`;
}

function labelled(place: Place, control: Html): Html {
  return html`<div class="field"><label for="${place.path}">${place.label}${optional(place)}</label>${hint(place)}${control}${problemsAt(place)}</div>`;
}

function optional({ view, isRequired }: Place): Content {
  return !isRequired && html` <span class="optional">${wordsOf(view).optional}</span>`;
}

function hint({ view, schema, path }: Place): Content {
  return (
    schema.description &&
    html`<span class="hint" id="${path}-hint">${speechOf(view).hint(schema.description)}</span>`
  );
}

function problemsAt({ view, path }: Place): Content {
  const found = view.problems.filter(({ field: at }) => at === path);
  return found.map(
    ({ problem, fix }, index) =>
      html`<span class="wrong" id="${path}-problem-${index}">${alertMark}<span>${problem}; ${fix}</span></span>`,
  );
}

/** The attributes that every input has: name, id, and what describes it. */
function attributes(place: Place): Html {
  const { view, path, schema } = place;
  const wrong = view.problems
    .filter(({ field: at }) => at === path)
    .map((_, index) => `${path}-problem-${index}`);
  const described = [...(schema.description ? [`${path}-hint`] : []), ...wrong].join(' ');
  return html`id="${path}" name="${path}"${described !== '' && html` aria-describedby="${described}"`}${wrong.length > 0 && html` aria-invalid="true"`}`;
}

function input(place: Place, shape: FieldShape): Html {
  const options = place.view.options[place.path.replace(/\.\d+(?=\.|$)/g, '')];
  if (options && shape.shape === 'text') return select(place, options);
  if (shape.shape === 'select') {
    return select(
      place,
      shape.values.map((value) => ({
        value: String(value),
        label: speechOf(place.view).value(String(value)),
      })),
    );
  }
  if (shape.shape === 'boolean') {
    return select(place, [
      { value: 'true', label: wordsOf(place.view).yes },
      { value: 'false', label: wordsOf(place.view).no },
    ]);
  }
  if (shape.shape === 'number') {
    const { minimum, maximum } = place.schema;
    return html`<input type="number" ${attributes(place)} value="${textOf(place.value)}" step="${shape.isInteger ? '1' : 'any'}"${bound('min', minimum)}${bound('max', maximum)}>`;
  }
  return shape.shape === 'json' ? jsonArea(place) : textInput(place);
}

/** A bound worth showing: zod writes the largest safe integer where a schema has none. */
function bound(name: 'min' | 'max', value: number | undefined): Content {
  if (value === undefined || Math.abs(value) === Number.MAX_SAFE_INTEGER) return null;
  return html` ${name}="${value}"`;
}

function select(place: Place, options: readonly FieldOption[]): Html {
  const current = textOf(place.value);
  const known = current === '' || options.some(({ value }) => value === current);
  const all = known ? options : [...options, { value: current, label: current }];
  return html`<select ${attributes(place)}><option value="">${place.isRequired ? wordsOf(place.view).choose : '–'}</option>${all.map(
    ({ value, label }) =>
      html`<option value="${value}"${value === current && html` selected`}>${label}</option>`,
  )}</select>`;
}

const inputTypes: Record<string, string> = { date: 'date', email: 'email', time: 'time' };
const longTextFrom = 200;

function textInput(place: Place): Html {
  const { format, maxLength } = place.schema;
  if (maxLength !== undefined && maxLength >= longTextFrom) {
    return html`<textarea ${attributes(place)} rows="3" maxlength="${maxLength}">${textOf(place.value)}</textarea>`;
  }
  return html`<input type="${inputTypes[format ?? ''] ?? 'text'}" ${attributes(place)} value="${textOf(place.value)}"${maxLength !== undefined && html` maxlength="${maxLength}"`} autocomplete="off">`;
}

function jsonArea(place: Place): Html {
  const text = place.value === undefined ? '' : JSON.stringify(place.value, null, 2);
  return html`<span class="code"><textarea ${attributes(place)} rows="4" spellcheck="false">${text}</textarea></span>`;
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function ticks(place: Place, values: readonly string[]): Html {
  const chosen = Array.isArray(place.value) ? place.value : [];
  return html`<div class="ticks">${values.map(
    (value) =>
      html`<label class="tick"><input type="checkbox" name="${place.path}" value="${value}"${chosen.includes(value) && html` checked`}>${tickLabel(place, value)}</label>`,
  )}</div>`;
}

function tickLabel({ view }: Place, value: string): string {
  const said = speechOf(view).value(value);
  return said === value ? labelOf(value) : said;
}

function listEntries(place: Place, items: FormSchema): Content {
  const known = Array.isArray(place.value) ? place.value : [];
  const most = place.schema.maxItems ?? Number.POSITIVE_INFINITY;
  const count = Math.min(most, known.length + spareEntries);
  return Array.from({ length: count }, (_, index) =>
    field({
      view: place.view,
      path: pathOf(place.path, index),
      label: wordsOf(place.view).entry(index + 1),
      isRequired: index < known.length || index < (place.schema.minItems ?? 0),
      schema: items,
      value: known[index],
    }),
  );
}

function variants(place: Place, shape: Extract<FieldShape, { shape: 'variants' }>): Content {
  const name = pathOf(place.path, shape.discriminator);
  const chosen = partOf(place.value, shape.discriminator);
  return shape.variants.map(({ value, schema }) => {
    const own = shapeOf(schema);
    const isChosen = chosen === value;
    const content =
      own.shape === 'object'
        ? properties(
            { ...place, schema, value: isChosen ? place.value : undefined },
            own.properties,
            own.required,
          )
        : null;
    return html`<div class="variant"><label class="tick"><input type="radio" name="${name}" value="${value}"${isChosen && html` checked`}>${schema.title ?? tickLabel(place, value)}</label><div class="fields">${content}</div></div>`;
  });
}
