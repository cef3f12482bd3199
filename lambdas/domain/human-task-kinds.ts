import { admissionQuestions } from './admission-questions.ts';
import type { FieldProblem, FieldRule, Fields } from './answer-fields.ts';
import { attendanceQuestions } from './attendance-questions.ts';
import { freeBedAnswers, residentAnswers, residentTicks } from './check-in.ts';
import { clientQuestions } from './client-questions.ts';
import type { LadderClock } from './clocked-ladder.ts';
import type { DisclosureCategory } from './consent.ts';
import { crisisQuestions } from './crisis-questions.ts';
import { endingQuestions } from './ending-questions.ts';
import { handoffQuestions } from './handoff-questions.ts';
import { partnerLadder, sameDay, unhurried } from './ladders.ts';
import type { StageMachine } from './signal.ts';
import type { StaffRole } from './staff.ts';
import { testQuestions } from './test-questions.ts';
import { treatmentQuestions } from './treatment-questions.ts';

/** Whom a rung of the ladder asks: the task's owner, the owner's backup, another clinician, or a role of the clinic. */
export type Party = 'owner' | 'backup' | 'case-manager' | 'clinician' | 'director';

/** How long a rung waits before the next: clock hours where lives or windows depend on it, else working hours. */
export type RungWait = { hours: number } | { workingHours: number };

export interface Rung {
  action: 'ask' | 'remind' | 'escalate';
  party: Party;
  wait: RungWait;
}

export interface TaskRule {
  /** A role of the clinic, the client's own counselor or case manager among them, or a kind of partner. */
  asks: StaffRole | 'sober-home' | 'aftercare';
  /** now: its own email at once. digest: in the daily digest. batch: one list a day for the person. */
  delivery: 'now' | 'digest' | 'batch';
  /** Paged too, at any hour: its rungs count minutes of the clock, and a page that fails climbs at once. */
  isPaged?: boolean;
  /** When a batch goes out: as soon as the day's list is complete, or before collections close. */
  batchAt?: 'list complete' | 'before closing';
  title: { en: string; es: string };
  choices: readonly string[];
  /** What is asked beside the choice. */
  fields?: readonly FieldRule[];
  /** What in the fields contradicts the choice. */
  contradictions?: (choice: string, fields: Fields) => FieldProblem[];
  /** Answered before collections close on the test's day rather than when the first rung ends. */
  dueBy?: 'closing of collections';
  /** Asked for each client of a list instead of once. */
  perItem?: boolean;
  /** Its rungs follow the clock of what it is about rather than their own waits. */
  clock?: LadderClock;
  ladder: readonly Rung[];
  /** What may be ticked beside the choice for each client of a list. */
  itemTicks?: readonly string[];
  /** What in one line of a list contradicts itself. */
  itemContradiction?: (choice: string, ticks: readonly string[]) => string | undefined;
  /** The choice that one tick gives to everybody of a list for whom nothing is chosen. */
  restChoice?: string;
  /** Choices that are noted and leave the question open: a question back. */
  staysOpen?: readonly string[];
  /** The stage whose execution waits for it; none for a question that nobody waits for, or of a test or check-in. */
  stage?: StageMachine;
  /** Still asked when the episode has ended; others are withdrawn with the ending. */
  afterEnding?: boolean;
  /** The outcome when the whole ladder stays silent. Never one of the choices: silence is no answer. */
  silence: 'no answer';
  /** What a partner learns by being asked; the consent gate and the ledger go by it. */
  disclosure?: { category: DisclosureCategory; purpose: string };
  /** Of a partner's question without one category: it tells of nobody, or of what its own list holds. */
  discloses?: 'nobody' | 'listed notices';
}

const done = ['done'] as const;
const handled = ['handled', 'could not be settled'] as const;

/** Asked with the weekly check-in and shown on the bed board. */
const freeBedsField: FieldRule = {
  name: 'freeBeds',
  kind: 'number',
  label: { en: 'How many beds are free?', es: '¿Cuántas camas tiene libres?' },
  hint: { en: 'Leave it empty if you do not know.', es: 'Déjelo vacío si no lo sabe.' },
  least: 0,
  most: 200,
};

const kinds = {
  ...admissionQuestions,
  'consent-needed': {
    afterEnding: true,
    asks: 'case-manager',
    delivery: 'digest',
    title: { en: 'A consent is missing or no longer holds', es: 'Falta un consentimiento o ya no es válido' },
    choices: ['signed', 'client declines'],
    ladder: unhurried(12),
    silence: 'no answer',
  },
  'placement-request': {
    stage: 'admission',
    asks: 'sober-home',
    delivery: 'now',
    title: { en: 'Do you have a bed for this person?', es: '¿Tiene una cama para esta persona?' },
    choices: ['accept', 'decline', 'question'],
    staysOpen: ['question'],
    ladder: partnerLadder,
    silence: 'no answer',
    disclosure: { category: 'placement', purpose: 'to arrange a place in a sober home' },
  },
  'placement-question': {
    asks: 'case-manager',
    delivery: 'now',
    title: { en: 'A home has a question: please call', es: 'Un hogar tiene una pregunta: llame, por favor' },
    choices: done,
    ladder: sameDay,
    silence: 'no answer',
  },
  'bed-request': {
    asks: 'sober-home',
    delivery: 'now',
    title: { en: 'Do you have a free bed?', es: '¿Tiene una cama libre?' },
    choices: freeBedAnswers,
    ladder: partnerLadder,
    silence: 'no answer',
    discloses: 'nobody',
  },
  'bed-offer': {
    asks: 'case-manager',
    delivery: 'digest',
    title: { en: 'A home has a free bed', es: 'Un hogar tiene una cama libre' },
    choices: done,
    ladder: unhurried(8),
    silence: 'no answer',
  },
  'find-home': {
    stage: 'admission',
    asks: 'case-manager',
    delivery: 'digest',
    title: { en: 'No home has a bed: choose what to do', es: 'Ningún hogar tiene cama: elija qué hacer' },
    choices: ['lives in a stable home', 'another home chosen', 'cannot be placed'],
    ladder: unhurried(12),
    silence: 'no answer',
  },
  ...treatmentQuestions,
  ...testQuestions,
  ...attendanceQuestions,
  'home-check-in': {
    asks: 'sober-home',
    delivery: 'now',
    title: { en: 'Weekly check-in', es: 'Consulta semanal' },
    choices: residentAnswers,
    itemTicks: residentTicks,
    fields: [freeBedsField],
    perItem: true,
    ladder: partnerLadder,
    silence: 'no answer',
    disclosure: { category: 'residence', purpose: 'to coordinate the stay in the sober home' },
  },
  'check-in-follow-up': {
    afterEnding: true,
    asks: 'case-manager',
    delivery: 'digest',
    title: { en: 'A home’s check-in needs you', es: 'Una consulta a un hogar requiere su atención' },
    choices: done,
    ladder: unhurried(8),
    silence: 'no answer',
  },
  'incident-report': {
    afterEnding: true,
    asks: 'counselor',
    delivery: 'now',
    title: { en: 'A home reports an incident', es: 'Un hogar informa de un incidente' },
    choices: handled,
    ladder: sameDay,
    silence: 'no answer',
  },
  'bed-at-risk': {
    afterEnding: true,
    asks: 'case-manager',
    delivery: 'now',
    title: { en: 'A client’s bed is at risk', es: 'La cama de un cliente está en riesgo' },
    choices: handled,
    ladder: sameDay,
    silence: 'no answer',
  },
  'bed-risk-decision': {
    afterEnding: true,
    asks: 'counselor',
    delivery: 'now',
    title: {
      en: 'A client’s bed is at risk: what does the client need today?',
      es: 'La cama de un cliente está en riesgo: ¿qué necesita hoy?',
    },
    choices: ['contacted the client', 'could not reach the client', 'no action needed'],
    ladder: sameDay,
    silence: 'no answer',
  },
  'resident-report': {
    afterEnding: true,
    asks: 'case-manager',
    delivery: 'batch',
    batchAt: 'list complete',
    title: { en: 'A home reports something about a resident', es: 'Un hogar informa sobre un residente' },
    choices: handled,
    ladder: sameDay,
    silence: 'no answer',
  },
  'resident-needs': {
    asks: 'case-manager',
    delivery: 'digest',
    title: { en: 'A resident needs something', es: 'Un residente necesita algo' },
    choices: handled,
    ladder: unhurried(16),
    silence: 'no answer',
  },
  'home-notice': {
    asks: 'sober-home',
    delivery: 'now',
    title: { en: 'What is new for your home', es: 'Novedades para su hogar' },
    choices: ['noted'],
    ladder: partnerLadder,
    silence: 'no answer',
    discloses: 'listed notices',
  },
  ...handoffQuestions,
  'care-concern': {
    afterEnding: true,
    asks: 'counselor',
    delivery: 'digest',
    title: { en: 'Something needs your attention', es: 'Algo requiere su atención' },
    choices: done,
    ladder: unhurried(8),
    silence: 'no answer',
  },
  'correction-follow-up': {
    afterEnding: true,
    asks: 'counselor',
    delivery: 'digest',
    title: {
      en: 'A record was corrected: undo what followed',
      es: 'Se corrigió un registro: deshaga lo que siguió',
    },
    choices: done,
    ladder: unhurried(8),
    silence: 'no answer',
  },
  ...clientQuestions,
  ...crisisQuestions,
  ...endingQuestions,
  'phone-call': {
    afterEnding: true,
    asks: 'case-manager',
    delivery: 'now',
    title: {
      en: 'Our email did not arrive: please call',
      es: 'Nuestro correo no llegó: llame, por favor',
    },
    choices: ['reached by phone', 'not reached by phone'],
    ladder: sameDay,
    silence: 'no answer',
  },
  'clinic-alert': {
    afterEnding: true,
    asks: 'director',
    delivery: 'digest',
    title: { en: 'The clinic needs a decision', es: 'La clínica necesita una decisión' },
    choices: done,
    ladder: unhurried(16),
    silence: 'no answer',
  },
} as const satisfies Record<string, TaskRule>;

export type TaskKind = keyof typeof kinds;

/** Every question stepdown asks: of whom, how it is delivered, what can be answered, and what happens on silence. */
export const taskRules: Record<TaskKind, TaskRule> = kinds;

export const taskKinds = Object.keys(kinds) as TaskKind[];

export function isPartnerTask(kind: TaskKind): boolean {
  return ['sober-home', 'aftercare'].includes(taskRules[kind].asks);
}
