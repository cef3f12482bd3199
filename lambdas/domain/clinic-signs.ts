import type { AgendaItem, Clinic } from './clinic.ts';
import { type Instant, instantOf, isOpenOn, localDateOf } from './clinic-calendar.ts';
import type { DrawDay } from './draw-day.ts';

/** What the heartbeat sees of a clinic, as numbers that are 0 when all is well. */
export interface ClinicSigns {
  /** Age of the oldest duty that is due and not done. */
  agendaLateMinutes: number;
  /** Age of the oldest mail, list or digest that is due and not sent. */
  mailLateMinutes: number;
  /** Since when today's draw should have been made; 0 once it is settled, and on days without one. */
  drawLateMinutes: number;
  /** Programs whose count of places differs from their members. */
  caseloadMismatches: number;
  /** Chains of the audit that do not hold together. */
  brokenChains: number;
}

/** What the last look at a clinic's records found; made once a day. */
export interface RecordCheck {
  id: 'records';
  checkedAt: Instant;
  caseloadMismatches: number;
  brokenChains: number;
}

/** A check is made again after these hours. */
const checkAgainHours = 24;

export function isCheckDue(last: RecordCheck | undefined, now: Instant): boolean {
  return last === undefined || minutesBetween(last.checkedAt, now) >= checkAgainHours * 60;
}

/** How long the oldest of the duties has been due. */
export function lateMinutes(items: readonly AgendaItem[], now: Instant): number {
  return Math.max(0, ...items.map(({ dueAt }) => minutesBetween(dueAt, now)));
}

/** How long today's draw has been due; a draw is due when the clinic's day begins, on days that it is open. */
export function drawLateMinutes(clinic: Clinic, drawDay: DrawDay | undefined, now: Instant): number {
  const { timeZone } = clinic.calendar;
  const today = localDateOf(timeZone, now);
  const isSettled = drawDay !== undefined && drawDay.status !== 'ahead' && drawDay.status !== 'drawing';
  if (isSettled || !isOpenOn(clinic.calendar, today)) return 0;
  return Math.max(0, minutesBetween(instantOf(timeZone, today, clinic.dayStartsAt), now));
}

/** The worst of several clinics, sign by sign. */
export function worstOf(signs: readonly ClinicSigns[]): ClinicSigns {
  const worst = (of: (one: ClinicSigns) => number) => Math.max(0, ...signs.map(of));
  return {
    agendaLateMinutes: worst((one) => one.agendaLateMinutes),
    mailLateMinutes: worst((one) => one.mailLateMinutes),
    drawLateMinutes: worst((one) => one.drawLateMinutes),
    caseloadMismatches: worst((one) => one.caseloadMismatches),
    brokenChains: worst((one) => one.brokenChains),
  };
}

function minutesBetween(from: Instant, to: Instant): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 60_000);
}
