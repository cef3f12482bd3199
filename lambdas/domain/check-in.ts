import type { LocalDate } from './clinic-calendar.ts';

/** What a home is asked about each resident once a week. */
export const residentAnswers = ['all well', 'concern', 'incident', 'bed at risk', 'not residing'] as const;
export type ResidentAnswer = (typeof residentAnswers)[number];

/** One home's check-in for one week. Silence is never "fine". */
export interface CheckIn {
  id: string;
  homeId: string;
  date: LocalDate;
  episodeIds: string[];
  answers: Record<string, ResidentAnswer | 'not answered' | 'withheld'>;
}

/** Answers that make a same-day task for the case manager. */
export function needsAttention(answer: CheckIn['answers'][string]): boolean {
  return answer !== 'all well' && answer !== 'withheld';
}

/** True when a home's check-in day is `date`, given the weekday it is asked on. */
export function isCheckInDay(
  homeWeekday: number,
  weekdayOfDate: number,
  openWeekdays: readonly number[],
): boolean {
  const day = openWeekdays.includes(homeWeekday) ? homeWeekday : firstAfter(openWeekdays, homeWeekday);
  return day === weekdayOfDate;
}

function firstAfter(openWeekdays: readonly number[], weekday: number): number | undefined {
  const later = openWeekdays.filter((open) => open > weekday).sort((a, b) => a - b)[0];
  return later ?? [...openWeekdays].sort((a, b) => a - b)[0];
}
