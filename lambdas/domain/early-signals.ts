import type { LocalDate } from './clinic-calendar.ts';
import type { DrugTest } from './drug-test.ts';
import type { EarlySignal } from './review.ts';

type Tested = Pick<DrugTest, 'date' | 'outcome' | 'confirmation'>;

/** How many missed tests since the last review ask for the next one. Source: default; no seed names a number. */
const missedTests = 2;

function isMissed({ outcome }: Tested): boolean {
  return outcome === 'missed' || outcome === 'refused';
}

/** Presumptive counts until a laboratory refutes it: what it brings about is a conversation. */
function isPositive({ outcome, confirmation }: Tested): boolean {
  return (
    confirmation === 'definitive positive' || (outcome === 'presumptive positive' && confirmation === null)
  );
}

/**
 * What in the tests since a day asks for a review before its time: two missed, or a positive one and a missed one.
 * It proposes a conversation and decides nothing. Source: default; the seeds say only that care is adjusted.
 *
 * @param since the day of the last review, or the day before admission; tests of that day are not counted again
 */
export function earlySignal(tests: readonly Tested[], since: LocalDate): EarlySignal | undefined {
  const recent = tests.filter(({ date }) => date > since);
  const missed = recent.filter(isMissed).length;
  if (missed >= missedTests) return 'two tests missed';
  return missed > 0 && recent.some(isPositive) ? 'a positive test and a missed one' : undefined;
}
