import type { TaskRule } from './human-task-kinds.ts';
import { hours, unhurried, working } from './ladders.ts';

const kitOffered = ['kit given', 'kit declined'] as const;

/** Questions that an ending asks: of a second person, of the director, of whoever sees the client last. */
export const endingQuestions = {
  'death-confirmation': {
    afterEnding: true,
    asks: 'counselor',
    delivery: 'now',
    title: {
      en: 'An urgent report needs a second person',
      es: 'Un aviso urgente necesita a una segunda persona',
    },
    choices: ['confirmed', 'not true', 'cannot say yet'],
    staysOpen: ['cannot say yet'],
    fields: [
      {
        name: 'source',
        kind: 'choice',
        label: { en: 'Who told you, beside the report?', es: '¿Quién se lo dijo, además del aviso?' },
        options: [
          { value: 'family', label: { en: 'The family', es: 'La familia' } },
          { value: 'hospital', label: { en: 'A hospital or hospice', es: 'Un hospital' } },
          {
            value: 'authority',
            label: { en: 'Police, coroner or registry', es: 'Policía, forense o registro' },
          },
          { value: 'own eyes', label: { en: 'I know it myself', es: 'Lo sé personalmente' } },
          { value: 'other', label: { en: 'Somebody else', es: 'Otra persona' } },
        ],
        with: ['confirmed', 'not true'],
        isRequired: true,
      },
    ],
    ladder: [
      { action: 'ask', party: 'owner', wait: hours(1) },
      { action: 'remind', party: 'owner', wait: hours(1) },
      { action: 'escalate', party: 'backup', wait: hours(2) },
      { action: 'escalate', party: 'director', wait: hours(2) },
      { action: 'remind', party: 'director', wait: hours(6) },
    ],
    silence: 'no answer',
  },
  'discharge-sign-off': {
    asks: 'director',
    delivery: 'now',
    title: { en: 'A discharge needs your signature', es: 'Un alta necesita su firma' },
    choices: ['sign', 'refuse'],
    ladder: [
      { action: 'ask', party: 'owner', wait: working(4) },
      { action: 'remind', party: 'owner', wait: working(8) },
      { action: 'escalate', party: 'backup', wait: working(8) },
      { action: 'escalate', party: 'director', wait: working(8) },
    ],
    silence: 'no answer',
  },
  'arrival-check': {
    afterEnding: true,
    asks: 'case-manager',
    delivery: 'digest',
    title: { en: 'Has the receiving facility taken over?', es: '¿Se ha hecho cargo el otro centro?' },
    choices: ['arrived', 'did not arrive', 'not known yet'],
    staysOpen: ['not known yet'],
    ladder: unhurried(8),
    silence: 'no answer',
  },
  'overdose-teaching': {
    afterEnding: true,
    asks: 'counselor',
    delivery: 'digest',
    title: {
      en: 'Offer a naloxone kit and teach about overdose',
      es: 'Ofrecer naloxona y explicar la sobredosis',
    },
    choices: [...kitOffered, 'could not reach'],
    fields: [
      {
        name: 'teaching',
        kind: 'choice',
        label: { en: 'Was overdose prevention taught?', es: '¿Se explicó la prevención de sobredosis?' },
        options: [
          { value: 'given', label: { en: 'Yes', es: 'Sí' } },
          { value: 'declined', label: { en: 'It was declined', es: 'No se quiso' } },
        ],
        with: kitOffered,
        isRequired: true,
      },
      {
        name: 'offeredOn',
        kind: 'date',
        label: { en: 'On which day?', es: '¿Qué día?' },
        with: kitOffered,
        isRequired: true,
      },
    ],
    ladder: unhurried(6),
    silence: 'no answer',
  },
} as const satisfies Record<string, TaskRule>;
