import { createHash } from 'node:crypto';
import { callNumbersOf } from '../../lambdas/domain/draw-keys.ts';
import {
  type DrawEntry,
  type DrawInput,
  type DrawResult,
  type DrawStatus,
  draw,
  type RosterItem,
} from '../../lambdas/domain/random-draw.ts';
import { deadlineDate } from './random-draw-arbitraries.ts';

/** A way to draw: the real one ignores the seed, which stands for whatever secret a naive scheme keeps. */
export type Scheme = (input: DrawInput, seed: string) => DrawResult;

export const realScheme: Scheme = (input) => draw(input);

export interface PlantedDraw {
  name: string;
  scheme: Scheme;
}

/** One client on one day, with what the real draw says of them. */
interface Case {
  entry: DrawEntry;
  client: RosterItem;
  input: DrawInput;
  seed: string;
}

/** What a planted fault changes; the rest is as in the real draw. */
interface Fault {
  threshold?: (planted: Case) => number;
  number?: (planted: Case) => number;
  /** Sorts those who want a place on a full day; smaller goes first. */
  rank?: (planted: Case & { threshold: number; u: number }) => number;
  /** Draws also those who cannot be tested. */
  ignoresExclusions?: true;
}

const certain = 2 ** 48;
const dayMs = 86_400_000;

function planted(name: string, fault: Fault): PlantedDraw {
  return { name, scheme: (input, seed) => drawWith(fault, input, seed) };
}

function drawWith(fault: Fault, input: DrawInput, seed: string): DrawResult {
  const clients = new Map(input.roster.map((client) => [client.clientId, client]));
  const lines = draw(input).entries.flatMap((entry) => {
    const client = clients.get(entry.clientId);
    if (client === undefined) return [];
    const excluded = entry.status === 'excluded' && !fault.ignoresExclusions;
    const seen = { entry, client, input, seed };
    const threshold = excluded ? 0 : (fault.threshold?.(seen) ?? Number(entry.threshold));
    const u = fault.number?.(seen) ?? Number(entry.u);
    const forced = threshold >= certain;
    const rank = fault.rank?.({ ...seen, threshold, u }) ?? (forced ? urgency(seen, u) : u / threshold);
    return [{ entry, threshold, u, excluded, forced, rank, wants: forced || u < threshold }];
  });
  const wanting = lines.filter(({ wants }) => wants).sort((one, other) => one.rank - other.rank);
  const called = new Set(wanting.slice(0, input.capacity ?? lines.length));
  const entries = lines.map((line): DrawEntry => {
    const dropped: DrawStatus = line.forced ? 'breach' : 'bumped';
    const undrawn: DrawStatus = line.excluded ? 'excluded' : 'not-called';
    const uncalled = line.wants ? dropped : undrawn;
    return {
      ...line.entry,
      threshold: String(line.threshold),
      u: String(line.u),
      status: called.has(line) ? 'called' : uncalled,
    };
  });
  const idsWith = (status: DrawStatus) =>
    entries.filter((entry) => entry.status === status).map(({ clientId }) => clientId);
  const forced = lines.filter((line) => line.forced).map(({ entry }) => entry.clientId);
  return {
    called: idsWith('called'),
    forced,
    bumped: idsWith('bumped'),
    breaches: idsWith('breach'),
    entries,
  };
}

/** A quick hash of a text, spread over [0, 2^48): good enough for a naive scheme. */
function hashNumber(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return Math.floor(mixed(state) * certain);
}

/** The bits of a whole number stirred into a fraction in [0, 1). */
function mixed(state: number): number {
  let bits = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** Weeks since a Monday, and the weekday, Monday = 0. */
function weekOf(date: string): { week: number; weekday: number } {
  const days = dayNumber(date) - 4;
  return { week: Math.floor(days / 7), weekday: ((days % 7) + 7) % 7 };
}

function daysSinceTest({ client, input }: Case): number {
  return client.lastTestDate === null ? 99 : dayNumber(input.date) - dayNumber(client.lastTestDate);
}

/** What is the same for all clients of a draw, worked out once. */
function oncePerInput<T extends object>(work: (input: DrawInput, seed: string) => T) {
  const done = new WeakMap<DrawInput, T>();
  return (input: DrawInput, seed = ''): T => {
    const result = done.get(input) ?? work(input, seed);
    done.set(input, result);
    return result;
  };
}

/** Below 0, and the less the more overdue; then by number. */
function urgency({ client, input }: Case, u: number): number {
  const deadline = deadlineDate(client, input.date);
  const overdueDays = deadline === null ? 1e5 : dayNumber(input.date) - dayNumber(deadline);
  return u / certain - overdueDays - 1e6;
}

function certainIf(condition: boolean): number {
  return condition ? certain : 0;
}

/** Two weekdays per client, for ever. */
const fixedWeekday = planted('fixed weekday', {
  threshold: ({ client, input }) => {
    const weekday = Math.floor((7 * hashNumber(client.clientId)) / certain);
    const today = weekOf(input.date).weekday;
    return certainIf(today === weekday || today === (weekday + 3) % 7);
  },
});

/** As many random days in each calendar week as the rate says. */
const randomDayAWeek = planted('one random day a week', {
  threshold: ({ client, input, seed }) => {
    const { week, weekday } = weekOf(input.date);
    const place = (day: number) => hashNumber(`${seed}|${client.clientId}|${week}|${day}`);
    const today = place(weekday);
    const earlier = [0, 1, 2, 3, 4, 5, 6].filter((day) => place(day) < today).length;
    return certainIf(earlier < Math.max(1, Math.round(client.policy.ratePerWeek)));
  },
});

/** Every name once in each half of the week, in a shuffled order. */
const shuffledPool = planted('shuffled pool', {
  threshold: ({ client, input, seed }) => {
    const { weekday } = weekOf(input.date);
    const [day, days] = weekday < 3 ? [weekday, 3] : [weekday - 3, 4];
    const place = poolOrder(input, seed).get(client.clientId) ?? 0;
    return certainIf(Math.floor((place * days) / input.roster.length) === day);
  },
});

const poolOrder = oncePerInput((input, seed): Map<string, number> => {
  const { week, weekday } = weekOf(input.date);
  const names = input.roster
    .map(({ clientId }) => ({ clientId, place: hashNumber(`${seed}|${week}|${weekday < 3}|${clientId}`) }))
    .sort((one, other) => one.place - other.place);
  return new Map(names.map(({ clientId }, index) => [clientId, index]));
});

const noBackToBack = planted('no back-to-back', {
  threshold: (seen) => (daysSinceTest(seen) === 1 ? 0 : Number(seen.entry.threshold)),
});

/** A generator with a hidden state, like Math.random; seeded, so that these tests repeat. */
function hiddenStateGenerator(): () => number {
  let state = 20_260_101;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return mixed(state);
  };
}

const likeMathRandom = hiddenStateGenerator();
const mathRandom = planted('Math.random', { number: () => Math.floor(likeMathRandom() * certain) });

const rosterOrderCut = planted('roster-order cut', {
  rank: ({ client, input, threshold }) => {
    const place = input.roster.indexOf(client);
    return threshold >= certain ? place - input.roster.length : place;
  },
});

const rosterHashInSeed = planted('roster hash in the seed', {
  number: ({ client, input }) => rosterNumbers(input)(client.clientId),
});

type Numbers = (clientId: string) => number;

const rosterNumbers = oncePerInput((input): Numbers => {
  const ids = input.roster.map(({ clientId }) => clientId).sort();
  return callNumbersOf(createHash('sha256').update(input.dayKey).update(ids.join('|')).digest());
});

const noBackstop = planted('equal chance, no backstop', {
  threshold: ({ client }) => Math.floor((client.policy.chancePpm * certain) / 1_000_000),
});

/** One uniformly chosen day before the deadline, drawn day by day. */
const countdown = planted('one random day per gap', {
  threshold: ({ entry }) => Math.floor(certain / Math.max(1, Number(entry.k))),
});

/** The floor for some days, then nearly certain: the rate is right, the deadline is not needed. */
const lateRise = planted('nearly certain before the deadline', {
  threshold: (seen) =>
    Math.max(Number(seen.entry.threshold), daysSinceTest(seen) >= 4 ? Math.floor(0.95 * certain) : 0),
});

const drawsClosedDays = planted('draws closed and excused days', {
  ignoresExclusions: true,
  threshold: ({ client, entry }) =>
    entry.status === 'excluded'
      ? Math.floor((client.policy.chancePpm * certain) / 1_000_000)
      : Number(entry.threshold),
});

const deadlineNotFirst = planted('deadline not first', {
  rank: ({ threshold, u }) => u / threshold,
});

const roundedThreshold = planted('rounded, not floored', {
  threshold: ({ client, entry }) => {
    const p = client.policy.chancePpm / 1_000_000;
    const chance = entry.tickets === '2' ? 1 - (1 - p) ** 2 : p;
    const daysLeft = Number(entry.k);
    return Math.ceil(Math.max(chance, daysLeft <= 3 ? 1 / Math.max(1, daysLeft) : 0) * certain);
  },
});

const neighboursAlike = planted('neighbouring ids alike', {
  number: ({ client, input }) => dayNumbers(input)(client.clientId.slice(0, -1)),
});

const dayNumbers = oncePerInput((input): Numbers => callNumbersOf(input.dayKey));

const keyIgnored = planted('weekday instead of the key', {
  number: ({ client, input }) => hashNumber(`${client.clientId}|${weekOf(input.date).weekday}`),
});

const favoursSome = planted('newcomers drawn more often', {
  threshold: ({ client, entry }) => {
    const factor = hashNumber(client.clientId) < certain / 2 ? 1.2 : 0.8;
    const threshold = Number(entry.threshold);
    return threshold >= certain ? certain : Math.floor(factor * threshold);
  },
});

/** The schemes that products use, then faults that a careless change could bring. */
export const plantedDraws: PlantedDraw[] = [
  fixedWeekday,
  randomDayAWeek,
  shuffledPool,
  noBackToBack,
  mathRandom,
  rosterOrderCut,
  rosterHashInSeed,
  noBackstop,
  countdown,
  lateRise,
  drawsClosedDays,
  deadlineNotFirst,
  roundedThreshold,
  neighboursAlike,
  keyIgnored,
  favoursSome,
];
