import {
  addDays,
  type ClinicCalendar,
  isOpenOn,
  type LocalDate,
  type LocalTime,
  nextOpenDate,
} from './clinic-calendar.ts';
import type { Episode, HandoffState } from './episode.ts';

/** A try to bring the client to a first visit that came to nothing. */
export interface HandoffTry {
  on: LocalDate;
  what: 'no show' | 'could not reach the client' | 'no answer';
}

export interface Appointment {
  on: LocalDate;
  /** On the clinic's wall clock; null where only the day is agreed. */
  at: LocalTime | null;
}

/** A handoff that waits for the client to arrive. What an earlier release did not know is left out. */
export interface OpenHandoff {
  status: 'open';
  /** The receiver that accepted; null while none has, and for one that the clinic has no links with. */
  receiverId: string | null;
  visitOn: LocalDate | null;
  visitAt?: LocalTime | null;
  /** Days on which a try came to nothing. */
  attempts: number;
  tries?: HandoffTry[];
  /** The question about the visit whose answer was taken up last. */
  lastVisitTaskId: string | null;
  /** Asked next: whether the client arrived (when left out), a call to the client, or a clinician's signature. */
  next?: 'visit' | 'call' | 'sign-off';
  /** The earliest day of that call. */
  callFrom?: LocalDate;
  /** A provider without links, by name where it is known: staff arrange it by phone. */
  otherReceiver?: string;
  records?: 'sent' | 'nothing to send' | 'received' | 'not received';
  /** How the client was handed on in person. */
  warmContact?: { how: 'joint session' | 'call together' | 'not possible'; on: LocalDate | null };
  /** The first contact after the ending: when somebody was asked, and on which day it was made. */
  contact?: { askedOn: LocalDate | null; madeOn: LocalDate | null };
  /** When the director was last shown that no plan is made. */
  latePlanToldOn?: LocalDate;
  /** Set when the director has recorded that no plan can be made. */
  planWaived?: boolean;
}

export type HandoffClosing = 'arrived' | 'declined by client' | 'lost to contact';

export const receiverAnswers = ['accept', 'decline', 'propose times', 'question'] as const;
export const visitAnswers = ['arrived', 'no show', 'client declined'] as const;
export const receiverVisitAnswers = ['arrived', 'no show', 'new time', 'client declined'] as const;
export const callAnswers = [
  'new visit agreed',
  'could not reach the client',
  'another receiver wanted',
  'client declined',
] as const;
export const signOffAnswers = ['signed off', 'client wants aftercare'] as const;

export const newHandoff: OpenHandoff = {
  status: 'open',
  receiverId: null,
  visitOn: null,
  attempts: 0,
  lastVisitTaskId: null,
};

/** Only these close a handoff: "sent" is not "arrived". */
export function isHandoffClosed(handoff: HandoffState): boolean {
  return ['arrived', 'declined by client', 'lost to contact', 'not applicable'].includes(handoff.status);
}

/** True when somebody has taken the client on, by link or by phone. */
export function hasReceiver({ receiverId, otherReceiver }: OpenHandoff): boolean {
  return receiverId !== null || otherReceiver !== undefined;
}

/** What was answered about a visit, a call to the client, or a signature. */
export interface HandoffAnswer {
  taskId: string;
  answer: string;
  on: LocalDate;
  /** The day and time that were agreed with the answer. */
  appointment: Appointment | null;
}

export type AfterHandoffAnswer =
  | { outcome: 'go on' | 'choose receiver'; handoff: OpenHandoff }
  | { outcome: 'closed'; status: HandoffClosing; handoff: OpenHandoff };

/**
 * What an answer leads to. "Arrived" closes; a client who declines is signed for by a clinician first; a no-show, a
 * client who is not reached and a silence are tries: the client is called, from the next day on where today's call
 * failed, until tries on `maxAttempts` different days came to nothing. Source: seed issue E, "a handoff that stays
 * open until the client has arrived".
 */
export function afterHandoffAnswer(
  handoff: OpenHandoff,
  said: HandoffAnswer,
  maxAttempts: number,
): AfterHandoffAnswer {
  const current: OpenHandoff = { ...handoff, lastVisitTaskId: said.taskId };
  switch (said.answer) {
    case 'arrived':
      return { outcome: 'closed', status: 'arrived', handoff: current };
    case 'signed off':
      return { outcome: 'closed', status: 'declined by client', handoff: current };
    case 'client declined':
    case 'client declines aftercare':
      return { outcome: 'go on', handoff: { ...current, next: 'sign-off' } };
    case 'client wants aftercare':
      return hasReceiver(current)
        ? { outcome: 'go on', handoff: { ...current, next: 'call', callFrom: said.on } }
        : { outcome: 'choose receiver', handoff: { ...current, next: 'visit' } };
    case 'new visit agreed':
    case 'new time':
      return agreed(current, said);
    case 'another receiver wanted':
      return {
        outcome: 'choose receiver',
        handoff: { ...withoutReceiver(current), next: 'visit' },
      };
    case 'not sent':
      return { outcome: 'go on', handoff: current };
    default:
      return afterTry(current, said, maxAttempts);
  }
}

/** A visit that is agreed though no receiver had accepted is with somebody whom staff have found by phone. */
function agreed(current: OpenHandoff, { appointment }: HandoffAnswer): AfterHandoffAnswer {
  const visit = {
    next: 'visit',
    visitOn: appointment?.on ?? null,
    visitAt: appointment?.at ?? null,
  } as const;
  const found = hasReceiver(current) ? {} : { otherReceiver: '' };
  return { outcome: 'go on', handoff: { ...current, ...visit, ...found } };
}

function afterTry(current: OpenHandoff, said: HandoffAnswer, maxAttempts: number): AfterHandoffAnswer {
  const what = tryOf(said.answer);
  const tries = [...(current.tries ?? []), { on: said.on, what }];
  // Tries that an earlier release counted have no day on record.
  const unnamed = Math.max(0, current.attempts - daysOf(current.tries ?? []));
  const attempts = unnamed + daysOf(tries);
  const callFrom = what === 'no show' ? said.on : addDays(said.on, 1);
  const next = current.next === 'sign-off' ? 'sign-off' : 'call';
  const handoff: OpenHandoff = { ...current, tries, attempts, next, callFrom };
  return attempts >= maxAttempts
    ? { outcome: 'closed', status: 'lost to contact', handoff }
    : { outcome: 'go on', handoff };
}

function tryOf(answer: string): HandoffTry['what'] {
  return answer === 'no show' || answer === 'could not reach the client' ? answer : 'no answer';
}

/** Several tries of one day are one attempt. */
function daysOf(tries: readonly HandoffTry[]): number {
  return new Set(tries.map(({ on }) => on)).size;
}

/** The handoff without the receiver that had accepted: what was agreed with it no longer holds. */
export function withoutReceiver(handoff: OpenHandoff): OpenHandoff {
  const { otherReceiver: _, ...rest } = handoff;
  return { ...rest, receiverId: null, visitOn: null, visitAt: null };
}

/** The day proposed for a first visit: `withinDays` after today, never before treatment ends, on an open day. */
export function visitDate(
  calendar: ClinicCalendar,
  episode: Pick<Episode, 'plannedEndOn' | 'endedOn'>,
  today: LocalDate,
  withinDays: number,
): LocalDate {
  return visitAfterTreatment(calendar, episode, addDays(today, withinDays));
}

/** A visit's day, moved behind the end of treatment where it would fall into it. */
export function visitAfterTreatment(
  calendar: ClinicCalendar,
  episode: Pick<Episode, 'plannedEndOn' | 'endedOn'>,
  wanted: LocalDate,
): LocalDate {
  const endsOn = episode.endedOn ?? episode.plannedEndOn ?? wanted;
  return nextOpenDate(calendar, wanted > endsOn ? wanted : addDays(endsOn, 1));
}

/** Working days before the planned end by which the plan is made; later it is shown to the director. */
const planDueWorkingDays = 3;

/** The day on which a plan that is not made is late: working days before the end, or the day after it has ended. */
export function planLateOn(
  calendar: ClinicCalendar,
  { plannedEndOn, endedOn }: Pick<Episode, 'plannedEndOn' | 'endedOn'>,
  today: LocalDate,
): LocalDate {
  const planned = workingDaysBefore(calendar, plannedEndOn ?? today, planDueWorkingDays);
  const ended = endedOn === null ? planned : addDays(endedOn, 1);
  return ended < planned ? ended : planned;
}

/** True when the director is to be shown (again) that the plan is late. */
export function isTimeToTellLate(
  calendar: ClinicCalendar,
  { latePlanToldOn }: Pick<OpenHandoff, 'latePlanToldOn'>,
  lateOn: LocalDate,
  today: LocalDate,
): boolean {
  if (today < lateOn) return false;
  return (
    latePlanToldOn === undefined || workingDaysBefore(calendar, today, planDueWorkingDays) >= latePlanToldOn
  );
}

function workingDaysBefore(calendar: ClinicCalendar, date: LocalDate, count: number): LocalDate {
  let day = date;
  for (let left = count, back = 0; left > 0 && back < 60; back += 1) {
    day = addDays(day, -1);
    if (isOpenOn(calendar, day)) left -= 1;
  }
  return day;
}
