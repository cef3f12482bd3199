import type { ResidentAnswer } from '../domain/check-in.ts';
import type { GateRefusal } from '../domain/consent.ts';
import type { DrawAlert } from '../domain/draw-day.ts';
import type { CollectionOutcome, ConfirmationOutcome } from '../domain/drug-test.ts';
import type { ReportableEvent } from '../domain/incident-report.ts';
import type { MailFailure } from '../domain/mail.ts';
import type { PageFailure } from '../domain/page.ts';
import type { ReviewCause } from '../domain/review.ts';
import { type AttendanceReason, attendanceReasons } from './attendance-words.ts';
import { type HandoffReason, handoffReasons } from './handoff-words.ts';
import type { Language } from './words.ts';

type Said = Record<Language, string>;

/** Reasons of a question about a test that are no outcome. */
type DecisionReason =
  | 'after the window'
  | 'not sent to the laboratory'
  | 'no laboratory result'
  | 'wrong person'
  | 'a test outcome was corrected'
  | 'a result was recorded for somebody else'
  | 'identifiers do not match'
  | 'withdrawn';

type KnownReason =
  | AttendanceReason
  | HandoffReason
  | GateRefusal
  | ConsentReason
  | Exclude<ResidentAnswer, 'all well'>
  | ReportableEvent
  | 'medication'
  | 'needs something'
  | 'home did not answer'
  | 'report refused'
  | CollectionOutcome
  | ConfirmationOutcome
  | DecisionReason
  | 'not reached'
  | MailFailure
  | DrawAlert
  | EndingReason
  | AdmissionReason
  | CrisisReason
  | 'no answer'
  | ReviewReason;

/** Why a counselor or the director is asked something about reviews and mutual help. */
type ReviewReason =
  | Exclude<ReviewCause, 'planned'>
  | 'review overdue'
  | 'stepped up in the first phase'
  | 'needs support with mutual help'
  | 'the client disagrees with feedback';

type CrisisReason = PageFailure | 'nobody acknowledged' | 'a round failed' | 'crisis follow-up';

type ConsentReason =
  | 'answered without consent'
  | 'ends soon'
  | 'asked by the client'
  | 'facts missing'
  | 'misdirected message';

type EndingReason =
  | 'a death was reported'
  | 'discharge asked for'
  | 'discharge not signed'
  | 'another facility takes over'
  | 'did not arrive at the facility'
  | 'an ending was corrected'
  | 'left early';

type AdmissionReason =
  | 'soft cap crossed'
  | 'counselor has too many clients'
  | 'offer expired'
  | 'authorization ends soon'
  | 'units run low'
  | 'authorization ends'
  | 'transferred';

const reasonWords: Record<KnownReason, Said> = {
  ...attendanceReasons,
  ...handoffReasons,
  'soft cap crossed': {
    en: 'the program has more clients than it is meant to',
    es: 'el programa tiene más clientes de los previstos',
  },
  'counselor has too many clients': {
    en: 'a counselor has more clients than the program plans for one',
    es: 'un consejero tiene más clientes de los que prevé el programa',
  },
  'offer expired': {
    en: 'a place was offered and nobody took it in time',
    es: 'se ofreció una plaza y nadie la aceptó a tiempo',
  },
  'authorization ends soon': {
    en: 'the authorization ends before the plan does',
    es: 'la autorización termina antes que el plan',
  },
  'units run low': {
    en: 'the units of the authorization will not last',
    es: 'las unidades de la autorización no alcanzarán',
  },
  'authorization ends': {
    en: 'the payer’s authorization ends and none follows: plan with the client what comes next',
    es: 'la autorización termina y no sigue otra: planifique con el cliente lo que sigue',
  },
  transferred: {
    en: 'the client has moved to another program of the clinic: go through the plan together',
    es: 'el cliente pasó a otro programa de la clínica: revise el plan con él',
  },
  'a clinician asks for it': { en: 'a clinician asks for it now', es: 'un clínico la pide ahora' },
  'two tests missed': {
    en: 'two tests were missed since the last review',
    es: 'faltó a dos pruebas desde la última revisión',
  },
  'a positive test and a missed one': {
    en: 'since the last review a test was positive and one was missed',
    es: 'desde la última revisión hubo una prueba positiva y una omitida',
  },
  'review overdue': {
    en: 'nobody has reviewed this client for longer than the program allows',
    es: 'nadie ha revisado a este cliente en más tiempo del que permite el programa',
  },
  'stepped up in the first phase': {
    en: 'the review stepped up, and the client is in the first phase',
    es: 'la revisión aumentó la intensidad y el cliente está en la primera fase',
  },
  'needs support with mutual help': {
    en: 'the client needs support with mutual help',
    es: 'el cliente necesita apoyo con la ayuda mutua',
  },
  'the client disagrees with feedback': {
    en: 'the client does not agree with what was written to them',
    es: 'el cliente no está de acuerdo con lo que se le escribió',
  },
  'a death was reported': {
    en: 'a colleague reports that the client has died',
    es: 'un colega informa de que el cliente ha fallecido',
  },
  'discharge asked for': {
    en: 'a colleague asks for this discharge',
    es: 'un colega pide esta alta',
  },
  'discharge not signed': {
    en: 'the discharge that you asked for was not signed: the client stays in treatment',
    es: 'el alta que pidió no se firmó: el cliente sigue en tratamiento',
  },
  'another facility takes over': {
    en: 'the client went on to another facility',
    es: 'el cliente pasó a otro centro',
  },
  'did not arrive at the facility': {
    en: 'the client did not arrive at the facility that was to take over',
    es: 'el cliente no llegó al centro que iba a hacerse cargo',
  },
  'an ending was corrected': {
    en: 'how treatment ended was recorded wrongly and is corrected: undo what followed',
    es: 'el final del tratamiento se registró mal y se ha corregido: deshaga lo que siguió',
  },
  'left early': {
    en: 'the client left before the plan was complete',
    es: 'el cliente se fue antes de completar el plan',
  },
  'answered without consent': {
    en: 'a partner answered when the consent held no longer; nothing of it was recorded',
    es: 'un socio respondió cuando el consentimiento ya no era válido; no se registró nada',
  },
  'ends soon': { en: 'the consent ends within two weeks', es: 'el consentimiento vence en dos semanas' },
  'asked by the client': { en: 'the client asked for it', es: 'lo pidió el cliente' },
  'facts missing': { en: 'facts are missing', es: 'faltan datos' },
  'misdirected message': { en: 'a message went astray', es: 'un mensaje llegó a quien no debía' },
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
  'curfew missed': { en: 'a curfew was missed', es: 'no se cumplió el horario' },
  medication: { en: 'medication is missing', es: 'falta medicación' },
  'needs something': { en: 'the resident needs something', es: 'el residente necesita algo' },
  'report refused': {
    en: 'the home wanted to report something that it may not be asked about any more: please call it',
    es: 'el hogar quiso informar de algo sobre lo que ya no se le puede preguntar: llámelo, por favor',
  },
  'home did not answer': { en: 'the home did not answer', es: 'el hogar no respondió' },
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
  excused: { en: 'the client was excused on the day', es: 'se dispensó al cliente ese mismo día' },
  'after the window': {
    en: 'the specimen was given after the window had ended',
    es: 'la muestra se dio después del plazo',
  },
  'not sent to the laboratory': {
    en: 'the specimen was not sent to the laboratory',
    es: 'la muestra no se envió al laboratorio',
  },
  'no laboratory result': {
    en: 'no result has come from the laboratory',
    es: 'no ha llegado ningún resultado del laboratorio',
  },
  'wrong person': {
    en: 'a result was recorded for the wrong person',
    es: 'se registró un resultado de otra persona',
  },
  'a test outcome was corrected': {
    en: 'the outcome of a test was corrected',
    es: 'se corrigió el resultado de una prueba',
  },
  'a result was recorded for somebody else': {
    en: 'a result of this client was recorded for somebody else',
    es: 'un resultado de este cliente se registró a otra persona',
  },
  'identifiers do not match': {
    en: 'the name and date of birth that were typed are not those on record; look whether the record is right',
    es: 'el apellido y la fecha escritos no son los registrados; compruebe si el registro es correcto',
  },
  withdrawn: { en: 'it ended with the treatment', es: 'terminó con el tratamiento' },
  'not reached': { en: 'the client was not reached', es: 'no se localizó al cliente' },
  bounced: { en: 'the email came back', es: 'el correo fue devuelto' },
  suppressed: {
    en: 'the mail service no longer delivers to this address',
    es: 'el servicio de correo ya no entrega a esta dirección',
  },
  rejected: { en: 'the mail service refused the email', es: 'el servicio de correo rechazó el correo' },
  'marked as spam': { en: 'the email was marked as spam', es: 'el correo se marcó como no deseado' },
  'not delivered in time': {
    en: 'the email was not delivered in time',
    es: 'el correo no se entregó a tiempo',
  },
  'draw too late to be fair': {
    en: 'a day’s draw came too late to be fair: nobody was called, and the day is uncovered',
    es: 'el sorteo de un día llegó demasiado tarde para ser justo: no se llamó a nadie y el día queda sin cubrir',
  },
  'tests overdue beyond capacity': {
    en: 'more tests were due on a day than collections can take',
    es: 'en un día vencieron más pruebas de las que se pueden recoger',
  },
  'draw without a commitment': {
    en: 'a day was drawn whose key had not been fixed ahead',
    es: 'se sorteó un día cuya clave no se había fijado antes',
  },
  'draw key is not the committed one': {
    en: 'a day was drawn with another key than the one fixed ahead',
    es: 'se sorteó un día con una clave distinta de la fijada antes',
  },
  'no pager': {
    en: 'the clinic has no pager, so nobody could be paged: call the people on the ladder',
    es: 'la clínica no tiene servicio de avisos y no se pudo avisar a nadie: llame por teléfono',
  },
  'pager failed': {
    en: 'somebody could not be paged: call the people on the ladder',
    es: 'no se pudo avisar a alguien: llame por teléfono',
  },
  'nobody acknowledged': {
    en: 'nobody has acknowledged a call for help; it is asked again from the top',
    es: 'nadie ha confirmado una llamada de ayuda; se pregunta de nuevo desde el principio',
  },
  'a round failed': {
    en: 'a call for help could not be passed on as it should: look now',
    es: 'una llamada de ayuda no se pudo transmitir como debía: mire ahora',
  },
  'crisis follow-up': {
    en: 'after a crisis a follow-up is needed',
    es: 'tras una crisis hace falta seguimiento',
  },
  'no answer': { en: 'nobody answered', es: 'nadie respondió' },
};

/** The words for a task's stored reason; the text itself when it is none of the codes. */
export function reasonText(reason: string, language: Language): string {
  return Object.hasOwn(reasonWords, reason) ? reasonWords[reason as KnownReason][language] : reason;
}
