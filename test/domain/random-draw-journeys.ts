import { dayKeyFrom, type RosterItem, type TestPolicy } from '../../lambdas/domain/random-draw.ts';
import type { Scheme } from './planted-draws.ts';
import { dateAfter } from './random-draw-arbitraries.ts';

/** Two tests a week, every day open, at most a week between two: the policy of the spec's reference figures. */
export const referencePolicy: TestPolicy = {
  ratePerWeek: 2,
  maxGapDays: 7,
  testDays: [1, 2, 3, 4, 5, 6, 7],
  minPerCalendarWeek: 0,
  closureGuard: true,
  chancePpm: 232_833,
};

/** One client on one morning: what they know of their own past, and what the day and the next days bring. */
export interface Morning {
  /** Which half of the seeds: 0 to learn from, 1 to be tried on. */
  half: number;
  /** Days of the journey still to come, this one included. */
  daysLeft: number;
  /** Monday = 0. */
  weekday: number;
  daysSince: number;
  /** Days between the last test and the one before it; 0 when there was none. */
  gapBefore: number;
  testsThisWeek: number;
  tested: boolean;
  /** Days from this one to the next with a test, this one counted as 0; null when none is left in the journey. */
  daysToTest: number | null;
}

export interface Journeys {
  clients: number;
  days: number;
  mornings: Morning[];
}

/** `full`: as many clients as the stated false alarms need; `quick`: half of them, to see a fault caught. */
export type Effort = 'full' | 'quick';

const firstMonday = '2026-01-05';
const burnInDays = 14;
const halfYearDays = 182;
const clientsPerSeed = { full: 120, quick: 60 };
/** A client may learn from the first half of the seeds and is tried on the rest. */
const seeds = ['seed of the training half', 'seed of the trial half'];

const known = new Map<Scheme, Journeys>();

/** Half a year of equal clients under two seeds, after two weeks to forget how they began; kept per scheme. */
export function journeysOf(scheme: Scheme, effort: Effort): Journeys {
  const journeys = known.get(scheme) ?? {
    clients: seeds.length * clientsPerSeed[effort],
    days: halfYearDays,
    mornings: seeds.flatMap((seed, half) => simulate(scheme, seed, clientsPerSeed[effort], half)),
  };
  known.set(scheme, journeys);
  return journeys;
}

function simulate(scheme: Scheme, seed: string, clients: number, half: number): Morning[] {
  const roster = Array.from({ length: clients }, (_, index): RosterItem => {
    const lastTestDate = dateAfter(firstMonday, -1 - (index % referencePolicy.maxGapDays));
    return { clientId: `client-${1000 + index}`, policy: referencePolicy, lastTestDate, excused: false };
  });
  const tested = roster.map((): boolean[] => []);
  for (let day = 0; day < burnInDays + halfYearDays; day += 1) {
    const date = dateAfter(firstMonday, day);
    const dayKey = dayKeyFrom(seed, 'clinic-birch', date);
    const called = new Set(scheme({ dayKey, date, roster, capacity: null, closures: [] }, seed).called);
    for (const [index, client] of roster.entries()) {
      const isCalled = called.has(client.clientId);
      tested[index]?.push(isCalled);
      if (isCalled) client.lastTestDate = date;
    }
  }
  return tested.flatMap((days) => morningsOf(days, half));
}

function morningsOf(tested: readonly boolean[], half: number): Morning[] {
  const mornings: Morning[] = [];
  let daysSince = 0;
  let gapBefore = 0;
  let testsThisWeek = 0;
  for (const [day, isTested] of tested.entries()) {
    const weekday = day % 7;
    daysSince += 1;
    testsThisWeek = weekday === 0 ? 0 : testsThisWeek;
    if (day >= burnInDays) {
      const next = tested.indexOf(true, day);
      const daysToTest = next === -1 ? null : next - day;
      const past = { daysSince, gapBefore, testsThisWeek };
      mornings.push({ half, daysLeft: tested.length - day, weekday, ...past, tested: isTested, daysToTest });
    }
    if (isTested) {
      gapBefore = daysSince;
      daysSince = 0;
      testsThisWeek += 1;
    }
  }
  return mornings;
}

/** Equal clients who were all tested two days ago, drawn on many days that have nothing to do with each other. */
export interface CallMatrix {
  clients: number;
  /** For each draw, for each client in the roster's order: called or not. */
  called: boolean[][];
}

export interface MatrixOptions {
  clients: number;
  draws: number;
  capacity: number | null;
  /** Neighbouring dates with a key each, or one date with keys that differ by one. */
  vary: 'date' | 'key';
}

/** Draws equal clients many times with the same past. */
export function callMatrix(scheme: Scheme, options: MatrixOptions): CallMatrix {
  const seed = 'seed of the equal clients';
  const ids = Array.from({ length: options.clients }, (_, index) => `client-${1000 + index}`);
  const called = Array.from({ length: options.draws }, (_, index) => {
    const date = dateAfter(firstMonday, options.vary === 'date' ? index : 0);
    const dayKey = options.vary === 'date' ? dayKeyFrom(seed, 'clinic-ash', date) : keyWithNumber(index);
    const lastTestDate = dateAfter(date, -2);
    const roster = ids.map((clientId) => ({
      clientId,
      policy: referencePolicy,
      lastTestDate,
      excused: false,
    }));
    const result = scheme({ dayKey, date, roster, capacity: options.capacity, closures: [] }, seed);
    const onList = new Set(result.called);
    return ids.map((clientId) => onList.has(clientId));
  });
  return { clients: options.clients, called };
}

function keyWithNumber(number: number): Uint8Array {
  const key = Buffer.alloc(32, 7);
  key.writeUInt32BE(number, 28);
  return key;
}
