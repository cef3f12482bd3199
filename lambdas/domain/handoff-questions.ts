import { planAnswers, planFields } from './aftercare-plan.ts';
import type { FieldRule } from './answer-fields.ts';
import { followUpAnswers, followUpFields } from './follow-up.ts';
import {
  callAnswers,
  receiverAnswers,
  receiverVisitAnswers,
  signOffAnswers,
  visitAnswers,
} from './handoff.ts';
import type { Rung, TaskRule } from './human-task-kinds.ts';
import { hours, partnerLadder, sameDay, unhurried, working } from './ladders.ts';

/** Whoever treats the client next is asked within the day, and the backup; then the case manager, who has the number. */
const contactLadder: Rung[] = [
  { action: 'ask', party: 'owner', wait: hours(16) },
  { action: 'remind', party: 'owner', wait: hours(6) },
  { action: 'escalate', party: 'backup', wait: hours(18) },
  { action: 'escalate', party: 'case-manager', wait: working(12) },
];

/** Long enough for the program's tries on different days; they leave the question open. */
const callLadder: Rung[] = [
  { action: 'ask', party: 'owner', wait: working(24) },
  { action: 'escalate', party: 'backup', wait: working(8) },
  { action: 'escalate', party: 'director', wait: working(8) },
];

const visitDay = (asked: readonly string[], isRequired: boolean): FieldRule => ({
  name: 'visitOn',
  kind: 'date',
  label: { en: 'Day of the visit', es: 'Día de la visita' },
  with: asked,
  isRequired,
});
const visitTime = (asked: readonly string[]): FieldRule => ({
  name: 'visitAt',
  kind: 'time',
  label: { en: 'Time of the visit', es: 'Hora de la visita' },
  with: asked,
});

const declinedBecause: FieldRule = {
  name: 'because',
  kind: 'choice',
  label: { en: 'Why not?', es: '¿Por qué no?' },
  options: [
    { value: 'no place', label: { en: 'No place at this time', es: 'No hay plaza por ahora' } },
    {
      value: 'other level of care',
      label: { en: 'Another level of care is right', es: 'Otro nivel de atención' },
    },
    { value: 'payment', label: { en: 'Payment or coverage', es: 'Pago o cobertura' } },
    { value: 'other', label: { en: 'Another reason', es: 'Otro motivo' } },
  ],
  with: ['decline'],
  isRequired: true,
};

const proposedTimes: FieldRule = {
  name: 'times',
  kind: 'text',
  longest: 200,
  label: { en: 'Which days and times would suit you?', es: '¿Qué días y horas le convienen?' },
  with: ['propose times'],
  isRequired: true,
};

const otherReceiver: FieldRule = {
  name: 'otherReceiver',
  kind: 'text',
  label: { en: 'Name of the other provider', es: 'Nombre del otro proveedor' },
  with: ['arranged with another provider'],
  isRequired: true,
};

const warmContact: readonly FieldRule[] = [
  {
    name: 'warmContact',
    kind: 'choice',
    label: { en: 'Handed over in person', es: 'Entrega en persona' },
    options: [
      { value: 'joint session', label: { en: 'A joint session', es: 'Una sesión conjunta' } },
      { value: 'call together', label: { en: 'A call together', es: 'Una llamada conjunta' } },
      { value: 'not possible', label: { en: 'Not possible', es: 'No fue posible' } },
    ],
    isRequired: true,
  },
  {
    name: 'warmContactOn',
    kind: 'date',
    label: { en: 'On which day?', es: '¿Qué día?' },
    hint: { en: 'Leave it empty if it was not possible.', es: 'Déjelo vacío si no fue posible.' },
  },
];

const recordsArrived = (asked?: readonly string[]): FieldRule => ({
  name: 'records',
  kind: 'choice',
  label: { en: 'Did our records arrive?', es: '¿Llegaron nuestros documentos?' },
  options: [
    { value: 'received', label: { en: 'Received', es: 'Recibidos' } },
    { value: 'not received', label: { en: 'Not received', es: 'No recibidos' } },
    { value: 'none expected', label: { en: 'None expected', es: 'No se esperaban' } },
  ],
  ...(asked ? { with: asked } : {}),
  isRequired: true,
});

const aftercare = { stage: 'aftercare', afterEnding: true, silence: 'no answer' } as const;
const beside = { afterEnding: true, silence: 'no answer' } as const;
const referral = { category: 'referral', purpose: 'to arrange care after the program' } as const;

/** Questions about what comes after the program, until the client has arrived and the last follow-up is made. */
export const handoffQuestions = {
  'aftercare-plan': {
    ...aftercare,
    asks: 'counselor',
    delivery: 'digest',
    title: {
      en: 'Aftercare plan: what comes next, and with whom?',
      es: 'Plan de continuación: ¿qué sigue y con quién?',
    },
    choices: planAnswers,
    fields: planFields,
    ladder: unhurried(20),
  },
  'late-aftercare-plan': {
    ...beside,
    asks: 'director',
    delivery: 'digest',
    title: { en: 'An aftercare plan is late', es: 'Un plan de continuación está atrasado' },
    choices: ['seen to', 'no plan can be made'],
    ladder: unhurried(16),
  },
  'handoff-referral': {
    ...aftercare,
    asks: 'aftercare',
    delivery: 'now',
    title: { en: 'Can you take this person on?', es: '¿Puede atender a esta persona?' },
    choices: receiverAnswers,
    staysOpen: ['propose times', 'question'],
    fields: [visitDay(['accept'], false), visitTime(['accept']), declinedBecause, proposedTimes],
    ladder: partnerLadder,
    disclosure: referral,
  },
  'referral-reply': {
    ...beside,
    asks: 'case-manager',
    delivery: 'now',
    title: { en: 'A receiver waits for your reply', es: 'Un proveedor espera su respuesta' },
    choices: ['answered', 'time agreed', 'no time fits'],
    fields: [visitDay(['time agreed'], true), visitTime(['time agreed'])],
    ladder: sameDay,
  },
  'find-receiver': {
    ...aftercare,
    asks: 'case-manager',
    delivery: 'digest',
    title: {
      en: 'No receiver has accepted: choose what to do',
      es: 'Ningún proveedor ha aceptado: elija qué hacer',
    },
    choices: [
      'another receiver chosen',
      'arranged with another provider',
      'client declines aftercare',
      'lost to contact',
    ],
    fields: [
      otherReceiver,
      visitDay(['arranged with another provider'], false),
      visitTime(['arranged with another provider']),
    ],
    ladder: unhurried(12),
  },
  'handoff-preparation': {
    ...beside,
    asks: 'case-manager',
    delivery: 'digest',
    title: {
      en: 'Handoff: send the records, hand over in person',
      es: 'Derivación: envíe los documentos y entregue en persona',
    },
    choices: ['records sent', 'nothing to send'],
    fields: warmContact,
    ladder: unhurried(24),
  },
  'first-contact': {
    ...beside,
    asks: 'aftercare',
    delivery: 'now',
    title: { en: 'Are you in contact with this person?', es: '¿Está en contacto con esta persona?' },
    choices: ['in contact', 'not yet'],
    fields: [recordsArrived()],
    ladder: contactLadder,
    disclosure: referral,
  },
  'handoff-follow-up': {
    ...beside,
    asks: 'case-manager',
    delivery: 'digest',
    title: { en: 'A handoff needs you', es: 'Una derivación requiere su atención' },
    choices: ['in contact now', 'seen to', 'could not be settled'],
    ladder: unhurried(8),
  },
  'receiver-visit': {
    ...aftercare,
    asks: 'aftercare',
    delivery: 'now',
    title: { en: 'Did this person come to the first visit?', es: '¿Vino esta persona a la primera visita?' },
    choices: receiverVisitAnswers,
    fields: [recordsArrived(['arrived']), visitDay(['new time'], true), visitTime(['new time'])],
    ladder: partnerLadder,
    disclosure: referral,
  },
  'first-visit': {
    ...aftercare,
    asks: 'case-manager',
    delivery: 'digest',
    title: { en: 'Did the client arrive at the first visit?', es: '¿Llegó el cliente a la primera visita?' },
    choices: visitAnswers,
    ladder: unhurried(16),
  },
  're-engage': {
    ...aftercare,
    asks: 'case-manager',
    delivery: 'digest',
    title: { en: 'Call the client and agree on a visit', es: 'Llame al cliente y acuerde una visita' },
    choices: callAnswers,
    fields: [visitDay(['new visit agreed'], true), visitTime(['new visit agreed'])],
    ladder: unhurried(12),
  },
  'decline-sign-off': {
    ...aftercare,
    asks: 'counselor',
    delivery: 'digest',
    title: {
      en: 'The client declines aftercare: sign off?',
      es: 'El cliente rechaza la continuación: ¿lo firma?',
    },
    choices: signOffAnswers,
    ladder: unhurried(12),
  },
  'follow-up-call': {
    stage: 'follow-up',
    afterEnding: true,
    silence: 'no answer',
    asks: 'case-manager',
    delivery: 'digest',
    title: { en: 'Follow-up call', es: 'Llamada de seguimiento' },
    choices: followUpAnswers,
    staysOpen: ['not reached'],
    fields: followUpFields,
    ladder: callLadder,
  },
  'higher-care': {
    ...beside,
    asks: 'counselor',
    delivery: 'now',
    title: { en: 'A client needs a higher level of care today', es: 'Un cliente necesita más atención hoy' },
    choices: ['arranged', 'client declines', 'could not reach the client'],
    ladder: sameDay,
  },
} as const satisfies Record<string, TaskRule>;

/** What nobody needs an answer to once the handoff is closed. */
export const questionsBesideHandoff = [
  'late-aftercare-plan',
  'referral-reply',
  'handoff-preparation',
  'first-contact',
  'handoff-follow-up',
] as const satisfies (keyof typeof handoffQuestions)[];
