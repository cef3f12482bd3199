import type { FieldRule } from './answer-fields.ts';
import type { TaskRule } from './human-task-kinds.ts';
import { sameDay, unhurried } from './ladders.ts';
import { milestoneAnswers, milestoneFields } from './mutual-help.ts';
import { reviewDecisions } from './review.ts';

/** More than any care plan lists; the page shows the client’s own. */
const mostItems = 40;

/** Items of a care plan that can be ticked, by their ids: g1, g2, … or n1, n2, … */
function planItemOptions(prefix: 'g' | 'n', word: { en: string; es: string }) {
  return Array.from({ length: mostItems }, (_, index) => ({
    value: `${prefix}${index + 1}`,
    label: { en: `${word.en} ${index + 1}`, es: `${word.es} ${index + 1}` },
  }));
}

const goal = { en: 'Goal', es: 'Meta' };

const writtenMaxLength = 500;

/** Why a plan is departed from must be on record; to go on as planned needs no reason. */
const reviewFields: readonly FieldRule[] = [
  {
    name: 'goalsReached',
    kind: 'choices',
    label: { en: 'Goals reached by now', es: 'Metas alcanzadas hasta ahora' },
    options: planItemOptions('g', goal),
  },
  {
    name: 'goalsDropped',
    kind: 'choices',
    label: { en: 'No longer a goal', es: 'Ya no es una meta' },
    options: planItemOptions('g', goal),
  },
  {
    name: 'needsMet',
    kind: 'choices',
    label: { en: 'Needs met by now', es: 'Necesidades resueltas hasta ahora' },
    options: planItemOptions('n', { en: 'Need', es: 'Necesidad' }),
  },
  {
    name: 'goalAdded',
    kind: 'text',
    longest: writtenMaxLength,
    label: { en: 'A new goal, if there is one', es: 'Una meta nueva, si la hay' },
    hint: {
      en: 'In the client’s words. The client sees it.',
      es: 'Con las palabras del cliente, que la verá.',
    },
  },
  {
    name: 'reason',
    kind: 'text',
    longest: writtenMaxLength,
    isRequired: true,
    with: ['hold', 'step up', 'discharge'],
    label: { en: 'Why', es: 'Por qué' },
    hint: {
      en: 'For the record. The client does not see it here.',
      es: 'Para el expediente; no lo ve el cliente.',
    },
  },
  {
    name: 'feedback',
    kind: 'text',
    longest: writtenMaxLength,
    label: { en: 'Words for the client', es: 'Palabras para el cliente' },
    hint: {
      en: 'The client reads them on the own page, and can answer.',
      es: 'El cliente las lee en su página y puede responder.',
    },
  },
];

/** Questions about how treatment goes. No machine waits for them: each answer is followed when it is saved. */
export const treatmentQuestions = {
  review: {
    asks: 'counselor',
    delivery: 'digest',
    title: { en: 'Progress review', es: 'Revisión de progreso' },
    choices: reviewDecisions,
    fields: reviewFields,
    ladder: unhurried(20),
    silence: 'no answer',
  },
  milestones: {
    asks: 'counselor',
    delivery: 'digest',
    title: { en: 'Mutual-help milestones', es: 'Avances en ayuda mutua' },
    choices: milestoneAnswers,
    fields: milestoneFields,
    ladder: unhurried(20),
    silence: 'no answer',
  },
  'higher-level-decision': {
    asks: 'counselor',
    delivery: 'now',
    title: {
      en: 'Does the client need a higher level of care?',
      es: '¿Necesita el cliente un nivel de atención más alto?',
    },
    choices: ['refer to a higher level of care', 'stays in the program'],
    ladder: sameDay,
    silence: 'no answer',
  },
} as const satisfies Record<string, TaskRule>;
