import type { MailFailure, MailMessage, MailStatus } from '../domain/mail.ts';
import { codeInSpanish } from './codes-in-spanish.ts';
import type { Language } from './words.ts';

interface Headed {
  title: string;
  lead: string;
  columns: string[];
}

type Part =
  | 'questions'
  | 'disclosures'
  | 'consents'
  | 'tests'
  | 'attendance'
  | 'reviews'
  | 'corrections'
  | 'mails';

export interface DossierTableWords {
  tables: Record<Part, Headed>;
  /** A code of a record, in words. */
  code: (code: string) => string;
  mailKind: (kind: MailMessage['kind']) => string;
  mailStatus: (status: MailStatus | MailFailure) => string;
  ownMail: string;
  noMail: (name: string) => string;
  andMore: (count: number) => string;
  delivered: (moment: string) => string;
  mailOf: (kind: string, moment: string, arrived: string) => string;
  late: string;
  notice: (version: string) => string;
  notSaid: string;
  revoked: (whom: string | null, how: string, moment: string, recordedBy: string) => string;
  notTold: string;
  sentBy: (name: string, moment: string) => string;
  of: (part: number, whole: number) => string;
  review: string;
  followUp: (day: number) => string;
  tried: string;
}

const en: DossierTableWords = {
  tables: {
    questions: {
      title: 'Questions',
      lead: 'Each question, who was asked when and by which mail, and what was answered. An answer that was replaced stays.',
      columns: ['Question', 'Asked', 'Answer'],
    },
    disclosures: {
      title: 'Disclosures',
      lead: 'What a partner was shown, why, and under which consent (42 CFR §2.25).',
      columns: ['When', 'Told', 'About', 'Purpose', 'Consent'],
    },
    consents: {
      title: 'Consents',
      lead: 'Whom the client let be told what, from when until when, and what was taken back (42 CFR §2.31).',
      columns: ['Signed', 'Recipients', 'Covers', 'Until', 'Taken back'],
    },
    tests: {
      title: 'Tests',
      lead: 'Each test, when the client was told, and what it came to.',
      columns: ['Day', 'Told', 'Outcome', 'Laboratory'],
    },
    attendance: {
      title: 'Attendance',
      lead: 'Each session that was due, and who said whether the client was there.',
      columns: ['Session', 'Outcome', 'Minutes', 'Said by'],
    },
    reviews: {
      title: 'Reviews and calls',
      lead: 'Reviews of progress, tries to reach the client, and calls after the ending.',
      columns: ['Day', 'What', 'Outcome'],
    },
    corrections: {
      title: 'Corrections',
      lead: 'What was recorded wrongly, by whom it was put right and why, and what had followed from it.',
      columns: ['When', 'Was', 'Is', 'Why', 'What had followed'],
    },
    mails: {
      title: 'Mails',
      lead: 'Each mail that had to do with the episode, and whether it arrived. No mail holds anything about a client.',
      columns: ['Mail', 'To', 'Kind', 'Sent', 'Arrived'],
    },
  },
  code: (code) => code,
  mailKind: (kind) => kind,
  mailStatus: (status) => status,
  ownMail: 'own mail',
  noMail: (name) => `${name}, no mail`,
  andMore: (count) => `, and ${count} more`,
  delivered: (moment) => `delivered ${moment}`,
  mailOf: (kind, moment, arrived) => `${kind} of ${moment}, ${arrived}`,
  late: ', late',
  notice: (version) => `notice ${version}`,
  notSaid: 'not said',
  revoked: (whom, how, moment, recordedBy) =>
    `for ${whom ?? 'all'}, ${how}, ${moment}, recorded by ${recordedBy}`,
  notTold: 'not told',
  sentBy: (name, moment) => `sent by ${name}, ${moment}`,
  of: (part, whole) => `${part} of ${whole}`,
  review: 'Progress review',
  followUp: (day) => `Follow-up, day ${day}`,
  tried: 'Try to reach the client',
};

const taskStatuses: Readonly<Record<string, string>> = {
  open: 'abierta',
  answered: 'respondida',
  'given up': 'sin respuesta',
  withdrawn: 'retirada',
  refused: 'no enviada',
  corrected: 'corregida',
  contradicted: 'contradicha',
  'asked back': 'se preguntó de vuelta',
};

const mailKinds: Readonly<Record<MailMessage['kind'], string>> = {
  question: 'pregunta',
  digest: 'resumen del día',
  batch: 'varias preguntas',
  welcome: 'bienvenida',
  'client-link': 'enlace del cliente',
  'draw-report': 'informe de los sorteos',
  monday: 'página de la semana',
};

const mailStatuses: Readonly<Record<MailStatus | MailFailure, string>> = {
  queued: 'en cola',
  accepted: 'aceptado por el servicio de correo',
  delivered: 'entregado',
  answered: 'respondido',
  failed: 'no entregado',
  cancelled: 'anulado',
  bounced: 'devuelto',
  suppressed: 'dirección bloqueada',
  rejected: 'rechazado',
  'marked as spam': 'marcado como correo no deseado',
  'not delivered in time': 'no entregado a tiempo',
};

const es: DossierTableWords = {
  tables: {
    questions: {
      title: 'Preguntas',
      lead: 'Cada pregunta, a quién se hizo, cuándo y con qué correo, y qué se respondió. Una respuesta reemplazada se conserva.',
      columns: ['Pregunta', 'A quién', 'Respuesta'],
    },
    disclosures: {
      title: 'Revelaciones',
      lead: 'Lo que se mostró a una entidad, por qué y según qué consentimiento (42 CFR §2.25).',
      columns: ['Cuándo', 'A quién', 'Sobre', 'Finalidad', 'Consentimiento'],
    },
    consents: {
      title: 'Consentimientos',
      lead: 'A quién permitió el cliente que se le dijera qué, desde cuándo y hasta cuándo, y qué se revocó (42 CFR §2.31).',
      columns: ['Firmado', 'Destinatarios', 'Incluye', 'Hasta', 'Revocado'],
    },
    tests: {
      title: 'Pruebas',
      lead: 'Cada prueba, cuándo se avisó al cliente y qué resultó.',
      columns: ['Día', 'Avisado', 'Resultado', 'Laboratorio'],
    },
    attendance: {
      title: 'Asistencia',
      lead: 'Cada sesión que tocaba, y quién dijo si el cliente asistió.',
      columns: ['Sesión', 'Resultado', 'Minutos', 'Lo dijo'],
    },
    reviews: {
      title: 'Revisiones y llamadas',
      lead: 'Revisiones del avance, intentos de localizar al cliente y llamadas después del final.',
      columns: ['Día', 'Qué', 'Resultado'],
    },
    corrections: {
      title: 'Correcciones',
      lead: 'Lo que se registró mal, quién lo corrigió y por qué, y qué había seguido de ello.',
      columns: ['Cuándo', 'Era', 'Es', 'Por qué', 'Lo que había seguido'],
    },
    mails: {
      title: 'Correos',
      lead: 'Cada correo relacionado con el episodio, y si llegó. Ningún correo dice nada sobre un cliente.',
      columns: ['Correo', 'Para', 'Tipo', 'Enviado', 'Entregado'],
    },
  },
  code: (code) => taskStatuses[code] ?? codeInSpanish(code),
  mailKind: (kind) => mailKinds[kind],
  mailStatus: (status) => mailStatuses[status],
  ownMail: 'correo propio',
  noMail: (name) => `${name}, sin correo`,
  andMore: (count) => `, y ${count} más`,
  delivered: (moment) => `entregado el ${moment}`,
  mailOf: (kind, moment, arrived) => `${kind} del ${moment}, ${arrived}`,
  late: ', tarde',
  notice: (version) => `aviso ${version}`,
  notSaid: 'no consta',
  revoked: (whom, how, moment, recordedBy) =>
    `para ${whom ?? 'todos'}, ${how}, ${moment}, lo registró ${recordedBy}`,
  notTold: 'no avisado',
  sentBy: (name, moment) => `la envió ${name}, ${moment}`,
  of: (part, whole) => `${part} de ${whole}`,
  review: 'Revisión del avance',
  followUp: (day) => `Llamada de seguimiento, día ${day}`,
  tried: 'Intento de localizar al cliente',
};

/** The words of the tables of a dossier. */
export const dossierTableWords: Record<Language, DossierTableWords> = { en, es };
