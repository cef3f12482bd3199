import type { CheckIn } from '../domain/check-in.ts';
import type { DrugTest } from '../domain/drug-test.ts';
import type { Ending, NonAdmission, Stage } from '../domain/episode.ts';
import type { Review } from '../domain/review.ts';
import type { Language } from './words.ts';

/** What records hold as codes, as staff read it. */
export interface CareWords {
  stages: Record<Stage | 'waitlisted', string>;
  endings: Record<Ending | NonAdmission, string>;
  outcomes: Record<DrugTest['outcome'] | NonNullable<DrugTest['confirmation']>, string>;
  basis: Record<DrugTest['basis'], string>;
  checkIns: Record<CheckIn['answers'][string], string>;
  reviews: Record<Review['decision'], string>;
}

/** Codes are English words already. */
function asTheyAre<Code extends string>(codes: Record<Code, string>): Record<Code, string> {
  return Object.fromEntries(Object.keys(codes).map((code) => [code, code])) as Record<Code, string>;
}

const es: CareWords = {
  stages: {
    waitlisted: 'Espera una plaza',
    admission: 'Admisión',
    treatment: 'Tratamiento',
    'follow-up': 'Seguimiento',
    closed: 'Cerrado',
  },
  endings: {
    completed: 'completado',
    'completed early': 'completado antes de tiempo',
    'stepped up': 'pasó a un nivel superior',
    transferred: 'trasladado',
    'left against advice': 'se fue contra el consejo',
    'lost to contact': 'sin contacto',
    'discharged administratively': 'alta administrativa',
    deceased: 'fallecido',
    'not suitable': 'no indicado',
    'client declined': 'el cliente no quiso',
    'no place': 'sin plaza',
    'not placed': 'sin hogar',
    'no show at intake': 'no acudió a la admisión',
    'no answer from staff': 'sin respuesta del personal',
    cancelled: 'cancelado',
  },
  outcomes: {
    pending: 'pendiente',
    negative: 'negativa',
    'presumptive positive': 'presuntamente positiva',
    dilute: 'diluida',
    tampered: 'alterada',
    refused: 'rehusada',
    missed: 'no se presentó',
    unable: 'no pudo darla',
    'laboratory rejected': 'rechazada por el laboratorio',
    excused: 'justificada',
    'definitive positive': 'positiva confirmada',
    'confirmed negative': 'negativa confirmada',
    'consistent with prescription': 'conforme con la receta',
    'not reached': 'no localizado',
    'no answer': 'sin respuesta',
    withdrawn: 'retirada',
  },
  basis: { random: 'al azar', 'for cause': 'con motivo' },
  checkIns: {
    'all well': 'todo bien',
    concern: 'una preocupación',
    incident: 'un incidente',
    'bed at risk': 'plaza en riesgo',
    'not residing': 'no vive allí',
    'not answered': 'sin respuesta',
    withheld: 'no se preguntó',
  },
  reviews: {
    advance: 'avanza',
    hold: 'se mantiene',
    'step up': 'más intensidad',
    discharge: 'alta',
    'no answer': 'sin respuesta',
    withdrawn: 'retirada',
  },
};

const en: CareWords = {
  stages: {
    waitlisted: 'Waiting for a place',
    admission: 'Admission',
    treatment: 'Treatment',
    'follow-up': 'Follow-up',
    closed: 'Closed',
  },
  endings: asTheyAre(es.endings),
  outcomes: asTheyAre(es.outcomes),
  basis: asTheyAre(es.basis),
  checkIns: asTheyAre(es.checkIns),
  reviews: asTheyAre(es.reviews),
};

export const careWords: Record<Language, CareWords> = { en, es };
