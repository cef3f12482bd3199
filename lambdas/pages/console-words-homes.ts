import type { Language } from './words.ts';

const en = {
  title: 'Beds',
  lead: 'As the homes said, in the weekly check-in or when asked.',
  ask: 'Ask homes for beds',
  none: 'No sober home is on record.',
  home: 'Home',
  freeBeds: 'Free beds',
  asOf: 'As of',
  ours: 'Our clients there',
  call: 'Call',
  level: (level: string, beds: number) => `NARR level ${level}, ${beds} beds`,
  notSaid: 'not said yet',
  old: 'old',
  waiting: (beds: string, from: string) => `asked for ${beds} from ${from}, no answer yet`,
  nobody: 'nobody',
  lastAnswer: (day: string, answer: string) => `${day}: ${answer}`,
  notAsked: 'not asked about yet',
};

export type HomesWords = typeof en;

const es: HomesWords = {
  title: 'Camas',
  lead: 'Según lo que dijeron los hogares, en el control semanal o al preguntarles.',
  ask: 'Preguntar por camas',
  none: 'No hay ningún hogar registrado.',
  home: 'Hogar',
  freeBeds: 'Camas libres',
  asOf: 'Dicho el',
  ours: 'Nuestros clientes allí',
  call: 'Llamar',
  level: (level, beds) => `Nivel NARR ${level}, ${beds} camas`,
  notSaid: 'aún no lo ha dicho',
  old: 'antiguo',
  waiting: (beds, from) => `se pidieron ${beds} desde el ${from}, sin respuesta`,
  nobody: 'nadie',
  lastAnswer: (day, answer) => `${day}: ${answer}`,
  notAsked: 'aún no se ha preguntado',
};

/** The words of the page of homes. */
export const homesWords: Record<Language, HomesWords> = { en, es };
