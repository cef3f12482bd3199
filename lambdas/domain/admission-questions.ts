import type { TaskRule } from './human-task-kinds.ts';
import { unhurried } from './ladders.ts';

/** Questions on the way into a program, and about who pays for it. */
export const admissionQuestions = {
  'waitlist-offer': {
    stage: 'admission',
    asks: 'case-manager',
    delivery: 'now',
    title: {
      en: 'Offer the free place to the next person waiting',
      es: 'Ofrecer la plaza libre a la siguiente persona',
    },
    choices: ['accepts', 'declines', 'not reached'],
    clock: 'offer',
    ladder: unhurried(8),
    silence: 'no answer',
  },
  intake: {
    stage: 'admission',
    asks: 'counselor',
    delivery: 'digest',
    title: { en: 'Intake: is the program right for this person?', es: 'Admisión: ¿es adecuado el programa?' },
    choices: ['admit', 'not suitable', 'client declined', 'no show'],
    clock: 'due',
    ladder: unhurried(10),
    silence: 'no answer',
  },
  'authorization-ends': {
    asks: 'case-manager',
    delivery: 'digest',
    title: {
      en: 'A payer’s authorization is running out',
      es: 'Se está agotando una autorización del pagador',
    },
    choices: ['renewed', 'ends'],
    fields: [
      {
        name: 'number',
        kind: 'text',
        label: { en: 'Number of the new authorization', es: 'Número de la nueva autorización' },
        with: ['renewed'],
        isRequired: true,
      },
      {
        name: 'unit',
        kind: 'choice',
        label: { en: 'What it counts', es: 'Qué cuenta' },
        options: [
          { value: 'hours', label: { en: 'Hours', es: 'Horas' } },
          { value: 'days', label: { en: 'Days', es: 'Días' } },
        ],
        with: ['renewed'],
        isRequired: true,
      },
      {
        name: 'units',
        kind: 'number',
        label: { en: 'How many of them', es: 'Cuántas' },
        least: 1,
        most: 2000,
        with: ['renewed'],
        isRequired: true,
      },
      {
        name: 'endsOn',
        kind: 'date',
        label: { en: 'Last day that it covers', es: 'Último día que cubre' },
        with: ['renewed'],
        isRequired: true,
      },
    ],
    ladder: unhurried(8),
    silence: 'no answer',
  },
} as const satisfies Record<string, TaskRule>;
