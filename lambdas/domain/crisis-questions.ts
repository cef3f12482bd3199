import type { FieldRule } from './answer-fields.ts';
import type { TaskRule } from './human-task-kinds.ts';
import { hours, working } from './ladders.ts';

const quarterHour = hours(0.25);

const yesNo = [
  { value: 'yes', label: { en: 'Yes', es: 'Sí' } },
  { value: 'no', label: { en: 'No', es: 'No' } },
] as const;

const yesNoOrNotNeeded = [
  ...yesNo,
  { value: 'not needed', label: { en: 'Not needed', es: 'No hizo falta' } },
] as const;

/** Everything that a crisis is closed with. */
const debriefFields: readonly FieldRule[] = [
  {
    name: 'whatHappened',
    kind: 'text',
    label: { en: 'What happened?', es: '¿Qué ocurrió?' },
    longest: 500,
    isRequired: true,
  },
  {
    name: 'whatWasDone',
    kind: 'text',
    label: { en: 'What was done?', es: '¿Qué se hizo?' },
    longest: 500,
    isRequired: true,
  },
  {
    name: 'called911',
    kind: 'choice',
    label: { en: 'Was 911 called?', es: '¿Se llamó al 911?' },
    options: yesNo,
    isRequired: true,
  },
  {
    name: 'naloxone',
    kind: 'choice',
    label: { en: 'Was naloxone used?', es: '¿Se usó naloxona?' },
    options: yesNoOrNotNeeded,
    isRequired: true,
  },
  {
    name: 'homeTold',
    kind: 'choice',
    label: {
      en: 'Was the home told, within the consent?',
      es: '¿Se avisó al hogar, según el consentimiento?',
    },
    options: yesNoOrNotNeeded,
    isRequired: true,
  },
  {
    name: 'followUp',
    kind: 'choice',
    label: { en: 'Is a follow-up needed?', es: '¿Hace falta seguimiento?' },
    options: yesNo,
    isRequired: true,
  },
];

/** What is asked of people in a crisis and after it. They are questions of the clinic, so that no ending withdraws one. */
export const crisisQuestions = {
  crisis: {
    afterEnding: true,
    asks: 'on-call',
    delivery: 'now',
    isPaged: true,
    title: { en: 'Somebody must look now', es: 'Alguien debe mirar ahora' },
    choices: ['acknowledged'],
    ladder: [
      { action: 'ask', party: 'owner', wait: quarterHour },
      { action: 'escalate', party: 'backup', wait: quarterHour },
      { action: 'escalate', party: 'clinician', wait: quarterHour },
      { action: 'escalate', party: 'director', wait: hours(0.5) },
    ],
    silence: 'no answer',
  },
  'crisis-alert': {
    afterEnding: true,
    asks: 'director',
    delivery: 'now',
    isPaged: true,
    title: { en: 'A call for help needs you', es: 'Una llamada de ayuda le necesita' },
    choices: ['done'],
    ladder: [
      { action: 'ask', party: 'owner', wait: hours(1) },
      { action: 'escalate', party: 'backup', wait: hours(12) },
    ],
    silence: 'no answer',
  },
  'crisis-debrief': {
    afterEnding: true,
    asks: 'on-call',
    delivery: 'digest',
    title: { en: 'After a call for help: what happened?', es: 'Tras una llamada de ayuda: ¿qué ocurrió?' },
    choices: ['debriefed'],
    fields: debriefFields,
    ladder: [
      { action: 'ask', party: 'owner', wait: working(8) },
      { action: 'escalate', party: 'director', wait: working(12) },
    ],
    silence: 'no answer',
  },
  'pager-test': {
    afterEnding: true,
    asks: 'on-call',
    delivery: 'now',
    isPaged: true,
    title: { en: 'A test of the pager: please confirm', es: 'Prueba del aviso: confirme, por favor' },
    choices: ['received'],
    ladder: [
      { action: 'ask', party: 'owner', wait: hours(4) },
      { action: 'escalate', party: 'director', wait: hours(12) },
    ],
    silence: 'no answer',
  },
} as const satisfies Record<string, TaskRule>;
