import {
  addDays,
  type ClinicCalendar,
  isOpenOn,
  type LocalDate,
  nextOpenDate,
  type Weekday,
  weekdayOf,
} from './clinic-calendar.ts';

/** What a home is asked about each resident once a week. */
export const residentAnswers = ['all well', 'concern', 'incident', 'bed at risk', 'not residing'] as const;
export type ResidentAnswer = (typeof residentAnswers)[number];

/** What a home can say a resident lacks. */
export const residentNeeds = ['identification', 'transport', 'food', 'medication'] as const;
/** What kind an incident is of. */
export const incidentKinds = [
  'overdose',
  'suicidal words',
  'violence',
  'medical emergency',
  'possible use',
  'conflict',
  'other incident',
] as const;
/** What may be ticked beside an answer. "All well" without a tick says: curfew kept, at the house meeting, needs nothing. */
export const residentTicks = ['curfew missed', 'meeting missed', ...residentNeeds, ...incidentKinds] as const;
export type ResidentTick = (typeof residentTicks)[number];

/** How many beds a home says are free. Three stands for three or more. */
export const freeBedAnswers = ['no bed', '1 bed', '2 beds', '3 beds or more'] as const;

/** One home's check-in for one week. Silence is never "fine". */
export interface CheckIn {
  id: string;
  homeId: string;
  date: LocalDate;
  episodeIds: string[];
  answers: Record<string, ResidentAnswer | 'not answered' | 'withheld'>;
}

/** Answers that a board marks for staff. */
export function needsAttention(answer: CheckIn['answers'][string]): boolean {
  return answer !== 'all well' && answer !== 'withheld';
}

/** The residents about whom a home stayed silent: somebody has to call. What it said became a task when it said so. */
export function silentAbout({ answers }: Pick<CheckIn, 'answers'>): string[] {
  return Object.keys(answers).filter((episodeId) => answers[episodeId] === 'not answered');
}

/** What a week's interval means: the home's own weekday. */
const weekDays = 7;

/** Since when a resident is asked about, and how often. */
export interface AskedAbout {
  everyDays: number;
  /** The last check-in about this resident; the day of moving in, or of admission, before the first. */
  lastOn: LocalDate;
}

/**
 * True when a home is asked about a resident on `date`: every seven days means its weekday, whatever was asked before;
 * any other interval is counted from the last check-in. Either way on the first open day from then on.
 */
export function isAskedOn(
  calendar: ClinicCalendar,
  homeWeekday: Weekday,
  { everyDays, lastOn }: AskedAbout,
  date: LocalDate,
): boolean {
  if (everyDays === weekDays) return isCheckInDay(calendar, homeWeekday, date);
  return isOpenOn(calendar, date) && addDays(lastOn, everyDays) <= date;
}

/** True when a home is asked on `date`: on its weekday, or on the first open day after it when the clinic is closed. */
export function isCheckInDay(calendar: ClinicCalendar, homeWeekday: Weekday, date: LocalDate): boolean {
  const daysSince = (weekdayOf(date) - homeWeekday + 7) % 7;
  return isOpenOn(calendar, date) && nextOpenDate(calendar, addDays(date, -daysSince)) === date;
}
