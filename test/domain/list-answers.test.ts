import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askedOf,
  type GivenAnswer,
  itemsWithRest,
  newTask,
  recordAnswer,
} from '../../lambdas/domain/human-task.ts';

const members = ['ep_1', 'ep_2', 'ep_3'];
const sheet = askedOf(
  newTask({
    id: 'clinic:tk-1',
    kind: 'attendance-sheet',
    ownerId: 'ada',
    openedAt: '2027-01-11T20:15:00.000Z',
    items: members,
  }),
  'ada',
  'token',
  '2027-01-11T20:15:00.000Z',
);
const said = (items: Record<string, string>, more: Partial<GivenAnswer> = {}): GivenAnswer => ({
  choice: '',
  items,
  comment: '',
  by: 'ada',
  at: '2027-01-11T20:30:00.000Z',
  reason: '',
  ...more,
});

describe('one choice for everybody else of a list', () => {
  it('is written out for those for whom nothing was chosen, now or before', () => {
    expect(itemsWithRest(sheet, { ep_2: 'missed' }, 'attended')).toEqual({
      ep_1: 'attended',
      ep_2: 'missed',
      ep_3: 'attended',
    });
    const partly = recordAnswer(sheet, said({ ep_1: 'excused' }));
    if (!('task' in partly)) throw new Error('the answer was refused');
    expect(itemsWithRest(partly.task, {}, 'attended')).toEqual({ ep_2: 'attended', ep_3: 'attended' });
  });

  it('leaves out whoever may no longer be asked about', () => {
    expect(itemsWithRest(sheet, {}, 'attended', ['ep_3'])).toEqual({ ep_1: 'attended', ep_2: 'attended' });
  });

  it('is none of any other choice, nor of a question that has no such choice', () => {
    expect(itemsWithRest(sheet, { ep_1: 'missed' }, 'missed')).toEqual({ ep_1: 'missed' });
    const checkIn = { ...sheet, kind: 'home-check-in' as const };
    expect(itemsWithRest(checkIn, {}, 'all well')).toEqual({});
  });

  it('never changes what was chosen, and with it the list is whole', () => {
    const chosen = fc.dictionary(
      fc.constantFrom(...members),
      fc.constantFrom('attended', 'missed', 'excused'),
    );
    fc.assert(
      fc.property(chosen, (items) => {
        const whole = itemsWithRest(sheet, items, 'attended');
        expect(whole).toMatchObject(items);
        expect(Object.keys(whole).sort()).toEqual(members);
        expect(recordAnswer(sheet, said(whole)).outcome).toBe('recorded');
      }),
    );
  });
});

describe('a line of a list that contradicts itself', () => {
  it('is refused, and nothing of the answer is taken', () => {
    const without = recordAnswer(sheet, said({ ep_1: 'left early', ep_2: 'attended' }));
    expect(without).toMatchObject({ outcome: 'invalid', field: 'lines.ep_1' });
    const missed = said({ ep_1: 'missed' }, { ticks: { ep_1: ['30 minutes'] } });
    expect(recordAnswer(sheet, missed)).toMatchObject({ outcome: 'invalid', field: 'lines.ep_1' });
  });

  it('is taken once it is mended', () => {
    const mended = said({ ep_1: 'left early' }, { ticks: { ep_1: ['30 minutes'] } });
    expect(recordAnswer(sheet, mended).outcome).toBe('partly recorded');
  });
});
