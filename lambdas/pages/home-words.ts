import type { ResidentTick } from '../domain/check-in.ts';
import type { HomeNews } from '../domain/home-notice.ts';
import type { ReportableEvent } from '../domain/incident-report.ts';
import { datedYear, dayWords } from './dates.ts';
import type { Language } from './words.ts';

type Said = Record<Language, string>;

/** What can be ticked beside a resident's answer. */
export const tickWords: Record<ResidentTick, Said> = {
  'curfew missed': { en: 'Missed curfew', es: 'No cumplió el horario' },
  'meeting missed': { en: 'Missed the house meeting', es: 'Faltó a la reunión de la casa' },
  identification: { en: 'Needs identification', es: 'Necesita identificación' },
  transport: { en: 'Needs transport', es: 'Necesita transporte' },
  food: { en: 'Needs food', es: 'Necesita comida' },
  medication: { en: 'Needs medication', es: 'Necesita medicación' },
  overdose: { en: 'Overdose', es: 'Sobredosis' },
  'suicidal words': { en: 'Talks of suicide or self-harm', es: 'Habla de suicidio o de hacerse daño' },
  violence: { en: 'Violence', es: 'Violencia' },
  'medical emergency': { en: 'Medical emergency', es: 'Emergencia médica' },
  'possible use': { en: 'Possible use', es: 'Posible consumo' },
  conflict: { en: 'Conflict or threat', es: 'Conflicto o amenaza' },
  'other incident': { en: 'Another incident', es: 'Otro incidente' },
};

/** What a home can report at any time. */
export const eventWords: Record<ReportableEvent, Said> = {
  incident: { en: 'An incident', es: 'Un incidente' },
  'curfew missed': { en: 'Missed curfew', es: 'No cumplió el horario' },
  'bed at risk': { en: 'May lose the bed', es: 'Puede perder la cama' },
  'not residing': { en: 'Does not live here any more', es: 'Ya no vive aquí' },
  concern: { en: 'Something worries us', es: 'Algo nos preocupa' },
};

const home = {
  en: {
    details: 'Curfew, needs, kind of incident',
    report: 'Something happened? Report it at any time:',
    reportLink: 'Report something now',
    keepLink: 'You can keep this address on your phone. It stays the same and asks for your passcode.',
    title: 'Report to the clinic',
    heading: 'What happened?',
    lead: 'The right person at the clinic sees it the same day.',
    who: 'Who is it about?',
    what: 'What happened?',
    kind: 'If it is an incident, of what kind? (optional)',
    send: 'Send the report',
    nobody: 'Nobody of your home can be shown here now. If something happened, please call us.',
    thanks: 'Thank you. It is recorded.',
    next: 'The clinic sees to it today. If it gets worse, call us.',
    another: 'Report something else',
    whyShown: 'Each resident shown here agreed that we share with your home where they live.',
    reported: 'Reported',
    by: 'By',
    ticked: 'Details',
    comment: 'They say',
    call: 'Call',
    asks: 'What the home asks',
    beds: 'Beds',
    from: 'From',
    levels: 'Level (NARR)',
    freeBeds: 'Free beds',
  },
  es: {
    details: 'Horario, necesidades, tipo de incidente',
    report: '¿Ocurrió algo? Infórmelo en cualquier momento:',
    reportLink: 'Informar de algo ahora',
    keepLink: 'Puede guardar esta dirección en su teléfono. No cambia y pide su código.',
    title: 'Informar a la clínica',
    heading: '¿Qué ocurrió?',
    lead: 'La persona indicada de la clínica lo ve el mismo día.',
    who: '¿De quién se trata?',
    what: '¿Qué pasó?',
    kind: 'Si es un incidente, ¿de qué tipo? (opcional)',
    send: 'Enviar el informe',
    nobody: 'Ahora no se puede mostrar a nadie de su hogar. Si ocurrió algo, llámenos.',
    thanks: 'Gracias. Quedó registrado.',
    next: 'La clínica lo atiende hoy. Si empeora, llámenos.',
    another: 'Informar de otra cosa',
    whyShown: 'Cada residente mostrado aceptó que compartamos con su hogar dónde vive.',
    reported: 'Informado',
    by: 'Por',
    ticked: 'Detalles',
    comment: 'Dicen',
    call: 'Llamar a',
    asks: 'Lo que pregunta el hogar',
    beds: 'Camas',
    from: 'Desde el',
    levels: 'Nivel (NARR)',
    freeBeds: 'Camas libres',
  },
} satisfies Record<Language, Record<string, string>>;

export const homeWords: Record<Language, (typeof home)['en']> = home;

type NewsWords = { [News in HomeNews['news']]: (news: Extract<HomeNews, { news: News }>) => string };

const newsEn: NewsWords = {
  'phase begun': ({ phase, phases, from, daysPerWeek }) =>
    `Phase ${phase} of ${phases} from ${datedYear(from, 'en')}: at the program ${daysPerWeek} days a week.`,
  'test status': ({ date, wasGiven }) =>
    `A test was due ${dayWords(date, 'en')}: ${wasGiven ? 'given' : 'not given'}.`,
  'test result': ({ date, result }) => `Test of ${datedYear(date, 'en')}: ${result}.`,
  'schedule changed': ({ daysPerWeek, from }) =>
    `From ${datedYear(from, 'en')}: at the program ${daysPerWeek} days a week.`,
  'on leave': ({ from, to }) =>
    `Away with the program’s approval, ${datedYear(from, 'en')} to ${datedYear(to, 'en')}.`,
  'bed released': ({ from }) => `No longer needs the bed, from ${datedYear(from, 'en')}.`,
  discharged: ({ on }) => `No longer in the program since ${datedYear(on, 'en')}.`,
};

const newsEs: NewsWords = {
  'phase begun': ({ phase, phases, from, daysPerWeek }) =>
    `Fase ${phase} de ${phases} desde el ${datedYear(from, 'es')}: en el programa ${daysPerWeek} días por semana.`,
  'test status': ({ date, wasGiven }) =>
    `Había una prueba el ${dayWords(date, 'es')}: ${wasGiven ? 'hecha' : 'no hecha'}.`,
  'test result': ({ date, result }) =>
    `Prueba del ${datedYear(date, 'es')}: ${result === 'negative' ? 'negativo' : 'positivo definitivo'}.`,
  'schedule changed': ({ daysPerWeek, from }) =>
    `Desde el ${datedYear(from, 'es')}: en el programa ${daysPerWeek} días por semana.`,
  'on leave': ({ from, to }) =>
    `Ausente con permiso del programa, del ${datedYear(from, 'es')} al ${datedYear(to, 'es')}.`,
  'bed released': ({ from }) => `Ya no necesita la cama desde el ${datedYear(from, 'es')}.`,
  discharged: ({ on }) => `Ya no está en el programa desde el ${datedYear(on, 'es')}.`,
};

/** A notice's news in one sentence. */
export function newsWords(news: HomeNews, language: Language): string {
  const say = (language === 'es' ? newsEs : newsEn)[news.news] as (told: HomeNews) => string;
  return say(news);
}
