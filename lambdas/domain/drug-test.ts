import type { Instant, LocalDate } from './clinic-calendar.ts';

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
] as const;
export type CollectionOutcome = (typeof collectionOutcomes)[number];
export const confirmationOutcomes = [
  'definitive positive',
  'confirmed negative',
  'consistent with prescription',
  'laboratory rejected',
] as const;
export type ConfirmationOutcome = (typeof confirmationOutcomes)[number];
export type TestOutcome =
  | CollectionOutcome
  | ConfirmationOutcome
  | 'not reached'
  | 'excused'
  | 'no answer'
  | 'withdrawn';

export interface DrugTest {
  id: string;
  episodeId: string;
  date: LocalDate;
  /** A test that a clinician orders is for cause, never random, and leaves the draw's history alone. */
  basis: 'random' | 'for cause';
  orderedBy: string | null;
  reason: string | null;
  toldAt: Instant | null;
  collectedOn: LocalDate | null;
  outcome: TestOutcome | 'pending';
  confirmation: ConfirmationOutcome | null;
}

export type NextAfterCollection = 'done' | 'send to laboratory' | 'ask clinician';

/**
 * What follows an outcome. Results lead to a laboratory or to a clinician's task and to nothing else: no result
 * leads to discharge. Source: random testing specification, "What follows a call".
 */
export function nextAfterCollection(outcome: TestOutcome): NextAfterCollection {
  if (outcome === 'presumptive positive') return 'send to laboratory';
  const fine: TestOutcome[] = [
    'negative',
    'excused',
    'confirmed negative',
    'consistent with prescription',
    'withdrawn',
  ];
  return fine.includes(outcome) ? 'done' : 'ask clinician';
}

/** Outcomes that count as a collected specimen, so that the draw's gap starts anew. */
export function isCollected(outcome: TestOutcome): boolean {
  return ['negative', 'presumptive positive', 'dilute', 'tampered', 'laboratory rejected'].includes(outcome);
}
