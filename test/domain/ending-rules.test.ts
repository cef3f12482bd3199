import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attemptDays } from '../../lambdas/domain/contact-attempt.ts';
import { isHeld } from '../../lambdas/domain/death-report.ts';
import { followedFromEnding } from '../../lambdas/domain/ending-correction.ts';
import { endingRuleOf, endingRules, missingFor, ruleOfEnded } from '../../lambdas/domain/ending-rules.ts';
import { type Ending, endings } from '../../lambdas/domain/episode.ts';
import { secondPerson, whoSigns } from '../../lambdas/domain/second-person.ts';
import { type StaffMember, type StaffRole, staffRoles } from '../../lambdas/domain/staff.ts';

const on = '2027-01-18';

function member(id: string, roles: StaffRole[], changes: Partial<StaffMember> = {}): StaffMember {
  const contact = {
    name: id,
    email: `${id}@harbor.example`,
    phone: '+1 555 010 0100',
    language: 'en',
  } as const;
  return { id, ...contact, roles, absences: [], ...changes };
}

const counselor = member('counselor', ['counselor'], { backupId: 'on-call' });
const caseManager = member('case-manager', ['case-manager']);
const onCall = member('on-call', ['on-call']);
const director = member('director', ['director'], { backupId: 'case-manager' });
const team = [counselor, caseManager, onCall, director];

describe('the table of endings', () => {
  test('only a death stops every contact; it offers and hands off nothing', () => {
    const silent = endings.filter((ending) => endingRules[ending].stopsAllContact);
    expect(silent).toEqual(['deceased']);
    expect(endingRules.deceased).toMatchObject({
      handoff: 'none',
      followUps: 'none',
      questions: 'all',
      signs: 'a second member of staff',
      notices: { home: 'by nobody', client: 'nobody' },
    });
  });

  test('whoever leaves early, against advice too, is offered a kit, a handoff and every call', () => {
    for (const ending of [
      'completed early',
      'left against advice',
      'lost to contact',
      'discharged administratively',
    ] as const)
      expect(endingRules[ending]).toMatchObject({
        isEarly: true,
        offersOverdoseTeaching: true,
        handoff: 'offered',
        followUps: 'all',
      });
  });

  test('every ending frees the place, and every early one offers the teaching', () => {
    for (const ending of endings) {
      expect(endingRules[ending].place).toBe('freed and offered on');
      expect(endingRules[ending].offersOverdoseTeaching).toBe(endingRules[ending].isEarly);
    }
  });

  test('a transfer within the clinic hands off to nobody: the new episode goes on', () => {
    expect(endingRuleOf('transferred', { toEpisodeId: 'ep_2' })).toMatchObject({
      handoff: 'none',
      followUps: 'none',
    });
    expect(endingRuleOf('transferred', { receivingFacility: 'elsewhere' }).handoff).toBe('to the facility');
  });

  test('a referral that came to nothing has no rule', () => {
    expect(ruleOfEnded({ ending: 'no place' })).toBeUndefined();
    expect(ruleOfEnded({ ending: null })).toBeUndefined();
  });
});

describe('what a record lacks for an ending', () => {
  const none = { made: 0, asked: 3 };

  test.each([
    ['stepped up', {}, none, ['receiving facility']],
    ['stepped up', { receivingFacility: 'Plainview' }, none, []],
    ['lost to contact', {}, { made: 2, asked: 3 }, ['documented attempts']],
    ['lost to contact', {}, { made: 3, asked: 3 }, []],
    ['lost to contact', { attemptsNotMade: 'the number is another’s' }, none, []],
    ['left against advice', {}, none, []],
  ] as const)('%s, %o, %o: %o', (ending, facts, attempts, wanted) => {
    expect(missingFor(ending, facts, attempts).map(({ need }) => need)).toEqual(wanted);
  });

  test('three tries on one day are one day', () => {
    expect(attemptDays([{ on: '2027-01-14' }, { on: '2027-01-14' }, { on: '2027-01-15' }])).toBe(2);
  });
});

describe('a second person', () => {
  test('is the client’s counselor, else whoever is there', () => {
    const prefer = ['counselor', 'case-manager'];
    expect(secondPerson(team, { not: 'case-manager', prefer, on })?.id).toBe('counselor');
    expect(secondPerson(team, { not: 'counselor', prefer, on })?.id).toBe('case-manager');
    expect(secondPerson([counselor], { not: 'counselor', prefer, on })).toBeUndefined();
  });

  test('the director signs a discharge; when the director asks, the backup does', () => {
    expect(whoSigns(team, { askedBy: 'case-manager', on })?.id).toBe('director');
    expect(whoSigns(team, { askedBy: 'director', on })?.id).toBe('case-manager');
  });

  test('is never the first, whoever is away, has left or covers whom', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const anyone = fc.record({
      roles: fc.subarray([...staffRoles], { minLength: 1 }),
      backupId: fc.constantFrom(...ids),
      away: fc.option(fc.constantFrom(...ids), { nil: undefined }),
      hasLeft: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.tuple(anyone, anyone, anyone, anyone), fc.constantFrom(...ids), (people, not) => {
        const staff = people.map(({ roles, backupId, away, hasLeft }, index) =>
          member(ids[index] ?? '', roles, {
            backupId,
            absences: away === undefined ? [] : [{ from: on, to: on, coverId: away }],
            ...(hasLeft && { leftOn: on }),
          }),
        );
        expect(secondPerson(staff, { not, prefer: ids, on })?.id).not.toBe(not);
        expect(whoSigns(staff, { askedBy: not, on })?.id).not.toBe(not);
      }),
    );
  });
});

describe('a report of a death', () => {
  test('holds from the first word on, and not before or after it was refuted', () => {
    const report = { at: '2027-01-18T18:00:00.000Z', by: 'counselor', reason: 'heard' };
    expect(isHeld({ deathReport: { status: 'reported', ...report } })).toBe(true);
    expect(isHeld({ deathReport: { status: 'confirmed', ...report } })).toBe(true);
    expect(isHeld({ deathReport: null })).toBe(false);
    expect(isHeld({})).toBe(false);
  });
});

describe('what followed from a wrong ending', () => {
  test('names what the right one would not have led to', () => {
    const followed = followedFromEnding('left against advice', 'stepped up').join('\n');
    expect(followed).toContain('a handoff to aftercare was begun');
    expect(followed).not.toContain('follow-up calls');
    expect(followedFromEnding('deceased', 'completed').join('\n')).toContain('no follow-up call was made');
  });

  test('always says at least that treatment ended, and never that it was right', () => {
    const pairs = endings.flatMap((was) => endings.map((now): [Ending, Ending] => [was, now]));
    for (const [was, now] of pairs) expect(followedFromEnding(was, now)[0]).toContain(`“${was}”`);
  });
});
