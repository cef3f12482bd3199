import type { Fields } from './answer-fields.ts';
import { collectionOutcomes, confirmationOutcomes } from './drug-test.ts';
import type { TaskRule } from './human-task-kinds.ts';
import { hours, sameDay, unhurried, working } from './ladders.ts';
import { specimenContradictions } from './specimen.ts';
import { collectionFields, confirmationFields, decisionFields, tellingFields } from './test-fields.ts';

/** The director's: soon, then again, and long before the sixty days of the law are over. */
const breachLadder: TaskRule['ladder'] = [
  { action: 'ask', party: 'owner', wait: hours(5 * 24) },
  { action: 'remind', party: 'owner', wait: hours(7 * 24) },
  { action: 'escalate', party: 'backup', wait: hours(7 * 24) },
  { action: 'escalate', party: 'director', wait: hours(14 * 24) },
];

/** Everything that is asked about a drug test, and about how often a client is tested. */
export const testQuestions = {
  'tell-client': {
    asks: 'collections',
    delivery: 'batch',
    batchAt: 'list complete',
    title: { en: 'Tell the client about today’s test', es: 'Avisar al cliente de la prueba de hoy' },
    choices: ['told', 'not reached', 'excused'],
    fields: tellingFields,
    ladder: sameDay,
    silence: 'no answer',
  },
  'collect-specimen': {
    asks: 'collections',
    delivery: 'batch',
    batchAt: 'before closing',
    title: { en: 'Enter the outcome of the test', es: 'Registrar el resultado de la prueba' },
    choices: collectionOutcomes,
    fields: collectionFields,
    contradictions: (choice: string, fields: Fields) =>
      specimenContradictions(collectionFields, choice, fields),
    dueBy: 'closing of collections',
    ladder: [
      { action: 'ask', party: 'owner', wait: hours(14) },
      { action: 'escalate', party: 'backup', wait: working(4) },
      { action: 'escalate', party: 'director', wait: working(8) },
    ],
    silence: 'no answer',
  },
  'send-to-laboratory': {
    afterEnding: true,
    asks: 'collections',
    delivery: 'batch',
    batchAt: 'before closing',
    title: { en: 'Send the specimen to the laboratory', es: 'Enviar la muestra al laboratorio' },
    choices: ['sent', 'cannot be sent'],
    ladder: unhurried(8),
    silence: 'no answer',
  },
  'confirm-specimen': {
    afterEnding: true,
    asks: 'collections',
    delivery: 'batch',
    batchAt: 'before closing',
    title: { en: 'Enter the laboratory’s result', es: 'Registrar el resultado del laboratorio' },
    choices: confirmationOutcomes,
    fields: confirmationFields,
    ladder: unhurried(32),
    silence: 'no answer',
  },
  'clinician-decision': {
    afterEnding: true,
    asks: 'counselor',
    delivery: 'now',
    title: { en: 'A test needs your decision today', es: 'Una prueba requiere su decisión hoy' },
    choices: ['contacted the client', 'could not reach the client', 'no action needed'],
    fields: decisionFields,
    ladder: sameDay,
    silence: 'no answer',
  },
  'taper-sign-off': {
    asks: 'counselor',
    delivery: 'digest',
    title: { en: 'May the client be tested less often?', es: '¿Puede hacerse menos pruebas al cliente?' },
    choices: ['step down', 'keep the present rate'],
    ladder: unhurried(8),
    silence: 'no answer',
  },
  'breach-assessment': {
    afterEnding: true,
    asks: 'director',
    delivery: 'now',
    title: {
      en: 'Was a client’s record disclosed? Assess it',
      es: '¿Se reveló el registro de un cliente? Evalúelo',
    },
    choices: ['no breach', 'breach: the client was notified'],
    ladder: breachLadder,
    silence: 'no answer',
  },
} as const satisfies Record<string, TaskRule>;
