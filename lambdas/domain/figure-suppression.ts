import type { LocalDate } from './clinic-calendar.ts';
import { type Ending, endings } from './episode.ts';
import type { Period } from './figure-facts.ts';
import {
  type Figures,
  isCompletion,
  type ScopeFigures,
  type ShareId,
  type SpreadId,
  shareIds,
  spreadIds,
} from './figures.ts';

/**
 * The smallest count above zero that may be shown: counts from 1 to 10 are held back, and so is whatever would let one
 * be computed. Source: the cell size suppression policy of the Centers for Medicare & Medicaid Services (2024-01-26),
 * which lets a zero be shown and covers excluded cases.
 */
export const leastShown = 11;

/** A share as it may be shown; null where a number is held back. The numerator is shown only with the denominator. */
export interface ShownShare {
  numerator: number | null;
  denominator: number | null;
}

export interface ShownSpread {
  /** Null where the count would tell a small number, although median and percentile may be shown. */
  count: number | null;
  median: number | null;
  p90: number | null;
  isHeldBack: boolean;
}

/** What may be shown of the figures of one program, or of all. */
export interface ShownScope {
  programId: string | null;
  shares: Record<ShareId, ShownShare>;
  spreads: Record<SpreadId, ShownSpread>;
  /** Null where it is held back. */
  testsPerWeek: { tests: number; clientWeeks: number } | null;
  endings: Record<Ending, number | null>;
}

export interface ShownFigures {
  period: Period;
  asOf: LocalDate;
  all: ShownScope;
  /** One for each program. A figure is shown for every program or for none. */
  programs: ShownScope[];
}

/** Nested counts are safe together when every two of them are equal, or apart by enough. */
function fits(shown: readonly number[], count: number): boolean {
  return shown.every((other) => isSafe(Math.abs(other - count)));
}

function isSafe(count: number): boolean {
  return count === 0 || count >= leastShown;
}

/**
 * Shares by the people (or events) they are of. Within a family every denominator is a part of the one before it;
 * within a chain every numerator is a part of the one before it. Each is in the order in which it is let through.
 */
const families: readonly (readonly { of: string; chains: readonly (readonly ShareId[])[] }[])[] = [
  [
    { of: 'discharges', chains: [['completed'], ['appointment-before-ending']] },
    { of: 'a month ago', chains: [['first-visit-30', 'first-visit-7', 'first-visit-14']] },
    { of: 'called after a month', chains: [['reached-30']] },
    { of: 'called after three', chains: [['reached-90']] },
  ],
  [{ of: 'tests', chains: [['tests-not-given']] }],
  [{ of: 'reviews', chains: [['reviews-in-time']] }],
  [{ of: 'homes', chains: [['homes-unanswered']] }],
  [{ of: 'receivers', chains: [['receivers-unanswered']] }],
  [{ of: 'waits', chains: [['waitlist-offered']] }],
];

/** Spreads, and the share that counts the same: shown with it, its count is its denominator, or its "yes" or "no". */
const spreadsBeside: Record<SpreadId, { share: ShareId; counts: 'all' | 'yes' | 'no' }> = {
  'length-of-stay': { share: 'completed', counts: 'all' },
  'homes-response': { share: 'homes-unanswered', counts: 'no' },
  'receivers-response': { share: 'receivers-unanswered', counts: 'no' },
  'waitlist-days': { share: 'waitlist-offered', counts: 'yes' },
};

const heldBack: ShownShare = { numerator: null, denominator: null };

/**
 * The figures as anybody may see them. No count from 1 to 10 is among them, and none follows from them by adding and
 * subtracting: nested counts are shown only where they are apart by 0 or 11, endings only with enough others held back
 * beside them, and programs only all of them or none, so that the total less the rest tells nothing.
 */
export function shownFigures(figures: Figures): ShownFigures {
  const programs = figures.programs.map(shownScope);
  return {
    period: figures.period,
    asOf: figures.asOf,
    all: shownScope(figures.all),
    programs: programs.map((scope) => alike(scope, programs)),
  };
}

function shownScope(scope: ScopeFigures): ShownScope {
  const shares = sharesShown(scope);
  return {
    programId: scope.programId,
    shares,
    spreads: Object.fromEntries(
      spreadIds.map((id) => [id, spreadShown(scope, shares, id)]),
    ) as ShownScope['spreads'],
    testsPerWeek: testRateShown(scope, shares['tests-not-given']),
    endings: endingsShown(scope, shares.completed),
  };
}

function hasEnough(clients: number | null): boolean {
  return clients === null || isSafe(clients);
}

function sharesShown({ shares }: ScopeFigures): Record<ShareId, ShownShare> {
  const shown = Object.fromEntries(shareIds.map((id) => [id, heldBack])) as Record<ShareId, ShownShare>;
  for (const family of families) {
    const wholes = [0];
    for (const { chains } of family) {
      const { denominator, clients } = shares[chains[0]?.[0] ?? 'completed'];
      if (!hasEnough(clients) || !fits(wholes, denominator)) continue;
      wholes.push(denominator);
      for (const chain of chains) Object.assign(shown, chainShown(shares, chain, denominator));
    }
  }
  const hours = shares['hours-attended'];
  if (hasEnough(hours.clients)) shown['hours-attended'] = hours;
  return shown;
}

function chainShown(
  shares: ScopeFigures['shares'],
  chain: readonly ShareId[],
  denominator: number,
): Partial<Record<ShareId, ShownShare>> {
  const counts = [0, denominator];
  const shown: Partial<Record<ShareId, ShownShare>> = {};
  for (const id of chain) {
    const { numerator } = shares[id];
    const isShown = fits(counts, numerator);
    if (isShown) counts.push(numerator);
    shown[id] = { numerator: isShown ? numerator : null, denominator };
  }
  return shown;
}

function spreadShown({ spreads }: ScopeFigures, shares: ShownScope['shares'], id: SpreadId): ShownSpread {
  const { count, clients, median, p90 } = spreads[id];
  const { share, counts } = spreadsBeside[id];
  const { numerator, denominator } = shares[share];
  const isCountShown = denominator !== null && (counts === 'all' || numerator !== null);
  if (count < leastShown || !hasEnough(clients))
    return { count: isCountShown ? count : null, median: null, p90: null, isHeldBack: count > 0 };
  return { count: isCountShown ? count : null, median, p90, isHeldBack: false };
}

/** Tests called hold the tests that were given or not: the two are a part and its whole. */
function testRateShown(
  { testsPerWeek, shares }: ScopeFigures,
  beside: ShownShare,
): ShownScope['testsPerWeek'] {
  const { tests, clientWeeks, clients } = testsPerWeek;
  const parts = beside.denominator === null ? [0] : [0, shares['tests-not-given'].denominator];
  return hasEnough(clients) && fits(parts, tests) ? { tests, clientWeeks } : null;
}

/**
 * Endings add up to what is shown beside them: the completed and the others, or all discharges. In each such sum the
 * small ones are held back, and as many others that at least eleven discharges lie in what is held back.
 */
function endingsShown({ endings: counts }: ScopeFigures, completed: ShownShare): ShownScope['endings'] {
  const living = endings.filter((ending) => ending !== 'deceased');
  const sums =
    completed.numerator === null
      ? [living]
      : [living.filter(isCompletion), living.filter((ending) => !isCompletion(ending))];
  const kept = completed.denominator === null ? [] : sums.flatMap((sum) => partsShown(sum, counts));
  if (isSafe(counts.deceased)) kept.push('deceased');
  return Object.fromEntries(
    endings.map((ending) => [ending, kept.includes(ending) ? counts[ending] : null]),
  ) as Record<Ending, number | null>;
}

function partsShown(parts: readonly Ending[], counts: Record<Ending, number>): Ending[] {
  const held = parts.filter((part) => !isSafe(counts[part]));
  // The first in the list, never the smallest: the choice itself must tell nothing.
  const beside = parts.find((part) => counts[part] >= leastShown);
  if (isTold(held, counts) && beside) held.push(beside);
  return parts.filter((part) => !held.includes(part));
}

/** Whether the sum of small parts tells them: it is one alone, too few in all, or nearly as many as they can be. */
function isTold(small: readonly Ending[], counts: Record<Ending, number>): boolean {
  const sum = small.reduce((total, part) => total + counts[part], 0);
  const most = (leastShown - 1) * small.length;
  return small.length > 0 && (small.length === 1 || sum < leastShown || sum >= most - 1);
}

/** Figures that are shown for all programs or for none. Nested ones go together. */
const together: readonly (readonly ShareId[])[] = [
  ['completed'],
  ['appointment-before-ending'],
  ['first-visit-7', 'first-visit-14', 'first-visit-30'],
  ['reached-30'],
  ['reached-90'],
  ['hours-attended'],
  ['reviews-in-time'],
  ['tests-not-given'],
  ['homes-unanswered'],
  ['receivers-unanswered'],
  ['waitlist-offered'],
];

function alike(scope: ShownScope, programs: readonly ShownScope[]): ShownScope {
  const shares = { ...scope.shares };
  for (const group of together) {
    const isForAll = programs.every((each) => group.every((id) => each.shares[id].numerator !== null));
    if (!isForAll) for (const id of group) shares[id] = heldBack;
  }
  const spreads = { ...scope.spreads };
  for (const id of spreadIds) {
    const isForAll = programs.every(
      (each) => !each.spreads[id].isHeldBack && each.spreads[id].count !== null,
    );
    const isCountShown = shares[spreadsBeside[id].share].numerator !== null;
    if (!isForAll || !isCountShown) spreads[id] = { count: null, median: null, p90: null, isHeldBack: true };
  }
  const areTestsForAll =
    shares['tests-not-given'].numerator !== null && programs.every((each) => each.testsPerWeek !== null);
  return {
    ...scope,
    shares,
    spreads,
    testsPerWeek: areTestsForAll ? scope.testsPerWeek : null,
    // By program they would have to be held back across the rows too: completion stands for them.
    endings: Object.fromEntries(endings.map((ending) => [ending, null])) as ShownScope['endings'],
  };
}
