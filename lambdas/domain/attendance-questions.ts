import { attendanceAnswers, leftEarlyTicks, sheetLineProblem } from './attendance.ts';
import type { Rung, TaskRule } from './human-task-kinds.ts';
import { unhurried, working } from './ladders.ts';

/** Only who held the session knows who was there, so the facilitator is reminded before the director hears of it. */
const sheetLadder: Rung[] = [
  { action: 'ask', party: 'owner', wait: working(4) },
  { action: 'remind', party: 'owner', wait: working(8) },
  { action: 'escalate', party: 'director', wait: working(16) },
];

/** Belongs to the day of the miss; after an evening session, to the next morning. */
const outreachLadder: Rung[] = [
  { action: 'ask', party: 'owner', wait: working(4) },
  { action: 'escalate', party: 'backup', wait: working(4) },
  { action: 'escalate', party: 'director', wait: working(16) },
];

/** Questions about sessions: who was there, what a miss asks for, and whether a client is back from a leave. */
export const attendanceQuestions = {
  'attendance-sheet': {
    asks: 'counselor',
    delivery: 'batch',
    batchAt: 'list complete',
    title: { en: 'Attendance sheet', es: 'Hoja de asistencia' },
    choices: attendanceAnswers,
    itemTicks: leftEarlyTicks,
    itemContradiction: sheetLineProblem,
    restChoice: 'attended',
    perItem: true,
    ladder: sheetLadder,
    silence: 'no answer',
  },
  'missed-session': {
    asks: 'case-manager',
    delivery: 'batch',
    batchAt: 'list complete',
    title: {
      en: 'A client missed a session: please call today',
      es: 'Un cliente faltó a una sesión: llame hoy',
    },
    choices: ['reached the client', 'could not reach the client', 'no outreach needed'],
    ladder: outreachLadder,
    silence: 'no answer',
  },
  'missed-again': {
    asks: 'counselor',
    delivery: 'batch',
    batchAt: 'list complete',
    title: {
      en: 'A client has missed a second day in a row: what now?',
      es: 'Un cliente faltó por segundo día seguido: ¿qué hacer?',
    },
    choices: ['reached the client', 'could not reach the client', 'no outreach needed'],
    ladder: outreachLadder,
    silence: 'no answer',
  },
  'absent-client': {
    asks: 'director',
    delivery: 'digest',
    title: {
      en: 'A client stays away: decide with the counselor',
      es: 'Un cliente no viene: decida con el consejero',
    },
    choices: ['done'],
    ladder: unhurried(16),
    silence: 'no answer',
  },
  'leave-return': {
    asks: 'counselor',
    delivery: 'digest',
    title: { en: 'Is the client back from the leave?', es: '¿Volvió el cliente del permiso?' },
    choices: ['back', 'not back'],
    ladder: unhurried(6),
    silence: 'no answer',
  },
} as const satisfies Record<string, TaskRule>;
