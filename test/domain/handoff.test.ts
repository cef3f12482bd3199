import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type ClinicCalendar } from '../../lambdas/domain/clinic-calendar.ts';
import { triesIn } from '../../lambdas/domain/follow-up.ts';
import {
  afterHandoffAnswer,
  isTimeToTellLate,
  newHandoff,
  type OpenHandoff,
  planLateOn,
} from '../../lambdas/domain/handoff.ts';

const accepted: OpenHandoff = { ...newHandoff, receiverId: 'lakeside', visitOn: '2027-02-22' };
const hours = { opens: '09:00', closes: '17:00' };
const weekdays: ClinicCalendar = {
  timeZone: 'UTC',
  opening: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours },
  closures: [],
};

/** What several answers, one a day, lead to. */
function led(handoff: OpenHandoff, answers: readonly string[], maxAttempts = 3) {
  let current = handoff;
  for (const [index, answer] of answers.entries()) {
    const said = { taskId: `t${index}`, answer, on: addDays('2027-02-23', index), appointment: null };
    const next = afterHandoffAnswer(current, said, maxAttempts);
    if (next.outcome === 'closed') return next.status;
    current = next.handoff;
  }
  return current;
}

describe('what an answer about a handoff leads to', () => {
  it('closes when the client has arrived, at once', () => {
    expect(led(accepted, ['arrived'])).toBe('arrived');
  });

  it('a no-show is a call to the client, on the same day', () => {
    expect(led(accepted, ['no show'])).toMatchObject({ next: 'call', callFrom: '2027-02-23', attempts: 1 });
  });

  it('a client who is not reached is called again on another day', () => {
    expect(led(accepted, ['could not reach the client'])).toMatchObject({
      next: 'call',
      callFrom: '2027-02-24',
      tries: [{ on: '2027-02-23', what: 'could not reach the client' }],
    });
  });

  it('a visit that is agreed anew is waited for', () => {
    const said = {
      taskId: 't',
      answer: 'new visit agreed',
      on: '2027-02-23',
      appointment: { on: '2027-03-02', at: '10:00' },
    };
    expect(afterHandoffAnswer({ ...accepted, next: 'call' }, said, 3)).toMatchObject({
      outcome: 'go on',
      handoff: { next: 'visit', visitOn: '2027-03-02', visitAt: '10:00' },
    });
  });

  it('a client who declines is signed for, or goes on', () => {
    expect(led(accepted, ['client declined'])).toMatchObject({ next: 'sign-off' });
    expect(led(accepted, ['client declined', 'signed off'])).toBe('declined by client');
    expect(led(accepted, ['client declined', 'client wants aftercare'])).toMatchObject({ next: 'call' });
  });

  it('another receiver is sought without what was agreed with the first', () => {
    expect(led(accepted, ['no show', 'another receiver wanted'])).toMatchObject({
      receiverId: null,
      visitOn: null,
      next: 'visit',
    });
  });

  it('several tries of one day are one attempt', () => {
    const said = { taskId: 't', answer: 'no show', on: '2027-02-23', appointment: null };
    const first = afterHandoffAnswer(accepted, said, 2);
    const again = { ...said, taskId: 'u', answer: 'could not reach the client' };
    const second = afterHandoffAnswer(first.handoff, again, 2);
    expect(second).toMatchObject({ outcome: 'go on', handoff: { attempts: 1 } });
  });

  it('is lost to contact only after tries on as many different days as the program says', () => {
    const answers = fc.constantFrom(
      'no show',
      'could not reach the client',
      'no answer',
      'new visit agreed',
      'client wants aftercare',
      'not sent',
    );
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 20 }), fc.integer({ min: 1, max: 6 }), (said, most) => {
        const tried = said.filter((one) =>
          ['no show', 'could not reach the client', 'no answer'].includes(one),
        );
        expect(led(accepted, said, most) === 'lost to contact').toBe(tried.length >= most);
      }),
    );
  });

  it('counts the tries of an earlier release, which have no day', () => {
    expect(led({ ...accepted, attempts: 2 }, ['no show'], 3)).toBe('lost to contact');
  });
});

describe('an aftercare plan', () => {
  it('is late three working days before the planned end', () => {
    // Wednesday 17 February 2027: Tuesday, Monday, Friday
    expect(planLateOn(weekdays, { plannedEndOn: '2027-02-17', endedOn: null }, '2027-02-01')).toBe(
      '2027-02-12',
    );
  });

  it('is late on the day after an early ending', () => {
    expect(planLateOn(weekdays, { plannedEndOn: '2027-02-17', endedOn: '2027-02-02' }, '2027-02-02')).toBe(
      '2027-02-03',
    );
  });

  it('is shown to the director again every third working day', () => {
    const told = (latePlanToldOn: string | undefined, today: string) =>
      isTimeToTellLate(weekdays, { latePlanToldOn }, '2027-02-12', today);
    expect(told(undefined, '2027-02-11')).toBe(false);
    expect(told(undefined, '2027-02-12')).toBe(true);
    expect(told('2027-02-12', '2027-02-16')).toBe(false);
    expect(told('2027-02-12', '2027-02-17')).toBe(true);
  });
});

describe('tries of a follow-up call', () => {
  const day = (hour: string, date = '02') => `2027-02-${date}T${hour}:00:00.000Z`;
  it.each([
    [[], 0],
    [[day('10')], 1],
    [[day('10'), day('11')], 1],
    [[day('10'), day('14')], 2],
    [[day('10'), day('12'), day('09', '03')], 2],
  ])('%j are %i', (calls, count) => {
    expect(triesIn(calls)).toBe(count);
  });
});
