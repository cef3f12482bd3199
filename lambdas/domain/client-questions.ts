import type { TaskRule } from './human-task-kinds.ts';
import { hours } from './ladders.ts';

const days = (count: number) => hours(count * 24);

/** Questions that follow from what a client asks for, and from what was told about a client in an emergency. */
export const clientQuestions = {
  'record-access': {
    afterEnding: true,
    asks: 'director',
    delivery: 'digest',
    title: {
      en: 'A client asks for a copy of the record: 30 days',
      es: 'Un cliente pide copia de su expediente: 30 días',
    },
    choices: ['copy given', 'refused in writing'],
    ladder: [
      { action: 'ask', party: 'owner', wait: days(10) },
      { action: 'remind', party: 'owner', wait: days(9) },
      { action: 'escalate', party: 'backup', wait: days(7) },
    ],
    silence: 'no answer',
  },
  'record-amendment': {
    afterEnding: true,
    asks: 'director',
    delivery: 'digest',
    title: {
      en: 'A client asks for the record to be corrected: 60 days',
      es: 'Un cliente pide corregir su expediente: 60 días',
    },
    choices: ['amended', 'refused in writing'],
    ladder: [
      { action: 'ask', party: 'owner', wait: days(20) },
      { action: 'remind', party: 'owner', wait: days(20) },
      { action: 'escalate', party: 'backup', wait: days(14) },
    ],
    silence: 'no answer',
  },
  'emergency-record': {
    afterEnding: true,
    asks: 'on-call',
    delivery: 'now',
    title: {
      en: 'An emergency disclosure lacks its facts',
      es: 'Faltan datos de una revelación en emergencia',
    },
    choices: ['record closed', 'facts still missing'],
    ladder: [
      { action: 'ask', party: 'owner', wait: hours(4) },
      { action: 'remind', party: 'owner', wait: hours(8) },
      { action: 'escalate', party: 'director', wait: hours(12) },
    ],
    silence: 'no answer',
  },
} as const satisfies Record<string, TaskRule>;
