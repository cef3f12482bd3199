/** A text in every language that a page is written in. */
export interface Said {
  en: string;
  es: string;
}

/** Something that is asked beside a question's choice: its form on the page, and what is taken. */
export interface FieldRule {
  name: string;
  /** `choices`: any number of the options. */
  kind: 'date' | 'time' | 'number' | 'choice' | 'choices' | 'text';
  label: Said;
  hint?: Said;
  /** What can be chosen; values are codes without commas. */
  options?: readonly { value: string; label: Said }[];
  /** Chosen from the clinic's own records instead; whether the id is among them is checked where they are read. */
  optionsFrom?: 'aftercare providers' | 'staff';
  /** Bounds of a number. */
  least?: number;
  most?: number;
  /** The most characters of a text, where it is more than a line. */
  longest?: number;
  /** The choices with which it is asked; with each of them when left out. */
  with?: readonly string[];
  isRequired?: boolean;
  /** Typed to show that the right person is meant: compared with the record, never kept and never shown. */
  isIdentifier?: boolean;
}

/** What can be wrong with a field, or with two that do not go together. */
export type FieldProblemCode =
  | 'missing'
  | 'no such date'
  | 'no such time'
  | 'no number'
  | 'out of bounds'
  | 'no such option'
  | 'too long'
  | 'in the future'
  | 'in the past'
  | 'before it was asked'
  | 'before the telling'
  | 'other identifiers'
  | 'not of oral fluid'
  | 'temperature missing'
  | 'temperature out of range'
  | 'temperature read late'
  | 'specimen is dilute'
  | 'specimen is not dilute';

export interface FieldProblem {
  /** `fields.<name>`. */
  field: string;
  code: FieldProblemCode;
  problem: string;
  fix: string;
}

/** What was filled in, by the name of the field: text as it is kept. Options of `choices` are joined by commas. */
export type Fields = Record<string, string>;

const longestText = 60;

interface ProblemWords {
  problem: Said;
  fix: Said;
}

const problemWords: Record<FieldProblemCode, (rule: FieldRule) => ProblemWords> = {
  missing: ({ label }) => ({
    problem: { en: 'It is missing', es: 'Falta' },
    fix: { en: `Fill in “${label.en}”`, es: `Rellene «${label.es}»` },
  }),
  'no such date': () => ({
    problem: { en: 'That is not a date', es: 'Eso no es una fecha' },
    fix: { en: 'Write it as year-month-day: 1990-03-31', es: 'Escriba año-mes-día: 1990-03-31' },
  }),
  'no such time': () => ({
    problem: { en: 'That is not a time of day', es: 'Eso no es una hora' },
    fix: { en: 'Write hours and minutes: 14:30', es: 'Escriba horas y minutos: 14:30' },
  }),
  'no number': () => ({
    problem: { en: 'That is not a number', es: 'Eso no es un número' },
    fix: { en: 'Write digits only: 96.5', es: 'Escriba solo cifras: 96.5' },
  }),
  'out of bounds': ({ least, most }) => ({
    problem: { en: 'The number cannot be right', es: 'Ese número no puede ser correcto' },
    fix: { en: `Give ${least} to ${most}`, es: `Indique de ${least} a ${most}` },
  }),
  'no such option': () => ({
    problem: { en: 'That is none of the options', es: 'Eso no está entre las opciones' },
    fix: { en: 'Choose one of those shown', es: 'Elija una de las que se muestran' },
  }),
  'too long': ({ longest = longestText }) => ({
    problem: { en: 'It is too long', es: 'Es demasiado largo' },
    fix: { en: `Use at most ${longest} characters`, es: `Use como máximo ${longest} caracteres` },
  }),
  'in the future': () => ({
    problem: { en: 'That time has not come yet', es: 'Esa hora aún no ha llegado' },
    fix: { en: 'Give the time when it happened', es: 'Indique la hora en que ocurrió' },
  }),
  'in the past': () => ({
    problem: { en: 'That day is over', es: 'Ese día ya pasó' },
    fix: { en: 'Give today or a day to come', es: 'Indique hoy o un día por venir' },
  }),
  'before it was asked': () => ({
    problem: { en: 'The client had not been selected yet', es: 'El cliente aún no había sido seleccionado' },
    fix: { en: 'Give the time when the client was told', es: 'Indique la hora en que se avisó al cliente' },
  }),
  'before the telling': () => ({
    problem: { en: 'The client had not been told yet', es: 'Aún no se había avisado al cliente' },
    fix: { en: 'Give the time of the collection', es: 'Indique la hora de la toma' },
  }),
  'other identifiers': () => ({
    problem: {
      en: 'The name and the date of birth are not those of the client above',
      es: 'El apellido y la fecha de nacimiento no son los del cliente indicado arriba',
    },
    fix: {
      en: 'Look at the client’s ID, and make sure that you answer for the right person',
      es: 'Mire el documento del cliente y compruebe que responde por la persona correcta',
    },
  }),
  'not of oral fluid': () => ({
    problem: { en: 'This is a figure of urine', es: 'Es un valor de la orina' },
    fix: { en: 'Leave it empty for oral fluid', es: 'Déjelo vacío con saliva' },
  }),
  'temperature missing': () => ({
    problem: { en: 'Urine needs its temperature', es: 'La orina necesita su temperatura' },
    fix: {
      en: 'Give what the strip showed and after how many minutes',
      es: 'Indique lo que marcó la tira y a los cuántos minutos',
    },
  }),
  'temperature out of range': () => ({
    problem: {
      en: 'Outside 90 to 100 °F the specimen is not valid',
      es: 'Fuera de 90 a 100 °F la muestra no es válida',
    },
    fix: {
      en: 'Choose “Tampered with” or “Specimen rejected”, or correct the figure',
      es: 'Elija «Manipulada» o «Muestra rechazada», o corrija el valor',
    },
  }),
  'temperature read late': () => ({
    problem: {
      en: 'A temperature read after more than 4 minutes shows nothing',
      es: 'Una temperatura leída después de 4 minutos no demuestra nada',
    },
    fix: {
      en: 'Choose “Specimen rejected”, or correct the minutes',
      es: 'Elija «Muestra rechazada», o corrija los minutos',
    },
  }),
  'specimen is dilute': () => ({
    problem: {
      en: 'With creatinine below 20 mg/dL the specimen is dilute',
      es: 'Con creatinina por debajo de 20 mg/dL la muestra está diluida',
    },
    fix: { en: 'Choose “Dilute”, or correct the figure', es: 'Elija «Diluida», o corrija el valor' },
  }),
  'specimen is not dilute': () => ({
    problem: {
      en: 'With creatinine of 20 mg/dL or more the specimen is not dilute',
      es: 'Con creatinina de 20 mg/dL o más la muestra no está diluida',
    },
    fix: {
      en: 'Choose another answer, or correct the figure',
      es: 'Elija otra respuesta, o corrija el valor',
    },
  }),
};

/** What is wrong and how to mend it, in the page's language. */
export function wordsOfProblem(rule: FieldRule, code: FieldProblemCode, language: keyof Said): string {
  const { problem, fix } = problemWords[code](rule);
  return `${problem[language]}. ${fix[language]}.`;
}

export const fieldProblemCodes = Object.keys(problemWords) as FieldProblemCode[];

/** A refusal of a field by its name. @throws RangeError for a field that the rules do not have */
export function fieldProblem(
  rules: readonly FieldRule[],
  name: string,
  code: FieldProblemCode,
): FieldProblem {
  const rule = rules.find((known) => known.name === name);
  if (!rule) throw new RangeError(`there is no field "${name}"`);
  const { problem, fix } = problemWords[code](rule);
  return { field: `fields.${name}`, code, problem: problem.en, fix: fix.en };
}

export function isAskedWith(rule: FieldRule, choice: string): boolean {
  return rule.with?.includes(choice) ?? true;
}

/** What was filled in of the fields that go with a choice, tidied; what is empty or was not asked is left out. */
export function fieldsWith(rules: readonly FieldRule[], choice: string, given: Fields): Fields {
  const asked = rules.filter((rule) => isAskedWith(rule, choice));
  const entries = asked.map((rule) => [rule.name, tidied(rule, given[rule.name] ?? '')] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** Decimal commas become points; of several options each is kept once, in the rule's order. */
function tidied({ kind, options = [] }: FieldRule, value: string): string {
  const text = value.trim();
  if (kind === 'number') return text.replaceAll(',', '.');
  if (kind !== 'choices') return text;
  const chosen = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const known = options.map((option) => option.value).filter((one) => chosen.includes(one));
  return [...known, ...chosen.filter((one) => !known.includes(one))].join(',');
}

/** What is wrong with each field taken by itself; `fields` as `fieldsWith` gives them. */
export function fieldProblems(rules: readonly FieldRule[], choice: string, fields: Fields): FieldProblem[] {
  return rules.flatMap((rule) => {
    if (!isAskedWith(rule, choice)) return [];
    const code = problemOf(rule, fields[rule.name]);
    return code ? [fieldProblem(rules, rule.name, code)] : [];
  });
}

function problemOf(rule: FieldRule, value: string | undefined): FieldProblemCode | undefined {
  if (value === undefined) return rule.isRequired ? 'missing' : undefined;
  switch (rule.kind) {
    case 'date':
      return isDate(value) ? undefined : 'no such date';
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? undefined : 'no such time';
    case 'number':
      return numberProblem(rule, value);
    case 'text':
      return value.length <= (rule.longest ?? longestText) ? undefined : 'too long';
    default:
      if (rule.optionsFrom) return undefined;
      return value.split(',').every((one) => rule.options?.some((option) => option.value === one))
        ? undefined
        : 'no such option';
  }
}

function numberProblem({ least = 0, most = 1e6 }: FieldRule, value: string): FieldProblemCode | undefined {
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(value)) return 'no number';
  return Number(value) >= least && Number(value) <= most ? undefined : 'out of bounds';
}

function isDate(value: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === value;
}

/** What of an answer's fields is kept: identifiers have done their work when they were compared. */
export function keptFields(rules: readonly FieldRule[], fields: Fields): Fields {
  const dropped = rules.filter((rule) => rule.isIdentifier).map((rule) => rule.name);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !dropped.includes(name)));
}

/** What of an answer's fields the audit may hold: codes, never figures, dates or words. */
export function codesIn(rules: readonly FieldRule[], fields: Fields): Fields {
  const coded = rules.filter(({ kind }) => kind === 'choice' || kind === 'choices').map(({ name }) => name);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => coded.includes(name)));
}
