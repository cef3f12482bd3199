import type { FieldRule, Fields } from './answer-fields.ts';
import type { Instant } from './clinic-calendar.ts';
import type { Appointment } from './handoff.ts';

export const levelsOfCare = [
  'outpatient',
  'intensive-outpatient',
  'partial-hospitalization',
  'residential',
  'recovery-housing',
  'medication-care',
] as const;
export type LevelOfCare = (typeof levelsOfCare)[number];

export const planAnswers = [
  'refer to the named receiver',
  'arranged with another provider',
  'client declines aftercare',
] as const;
export type PlanAnswer = (typeof planAnswers)[number];

/** What comes after the program, in one version. A later version supersedes it; none is erased. */
export interface AftercarePlan {
  /** `<episodeId>:plan-<number>` */
  id: string;
  episodeId: string;
  at: Instant;
  by: string;
  decision: PlanAnswer;
  levelOfCare: LevelOfCare | null;
  /** One of the clinic's aftercare partners; null for another provider or none. */
  receiverId: string | null;
  /** Another provider, by name. */
  otherReceiver: string | null;
  appointment: Appointment | null;
  mutualHelp: string;
  home: string;
  warningSigns: string;
  /** Whom else to call; 988, 911 and the clinic's crisis line are always named beside them. */
  contacts: string;
  /** Who makes the follow-up calls; null for the client's case manager. */
  callerId: string | null;
  supersededAt: Instant | null;
}

const longestText = 400;
const planned = ['refer to the named receiver', 'arranged with another provider'];

/** What is asked beside the counselor's choice; an appointment and the warning signs before all. */
export const planFields: readonly FieldRule[] = [
  {
    name: 'levelOfCare',
    kind: 'choice',
    label: { en: 'Next level of care', es: 'Siguiente nivel de atención' },
    options: [
      { value: 'outpatient', label: { en: 'Outpatient', es: 'Ambulatorio' } },
      { value: 'intensive-outpatient', label: { en: 'Intensive outpatient', es: 'Ambulatorio intensivo' } },
      {
        value: 'partial-hospitalization',
        label: { en: 'Partial hospitalization', es: 'Hospitalización parcial' },
      },
      { value: 'residential', label: { en: 'Residential', es: 'Residencial' } },
      { value: 'recovery-housing', label: { en: 'Recovery housing', es: 'Vivienda de recuperación' } },
      { value: 'medication-care', label: { en: 'Medication care', es: 'Tratamiento con medicación' } },
    ],
    with: planned,
    isRequired: true,
  },
  {
    name: 'receiver',
    kind: 'choice',
    label: { en: 'Receiver', es: 'Proveedor que recibe' },
    hint: {
      en: 'Empty: the client’s choices on file, in their order.',
      es: 'Vacío: las opciones del cliente, en su orden.',
    },
    optionsFrom: 'aftercare providers',
    with: ['refer to the named receiver'],
  },
  {
    name: 'otherReceiver',
    kind: 'text',
    label: { en: 'Name of the other provider', es: 'Nombre del otro proveedor' },
    hint: {
      en: 'It gets no link: you call. The client must have consented in writing.',
      es: 'No recibe enlace: usted llama. El cliente debe haberlo consentido por escrito.',
    },
    with: ['arranged with another provider'],
    isRequired: true,
  },
  {
    name: 'appointmentOn',
    kind: 'date',
    label: { en: 'Day of the first appointment', es: 'Día de la primera cita' },
    hint: { en: 'Made before discharge, if it can be.', es: 'Acordada antes del alta, si se puede.' },
    with: planned,
  },
  {
    name: 'appointmentAt',
    kind: 'time',
    label: { en: 'Time of the appointment', es: 'Hora de la cita' },
    with: planned,
  },
  {
    name: 'mutualHelp',
    kind: 'text',
    longest: longestText,
    label: { en: 'Mutual help: meetings, sponsor, steps', es: 'Ayuda mutua: reuniones, padrino, pasos' },
    with: planned,
    isRequired: true,
  },
  {
    name: 'home',
    kind: 'text',
    longest: longestText,
    label: { en: 'Home: where, with whom, until when', es: 'Hogar: dónde, con quién, hasta cuándo' },
    with: planned,
    isRequired: true,
  },
  {
    name: 'warningSigns',
    kind: 'text',
    longest: longestText,
    label: { en: 'Warning signs, and what to do then', es: 'Señales de alerta y qué hacer' },
    hint: { en: 'In the client’s own words.', es: 'Con las palabras del cliente.' },
    with: planned,
    isRequired: true,
  },
  {
    name: 'contacts',
    kind: 'text',
    longest: longestText,
    label: { en: 'Whom to call in a crisis', es: 'A quién llamar en una crisis' },
    hint: {
      en: '988, 911 and our crisis line are always in the plan.',
      es: 'El 988, el 911 y nuestra línea de crisis figuran siempre.',
    },
  },
  {
    name: 'caller',
    kind: 'choice',
    label: { en: 'Who makes the follow-up calls?', es: '¿Quién hace las llamadas de seguimiento?' },
    hint: { en: 'Empty: the case manager.', es: 'Vacío: quien gestiona el caso.' },
    optionsFrom: 'staff',
  },
];

/** A plan as it was answered. `number` is its place among the episode's plans, from 1. */
export function planOf(
  { choice, fields = {} }: { choice: string; fields?: Fields },
  made: { episodeId: string; number: number; at: Instant; by: string },
): AftercarePlan {
  const { episodeId, number, at, by } = made;
  const text = (name: string) => fields[name] ?? '';
  const orNull = (name: string) => fields[name] ?? null;
  return {
    id: `${episodeId}:plan-${number}`,
    episodeId,
    at,
    by,
    decision: planAnswers.find((known) => known === choice) ?? 'refer to the named receiver',
    levelOfCare: levelsOfCare.find((known) => known === fields.levelOfCare) ?? null,
    receiverId: orNull('receiver'),
    otherReceiver: orNull('otherReceiver'),
    appointment: fields.appointmentOn ? { on: fields.appointmentOn, at: orNull('appointmentAt') } : null,
    mutualHelp: text('mutualHelp'),
    home: text('home'),
    warningSigns: text('warningSigns'),
    contacts: text('contacts'),
    callerId: orNull('caller'),
    supersededAt: null,
  };
}

/** The plan that counts: the one that none supersedes. */
export function currentPlan(plans: readonly AftercarePlan[]): AftercarePlan | undefined {
  return plans.find(({ supersededAt }) => supersededAt === null);
}
