import type { Scheme } from './planted-draws.ts';
import {
  type CallMatrix,
  callMatrix,
  type Effort,
  journeysOf,
  type Morning,
  referencePolicy,
} from './random-draw-journeys.ts';
import type { DrawCheck } from './random-draw-property-checks.ts';

/** Mornings that a client with this knowledge cannot tell apart. */
type Knowledge = (morning: Morning) => string;

const knowledge: Knowledge[] = [
  ({ daysSince }) => `${daysSince} days since the last test`,
  ({ weekday }) => `weekday ${weekday}`,
  ({ daysSince, weekday }) => `${daysSince} days, weekday ${weekday}`,
  ({ daysSince, gapBefore }) => `${daysSince} days, ${gapBefore} before`,
  ({ testsThisWeek, weekday }) => `${testsThisWeek} this week, weekday ${weekday}`,
];

interface HistoryCell {
  name: string;
  mornings: Morning[];
  /** Share of its mornings on which there was a test. */
  frequency: number;
}

function cellsOf(mornings: readonly Morning[], known: readonly Knowledge[], least: number): HistoryCell[] {
  return known.flatMap((tell) =>
    [...Map.groupBy(mornings, tell)]
      .filter(([, members]) => members.length >= least)
      .map(([name, members]) => ({
        name,
        mornings: members,
        frequency: shareOf(members, ({ tested }) => tested),
      })),
  );
}

function shareOf<T>(items: readonly T[], has: (item: T) => boolean): number {
  return items.reduce((count, item) => count + Number(has(item)), 0) / items.length;
}

function fail(problem: string): never {
  throw new Error(problem);
}

const openDays = 7;
const perOpenDay = referencePolicy.ratePerWeek / openDays;

const rateMet: DrawCheck = {
  name: 'rate within 3 %',
  falseAlarm: '1e-8: the mean of 240 clients over half a year has a standard deviation of 0.5 %',
  run: (scheme, effort) => {
    const { clients, days, mornings } = journeysOf(scheme, effort);
    const perWeek = (mornings.filter(({ tested }) => tested).length * openDays) / (clients * days);
    const error = perWeek / referencePolicy.ratePerWeek - 1;
    if (Math.abs(error) > 0.03)
      fail(`${perWeek.toFixed(3)} tests a week instead of ${referencePolicy.ratePerWeek}`);
  },
};

const leastForFloor = 500;
const noSafeDay: DrawCheck = {
  name: 'no safe day',
  falseAlarm: '2e-4: 200 cells of 500 mornings or more, each 4.7 standard deviations above the floor',
  run: (scheme, effort) => {
    for (const { name, frequency } of cellsOf(
      journeysOf(scheme, effort).mornings,
      knowledge,
      leastForFloor,
    )) {
      if (frequency < perOpenDay / 2) fail(`${name}: tested on ${frequency.toFixed(3)} of mornings`);
    }
  },
};

const neverNearlyCertain: DrawCheck = {
  name: 'at most .75 off the deadline',
  falseAlarm:
    'below 1e-9: the highest true chance is .5, and five standard deviations are allowed on top of .75',
  run: (scheme, effort) => {
    const beforeDeadline = journeysOf(scheme, effort).mornings.filter(
      ({ daysSince }) => daysSince < referencePolicy.maxGapDays,
    );
    for (const { name, mornings, frequency } of cellsOf(beforeDeadline, knowledge, 100)) {
      const margin = 5 * Math.sqrt((0.75 * 0.25) / mornings.length);
      if (frequency > 0.75 + margin) fail(`${name}: tested on ${frequency.toFixed(3)} of mornings`);
    }
  },
};

const seldomAnnounced: DrawCheck = {
  name: 'announced at most 20 %',
  falseAlarm: 'below 1e-12: the true share is 11.5 % with a standard deviation of 0.3 %',
  run: (scheme, effort) => {
    const { mornings } = journeysOf(scheme, effort);
    const announced = new Set<Morning>();
    for (const cell of cellsOf(mornings, knowledge, 50)) {
      if (cell.frequency >= 0.97) for (const morning of cell.mornings) announced.add(morning);
    }
    const share = shareOf(
      mornings.filter(({ tested }) => tested),
      (morning) => announced.has(morning),
    );
    if (share > 0.2) fail(`${(100 * share).toFixed(1)} % of tests could be known beforehand`);
  },
};

/** Standard normal quantile of 1 − 1e-6. */
const oneInAMillion = 4.753;

/** The chi-square value that a sound scheme passes but once in a million times (Wilson and Hilferty). */
function chiSquareLimit(degrees: number): number {
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + oneInAMillion * Math.sqrt(spread)) ** 3;
}

/**
 * Given how many are called in each draw, equal clients are a simple random sample: a client's count then has the
 * variance of a sum of such samples, slack or not.
 */
function checkEqual({ clients, called }: CallMatrix): void {
  const counts = Array.from({ length: clients }, (_, client) => called.filter((row) => row[client]).length);
  const mean = counts.reduce((total, count) => total + count, 0) / clients;
  const variance = called.reduce((total, row) => {
    const share = shareOf(row, (isCalled) => isCalled);
    return total + (share * (1 - share) * clients) / (clients - 1);
  }, 0);
  const chiSquare = counts.reduce((total, count) => total + (count - mean) ** 2, 0) / variance;
  const limit = chiSquareLimit(clients - 1);
  if (chiSquare > limit) fail(`chi-square ${chiSquare.toFixed(1)} above ${limit.toFixed(1)}`);
}

const equalClients = 24;
const equalDraws = { full: 800, quick: 400 };
const matrices = new Map<Scheme, CallMatrix>();

/** The slack matrix over dates, drawn once per scheme. */
function slackMatrix(scheme: Scheme, effort: Effort): CallMatrix {
  const matrix =
    matrices.get(scheme) ??
    callMatrix(scheme, { clients: equalClients, draws: equalDraws[effort], capacity: null, vary: 'date' });
  matrices.set(scheme, matrix);
  return matrix;
}

const fairWhenSlack: DrawCheck = {
  name: 'equal clients, slack',
  falseAlarm: '1e-6',
  run: (scheme, effort) => checkEqual(slackMatrix(scheme, effort)),
};

const fairWhenBinding: DrawCheck = {
  name: 'equal clients, binding',
  falseAlarm: '1e-6',
  run: (scheme, effort) =>
    checkEqual(
      callMatrix(scheme, { clients: equalClients, draws: equalDraws[effort], capacity: 3, vary: 'date' }),
    ),
};

/** Correlation of two rows of calls, as a normal deviate. */
function correlationDeviate(pairs: readonly (readonly [boolean, boolean])[]): number {
  const one = shareOf(pairs, ([left]) => left);
  const other = shareOf(pairs, ([, right]) => right);
  const both = shareOf(pairs, ([left, right]) => left && right);
  const spread = Math.sqrt(one * (1 - one) * other * (1 - other));
  return spread === 0 ? 0 : ((both - one * other) / spread) * Math.sqrt(pairs.length);
}

function neighbourRows(called: boolean[][]): [boolean, boolean][] {
  return called
    .slice(1)
    .flatMap((row, draw) =>
      row.map((isCalled, client) => [called[draw]?.[client] ?? false, isCalled] satisfies [boolean, boolean]),
    );
}

const independent: DrawCheck = {
  name: 'neighbouring ids, dates, keys',
  falseAlarm: '2e-6: three correlations, five standard deviations each',
  run: (scheme, effort) => {
    const { called } = slackMatrix(scheme, effort);
    const keys = callMatrix(scheme, {
      clients: equalClients,
      draws: equalDraws[effort],
      capacity: null,
      vary: 'key',
    });
    const ids = called.flatMap((row) =>
      row.slice(1).map((isCalled, client) => [row[client] ?? false, isCalled] satisfies [boolean, boolean]),
    );
    const deviates = { ids, dates: neighbourRows(called), keys: neighbourRows(keys.called) };
    for (const [name, pairs] of Object.entries(deviates)) {
      const deviate = correlationDeviate(pairs);
      if (Math.abs(deviate) > 5) fail(`neighbouring ${name} correlate, z = ${deviate.toFixed(1)}`);
    }
  },
};

/** The specification's best escape of a client who knows the policy, by window in days. */
const escapeFigures = [0.767, 0.589, 0.452];
const escapeMargin = 0.05;
const leastToLearn = 1000;

function untestedIn(windowDays: number): (morning: Morning) => boolean {
  return ({ daysToTest }) => daysToTest === null || daysToTest >= windowDays;
}

const trainedClient: DrawCheck = {
  name: 'a trained client escapes no more',
  falseAlarm: '3e-3: three windows, 3.2 standard deviations or more of a cell of 1,000 mornings each',
  run: (scheme, effort) => {
    const { mornings } = journeysOf(scheme, effort);
    const whole = mornings.filter(({ daysLeft }) => daysLeft >= escapeFigures.length);
    const [training, trial] = [0, 1].map((half) => whole.filter((morning) => morning.half === half));
    for (const [index, figure] of escapeFigures.entries()) {
      const escapes = untestedIn(index + 1);
      const learnt = knowledge
        .flatMap((tell) =>
          [...Map.groupBy(training ?? [], tell)].map(([name, members]) => ({ tell, name, members })),
        )
        .filter(({ members }) => members.length >= leastToLearn)
        .map((cell) => ({ ...cell, share: shareOf(cell.members, escapes) }))
        .sort((one, other) => other.share - one.share)[0];
      if (learnt === undefined) continue;
      const tried = shareOf(
        (trial ?? []).filter((morning) => learnt.tell(morning) === learnt.name),
        escapes,
      );
      if (tried > figure + escapeMargin) {
        fail(`window ${index + 1}: ${tried.toFixed(3)} escape by waiting for ${learnt.name}`);
      }
    }
  },
};

export const statisticalChecks: DrawCheck[] = [
  rateMet,
  noSafeDay,
  neverNearlyCertain,
  seldomAnnounced,
  fairWhenSlack,
  fairWhenBinding,
  independent,
  trainedClient,
];
