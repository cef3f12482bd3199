import type { Language } from './words.ts';

const en = {
  title: 'Today’s tests',
  lead: (day: string) => `${day}. A test that nobody has recorded yet stays here.`,
  none: 'Nobody is to be tested today.',
  notDrawn: 'Today’s draw has not been made yet.',
  closed: 'The clinic is closed today: nobody is drawn.',
  tooLate: 'Today’s draw came too late: nobody was called.',
  client: 'Client',
  why: 'Why',
  told: 'Told',
  until: 'Until',
  outcome: 'Outcome',
  notTold: 'not told yet',
  noWindow: '–',
  answer: 'Record',
  audit: 'All draws',
};

export type DrawTodayWords = typeof en;

const es: DrawTodayWords = {
  title: 'Pruebas de hoy',
  lead: (day) => `${day}. Una prueba que nadie ha registrado se queda aquí.`,
  none: 'Hoy no hay que hacer ninguna prueba.',
  notDrawn: 'El sorteo de hoy aún no se ha hecho.',
  closed: 'La clínica está cerrada hoy: no se sortea a nadie.',
  tooLate: 'El sorteo de hoy llegó tarde: no se llamó a nadie.',
  client: 'Cliente',
  why: 'Motivo',
  told: 'Avisado',
  until: 'Hasta',
  outcome: 'Resultado',
  notTold: 'aún no avisado',
  noWindow: '–',
  answer: 'Registrar',
  audit: 'Todos los sorteos',
};

/** The words of today's list for collections. */
export const drawTodayWords: Record<Language, DrawTodayWords> = { en, es };
