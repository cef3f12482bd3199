import type { Fields } from './answer-fields.ts';
import type { Instant, LocalDate } from './clinic-calendar.ts';
import {
  type ConfirmationOutcome,
  type DrugTest,
  isCollected,
  takeUpEntry,
  withConfirmation,
} from './drug-test.ts';

/** What a test comes to in words: the laboratory's result where there is one. */
export function resultOf({ outcome, confirmation }: Pick<DrugTest, 'outcome' | 'confirmation'>): string {
  return confirmation ?? outcome;
}

/** The test with another outcome than was recorded; what hung on the old one is gone from it. */
export function withOutcome(test: DrugTest, outcome: DrugTest['outcome']): DrugTest {
  const isGiven = isCollected(outcome);
  const staysPresumptive = outcome === 'presumptive positive' && test.outcome === 'presumptive positive';
  return {
    ...test,
    outcome,
    specimen: isGiven ? test.specimen : null,
    collectedOn: isGiven ? test.date : null,
    excuse: null,
    panels: staysPresumptive ? test.panels : [],
    sentToLaboratory: staysPresumptive ? test.sentToLaboratory : null,
    confirmation: null,
    carryOver: [],
  };
}

/** The test as a corrected answer to the collection's question makes it. */
export function withEntryCorrected(
  test: DrugTest,
  entry: { choice: string; fields: Fields; at: Instant },
  timeZone: string,
): DrugTest {
  // No second collection is begun by a correction: the day is over.
  const { test: taken } = takeUpEntry({ ...test, window: closedWindow(test) }, entry, timeZone);
  const corrected = withOutcome(test, taken.outcome);
  return { ...corrected, specimen: taken.specimen, excuse: taken.excuse, panels: taken.panels };
}

function closedWindow({ window, toldAt }: DrugTest): DrugTest['window'] {
  return window && { ...window, endsAt: toldAt ?? window.endsAt };
}

/** The test as a corrected answer of the laboratory's result makes it. */
export function withLaboratoryCorrected(
  test: DrugTest,
  confirmation: ConfirmationOutcome,
  fields: Fields,
  others: readonly DrugTest[],
): DrugTest {
  return withConfirmation({ ...test, carryOver: [] }, confirmation, fields, others);
}

/** The day from which the draw counts the gap: the last random test that came to a specimen. */
export function lastRandomTestOn(tests: readonly DrugTest[]): LocalDate | null {
  const collected = tests.flatMap(({ basis, collectedOn }) =>
    basis === 'random' && collectedOn !== null ? [collectedOn] : [],
  );
  return collected.sort().at(-1) ?? null;
}

/** Past-tense facts that followed from a wrong entry, for whoever has to undo them. */
export function whatFollowed(test: DrugTest): string[] {
  const { outcome, confirmation } = test;
  const facts = [`the outcome "${outcome}" was recorded`];
  if (test.collectedOn) facts.push('the maximum gap was counted from this test');
  if (test.sentToLaboratory) facts.push('a specimen was sent to the laboratory');
  if (confirmation) facts.push(`the laboratory's result "${confirmation}" was recorded`);
  if (outcome !== 'negative' && outcome !== 'excused') facts.push('a clinician was asked to act on it');
  return facts;
}
