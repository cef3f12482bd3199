import type { FieldRule, Said } from './answer-fields.ts';
import { type TellingWay, tellingWays } from './collection-window.ts';
import { type CollectionOutcome, type ExcuseReason, excuseReasons } from './drug-test.ts';
import { panels, panelWords, type SpecimenKind, specimenKinds } from './test-panels.ts';

/** What is asked beside the choices of the questions about a drug test. */

function optionsOf<Value extends string>(values: readonly Value[], words: Record<Value, Said>) {
  return values.map((value) => ({ value, label: words[value] }));
}

export const tellingWords: Record<TellingWay, Said> = {
  phone: { en: 'By phone', es: 'Por teléfono' },
  'in person': { en: 'In person', es: 'En persona' },
  'text without content': {
    en: 'By a text without content, which the client answered',
    es: 'Por un mensaje sin contenido, que el cliente respondió',
  },
};

export const specimenWords: Record<SpecimenKind, Said> = {
  urine: { en: 'Urine', es: 'Orina' },
  'oral fluid': { en: 'Oral fluid', es: 'Saliva' },
};

export const excuseWords: Record<ExcuseReason, Said> = {
  ill: { en: 'Ill', es: 'Enfermedad' },
  'medical appointment': { en: 'A medical appointment', es: 'Una cita médica' },
  'court or agency': { en: 'Court or an agency', es: 'Un juzgado u organismo' },
  'family emergency': { en: 'A family emergency', es: 'Una urgencia familiar' },
  travel: { en: 'Travel that was agreed before', es: 'Un viaje acordado antes' },
};

/**
 * The two identifiers that are asked again before a result is taken, from the client's own ID: the page shows the
 * name and not the date, so that a card picked by mistake does not go through.
 */
const identifiers: FieldRule[] = [
  {
    name: 'lastName',
    kind: 'text',
    label: { en: 'Last name, from the client’s ID', es: 'Apellido, del documento del cliente' },
    isRequired: true,
    isIdentifier: true,
  },
  {
    name: 'birthDate',
    kind: 'date',
    label: { en: 'Date of birth, from the client’s ID', es: 'Fecha de nacimiento, del documento' },
    isRequired: true,
    isIdentifier: true,
  },
];

const excuse: FieldRule = {
  name: 'excuse',
  kind: 'choice',
  label: { en: 'Why the client cannot be tested today', es: 'Por qué no se puede hacer la prueba hoy' },
  options: optionsOf(excuseReasons, excuseWords),
  with: ['excused'],
  isRequired: true,
};

export const tellingFields: FieldRule[] = [
  {
    name: 'how',
    kind: 'choice',
    label: { en: 'How was the client told?', es: '¿Cómo se avisó al cliente?' },
    options: optionsOf(tellingWays, tellingWords),
    with: ['told'],
    isRequired: true,
  },
  {
    name: 'toldAt',
    kind: 'time',
    label: { en: 'When? (left empty: just now)', es: '¿Cuándo? (vacío: ahora mismo)' },
    hint: { en: 'Only if it was earlier today.', es: 'Solo si fue antes, hoy mismo.' },
    with: ['told'],
  },
  excuse,
];

const given: CollectionOutcome[] = [
  'negative',
  'presumptive positive',
  'dilute',
  'tampered',
  'laboratory rejected',
];

const foundPanels: Pick<FieldRule, 'kind' | 'options'> = {
  kind: 'choices',
  options: optionsOf(panels, panelWords),
};

const creatinine: FieldRule = {
  name: 'creatinineMgDl',
  kind: 'number',
  label: { en: 'Creatinine in mg/dL, when known', es: 'Creatinina en mg/dL, si se conoce' },
  least: 0,
  most: 600,
};

export const collectionFields: FieldRule[] = [
  ...identifiers,
  {
    name: 'specimen',
    kind: 'choice',
    label: { en: 'Specimen', es: 'Muestra' },
    options: optionsOf(specimenKinds, specimenWords),
    with: [...given, 'unable'],
    isRequired: true,
  },
  {
    name: 'collectedAt',
    kind: 'time',
    label: { en: 'Time of collection', es: 'Hora de la toma' },
    with: given,
    isRequired: true,
  },
  {
    name: 'temperatureF',
    kind: 'number',
    label: { en: 'Temperature in °F (urine)', es: 'Temperatura en °F (orina)' },
    hint: { en: 'Valid from 90 to 100.', es: 'Válida de 90 a 100.' },
    least: 40,
    most: 120,
    with: given,
  },
  {
    name: 'readAfterMinutes',
    kind: 'number',
    label: { en: 'Read after how many minutes? (urine)', es: '¿A los cuántos minutos se leyó? (orina)' },
    hint: { en: 'Within 4 minutes.', es: 'Antes de 4 minutos.' },
    least: 0,
    most: 120,
    with: given,
  },
  { ...creatinine, with: given },
  {
    ...foundPanels,
    name: 'panels',
    label: { en: 'Presumptive for', es: 'Presunto para' },
    with: ['presumptive positive'],
    isRequired: true,
  },
  excuse,
];

export const confirmationFields: FieldRule[] = [
  ...identifiers,
  {
    ...foundPanels,
    name: 'panels',
    label: { en: 'Confirmed for', es: 'Confirmado para' },
    with: ['definitive positive'],
    isRequired: true,
  },
];

/** What a clinician can decide about a test. Nothing on this list ends a treatment, and nothing follows by itself. */
const clinicianDecisions = [
  'talk at the next session',
  'test again',
  'bring the review forward',
  'accept the explanation',
] as const;

export const decisionFields: FieldRule[] = [
  {
    name: 'decision',
    kind: 'choice',
    label: { en: 'What do you decide?', es: '¿Qué decide?' },
    options: optionsOf(clinicianDecisions, {
      'talk at the next session': {
        en: 'Talk about it at the next session',
        es: 'Hablarlo en la próxima sesión',
      },
      'test again': {
        en: 'Test again: I order it under staff actions',
        es: 'Repetir la prueba: la pido en las acciones del personal',
      },
      'bring the review forward': { en: 'Bring the review forward', es: 'Adelantar la revisión' },
      'accept the explanation': {
        en: 'Accept the client’s explanation',
        es: 'Aceptar la explicación del cliente',
      },
    }),
    with: ['contacted the client', 'could not reach the client'],
    isRequired: true,
  },
];
