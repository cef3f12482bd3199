import type { Fields } from './answer-fields.ts';
import { type Instant, instantOf, type LocalDate } from './clinic-calendar.ts';
import type { CollectionWindow, TellingWay } from './collection-window.ts';
import { type Specimen, specimenFrom } from './specimen.ts';
import { type Finding, type Panel, panels, possibleCarryOver } from './test-panels.ts';

/** What a collection can come to. A missed test is never an automatic positive; "not reached" is never "missed". */
export const collectionOutcomes = [
  'negative',
  'presumptive positive',
  'dilute',
  'tampered',
  'refused',
  'missed',
  'unable',
  'laboratory rejected',
  'excused',
] as const;
export type CollectionOutcome = (typeof collectionOutcomes)[number];
export const confirmationOutcomes = [
  'definitive positive',
  'confirmed negative',
  'consistent with prescription',
  'dilute',
  'tampered',
  'laboratory rejected',
] as const;
export type ConfirmationOutcome = (typeof confirmationOutcomes)[number];
export type TestOutcome = CollectionOutcome | ConfirmationOutcome | 'not reached' | 'no answer' | 'withdrawn';

/** Why a client could not be tested on the day, as codes; what is behind them stays in the clinical record. */
export const excuseReasons = [
  'ill',
  'medical appointment',
  'court or agency',
  'family emergency',
  'travel',
] as const;
export type ExcuseReason = (typeof excuseReasons)[number];

export interface DrugTest {
  id: string;
  episodeId: string;
  date: LocalDate;
  /** A test that a clinician orders is for cause, never random, and leaves the draw's history alone. */
  basis: 'random' | 'for cause';
  orderedBy: string | null;
  reason: string | null;
  toldAt: Instant | null;
  /** Who told the client and how; null while nobody has. */
  telling: { by: string; how: TellingWay | null; recordedAt: Instant } | null;
  /** Runs from the telling; null when the client was not told in time for one. */
  window: CollectionWindow | null;
  /** Set when urine could not be given and oral fluid was asked for within the same window. */
  oralFluidOfferedAt: Instant | null;
  specimen: Specimen | null;
  collectedOn: LocalDate | null;
  outcome: TestOutcome | 'pending';
  excuse: ExcuseReason | null;
  /** What the result is positive for: presumptive until the laboratory has answered. */
  panels: Panel[];
  sentToLaboratory: { by: string; at: Instant } | null;
  confirmation: ConfirmationOutcome | null;
  /** Panels of a definitive positive that an earlier use can explain. */
  carryOver: Panel[];
}

/** A test before anything has happened with it. */
export function newTest(
  called: Pick<DrugTest, 'id' | 'episodeId' | 'date' | 'basis' | 'orderedBy' | 'reason'>,
): DrugTest {
  return {
    ...called,
    toldAt: null,
    telling: null,
    window: null,
    oralFluidOfferedAt: null,
    specimen: null,
    collectedOn: null,
    outcome: 'pending',
    excuse: null,
    panels: [],
    sentToLaboratory: null,
    confirmation: null,
    carryOver: [],
  };
}

export type NextAfterCollection = 'done' | 'send to laboratory' | 'ask clinician';

/**
 * What follows an outcome. Results lead to a laboratory or to a clinician's task and to nothing else: no result
 * leads to discharge. An excuse given on the day is a clinician's to accept. Source: random testing specification,
 * "What follows a call".
 */
export function nextAfterCollection(outcome: TestOutcome): NextAfterCollection {
  if (outcome === 'presumptive positive') return 'send to laboratory';
  const fine: TestOutcome[] = ['negative', 'confirmed negative', 'consistent with prescription', 'withdrawn'];
  return fine.includes(outcome) ? 'done' : 'ask clinician';
}

/** Outcomes that count as a collected specimen, so that the draw's gap starts anew. */
export function isCollected(outcome: TestOutcome | 'pending'): boolean {
  return ['negative', 'presumptive positive', 'dilute', 'tampered', 'laboratory rejected'].includes(outcome);
}

/** What was entered at the collection. */
export interface CollectionEntry {
  choice: string;
  fields: Fields;
  at: Instant;
}

/** What comes of an entry: the test as it is now, and what follows, with the reason that a clinician is given. */
export interface CollectionTaken {
  test: DrugTest;
  next: NextAfterCollection | 'offer oral fluid';
  reason: string;
}

/**
 * The test after an entry. Who could not give urine is offered oral fluid while the window runs; who had no free
 * hour in the window was not reached rather than missing; a result from after the window is the clinician's to weigh.
 */
export function takeUpEntry(test: DrugTest, entry: CollectionEntry, timeZone: string): CollectionTaken {
  const outcome = outcomeFrom(test, entry.choice);
  const specimen = specimenOf(test, entry.fields, timeZone);
  if (outcome === 'unable' && specimen?.kind !== 'oral fluid' && isOralFluidLeft(test, entry.at)) {
    return { test: { ...test, oralFluidOfferedAt: entry.at }, next: 'offer oral fluid', reason: 'unable' };
  }
  const taken: DrugTest = {
    ...test,
    outcome,
    specimen: isCollected(outcome) ? specimen : null,
    collectedOn: isCollected(outcome) ? test.date : null,
    excuse: excuseReasons.find((known) => outcome === 'excused' && known === entry.fields.excuse) ?? null,
    panels: outcome === 'presumptive positive' ? panelsIn(entry.fields) : [],
  };
  return { test: taken, ...followUpOf(taken) };
}

/** What follows a recorded outcome, however often it is asked; "done" while there is none. */
export function followUpOf(test: DrugTest): { next: NextAfterCollection; reason: string } {
  const { outcome } = test;
  if (outcome === 'pending') return { next: 'done', reason: '' };
  const next = nextAfterCollection(outcome);
  return next === 'done' && isAfterWindow(test)
    ? { next: 'ask clinician', reason: 'after the window' }
    : { next, reason: outcome };
}

function outcomeFrom({ window }: DrugTest, choice: string): TestOutcome {
  if (choice === 'withdrawn') return 'withdrawn';
  if (choice === 'missed' && window?.hasFreeHour === false) return 'not reached';
  return collectionOutcomes.find((known) => known === choice) ?? 'no answer';
}

function specimenOf({ date }: DrugTest, fields: Fields, timeZone: string): Specimen | null {
  const specimen = specimenFrom(fields);
  if (!specimen) return null;
  const { collectedAt } = fields;
  return { ...specimen, collectedAt: collectedAt ? instantOf(timeZone, date, collectedAt) : null };
}

/** Once, within the window; the same entry taken up again finds its own offer. */
function isOralFluidLeft({ window, oralFluidOfferedAt }: DrugTest, at: Instant): boolean {
  const isFirst = oralFluidOfferedAt === null || oralFluidOfferedAt === at;
  return isFirst && window !== null && at < window.endsAt;
}

/** True for a specimen given after the window had ended. */
function isAfterWindow({ specimen, window }: DrugTest): boolean {
  return Boolean(specimen?.collectedAt && window && specimen.collectedAt > window.endsAt);
}

function panelsIn(fields: Fields): Panel[] {
  return panels.filter((panel) => fields.panels?.split(',').includes(panel));
}

/** The test with the laboratory's result: what it is positive for now, and what of that may be carry-over. */
export function withConfirmation(
  test: DrugTest,
  confirmation: ConfirmationOutcome,
  fields: Fields,
  others: readonly DrugTest[],
): DrugTest {
  const named = panelsIn(fields);
  const found = confirmation === 'definitive positive' ? (named.length > 0 ? named : test.panels) : [];
  const confirmed: DrugTest = { ...test, confirmation, panels: found };
  const finding = findingOf(confirmed);
  return {
    ...confirmed,
    carryOver: finding ? possibleCarryOver(finding, earlierThan(confirmed, others)) : [],
  };
}

/** Positives of the same client that were not refuted: definitive ones, and those the laboratory still has. */
function earlierThan(test: DrugTest, others: readonly DrugTest[]): Finding[] {
  return others.filter(({ id }) => id !== test.id).flatMap((other) => findingOf(other) ?? []);
}

function findingOf({ outcome, confirmation, date, specimen, panels: found }: DrugTest): Finding | undefined {
  const isPositive =
    confirmation === 'definitive positive' || (outcome === 'presumptive positive' && confirmation === null);
  return isPositive ? { date, specimen: specimen?.kind ?? 'urine', panels: found } : undefined;
}

/** Whether a day's call came to a specimen. What did not is uncovered, and never counts as compliant. */
export function isUncovered({ outcome }: Pick<DrugTest, 'outcome'>): boolean {
  return outcome === 'not reached' || outcome === 'no answer' || outcome === 'excused';
}
