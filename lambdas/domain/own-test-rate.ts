import type { SettingOf } from './override.ts';
import type { Program } from './program.ts';
import { solveChancePpm } from './random-draw.ts';

/**
 * A test rate of a client's own, with the chance that reaches it. Setting it is the clinician's signature for it.
 *
 * @throws DrawInputError naming the field
 */
export function ownTestRate(
  { testing }: Pick<Program, 'testing'>,
  rate: { testsPerWeek: number; maxGapDays: number },
): SettingOf<'test rate'> {
  const { testDays, minPerCalendarWeek, closureGuard } = testing;
  const { testsPerWeek: ratePerWeek, maxGapDays } = rate;
  const chancePpm = solveChancePpm({ ratePerWeek, maxGapDays, testDays, minPerCalendarWeek, closureGuard });
  return { what: 'test rate', ...rate, chancePpm };
}
