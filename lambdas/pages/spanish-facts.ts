import { type TaskKind, taskKinds, taskRules } from '../domain/human-task-kinds.ts';
import { codeInSpanish } from './codes-in-spanish.ts';
import { type Details, type Fact, text } from './fact-parts.ts';

type Said = Pick<Fact, 'words' | 'answer'>;

const code = (value: Details[string] | undefined): string => codeInSpanish(text(value));
const because = (value: Details[string] | undefined): string => `(${code(value)})`;
const joined = (parts: readonly string[], between: string): string =>
  parts.filter((part) => part !== '').join(between);

function kindOf({ kind }: Details): string {
  const known: TaskKind | undefined = taskKinds.find((each) => each === kind);
  return known === undefined ? codeInSpanish(text(kind).replaceAll('-', ' ')) : taskRules[known].title.es;
}

const about = (said: string) => (details: Details) => `${said}: ${kindOf(details)}`;

const asked: Record<string, string> = {
  ask: 'se preguntó',
  remind: 'se recordó',
  escalate: 'se elevó a otra persona',
};

const marks: Record<string, string> = {
  late: ' (tarde)',
  corrected: ' (una corrección)',
  contradicted: ' (contradice la primera respuesta)',
  withdrawn: ' (después de retirarse la pregunta)',
  'partly recorded': ' (falta una parte)',
};

function answered({ choice, items, outcome }: Details): string {
  const given = typeof items === 'object' && items !== null ? Object.values(items) : [];
  const counts = Map.groupBy(given.map(text), (each) => each);
  const perItem = [...counts].map(([each, same]) => `${codeInSpanish(each)}: ${same.length}`).join(', ');
  return `${perItem || code(choice)}${marks[text(outcome)] ?? ''}`;
}

const attended = ({ outcome, sessionId, date, minutes }: Details) =>
  `${code(outcome)}: ${text(sessionId)}, ${text(date)}${minutes === 0 ? '' : `, ${text(minutes)} minutos`}`;
const places = ({ programId, count }: Details) => `${text(programId)}: ${text(count)} en uso`;
const missing = ({ missing: lacks }: Details) => (text(lacks) ? `falta: ${text(lacks)}` : 'completa');
const span = ({ from, to }: Details) => `del ${text(from)} al ${text(to)}`;
const ending = (details: Details) => `${code(details.ending)} ${because(details.reason)}`;
const roundOfPage = ({ round }: Details) => (text(round) === '' ? '' : `ronda ${text(round)}`);
const round = ({ climb, round: number, outcome }: Details) =>
  joined([`intento ${text(climb)}, ronda ${text(number)}`, code(outcome)], ': ');
const override = ({ what, setting, from, until, reason }: Details) =>
  joined(
    [
      `${code(what)} ${text(setting)}`,
      `desde el ${text(from)}`,
      text(until) && `hasta el ${text(until)}`,
      `(${text(reason)})`,
    ],
    ' ',
  );
const debriefed = ({ called911, naloxone, homeTold, followUp }: Details) =>
  `911 ${code(called911)}, naloxona ${code(naloxone)}, aviso al hogar ${code(homeTold)}, seguimiento ${text(followUp)}`;

/** Facts whose English is more than the audit’s own words, a code or what somebody wrote. */
export const spanishFacts: Readonly<Record<string, Said>> = {
  'clinic file applied': {
    answer: ({ changes }) => (Array.isArray(changes) ? `${changes.length} registros cambiados` : ''),
  },
  'client referred': {
    answer: ({ programId, plannedDays }) => `${text(programId)}, ${text(plannedDays)} días previstos`,
  },
  'authorization recorded': { answer: ({ endsOn }) => `hasta el ${text(endsOn)}` },
  'authorization ends without another': { answer: ({ endsOn }) => `el ${text(endsOn)}` },
  'offer expired': { answer: ({ missedOffers }) => `oferta ${text(missedOffers)}` },
  'client transferred': { answer: ({ from, to }) => `de ${text(from)} a ${text(to)}` },
  'place reserved': { answer: places },
  'place freed': { answer: places },
  'question asked': {
    words: (details) => `${asked[text(details.action)] ?? 'se preguntó'}: ${kindOf(details)}`,
  },
  'question not sent': { words: about('no se envió') },
  'question withdrawn': { words: about('pregunta retirada') },
  'asked instead': { words: about('se preguntó a otra persona') },
  'nobody answered': { words: about('sin respuesta') },
  'answer recorded': { words: about('se respondió'), answer: answered },
  'answer refused': { words: about('respuesta no admitida') },
  'review taken up': {
    answer: ({ decision, plannedEndOn }) => `${code(decision)}, fin previsto ${text(plannedEndOn)}`,
  },
  'program overridden': { answer: override },
  'override withdrawn': { answer: override },
  'milestone verified': { answer: ({ what, how }) => `${code(what)}: ${code(how)}` },
  'treatment ended': { answer: ending },
  'early ending asked for': { answer: ending },
  'receiver accepted': { answer: ({ visitOn }) => `primera visita ${text(visitOn)}` },
  'receiver did not accept': {
    answer: ({ outcome, because: why }) => joined([code(outcome), code(why)], ': '),
  },
  'aftercare plan recorded': {
    answer: ({ decision, appointmentOn }) =>
      joined([code(decision), text(appointmentOn) && `cita ${text(appointmentOn)}`], ', '),
  },
  'aftercare plan is late': { answer: ({ lateOn }) => `desde el ${text(lateOn)}` },
  'receiver changed': { answer: ({ to }) => `ahora ${text(to)}` },
  'handoff prepared': {
    answer: ({ records, warmContact }) => `documentos: ${code(records)}, ${code(warmContact)}`,
  },
  'handoff goes on': {
    answer: ({ outcome, next, visitOn }) =>
      next === 'visit'
        ? `${code(outcome)}, visita ${text(visitOn)}`
        : `${code(outcome)}, después ${next === 'call' ? 'una llamada' : code(next)}`,
  },
  'follow-up recorded': { words: ({ day }) => `llamada de seguimiento, día ${text(day)}` },
  'record viewed': {
    words: ({ view }) => (view === 'client' ? 'se miró la historia del cliente' : `se miró: ${code(view)}`),
  },
  'question held back': { words: about('pregunta retenida') },
  'ending corrected': { answer: ({ was, now }) => `${code(was)}, ahora ${code(now)}` },
  'matter opened': {
    words: about('asunto abierto'),
    answer: ({ dueOn }) => (dueOn ? `antes del ${text(dueOn)}` : ''),
  },
  'matter settled': { words: about('asunto resuelto') },
  'emergency disclosure opened': { answer: missing },
  'emergency disclosure added to': { answer: missing },
  'excused from testing': {
    answer: ({ dates, late, reason }) =>
      joined([text(dates), text(late) && `demasiado tarde para ${text(late)}`, `(${text(reason)})`], ' '),
  },
  'test outcome corrected': {
    answer: ({ was, now, reason }) => `${code(was)} → ${code(now)} (${text(reason)})`,
  },
  'absence recorded': {
    answer: (details) => `${span(details)}, sustituye ${text(details.coverId)}`,
  },
  'crisis opened': { words: ({ kind }) => `crisis abierta: ${code(kind)}` },
  'crisis report joined': { words: ({ kind }) => `crisis, otro aviso: ${code(kind)}` },
  'crisis round begun': { answer: round },
  'crisis round over': { answer: round },
  'crisis acknowledged again': { answer: ({ first }) => `antes atendió ${text(first)}` },
  'crisis closed': { answer: debriefed },
  paged: { answer: roundOfPage },
  'page not acknowledged': { answer: roundOfPage },
  'draw made': {
    words: ({ status }) => (status === 'too late' ? 'sorteo demasiado tarde' : 'sorteo hecho'),
    answer: ({ called, breaches }) => `llamados: ${text(called)}; atrasados sin capacidad: ${text(breaches)}`,
  },
  'test outcome recorded': { words: ({ basis }) => `resultado de la prueba (${code(basis)})` },
  'identifiers did not match': { words: about('los datos de identidad no coincidían') },
  'attendance recorded': { words: ({ kind }) => `asistencia: ${text(kind)}`, answer: attended },
  'attendance corrected': {
    words: ({ kind }) => `asistencia corregida: ${text(kind)}`,
    answer: (details) => `${code(details.was)} → ${attended(details)} (${text(details.reason)})`,
  },
  'make-up recorded': { answer: attended },
  'leave recorded': { answer: (details) => `${span(details)} (${text(details.reason)})` },
  'return from leave recorded': {
    answer: ({ isBack }) => (isBack === true ? 'ya volvió' : 'no ha vuelto'),
  },
  'home reported': { words: ({ said }) => `el hogar informó: ${code(said)}` },
  'home not told': { words: ({ news }) => `hogar no informado: ${code(news)}` },
  'home to be told': { words: ({ news }) => `para la lista del hogar: ${code(news)}` },
  'beds asked for': { answer: ({ beds, from }) => `${text(beds)} desde el ${text(from)}` },
};

/** Who was meant, where no id says it. */
const whoInSpanish: Record<string, string> = { 'own home': 'hogar propio', director: 'dirección' };

/** A fact's name for who was meant, in Spanish; an id stays an id. */
export function whoInSpanishOf(who: string): string {
  return whoInSpanish[who] ?? who;
}
