import type { FieldRule, Fields } from './answer-fields.ts';
import { addDays, type Instant, type LocalDate } from './clinic-calendar.ts';
import type { HumanTask } from './human-task.ts';

export const followUpAnswers = [
  'doing well',
  'in trouble',
  'wants to come back',
  'needs higher care',
  'not reached',
  'opted out',
] as const;
export type FollowUpAnswer = (typeof followUpAnswers)[number];

export interface FollowUp {
  id: string;
  episodeId: string;
  day: number;
  date: LocalDate;
  /** `declined`: not made because the client wants no calls. `readmitted`: because the client is in the program again. */
  outcome: FollowUpAnswer | 'no answer' | 'withdrawn' | 'declined' | 'readmitted';
  /** What the client said, in codes. Kept for the clinic; no partner is shown it. */
  said?: Fields;
  /** How often the client was called. */
  tries?: number;
  by?: string;
}

/** The date of the follow-up that comes after `done` of them, or undefined when all are done. */
export function nextFollowUp(
  followUpDays: readonly number[],
  done: number,
  endedOn: LocalDate,
): { day: number; on: LocalDate } | undefined {
  const day = followUpDays[done];
  return day === undefined ? undefined : { day, on: addDays(endedOn, day) };
}

/** Hours between two calls of one day that count as two tries: another time of day. */
const anotherTimeHours = 4;

/**
 * How many of some calls count as tries: each on another day than the one before, or at another time of it.
 * Source: seed issue E, "tries on different days/times".
 */
export function triesIn(calls: readonly Instant[]): number {
  let [count, last] = [0, Number.NEGATIVE_INFINITY];
  for (const at of [...calls].sort()) {
    const atMs = Date.parse(at);
    if (atMs - last < anotherTimeHours * 3_600_000) continue;
    count += 1;
    last = atMs;
  }
  return count;
}

/** How often a client was called for one follow-up, the last call among them once it is answered. */
export function triesOf({ superseded, answer }: Pick<HumanTask, 'superseded' | 'answer'>): number {
  const unreached = superseded.filter(({ because }) => because === 'asked back').map(({ at }) => at);
  return triesIn(answer ? [...unreached, answer.at] : unreached);
}

/** Answers with which somebody spoke to the client. */
const reachedAnswers = ['doing well', 'in trouble', 'wants to come back', 'needs higher care'] as const;

const notSaid = { value: 'not said', label: { en: 'Not said', es: 'No lo dijo' } };

/** What is asked of the client beside how it goes. Source: seed issue E, item 3. */
export const followUpFields: readonly FieldRule[] = [
  {
    name: 'housing',
    kind: 'choice',
    label: { en: 'Housing', es: 'Vivienda' },
    options: [
      { value: 'stable', label: { en: 'A stable home', es: 'Hogar estable' } },
      { value: 'sober home', label: { en: 'A sober home', es: 'Hogar sobrio' } },
      { value: 'at risk', label: { en: 'At risk', es: 'En riesgo' } },
      { value: 'none', label: { en: 'No home', es: 'Sin hogar' } },
      notSaid,
    ],
    with: reachedAnswers,
    isRequired: true,
  },
  {
    name: 'abstinence',
    kind: 'choice',
    label: {
      en: 'Use since the last call, by own account',
      es: 'Consumo desde la última llamada, según dice',
    },
    options: [
      { value: 'none', label: { en: 'None', es: 'Ninguno' } },
      { value: 'once or twice', label: { en: 'Once or twice', es: 'Una o dos veces' } },
      { value: 'more often', label: { en: 'More often', es: 'Más veces' } },
      notSaid,
    ],
    with: reachedAnswers,
    isRequired: true,
  },
  {
    name: 'meetingsNow',
    kind: 'choice',
    label: { en: 'Mutual-help meetings', es: 'Reuniones de ayuda mutua' },
    options: [
      { value: 'every week', label: { en: 'Every week', es: 'Cada semana' } },
      { value: 'now and then', label: { en: 'Now and then', es: 'De vez en cuando' } },
      { value: 'none', label: { en: 'None', es: 'Ninguna' } },
      notSaid,
    ],
    with: reachedAnswers,
    isRequired: true,
  },
  {
    name: 'work',
    kind: 'choice',
    label: { en: 'Work or school', es: 'Trabajo o estudios' },
    options: [
      { value: 'works', label: { en: 'Works', es: 'Trabaja' } },
      { value: 'studies', label: { en: 'Studies', es: 'Estudia' } },
      { value: 'looks for work', label: { en: 'Looks for work', es: 'Busca trabajo' } },
      { value: 'neither', label: { en: 'Neither', es: 'Ninguno' } },
      notSaid,
    ],
    with: reachedAnswers,
    isRequired: true,
  },
  {
    name: 'needs',
    kind: 'choices',
    label: { en: 'What does the client need?', es: '¿Qué necesita el cliente?' },
    options: [
      { value: 'housing', label: { en: 'Housing', es: 'Vivienda' } },
      { value: 'health', label: { en: 'Health care', es: 'Atención médica' } },
      { value: 'mental health', label: { en: 'Mental health care', es: 'Salud mental' } },
      { value: 'medication', label: { en: 'Medication', es: 'Medicación' } },
      { value: 'transport', label: { en: 'Transport', es: 'Transporte' } },
      { value: 'food', label: { en: 'Food', es: 'Comida' } },
      { value: 'legal', label: { en: 'Legal help', es: 'Ayuda legal' } },
      { value: 'family', label: { en: 'Family', es: 'Familia' } },
    ],
    with: reachedAnswers,
  },
];
