import { addDays, type LocalDate, localDateOf } from './clinic-calendar.ts';
import { type Ending, endings } from './episode.ts';
import {
  appointedOn,
  attendanceIn,
  daysInTreatment,
  type EpisodeRecords,
  isIn,
  type Period,
  responsesOf,
  reviewsDue,
  treatmentDaysIn,
  visitedOn,
  waitOf,
  wasGiven,
  wasReached,
} from './figure-facts.ts';
import type { HumanTask } from './human-task.ts';

/** Shares of a whole, from 0 to 1. */
export const shareIds = [
  'completed',
  'appointment-before-ending',
  'first-visit-7',
  'first-visit-14',
  'first-visit-30',
  'reached-30',
  'reached-90',
  'hours-attended',
  'reviews-in-time',
  'tests-not-given',
  'homes-unanswered',
  'receivers-unanswered',
  'waitlist-offered',
] as const;
export type ShareId = (typeof shareIds)[number];

/** Medians and 90th percentiles. */
export const spreadIds = ['length-of-stay', 'homes-response', 'receivers-response', 'waitlist-days'] as const;
export type SpreadId = (typeof spreadIds)[number];

export interface Share {
  numerator: number;
  denominator: number;
  /** Different clients behind the denominator; null where it does not count what clients did. */
  clients: number | null;
}

export interface Spread {
  count: number;
  clients: number | null;
  /** Null where nothing was counted. In days or hours, as the definition says. */
  median: number | null;
  p90: number | null;
}

/** Random tests called in client-weeks of treatment. */
export interface TestRateFigure {
  tests: number;
  clientWeeks: number;
  clients: number;
}

/** The figures of one program, or of all of a clinic's programs together. */
export interface ScopeFigures {
  /** Null for all programs. */
  programId: string | null;
  shares: Record<ShareId, Share>;
  spreads: Record<SpreadId, Spread>;
  testsPerWeek: TestRateFigure;
  /** Discharges by ending, "deceased" among them. */
  endings: Record<Ending, number>;
}

export interface Figures {
  period: Period;
  /** The day on which they were counted. */
  asOf: LocalDate;
  all: ScopeFigures;
  /** One for each program; empty in a clinic with one program. */
  programs: ScopeFigures[];
}

export interface FigureInput {
  period: Period;
  today: LocalDate;
  timeZone: string;
  episodes: readonly EpisodeRecords[];
  /** Questions that are about no client: check-ins and requests for beds. */
  clinicTasks: readonly HumanTask[];
}

/**
 * Days after a window in which the answer about it may still come in: a visit is asked about on the next morning, a
 * call has its attempts. Who ended later than that is not counted yet.
 */
export const answersInDays = 14;

/** Every figure over a period: what was counted, before anything is held back from being shown. */
export function figuresOf(input: FigureInput): Figures {
  const programIds = [...new Set(input.episodes.map(({ episode }) => episode.programId))].sort();
  const ofProgram = (programId: string) =>
    scopeFigures(programId, {
      ...input,
      clinicTasks: [],
      episodes: input.episodes.filter(({ episode }) => episode.programId === programId),
    });
  return {
    period: input.period,
    asOf: input.today,
    all: scopeFigures(null, input),
    programs: programIds.length > 1 ? programIds.map(ofProgram) : [],
  };
}

function scopeFigures(programId: string | null, input: FigureInput): ScopeFigures {
  const { period, timeZone, episodes } = input;
  const ended = episodes.filter(
    ({ episode }) => episode.admittedOn !== null && isIn(period, episode.endedOn),
  );
  const living = ended.filter(({ episode }) => episode.ending !== 'deceased');
  const tasks = [...input.clinicTasks, ...episodes.flatMap((records) => records.tasks)];
  const homes = respondedIn(tasks, 'sober-home', input);
  const receivers = respondedIn(tasks, 'aftercare', input);
  const waits = waitsIn(input);
  return {
    programId,
    shares: {
      ...endingShares(living, timeZone),
      ...afterwardsShares(living, input),
      ...treatmentShares(input),
      'homes-unanswered': homes.unanswered,
      'receivers-unanswered': receivers.unanswered,
      'waitlist-offered': waits.offered,
    },
    spreads: {
      'length-of-stay': spreadOf(
        living.map(({ episode }) => daysInTreatment(episode)),
        clientsIn(living),
      ),
      'homes-response': homes.hours,
      'receivers-response': receivers.hours,
      'waitlist-days': waits.days,
    },
    testsPerWeek: testRate(input),
    endings: Object.fromEntries(
      endings.map((ending) => [ending, ended.filter(({ episode }) => episode.ending === ending).length]),
    ) as Record<Ending, number>,
  };
}

function clientsIn(files: readonly EpisodeRecords[]): number {
  return new Set(files.map(({ episode }) => episode.clientId)).size;
}

function shareOf(files: readonly EpisodeRecords[], counts: (records: EpisodeRecords) => boolean): Share {
  return { numerator: files.filter(counts).length, denominator: files.length, clients: clientsIn(files) };
}

function endingShares(
  living: readonly EpisodeRecords[],
  timeZone: string,
): Record<'completed' | 'appointment-before-ending', Share> {
  return {
    completed: shareOf(living, ({ episode }) => isCompletion(episode.ending)),
    'appointment-before-ending': shareOf(living, (records) => {
      const on = appointedOn(records, timeZone);
      return on !== undefined && on <= (records.episode.endedOn ?? '');
    }),
  };
}

/** Endings that complete the program. */
export function isCompletion(ending: string | null): boolean {
  return ending === 'completed' || ending === 'completed early';
}

function afterwardsShares(living: readonly EpisodeRecords[], { today }: FigureInput) {
  const over = (days: number) =>
    living.filter(({ episode }) => addDays(episode.endedOn ?? today, days + answersInDays) <= today);
  const called = (day: number) => over(day).filter(({ program }) => program.followUpDays.includes(day));
  const visited = (days: number) =>
    shareOf(over(30), (records) => {
      const on = visitedOn(records);
      return on !== undefined && on <= addDays(records.episode.endedOn ?? today, days);
    });
  const reached = (day: number) => shareOf(called(day), (records) => wasReached(records, day));
  return {
    'first-visit-7': visited(7),
    'first-visit-14': visited(14),
    'first-visit-30': visited(30),
    'reached-30': reached(30),
    'reached-90': reached(90),
  } satisfies Partial<Record<ShareId, Share>>;
}

function treatmentShares({ episodes, period, today }: FigureInput) {
  const reviews = episodes.map((records) => ({
    records,
    due: reviewsDue(records, today).filter(({ on }) => isIn(period, on)),
  }));
  const tests = episodes.map((records) => ({
    records,
    settled: randomTests(records, period).flatMap((test) => wasGiven(test) ?? []),
  }));
  const hours = episodes.map((records) => ({ records, ...attendanceIn(records, period) }));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const behind = (files: { records: EpisodeRecords }[]) => clientsIn(files.map(({ records }) => records));
  const dueReviews = reviews.flatMap(({ due }) => due);
  const settledTests = tests.flatMap(({ settled }) => settled);
  return {
    'reviews-in-time': {
      numerator: dueReviews.filter(({ isInTime }) => isInTime).length,
      denominator: dueReviews.length,
      clients: behind(reviews.filter(({ due }) => due.length > 0)),
    },
    'tests-not-given': {
      numerator: settledTests.filter((isGiven) => !isGiven).length,
      denominator: settledTests.length,
      clients: behind(tests.filter(({ settled }) => settled.length > 0)),
    },
    'hours-attended': {
      numerator: sum(hours.map(({ attendedMinutes }) => attendedMinutes)) / 60,
      denominator: sum(hours.map(({ dueMinutes }) => dueMinutes)) / 60,
      clients: behind(hours.filter(({ dueMinutes }) => dueMinutes > 0)),
    },
  } satisfies Partial<Record<ShareId, Share>>;
}

/** Those of a period that were not withdrawn with the ending of the treatment. */
function randomTests({ tests }: EpisodeRecords, period: Period) {
  return tests.filter(
    ({ basis, date, outcome }) => basis === 'random' && isIn(period, date) && outcome !== 'withdrawn',
  );
}

function testRate({ episodes, period, today }: FigureInput): TestRateFigure {
  const days = episodes.map((records) => ({
    records,
    days: treatmentDaysIn(records.episode, period, today),
  }));
  return {
    tests: episodes.reduce((total, records) => total + randomTests(records, period).length, 0),
    clientWeeks: days.reduce((total, one) => total + one.days, 0) / 7,
    clients: clientsIn(days.filter((one) => one.days > 0).map(({ records }) => records)),
  };
}

function respondedIn(
  tasks: readonly HumanTask[],
  asks: 'sober-home' | 'aftercare',
  { period, timeZone }: FigureInput,
): { unanswered: Share; hours: Spread } {
  const settled = responsesOf(tasks, asks).filter(({ openedAt }) =>
    isIn(period, localDateOf(timeZone, openedAt)),
  );
  const hours = settled.flatMap((response) => response.hours ?? []);
  return {
    unanswered: { numerator: settled.length - hours.length, denominator: settled.length, clients: null },
    hours: spreadOf(hours, null),
  };
}

function waitsIn({ episodes, period, timeZone }: FigureInput): { offered: Share; days: Spread } {
  const waited = episodes.flatMap((records) => {
    const wait = waitOf(records, timeZone);
    return wait && !wait.isWaiting && isIn(period, wait.joinedOn) ? [{ records, wait }] : [];
  });
  const days = waited.flatMap(({ wait }) => wait.daysToOffer ?? []);
  const clients = clientsIn(waited.map(({ records }) => records));
  return {
    offered: { numerator: days.length, denominator: waited.length, clients },
    days: spreadOf(days, clients),
  };
}

/** The median (the mean of the middle two where there are two) and the 90th percentile by nearest rank. */
function spreadOf(values: readonly number[], clients: number | null): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const count = sorted.length;
  const at = (index: number) => sorted[index] ?? 0;
  if (count === 0) return { count, clients, median: null, p90: null };
  const middle = (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2;
  return { count, clients, median: middle, p90: at(Math.ceil(0.9 * count) - 1) };
}
