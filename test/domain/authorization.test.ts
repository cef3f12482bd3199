import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Authorization,
  type AuthorizationUse,
  authorizationOn,
  authorizationWarning,
  unitCounter,
  unitsLeft,
} from '../../lambdas/domain/authorization.ts';
import { addDays, daysBetween } from '../../lambdas/domain/clinic-calendar.ts';
import { programVersion } from '../../lambdas/domain/program.ts';
import { sheerProgram } from '../example-clinic.ts';

const first = '2027-01-04';
const { program } = programVersion(sheerProgram());

function authorization(number: number, changes: Partial<Authorization> = {}): Authorization {
  return {
    id: `ep_1:auth-${number}`,
    episodeId: 'ep_1',
    payer: 'Fictional Health',
    number: `F-${number}`,
    unit: 'days',
    units: 1000,
    startsOn: first,
    endsOn: addDays(first, 29),
    recordedAt: '2027-01-04T16:00:00.000Z',
    ...changes,
  };
}

function useOn(day: number, changes: Partial<AuthorizationUse> = {}): AuthorizationUse {
  const today = addDays(first, day);
  return {
    today,
    plannedDays: 45,
    plannedEndOn: addDays(first, 44),
    warningDays: 5,
    unitsBetween: unitCounter(program, { admittedOn: first, plannedDays: 45 }, [], today),
    ...changes,
  };
}

describe('the end of an authorization', () => {
  test('is warned of five days before it, and not on the day before that', () => {
    expect(authorizationWarning([authorization(1)], useOn(23))).toBeUndefined();
    expect(authorizationWarning([authorization(1)], useOn(24))).toEqual({
      authorizationId: 'ep_1:auth-1',
      because: 'ends soon',
    });
  });

  test('still wants an answer when it has passed', () => {
    expect(authorizationWarning([authorization(1)], useOn(35))?.because).toBe('ends soon');
  });

  test('is no matter when the plan ends first, another follows, or staff know that none does', () => {
    const use = useOn(26);
    const next = authorization(2, { startsOn: addDays(first, 30), endsOn: addDays(first, 60) });
    const gap = authorization(2, { startsOn: addDays(first, 33), endsOn: addDays(first, 60) });
    const accepted = authorization(1, { endAccepted: { at: '2027-01-28T16:00:00.000Z', by: 'carmen' } });
    expect(authorizationWarning([authorization(1)], { ...use, plannedEndOn: addDays(first, 29) })).toBe(
      undefined,
    );
    expect(authorizationWarning([authorization(1), next], use)).toBeUndefined();
    expect(authorizationWarning([authorization(1), gap], use)?.because).toBe('ends soon');
    expect(authorizationWarning([accepted], use)).toBeUndefined();
  });

  test('of the second of two is warned of in its turn', () => {
    const next = authorization(2, { startsOn: addDays(first, 30), endsOn: addDays(first, 40) });
    expect(authorizationWarning([authorization(1), next], useOn(36))).toEqual({
      authorizationId: 'ep_1:auth-2',
      because: 'ends soon',
    });
  });

  test('in a short episode is warned of inside it', () => {
    const short = authorization(1, { endsOn: addDays(first, 3) });
    const use = { plannedDays: 5, plannedEndOn: addDays(first, 4), warningDays: 30 };
    expect(authorizationWarning([short], useOn(0, use))?.because).toBe('ends soon');
  });

  test('nothing is asked where nobody authorizes anything', () => {
    expect(authorizationWarning([], useOn(10))).toBeUndefined();
  });
});

describe('the units of an authorization', () => {
  test('run low when the next days will use more than is left', () => {
    // Fifteen hours a week: 30 are used after two weeks, and the next five days want about ten.
    const enough = authorization(1, { unit: 'hours', units: 42, endsOn: addDays(first, 60) });
    const low = { ...enough, units: 36 };
    expect(authorizationWarning([enough], useOn(13))).toBeUndefined();
    expect(authorizationWarning([low], useOn(13))).toEqual({
      authorizationId: 'ep_1:auth-1',
      because: 'units run low',
    });
  });

  test('count what was attended where attendance is recorded', () => {
    const attended = [
      { date: first, attendedMinutes: 180 },
      { date: addDays(first, 1), attendedMinutes: 0 },
      { date: addDays(first, 2), attendedMinutes: 90 },
      { date: addDays(first, 2), attendedMinutes: 30 },
    ];
    const use = useOn(6);
    const counted = {
      ...use,
      unitsBetween: unitCounter(program, { admittedOn: first, plannedDays: 45 }, attended, use.today),
    };
    expect(unitsLeft(authorization(1, { unit: 'hours', units: 20 }), counted)).toBe(15);
    expect(unitsLeft(authorization(1, { unit: 'days', units: 20 }), counted)).toBe(18);
  });
});

test('the authorization of a day is the one that covers it, and of two the later', () => {
  const next = authorization(2, { startsOn: addDays(first, 20), endsOn: addDays(first, 50) });
  expect(authorizationOn([authorization(1), next], addDays(first, 10))?.number).toBe('F-1');
  expect(authorizationOn([authorization(1), next], addDays(first, 25))?.number).toBe('F-2');
  expect(authorizationOn([authorization(1)], addDays(first, 40))).toBeUndefined();
});

test('cover never ends before the plan without a warning while there is time to act', () => {
  const case_ = fc.record({
    covered: fc.integer({ min: 1, max: 60 }),
    planned: fc.integer({ min: 7, max: 60 }),
    warningDays: fc.integer({ min: 1, max: 30 }),
  });
  fc.assert(
    fc.property(case_, ({ covered, planned, warningDays }) => {
      const plannedEndOn = addDays(first, planned - 1);
      const only = authorization(1, { endsOn: addDays(first, covered - 1) });
      const warnedOn: string[] = [];
      for (let day = 0; day < planned; day += 1) {
        const use = useOn(day, { plannedDays: planned, plannedEndOn, warningDays });
        if (authorizationWarning([only], use)) warnedOn.push(use.today);
      }
      expect(warnedOn.length > 0).toBe(only.endsOn < plannedEndOn);
      if (warnedOn[0]) expect(daysBetween(warnedOn[0], only.endsOn)).toBeLessThanOrEqual(warningDays);
    }),
  );
});
