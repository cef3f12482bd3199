import { addDays, type LocalDate } from './clinic-calendar.ts';

export const followUpAnswers = ['doing well', 'in trouble', 'not reached', 'opted out'] as const;
export type FollowUpAnswer = (typeof followUpAnswers)[number];

export interface FollowUp {
  id: string;
  episodeId: string;
  day: number;
  date: LocalDate;
  outcome: FollowUpAnswer | 'no answer' | 'withdrawn';
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
