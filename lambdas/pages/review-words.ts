import type { Overridable } from '../domain/override.ts';
import type { Language } from './words.ts';

interface ReviewWords {
  askedBy(name: string, reason: string): string;
  because: string;
  lastReview: string;
  noReview: string;
  nextPhase: string;
  lastPhase: string;
  begins(name: string, day: string, daysPerWeek: number): string;
  firstPhase: string;
  stepUpHere: string;
  testRate: string;
  rate(perWeek: number, gapDays: number): string;
  taperTo(perWeek: number): string;
  own: string;
  goals: string;
  needs: string;
  itemStatus: Record<'open' | 'met' | 'dropped', string>;
  noGoals: string;
  tests: string;
  /** Behind a label: since the last review, or since admission. */
  sinceThen: string;
  soFar: string;
  noTests: string;
  attendance: string;
  hours(attended: string, planned: string): string;
  missed: string;
  excused: string;
  notRecorded: string;
  noAttendance: string;
  home: string;
  nothingSaid: string;
  mutualHelp: string;
  reported: string;
  verified: string;
  notVerified: string;
  program: string;
  expected: Record<'required' | 'encouraged', string>;
  meetingsPerWeek(count: number): string;
  milestone: Record<
    'meetings' | 'homeGroup' | 'sponsor' | 'step' | 'sponsoring' | 'facilitator' | 'tools' | 'words',
    string
  >;
  fellowship: Record<'twelve-step' | 'smart' | 'other' | 'none', string>;
  yesNo: Record<'yes' | 'no', string>;
  ownPlan: string;
  setting: Record<Overridable, string>;
  until(day: string): string;
  feedback: string;
  clientSays: string;
  answer: Record<'agree' | 'disagree' | 'own words', string>;
  notRead: string;
  read: string;
}

const en: ReviewWords = {
  askedBy: (name, reason) => `${name}: ${reason}`,
  because: 'Asked for by',
  lastReview: 'Last review',
  noReview: 'none yet',
  nextPhase: 'Next phase',
  lastPhase: 'this is the last one',
  begins: (name, day, daysPerWeek) => `${name}, from ${day}, ${daysPerWeek} days a week`,
  firstPhase: 'First phase',
  stepUpHere:
    'There is no phase before it. More care is a higher level of care: “Step up” keeps the phase and asks you about it at once.',
  testRate: 'Random tests',
  rate: (perWeek, gapDays) => `${perWeek} a week, at most ${gapDays} days apart`,
  taperTo: (perWeek) => `${perWeek} a week in the next phase, if you sign for it`,
  own: 'set for this client',
  goals: 'Goals',
  needs: 'Needs',
  itemStatus: { open: 'open', met: 'reached', dropped: 'dropped' },
  noGoals: 'none on record',
  tests: 'Tests',
  sinceThen: 'since then',
  soFar: 'so far',
  noTests: 'none',
  attendance: 'Attendance',
  hours: (attended, planned) => `${attended} of ${planned} h`,
  missed: 'missed',
  excused: 'excused',
  notRecorded: 'not recorded',
  noAttendance: 'nothing recorded',
  home: 'From the home',
  nothingSaid: 'nothing',
  mutualHelp: 'Mutual help',
  reported: 'reported by the client',
  verified: 'Verified',
  notVerified: 'nothing',
  program: 'The program',
  expected: { required: 'requires it', encouraged: 'encourages it' },
  meetingsPerWeek: (count) => `${count} meetings a week`,
  milestone: {
    meetings: 'meetings',
    homeGroup: 'home group',
    sponsor: 'sponsor',
    step: 'step',
    sponsoring: 'sponsors others',
    facilitator: 'facilitator',
    tools: 'tools',
    words: 'does',
  },
  fellowship: { 'twelve-step': 'twelve-step', smart: 'SMART', other: 'another fellowship', none: 'none' },
  yesNo: { yes: 'yes', no: 'no' },
  ownPlan: 'Set for this client',
  setting: {
    'test rate': 'random tests',
    reviews: 'reviews',
    milestones: 'questions about mutual help',
    length: 'length',
    'check-ins': 'check-ins with the home',
    aftercare: 'aftercare begins',
  },
  until: (day) => `until ${day}`,
  feedback: 'Written to the client',
  clientSays: 'The client says',
  answer: { agree: 'I agree', disagree: 'I do not agree', 'own words': 'in own words' },
  notRead: 'not read yet',
  read: 'read, not answered',
};

const es: ReviewWords = {
  askedBy: (name, reason) => `${name}: ${reason}`,
  because: 'La pide',
  lastReview: 'Última revisión',
  noReview: 'ninguna todavía',
  nextPhase: 'Próxima fase',
  lastPhase: 'esta es la última',
  begins: (name, day, daysPerWeek) => `${name}, desde el ${day}, ${daysPerWeek} días por semana`,
  firstPhase: 'Primera fase',
  stepUpHere:
    'No hay otra antes. Más atención es un nivel más alto: «Aumentar» mantiene la fase y le pregunta por ello de inmediato.',
  testRate: 'Pruebas al azar',
  rate: (perWeek, gapDays) => `${perWeek} por semana, a lo sumo cada ${gapDays} días`,
  taperTo: (perWeek) => `${perWeek} por semana en la próxima fase, si usted lo autoriza`,
  own: 'fijado para este cliente',
  goals: 'Metas',
  needs: 'Necesidades',
  itemStatus: { open: 'abierta', met: 'alcanzada', dropped: 'descartada' },
  noGoals: 'ninguna registrada',
  tests: 'Pruebas',
  sinceThen: 'desde entonces',
  soFar: 'hasta ahora',
  noTests: 'ninguna',
  attendance: 'Asistencia',
  hours: (attended, planned) => `${attended} de ${planned} h`,
  missed: 'faltas',
  excused: 'dispensadas',
  notRecorded: 'sin registrar',
  noAttendance: 'nada registrado',
  home: 'Del hogar',
  nothingSaid: 'nada',
  mutualHelp: 'Ayuda mutua',
  reported: 'según el cliente',
  verified: 'Comprobado',
  notVerified: 'nada',
  program: 'El programa',
  expected: { required: 'la exige', encouraged: 'la recomienda' },
  meetingsPerWeek: (count) => `${count} reuniones por semana`,
  milestone: {
    meetings: 'reuniones',
    homeGroup: 'grupo base',
    sponsor: 'padrino o madrina',
    step: 'paso',
    sponsoring: 'apadrina a otros',
    facilitator: 'facilitador',
    tools: 'herramientas',
    words: 'hace',
  },
  fellowship: { 'twelve-step': 'doce pasos', smart: 'SMART', other: 'otra comunidad', none: 'ninguna' },
  yesNo: { yes: 'sí', no: 'no' },
  ownPlan: 'Fijado para este cliente',
  setting: {
    'test rate': 'pruebas al azar',
    reviews: 'revisiones',
    milestones: 'preguntas sobre ayuda mutua',
    length: 'duración',
    'check-ins': 'consultas al hogar',
    aftercare: 'comienzo de la continuación',
  },
  until: (day) => `hasta el ${day}`,
  feedback: 'Escrito al cliente',
  clientSays: 'El cliente dice',
  answer: { agree: 'estoy de acuerdo', disagree: 'no estoy de acuerdo', 'own words': 'con sus palabras' },
  notRead: 'aún no leído',
  read: 'leído, sin respuesta',
};

/** Labels of what a counselor decides a review on. */
export const reviewWords: Record<Language, ReviewWords> = { en, es };
