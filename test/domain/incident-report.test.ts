import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { residentAnswers, residentTicks } from '../../lambdas/domain/check-in.ts';
import { taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import { dutiesOfReport, reportableEvents } from '../../lambdas/domain/incident-report.ts';

const kindsOf = (...said: Parameters<typeof dutiesOfReport>) =>
  dutiesOfReport(...said).map(({ kind }) => kind);

describe('what a home says of a resident becomes', () => {
  it('nothing when all is well', () => {
    expect(dutiesOfReport({ said: 'all well', ticks: [] })).toEqual([]);
  });

  it('the counselor’s task at once when there was an incident', () => {
    expect(dutiesOfReport({ said: 'incident', ticks: [] })).toEqual([
      { kind: 'incident-report', reason: 'incident' },
    ]);
    expect(taskRules['incident-report']).toMatchObject({ asks: 'counselor', delivery: 'now' });
  });

  it('an incident too when only its kind is ticked beside “all well”', () => {
    expect(kindsOf({ said: 'all well', ticks: ['medical emergency'] })).toEqual(['incident-report']);
  });

  it('a task for the case manager and one for the clinician, at once, when a bed is at risk', () => {
    expect(kindsOf({ said: 'bed at risk', ticks: [] })).toEqual(['bed-at-risk', 'bed-risk-decision']);
    expect(taskRules['bed-at-risk']).toMatchObject({ asks: 'case-manager', delivery: 'now' });
    expect(taskRules['bed-risk-decision']).toMatchObject({ asks: 'counselor', delivery: 'now' });
  });

  it.each(['concern', 'not residing', 'curfew missed'] as const)(
    'the case manager’s task of the same day for: %s',
    (said) => {
      expect(dutiesOfReport({ said, ticks: [] })).toEqual([{ kind: 'resident-report', reason: said }]);
    },
  );

  it('a task of the same day when medication is missing, and one for the digest when food is', () => {
    expect(kindsOf({ said: 'all well', ticks: ['medication'] })).toEqual(['resident-report']);
    expect(kindsOf({ said: 'all well', ticks: ['food', 'transport'] })).toEqual(['resident-needs']);
    expect(taskRules['resident-needs'].delivery).toBe('digest');
  });

  it('never more than one task of a kind, and always one when anything but “all well” was said', () => {
    const said = fc.constantFrom(...residentAnswers, ...reportableEvents);
    fc.assert(
      fc.property(said, fc.subarray([...residentTicks]), (answer, ticks) => {
        const kinds = kindsOf({ said: answer, ticks });
        expect(new Set(kinds).size).toBe(kinds.length);
        expect(kinds.length > 0).toBe(answer !== 'all well' || ticks.length > 0);
      }),
    );
  });
});
