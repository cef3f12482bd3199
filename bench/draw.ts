import { pathToFileURL } from 'node:url';
import { type DrawInput, dayKeyFrom, draw, type RosterItem } from '../lambdas/domain/random-draw.ts';

const rosterSizes = [5_000, 10_000, 20_000, 40_000];
const runs = 9;
const warmUps = 2;
const targetSize = 10_000;

/** What one draw costs, by size of roster. */
export interface DrawFigures {
  /** Fastest and median of some runs, in milliseconds. */
  sizes: { clients: number; fastestMs: number; medianMs: number; microsecondsPerClient: number }[];
  /** Median seconds of one draw of 10,000 clients; the target is below 0.2. */
  secondsFor10000: number;
  /** Microseconds per client at the largest size over those at the smallest: about 1 when the cost is linear. */
  growth: number;
}

/** Times draws of several sizes, each with a binding capacity, closures and excuses. */
export function benchDraw(): DrawFigures {
  const inputs = rosterSizes.map(drawOf);
  // Sizes take turns, so that other work on the machine slows all of them alike.
  const rounds = Array.from({ length: runs + warmUps }, () => inputs.map(millisecondsOf)).slice(warmUps);
  const sizes = inputs.map((input, size) => {
    const times = rounds.map((round) => round[size] ?? 0).sort((one, other) => one - other);
    const fastestMs = times[0] ?? 0;
    const medianMs = times[Math.floor(runs / 2)] ?? 0;
    const clients = input.roster.length;
    return { clients, fastestMs, medianMs, microsecondsPerClient: (1000 * fastestMs) / clients };
  });
  const first = sizes[0]?.microsecondsPerClient ?? 1;
  const last = sizes.at(-1)?.microsecondsPerClient ?? 1;
  const target = sizes.find(({ clients }) => clients === targetSize);
  return { sizes, secondsFor10000: (target?.medianMs ?? 0) / 1000, growth: last / first };
}

function millisecondsOf(input: DrawInput): number {
  const start = performance.now();
  draw(input);
  return performance.now() - start;
}

function drawOf(clients: number): DrawInput {
  const roster = Array.from({ length: clients }, (_, index): RosterItem => {
    const policy = {
      ratePerWeek: 2,
      maxGapDays: 7,
      testDays: [1, 2, 3, 4, 5, 6],
      minPerCalendarWeek: 0 as const,
      closureGuard: true,
      chancePpm: 220_130,
    };
    const lastTestDate = `2026-03-${String(4 + (index % 6)).padStart(2, '0')}`;
    return {
      clientId: `client-${index}`,
      policy,
      lastTestDate,
      excused: index % 50 === 0 ? ['2026-03-11'] : false,
    };
  });
  const date = '2026-03-10';
  return {
    dayKey: dayKeyFrom('a key for the bench', 'clinic-of-the-bench', date),
    date,
    roster,
    capacity: Math.round(clients / 8),
    closures: ['2026-03-08', '2026-03-13'],
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { sizes, secondsFor10000, growth } = benchDraw();
  for (const { clients, fastestMs, medianMs, microsecondsPerClient } of sizes) {
    const ms = `fastest ${fastestMs.toFixed(1)} ms, median ${medianMs.toFixed(1)} ms`;
    console.log(`draw of ${clients} clients: ${ms}, ${microsecondsPerClient.toFixed(2)} µs per client`);
  }
  console.log(`10,000 clients: ${secondsFor10000.toFixed(3)} s (target: below 0.2 s)`);
  console.log(`cost per client, largest over smallest roster: ${growth.toFixed(2)} (linear: about 1)`);
}
