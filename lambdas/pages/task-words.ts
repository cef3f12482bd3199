import type { ResidentAnswer } from '../domain/check-in.ts';
import type { GateRefusal } from '../domain/consent.ts';
import type { CollectionOutcome, ConfirmationOutcome } from '../domain/drug-test.ts';
import type { TaskKind } from '../domain/human-task-kinds.ts';
import type { Language } from './words.ts';

type Said = Record<Language, string>;

/** The rule behind each kind of question, in one sentence. */
export const taskReasons: Record<TaskKind, Said> = {
  'waitlist-offer': {
    en: 'A place is free, and the waiting list goes by order of referral.',
    es: 'Hay una plaza libre y la lista de espera sigue el orden de derivación.',
  },
  intake: {
    en: 'Each referral is assessed by a counselor before admission.',
    es: 'Un consejero evalúa cada derivación antes de la admisión.',
  },
  'consent-needed': {
    en: 'Nothing about a client goes to a partner without a valid consent that names the partner (42 CFR §2.31).',
    es: 'Nada sobre un cliente llega a un socio sin un consentimiento válido que lo nombre (42 CFR §2.31).',
  },
  'placement-request': {
    en: 'The client chose your home and consented to this request. One home is asked at a time.',
    es: 'El cliente eligió su hogar y consintió esta solicitud. Se pregunta a un hogar cada vez.',
  },
  'find-home': {
    en: 'None of the homes that the client chose has a bed.',
    es: 'Ninguno de los hogares que eligió el cliente tiene cama.',
  },
  review: {
    en: 'The program asks for a progress review at fixed intervals.',
    es: 'El programa pide una revisión de progreso a intervalos fijos.',
  },
  milestones: {
    en: 'The program asks about mutual-help milestones at fixed intervals.',
    es: 'El programa pregunta por los avances en ayuda mutua a intervalos fijos.',
  },
  'tell-client': {
    en: 'The client was selected for a test today. The time to give a specimen runs from the moment of telling.',
    es: 'El cliente fue seleccionado para una prueba hoy. El plazo corre desde que se le avisa.',
  },
  'collect-specimen': {
    en: 'Each test has one recorded outcome, entered before collections close.',
    es: 'Cada prueba tiene un resultado registrado, anotado antes del cierre.',
  },
  'confirm-specimen': {
    en: 'A presumptive positive stays presumptive until a laboratory confirms it.',
    es: 'Un positivo presunto sigue siendo presunto hasta que un laboratorio lo confirme.',
  },
  'clinician-decision': {
    en: 'No test result leads to anything by itself: a clinician decides, the same day.',
    es: 'Ningún resultado lleva a nada por sí solo: decide un clínico, el mismo día.',
  },
  'home-check-in': {
    en: 'Once a week the clinic asks each home about the residents who consented to it.',
    es: 'Una vez por semana la clínica pregunta a cada hogar por los residentes que lo consintieron.',
  },
  'check-in-follow-up': {
    en: 'A home answered something other than “all well”, or did not answer.',
    es: 'Un hogar respondió algo distinto de «todo bien», o no respondió.',
  },
  'aftercare-plan': {
    en: 'Aftercare is arranged before treatment ends.',
    es: 'La continuación se organiza antes de que termine el tratamiento.',
  },
  'handoff-referral': {
    en: 'The client chose you for the time after the program and consented to this referral.',
    es: 'El cliente le eligió para después del programa y consintió esta derivación.',
  },
  'find-receiver': {
    en: 'A handoff stays open until somebody has taken the client on.',
    es: 'La derivación queda abierta hasta que alguien atienda al cliente.',
  },
  'first-visit': {
    en: 'A handoff is closed only when the first visit is confirmed.',
    es: 'La derivación se cierra solo cuando se confirma la primera visita.',
  },
  'follow-up-call': {
    en: 'The program follows up with each client on fixed days after the end.',
    es: 'El programa llama a cada cliente en días fijos después del final.',
  },
  'care-concern': {
    en: 'Something was recorded that a counselor must see.',
    es: 'Se registró algo que un consejero debe ver.',
  },
  'correction-follow-up': {
    en: 'A record was corrected after something had been done because of it.',
    es: 'Se corrigió un registro después de que ya se había actuado por él.',
  },
  'clinic-alert': {
    en: 'The clinic itself needs a decision that no step can take.',
    es: 'La propia clínica necesita una decisión que ningún paso puede tomar.',
  },
};

type KnownReason =
  | GateRefusal
  | Exclude<ResidentAnswer, 'all well'>
  | CollectionOutcome
  | ConfirmationOutcome
  | 'not reached'
  | 'no answer';

const reasonWords: Record<KnownReason, Said> = {
  'no consent': { en: 'there is no consent', es: 'no hay consentimiento' },
  expired: { en: 'the consent has expired', es: 'el consentimiento ha vencido' },
  revoked: { en: 'the consent was revoked', es: 'el consentimiento fue revocado' },
  'other recipient': {
    en: 'the consent names somebody else',
    es: 'el consentimiento nombra a otra entidad',
  },
  'category missing': {
    en: 'the consent does not cover this',
    es: 'el consentimiento no cubre esto',
  },
  'episode ended': {
    en: 'the consent ended with the program',
    es: 'el consentimiento terminó con el programa',
  },
  concern: { en: 'the home has a concern', es: 'el hogar tiene una preocupación' },
  incident: { en: 'the home reports an incident', es: 'el hogar informa de un incidente' },
  'bed at risk': { en: 'the bed is at risk', es: 'la cama está en riesgo' },
  'not residing': { en: 'not living there, says the home', es: 'no vive allí, según el hogar' },
  negative: { en: 'the test was negative', es: 'la prueba fue negativa' },
  'presumptive positive': {
    en: 'the test was presumptive positive',
    es: 'la prueba fue positiva presunta',
  },
  dilute: { en: 'the specimen was dilute', es: 'la muestra estaba diluida' },
  tampered: { en: 'the specimen was tampered with', es: 'la muestra fue manipulada' },
  refused: { en: 'the test was refused', es: 'se negó la prueba' },
  missed: { en: 'the test was missed', es: 'no se presentó a la prueba' },
  unable: { en: 'no specimen could be given', es: 'no se pudo dar la muestra' },
  'laboratory rejected': {
    en: 'the laboratory rejected the specimen',
    es: 'el laboratorio rechazó la muestra',
  },
  'definitive positive': {
    en: 'the laboratory confirmed a positive result',
    es: 'el laboratorio confirmó un resultado positivo',
  },
  'confirmed negative': {
    en: 'the laboratory found it negative',
    es: 'el laboratorio lo encontró negativo',
  },
  'consistent with prescription': {
    en: 'the result is consistent with a prescription',
    es: 'el resultado es coherente con una receta',
  },
  'not reached': { en: 'the client was not reached', es: 'no se localizó al cliente' },
  'no answer': { en: 'nobody answered', es: 'nadie respondió' },
};

/** The words for a task's stored reason; the text itself when it is none of the codes. */
export function reasonText(reason: string, language: Language): string {
  return Object.hasOwn(reasonWords, reason) ? reasonWords[reason as KnownReason][language] : reason;
}
