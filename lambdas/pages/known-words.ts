import type { Language } from './words.ts';

interface KnownWords {
  call: string;
  voicemail: Record<'none' | 'number-only', string>;
  waitsForThem: string;
  nothingWaits: string;
  program: string;
  dayOf(day: number, days: number, phase: string): string;
  lastTime: string;
  visit: string;
}

const en: KnownWords = {
  call: 'Call',
  voicemail: { none: 'leave no voicemail', 'number-only': 'a voicemail may hold a number only' },
  waitsForThem: 'Waits for them',
  nothingWaits: 'nothing at the moment',
  program: 'In the program',
  dayOf: (day, days, phase) => `day ${day} of ${days}, ${phase}`,
  lastTime: 'Last time',
  visit: 'First visit',
};

const es: KnownWords = {
  call: 'Llamar',
  voicemail: {
    none: 'no deje mensaje de voz',
    'number-only': 'un mensaje de voz solo puede llevar un número',
  },
  waitsForThem: 'Le espera',
  nothingWaits: 'nada por ahora',
  program: 'En el programa',
  dayOf: (day, days, phase) => `día ${day} de ${days}, ${phase}`,
  lastTime: 'La última vez',
  visit: 'Primera visita',
};

/** Labels of what is on record, as staff read it beside a question. */
export const knownWords: Record<Language, KnownWords> = { en, es };
