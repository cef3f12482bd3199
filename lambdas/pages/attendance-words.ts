import type { leftEarlyTicks } from '../domain/attendance.ts';
import type { SessionKind } from '../domain/session-kinds.ts';
import type { Language } from './words.ts';

type Said = Record<Language, string>;
type LeftEarly = (typeof leftEarlyTicks)[number];

function minutesWords(minutes: number): Said {
  return { en: `${minutes} minutes early`, es: `${minutes} minutos antes` };
}

/** How early somebody left. */
export const leftEarlyWords: Record<LeftEarly, Said> = {
  '10 minutes': minutesWords(10),
  '15 minutes': minutesWords(15),
  '20 minutes': minutesWords(20),
  '30 minutes': minutesWords(30),
  '45 minutes': minutesWords(45),
  '60 minutes': minutesWords(60),
  '90 minutes': minutesWords(90),
  '120 minutes': minutesWords(120),
};

export const sessionKindWords: Record<SessionKind, Said> = {
  group: { en: 'Group', es: 'Grupo' },
  individual: { en: 'Individual', es: 'Individual' },
  family: { en: 'Family', es: 'Familia' },
  education: { en: 'Education', es: 'Educación' },
  'life-skills': { en: 'Life skills', es: 'Habilidades para la vida' },
  'case-management': { en: 'Case management', es: 'Gestión del caso' },
  'medication-management': { en: 'Medication management', es: 'Gestión de la medicación' },
  complementary: { en: 'Complementary', es: 'Complementaria' },
};

/** Why a question about sessions is asked. */
export const attendanceReasons = {
  'missed a session': { en: 'a session was missed', es: 'faltó a una sesión' },
  'missed again': {
    en: 'sessions were missed on a second day in a row',
    es: 'faltó a sesiones por segundo día seguido',
  },
  'not back from leave': {
    en: 'the client did not come back from a leave',
    es: 'el cliente no volvió de un permiso',
  },
  'leave is over': { en: 'the leave ended yesterday', es: 'el permiso terminó ayer' },
  'a group is over its size': {
    en: 'more clients are to attend a session than it has room for',
    es: 'deben asistir a una sesión más clientes de los que caben',
  },
  'attendance is not recorded': {
    en: 'nobody sent in an attendance sheet; who was there is not known',
    es: 'nadie envió una hoja de asistencia; no se sabe quién asistió',
  },
  'attendance was corrected': {
    en: 'an entry on an attendance sheet was wrong, and something had followed from it',
    es: 'una anotación de asistencia era errónea y ya había tenido consecuencias',
  },
} as const satisfies Record<string, Said>;

export type AttendanceReason = keyof typeof attendanceReasons;

interface SheetWords {
  aboutClients(count: number): string;
  answerFor: string;
  rest: string;
  restHint: string;
  howEarly: string;
  mendLine: string;
  session: string;
  held: string;
  room: string;
  tooMany(count: number, most: number): string;
  online: string;
  onlineText(unknown: number): string;
  attendsFrom(name: string): string;
  missed: string;
  sinceDays(days: number): string;
  call: string;
  whatToDo: string;
  outreach: string;
  again: string;
  leave: string;
}

export const attendanceWords: Record<Language, SheetWords> = {
  en: {
    aboutClients: (count) => (count === 1 ? 'One client' : `${count} clients`),
    answerFor: 'Who was there?',
    rest: 'Everybody else attended',
    restHint: 'Mark the exceptions below first. Nothing is recorded for anybody until you save.',
    howEarly: 'How early, if somebody left early',
    mendLine: 'Say how early: one line of minutes, and only with “Left early”.',
    session: 'Session',
    held: 'Held',
    room: 'In the room',
    tooMany: (count, most) => `${count} clients; there is room for ${most}`,
    online: 'Online',
    onlineText: (unknown) =>
      `For ${unknown} of them it is not on record from where they attend: ask, for an emergency.`,
    attendsFrom: (name) => `${name} attends from`,
    missed: 'Missed',
    sinceDays: (days) => (days === 1 ? 'one day' : `${days} days in a row`),
    call: 'Call',
    whatToDo: 'What to do',
    outreach:
      'Call today. Ask whether the person is safe, what got in the way, and when they will be back. In danger: 911; thoughts of suicide: 988.',
    again:
      'Call again, and the emergency contact where there is consent. Decide with the director: a visit, a review, or an ending.',
    leave: 'Leave',
  },
  es: {
    aboutClients: (count) => (count === 1 ? 'Un cliente' : `${count} clientes`),
    answerFor: '¿Quién asistió?',
    rest: 'Los demás asistieron',
    restHint: 'Marque antes las excepciones. No se registra nada de nadie hasta que guarde.',
    howEarly: 'Cuánto antes, si alguien salió antes',
    mendLine: 'Indique cuánto antes: una línea de minutos, y solo con «Salió antes».',
    session: 'Sesión',
    held: 'Hora',
    room: 'En la sala',
    tooMany: (count, most) => `${count} clientes; caben ${most}`,
    online: 'En línea',
    onlineText: (unknown) =>
      `De ${unknown} no consta desde dónde asisten: pregúntelo, por si hay una emergencia.`,
    attendsFrom: (name) => `${name} asiste desde`,
    missed: 'Faltó',
    sinceDays: (days) => (days === 1 ? 'un día' : `${days} días seguidos`),
    call: 'Llamar al',
    whatToDo: 'Qué hacer',
    outreach:
      'Llame hoy. Pregunte si la persona está a salvo, qué se lo impidió y cuándo vuelve. En peligro: 911; ideas de suicidio: 988.',
    again:
      'Llame otra vez, y al contacto de emergencia si hay consentimiento. Decida con la dirección: una visita, una revisión o un final.',
    leave: 'Permiso',
  },
};
