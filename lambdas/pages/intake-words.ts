import type { IntakeGap } from '../domain/intake-gaps.ts';
import type { Language } from './words.ts';

interface IntakeWords {
  missing: string;
  /** Where what is missing is filled in. */
  fillIn: string;
  gaps: Record<IntakeGap, string>;
  interpreter: string;
  earlier: string;
  stillOpen: string;
  setAside: string;
  answerBy: string;
  authorization: string;
  until(day: string): string;
  unitsLeft: Record<'hours' | 'days', (left: string, all: string) => string>;
}

const en: IntakeWords = {
  missing: 'Please ask for',
  fillIn: 'fill it in under staff actions',
  gaps: {
    'emergency contact': 'an emergency contact',
    'emergency contact’s consent': 'consent to call the emergency contact',
    severity: 'how severe the condition is',
    'co-occurring conditions': 'co-occurring conditions',
    'prior care': 'the level of care before',
    goals: 'goals',
    needs: 'needs',
    medication: 'medication',
    'opioid medication': 'medication for opioid use disorder',
    fellowship: 'the fellowship wished for',
    'transport and childcare': 'transport and childcare',
    'place when online': 'the place to send help to when online',
    'payer authorization': 'the payer’s authorization',
  },
  interpreter: 'Interpreter',
  earlier: 'Earlier episodes',
  stillOpen: 'open',
  setAside: 'Criteria set aside',
  answerBy: 'The place is kept until',
  authorization: 'Authorization',
  until: (day) => `until ${day}`,
  unitsLeft: {
    hours: (left, all) => `${left} of ${all} hours are left`,
    days: (left, all) => `${left} of ${all} days are left`,
  },
};

const es: IntakeWords = {
  missing: 'Pregunte, por favor, por',
  fillIn: 'anótelo en las acciones del personal',
  gaps: {
    'emergency contact': 'un contacto de emergencia',
    'emergency contact’s consent': 'el consentimiento para llamar a ese contacto',
    severity: 'la gravedad',
    'co-occurring conditions': 'otros trastornos',
    'prior care': 'el nivel de atención anterior',
    goals: 'metas',
    needs: 'necesidades',
    medication: 'medicación',
    'opioid medication': 'medicación para el trastorno por opioides',
    fellowship: 'el grupo de ayuda mutua deseado',
    'transport and childcare': 'transporte y cuidado de hijos',
    'place when online': 'el lugar al que enviar ayuda cuando asiste en línea',
    'payer authorization': 'la autorización del pagador',
  },
  interpreter: 'Intérprete',
  earlier: 'Episodios anteriores',
  stillOpen: 'abierto',
  setAside: 'Criterios dejados de lado',
  answerBy: 'La plaza se guarda hasta',
  authorization: 'Autorización',
  until: (day) => `hasta el ${day}`,
  unitsLeft: {
    hours: (left, all) => `quedan ${left} de ${all} horas`,
    days: (left, all) => `quedan ${left} de ${all} días`,
  },
};

/** What staff read beside an intake, an offered place and an authorization that runs out. */
export const intakeWords: Record<Language, IntakeWords> = { en, es };
