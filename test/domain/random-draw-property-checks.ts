import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { DrawInput, DrawResult, RosterItem } from '../../lambdas/domain/random-draw.ts';
import type { Scheme } from './planted-draws.ts';
import {
  canTest,
  clinicDayArbitrary,
  dateAfter,
  deadlineDate,
  isDue,
  isoWeekday,
  policyArbitrary,
} from './random-draw-arbitraries.ts';
import type { Effort } from './random-draw-journeys.ts';

/** A property or statistic of a way to draw; `run` throws when it does not hold. */
export interface DrawCheck {
  name: string;
  /** How often a sound scheme would fail it with fresh seeds; the seeds here are fixed. */
  falseAlarm: string;
  run: (scheme: Scheme, effort: Effort) => void;
}

const seed = 'seed of the property tests';
const runs = 300;
/** A run of these draws every day of several weeks. */
const journeyRuns = 100;

function property(
  name: string,
  arbitraryAndTest: (scheme: Scheme) => fc.IProperty<unknown[]>,
  numRuns = runs,
): DrawCheck {
  return {
    name,
    falseAlarm: 'never',
    run: (scheme, effort) =>
      fc.assert(arbitraryAndTest(scheme), {
        seed: 20_260_309,
        numRuns,
        endOnFailure: effort === 'quick',
      }),
  };
}

function expectTrue(condition: boolean, problem: string): void {
  if (!condition) throw new Error(problem);
}

const orderInvariance = property('order of the roster', (scheme) =>
  fc.property(clinicDayArbitrary, fc.infiniteStream(fc.nat()), (input, keys) => {
    const shuffled = input.roster
      .map((client) => ({ client, key: Number(keys.next().value) }))
      .sort((one, other) => one.key - other.key)
      .map(({ client }) => client);
    const again = scheme({ ...input, roster: shuffled }, seed);
    expectTrue(isDeepStrictEqual(again, scheme(input, seed)), 'another roster order drew otherwise');
  }),
);

const idempotence = property('running a day twice', (scheme) =>
  fc.property(clinicDayArbitrary, (input) => {
    const again = scheme(structuredClone(input), seed);
    expectTrue(isDeepStrictEqual(scheme(input, seed), again), 'the same day drew otherwise');
  }),
);

function statusOf(result: DrawResult, clientId: string): unknown {
  return result.entries.find((entry) => entry.clientId === clientId);
}

/** Another client arrives, leaves or changes in every way. */
function withoutFirst({ roster }: DrawInput): RosterItem[] {
  return roster.slice(1);
}

function withFirstChanged({ roster }: DrawInput): RosterItem[] {
  const [first, ...rest] = roster;
  if (first === undefined) return rest;
  const policy = { ...first.policy, chancePpm: 999_999, testDays: [1, 2, 3, 4, 5, 6, 7] };
  return [...rest, { ...first, policy, lastTestDate: null, excused: false }];
}

const localityWhenSlack = property('others, when capacity is slack', (scheme) =>
  fc.property(clinicDayArbitrary, (day) => {
    const input = { ...day, capacity: null };
    const result = scheme(input, seed);
    for (const roster of [withoutFirst(input), withFirstChanged(input)]) {
      const other = scheme({ ...input, roster }, seed);
      for (const { clientId } of withoutFirst(input)) {
        expectTrue(
          isDeepStrictEqual(statusOf(other, clientId), statusOf(result, clientId)),
          `${clientId} drawn otherwise because of another client`,
        );
      }
    }
  }),
);

const localityWhenBinding = property('others, when capacity binds', (scheme) =>
  fc.property(clinicDayArbitrary, fc.integer({ min: 0, max: 5 }), (day, capacity) => {
    const input = { ...day, capacity };
    const joined = new Set(scheme(input, seed).called);
    const before = new Set(scheme({ ...input, roster: withoutFirst(input) }, seed).called);
    const others = withoutFirst(input).map(({ clientId }) => clientId);
    const displaced = others.filter((clientId) => before.has(clientId) && !joined.has(clientId));
    const gained = others.filter((clientId) => !before.has(clientId) && joined.has(clientId));
    expectTrue(displaced.length <= 1, `one more client displaced ${displaced.length}`);
    expectTrue(gained.length === 0, 'one more client brought calls to others');
  }),
);

const closedAndExcused = property('closed, excused and other weekdays', (scheme) =>
  fc.property(clinicDayArbitrary, (input) => {
    const { called } = scheme(input, seed);
    const wrong = input.roster.filter(
      (client) => called.includes(client.clientId) && !canTest(client, input, input.date),
    );
    expectTrue(
      wrong.length === 0,
      `called on a day without testing: ${wrong.map(({ clientId }) => clientId)}`,
    );
  }),
);

/** A client's days with closures and excuses, some of them known only on the day. */
interface PlannedJourney {
  policy: RosterItem['policy'];
  plannedClosures: number[];
  plannedExcuses: number[];
  suddenClosures: number[];
  seedNumber: number;
}

const journeyDays = 50;
const journeyStart = '2026-03-02';
const offsets = (maxLength: number) => fc.array(fc.integer({ min: 0, max: journeyDays }), { maxLength });
const journeyArbitrary: fc.Arbitrary<PlannedJourney> = fc.record({
  policy: policyArbitrary,
  plannedClosures: offsets(10),
  plannedExcuses: offsets(8),
  suddenClosures: offsets(3),
  seedNumber: fc.nat(),
});

const gapKept = property(
  'gap, and the day after it',
  (scheme) =>
    fc.property(journeyArbitrary, (journey) => {
      const { policy, seedNumber } = journey;
      const toDates = (days: number[]) => days.map((day) => dateAfter(journeyStart, day));
      const [planned, excused, sudden] = [
        toDates(journey.plannedClosures),
        toDates(journey.plannedExcuses),
        toDates(journey.suddenClosures),
      ];
      const client: RosterItem = {
        clientId: 'client-1',
        policy,
        lastTestDate: dateAfter(journeyStart, -1),
        excused,
      };
      for (let day = 0; day < journeyDays; day += 1) {
        const date = dateAfter(journeyStart, day);
        const closures = [...planned, ...sudden.filter((closed) => closed <= date)];
        const dayKey = Buffer.alloc(32, `${seedNumber}|${day}`);
        const input = { dayKey, date, roster: [client], capacity: null, closures };
        const called = scheme(input, seed).called.length === 1;
        if (called) client.lastTestDate = date;
        else expectTrue(!isDue(client, input), `${date}: not called though no testable day is left`);
      }
    }),
  journeyRuns,
);

const deadlineFirst = property('deadline first on a full day', (scheme) =>
  fc.property(clinicDayArbitrary, fc.integer({ min: 0, max: 5 }), (day, capacity) => {
    const input = { ...day, capacity };
    const { called, bumped, breaches } = scheme(input, seed);
    const uncapped = scheme({ ...input, capacity: null }, seed).called;
    expectTrue(called.length === Math.min(capacity, uncapped.length), 'places left empty or overfilled');
    expectTrue(
      called.length + bumped.length + breaches.length === uncapped.length,
      'somebody drawn got lost',
    );
    const due = input.roster.filter((client) => isDue(client, input));
    const [dueCalled, dueDropped] = [true, false].map((isCalled) =>
      due.filter(({ clientId }) => called.includes(clientId) === isCalled),
    );
    expectTrue(
      dueDropped?.length === 0 || dueCalled?.length === called.length,
      'a deadline gave way to chance',
    );
    const rank = (client: RosterItem) => deadlineDate(client, input.date) ?? '';
    const latestCalled = (dueCalled ?? []).map(rank).sort().at(-1) ?? '';
    const mostOverdueDropped = (dueDropped ?? []).map(rank).sort().at(0) ?? '9999';
    expectTrue(latestCalled <= mostOverdueDropped, 'a less overdue client went first');
  }),
);

const million = 1_000_000n;
const full = 2n ** 48n;

function exactThreshold(client: RosterItem, input: DrawInput, daysLeft: number): bigint {
  const besideUntested = ![-1, 1].every((days) => canTest(client, input, dateAfter(input.date, days)));
  const missed = million - BigInt(client.policy.chancePpm);
  const byChance =
    client.policy.closureGuard && besideUntested
      ? ((million ** 2n - missed ** 2n) * full) / million ** 2n
      : ((million - missed) * full) / million;
  const ramp = daysLeft <= 3 ? full / BigInt(Math.max(1, daysLeft)) : 0n;
  return byChance > ramp ? byChance : ramp;
}

const integerThresholds = property('thresholds, exactly', (scheme) =>
  fc.property(clinicDayArbitrary, (day) => {
    const input = { ...day, capacity: null };
    const { entries, called } = scheme(input, seed);
    for (const client of input.roster.filter((item) => canTest(item, input, input.date))) {
      const entry = entries.find(({ clientId }) => clientId === client.clientId);
      if (entry === undefined) throw new Error(`${client.clientId}: no entry`);
      const threshold = exactThreshold(client, input, isDue(client, input) ? 1 : Number(entry.k));
      expectTrue(/^\d+$/.test(entry.u) && BigInt(entry.u) < full, 'a number of more than 48 bits');
      expectTrue(entry.threshold === String(threshold), `threshold ${entry.threshold}, exactly ${threshold}`);
      const isBelow = BigInt(entry.u) < threshold;
      expectTrue(called.includes(client.clientId) === isBelow, `${client.clientId}: called without U < T`);
    }
  }),
);

const weeklyMinimum = property(
  'a test in every calendar week',
  (scheme) =>
    fc.property(policyArbitrary, fc.nat(), (anyPolicy, seedNumber) => {
      const policy = { ...anyPolicy, minPerCalendarWeek: 1 as const, maxGapDays: 28 };
      const client: RosterItem = { clientId: 'client-1', policy, lastTestDate: null, excused: false };
      for (let day = 0; day < 28; day += 1) {
        const date = dateAfter(journeyStart, day);
        const dayKey = Buffer.alloc(32, `${seedNumber}|${day}`);
        const { called } = scheme({ dayKey, date, roster: [client], capacity: null, closures: [] }, seed);
        if (called.length === 1) client.lastTestDate = date;
        const testedThisWeek = client.lastTestDate !== null && client.lastTestDate > dateAfter(date, -7);
        expectTrue(isoWeekday(date) !== 7 || testedThisWeek, `no test in the week to ${date}`);
      }
    }),
  journeyRuns,
);

export const propertyChecks: DrawCheck[] = [
  orderInvariance,
  idempotence,
  localityWhenSlack,
  localityWhenBinding,
  closedAndExcused,
  gapKept,
  weeklyMinimum,
  deadlineFirst,
  integerThresholds,
];
