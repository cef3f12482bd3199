import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../lambdas/domain/canonical-json.ts';
import { addDays, daysBetween } from '../../lambdas/domain/clinic-calendar.ts';
import { phaseSpans } from '../../lambdas/domain/phase.ts';
import { type ProgramFile, programSchema, programVersion } from '../../lambdas/domain/program.ts';
import { programDiff } from '../../lambdas/domain/program-diff.ts';
import { programWarnings } from '../../lambdas/domain/program-warnings.ts';
import { expectedAt, programWeeks, tracksOf } from '../../lambdas/domain/program-week.ts';
import { anyProgram } from './program-arbitrary.ts';

test('any program is taken by the schema, has chances to be called, and can be judged', () => {
  fc.assert(
    fc.property(anyProgram(), (program) => {
      expect(programSchema.safeParse(program).error?.issues ?? []).toEqual([]);
      const { chancesPpm } = programVersion(program).program;
      expect(chancesPpm).toHaveLength(program.phases.length);
      for (const chancePpm of chancesPpm) expect(chancePpm).toBeGreaterThan(0);
      expect(Array.isArray(programWarnings(program))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('on each day of an episode a client is in exactly one phase, and never in an earlier one than before', () => {
  const episodes = fc.record({ program: anyProgram(), plannedDays: fc.integer({ min: 1, max: 180 }) });
  fc.assert(
    fc.property(episodes, ({ program, plannedDays }) => {
      const startsOn = '2027-01-04';
      const spans = phaseSpans(program, startsOn, plannedDays);
      const days = spans.flatMap(({ index, startsOn: first, endsOn }) =>
        Array.from({ length: daysBetween(first, endsOn) + 1 }, (_, day) => ({
          on: addDays(first, day),
          index,
        })),
      );
      expect(days.map(({ on }) => on)).toEqual(
        Array.from({ length: plannedDays }, (_, day) => addDays(startsOn, day)),
      );
      expect(days.map(({ index }) => index)).toEqual(
        [...days.map(({ index }) => index)].sort((a, b) => a - b),
      );
    }),
  );
});

test('every setting that differs is said, and nothing is said of two files that are the same', () => {
  const pairs = fc.record({ one: anyProgram(), other: anyProgram() });
  fc.assert(
    fc.property(pairs, ({ one, other }) => {
      expect(programDiff(one, structuredClone(one))).toEqual([]);
      for (const field of Object.keys(one) as (keyof ProgramFile)[]) {
        const changed = { ...one, [field]: other[field] };
        const differs = canonicalJson(changed) !== canonicalJson(one);
        expect({ field, said: programDiff(one, changed).length > 0 }).toEqual({ field, said: differs });
      }
    }),
    { numRuns: 60 },
  );
});

test('whoever is expected at the sessions of a week is everybody, each in the hours of their phase', () => {
  const clients = 40;
  fc.assert(
    fc.property(anyProgram(), (program) => {
      const bySessions = program.sessions.reduce(
        (sum, session) =>
          sum + (expectedAt(program, session, clients) * session.weekdays.length * session.minutes) / 60,
        0,
      );
      const days = program.phases.reduce((sum, phase) => sum + phase.days, 0);
      const byWeeks = programWeeks(program).reduce((sum, { hoursPerWeek, phaseIndex }) => {
        const share = (program.phases[phaseIndex]?.days ?? 0) / days;
        return sum + (clients / tracksOf(program).length) * share * hoursPerWeek;
      }, 0);
      expect(bySessions).toBeCloseTo(byWeeks, 0);
    }),
  );
});
