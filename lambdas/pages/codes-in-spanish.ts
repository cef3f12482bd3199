import { choiceWords } from './choice-words.ts';
import { careWords } from './console-words-care.ts';
import { valuesInSpanish } from './fields-in-spanish.ts';
import { eventWords, tickWords } from './home-words.ts';
import { words } from './words.ts';

/** Codes that the audit holds and no question, form or record names. */
const ofTheAudit: Readonly<Record<string, string>> = {
  'a clinician asks for it': 'lo pide una persona clínica',
  'a positive test and a missed one': 'una prueba positiva y otra a la que no se presentó',
  'another home chosen': 'se eligió otro hogar',
  arrived: 'llegó',
  'arranged with another provider': 'acordado con otra entidad',
  attended: 'asistió',
  'bed released': 'cama liberada',
  'call together': 'llamada conjunta',
  'cannot be placed': 'no se le encuentra hogar',
  'case manager': 'gestión de casos',
  'check-in': 'control semanal',
  'client declined': 'el cliente no quiso',
  'client declines aftercare': 'el cliente no quiere continuación',
  'client link': 'enlace del cliente',
  'client wants aftercare': 'el cliente quiere continuación',
  'could not reach the client': 'no se localizó al cliente',
  'decided in a review': 'decidido en una revisión',
  decline: 'no acepta',
  'declined by client': 'el cliente no quiso',
  discharged: 'dado de alta',
  'doing well': 'va bien',
  'in trouble': 'tiene dificultades',
  'joint session': 'sesión conjunta',
  link: 'enlace',
  'lives in a stable home': 'vive en un hogar estable',
  'needs support': 'necesita apoyo',
  'new visit agreed': 'se acordó otra visita',
  'no answer': 'sin respuesta',
  'no consent': 'sin consentimiento',
  'no place': 'sin plaza',
  'no show': 'no se presentó',
  'not discussed yet': 'aún no se ha hablado',
  'not possible': 'no fue posible',
  'not reached': 'no localizado',
  'not received': 'no recibidos',
  'nothing to send': 'nada que enviar',
  'on leave': 'con permiso',
  'on paper': 'en papel',
  'on track': 'va bien encaminado',
  'opted out': 'no quiere más llamadas',
  'other recipient': 'otro destinatario',
  pager: 'localizador',
  'phase begun': 'fase iniciada',
  'planned end': 'fin previsto',
  receiver: 'receptor',
  received: 'recibidos',
  'refer to the named receiver': 'derivar al receptor elegido',
  'schedule changed': 'cambio de horario',
  sent: 'enviados',
  'sign-off': 'firma clínica',
  staff: 'personal',
  'standing link': 'dirección fija',
  'test result': 'resultado de una prueba',
  'test status': 'si se hizo una prueba',
  'told too late': 'avisado demasiado tarde',
  'two tests missed': 'faltó a dos pruebas',
  'wants to come back': 'quiere volver',
};

const inSpanish = (all: Record<string, { es: string }>) =>
  Object.fromEntries(Object.entries(all).map(([code, { es }]) => [code, es]));

const choices = Object.fromEntries(
  Object.values(choiceWords).flatMap((ofKind) =>
    Object.entries(ofKind).map(([code, { es }]) => [code, es.label.toLowerCase()] as const),
  ),
);

const { endings, outcomes, basis, checkIns, reviews, stages } = careWords.es;

const codes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...choices,
    ...valuesInSpanish,
    ...inSpanish(tickWords),
    ...inSpanish(eventWords),
    ...words.es.categories,
    ...stages,
    ...endings,
    ...outcomes,
    ...basis,
    ...checkIns,
    ...reviews,
    ...ofTheAudit,
  }),
);

/** A stored code, or several with commas between, in Spanish; whatever is no code stays as it was written. */
export function codeInSpanish(said: string): string {
  const all = said.split(', ').map((each) => codes.get(each));
  return all.every((each) => each !== undefined) ? all.join(', ') : said;
}
