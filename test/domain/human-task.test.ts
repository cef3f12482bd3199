import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askedOf,
  type GivenAnswer,
  type HumanTask,
  newTask,
  outcomeOf,
  plannedOn,
  recordAnswer,
  withdrawn,
} from '../../lambdas/domain/human-task.ts';
import { taskKinds, taskRules } from '../../lambdas/domain/human-task-kinds.ts';

const at = '2027-01-05T10:00:00.000Z';
const opened = newTask({ id: 'ep_1:tk-1', kind: 'review', ownerId: 'ada', openedAt: at, episodeId: 'ep_1' });
const asked = askedOf(plannedOn(opened, 0, '2027-01-07T10:00:00.000Z'), 'ada', 'token', at);
const given: GivenAnswer = {
  choice: 'advance',
  items: {},
  comment: '',
  by: 'ada',
  at,
  reason: '',
  fields: {},
};

function taskAfter(task: HumanTask, answer: GivenAnswer): HumanTask {
  const result = recordAnswer(task, answer);
  if (!('task' in result)) throw new Error('the answer was invalid');
  return result.task;
}

/** The task after an answer, having checked that nothing given before is lost. */
function keepingAll(task: HumanTask, answer: GivenAnswer): HumanTask {
  const result = recordAnswer(task, answer);
  if (!('task' in result)) return task;
  const after = result.task;
  if (task.status === 'answered') expect(after.status).toBe('answered');
  expect(after.superseded.length).toBeGreaterThanOrEqual(task.superseded.length);
  if (task.answer && after.answer?.choice !== task.answer.choice) {
    expect(after.superseded.at(-1)?.choice).toBe(task.answer.choice);
  }
  return after;
}

describe('an answer', () => {
  it('counts when it is the first', () => {
    const result = recordAnswer(asked, given);
    expect(result.outcome).toBe('recorded');
    expect(outcomeOf(taskAfter(asked, given))).toBe('advance');
  });

  it('that comes again changes nothing', () => {
    const answered = taskAfter(asked, given);
    expect(recordAnswer(answered, given)).toEqual({ outcome: 'repeated', task: answered });
  });

  it('that differs from one’s own needs a reason, and then supersedes it', () => {
    const answered = taskAfter(asked, given);
    const hold = { ...given, choice: 'hold', fields: { reason: 'missed two groups' } };
    expect(recordAnswer(answered, hold).outcome).toBe('needs reason');
    const corrected = recordAnswer(answered, { ...hold, reason: 'wrong line' });
    expect(corrected).toMatchObject({
      outcome: 'corrected',
      task: { answer: { choice: 'hold' }, superseded: [{ choice: 'advance', because: 'corrected' }] },
    });
  });

  it('that differs from another person’s is kept as a contradiction and does not count', () => {
    const both = askedOf(asked, 'ben', 'token', at);
    const discharge = { ...given, by: 'ben', choice: 'discharge', fields: { reason: 'all goals reached' } };
    const contradicted = recordAnswer(taskAfter(both, given), discharge);
    expect(contradicted).toMatchObject({
      outcome: 'contradicted',
      task: { answer: { choice: 'advance' }, superseded: [{ choice: 'discharge', because: 'contradicted' }] },
    });
  });

  it('after the ladder’s end is kept as late', () => {
    const result = recordAnswer({ ...asked, status: 'given up' }, given);
    expect(result).toMatchObject({ outcome: 'late', task: { status: 'given up', answer: { late: true } } });
  });

  it('after a withdrawal is kept and counts for nothing', () => {
    const result = recordAnswer(withdrawn(asked), given);
    expect(result).toMatchObject({
      outcome: 'withdrawn',
      task: { status: 'withdrawn', answer: null, superseded: [{ because: 'withdrawn' }] },
    });
  });

  it('of somebody who was not asked is refused', () => {
    expect(recordAnswer(asked, { ...given, by: 'eve' }).outcome).toBe('not asked');
  });

  it('without a choice, or with one that does not exist, is invalid and says what to choose', () => {
    expect(recordAnswer(asked, { ...given, choice: '' })).toMatchObject({
      outcome: 'invalid',
      field: 'choice',
    });
    expect(recordAnswer(asked, { ...given, choice: 'promote' })).toMatchObject({
      outcome: 'invalid',
      fix: 'choose one of: advance, hold, step up, discharge',
    });
  });
});

describe('a question about several', () => {
  const list = askedOf(
    { ...opened, kind: 'home-check-in', items: ['ep_1', 'ep_2'] },
    'cedar.primary',
    'token',
    at,
  );
  const one: GivenAnswer = { ...given, choice: '', by: 'cedar.primary', items: { ep_1: 'all well' } };

  it('is answered in parts, and settled when everyone has an answer', () => {
    const partly = recordAnswer(list, one);
    expect(partly).toMatchObject({ outcome: 'partly recorded', task: { status: 'open' } });
    const whole = recordAnswer(taskAfter(list, one), { ...one, items: { ep_2: 'concern' } });
    expect(whole).toMatchObject({
      outcome: 'recorded',
      task: { status: 'answered', answer: { items: { ep_1: 'all well', ep_2: 'concern' } } },
    });
  });

  it('refuses an answer for somebody who is not on the list', () => {
    expect(recordAnswer(list, { ...one, items: { ep_3: 'all well' } })).toMatchObject({
      outcome: 'invalid',
      field: 'items',
    });
  });
});

describe('whatever is answered, in whatever order', () => {
  it('one answer counts at most, nothing given is lost, and a settled question stays settled', () => {
    const people = fc.constantFrom('ada', 'ben', 'eve');
    const answers = fc.array(
      fc.record({
        by: people,
        choice: fc.constantFrom('advance', 'hold', 'nonsense', ''),
        reason: fc.constantFrom('', 'because'),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(answers, (sequence) => {
        let task = askedOf(asked, 'ben', 'token', at);
        for (const answer of sequence) task = keepingAll(task, { ...given, ...answer });
      }),
    );
  });
});

describe('every kind of question', () => {
  it.each(taskKinds)('%s climbs to somebody who can decide, and silence is none of its answers', (kind) => {
    const rule = taskRules[kind];
    expect(rule.ladder[0]).toMatchObject({ action: 'ask', party: 'owner' });
    expect(rule.ladder.slice(1).some(({ action }) => action === 'escalate')).toBe(true);
    expect(rule.choices).not.toContain(rule.silence);
    expect(rule.choices.length).toBeGreaterThan(0);
  });

  it.each(taskKinds.filter((kind) => ['sober-home', 'aftercare'].includes(taskRules[kind].asks)))(
    '%s to a partner is reminded, goes to the backup contact, then to staff who can call',
    (kind) => {
      expect(taskRules[kind].ladder.map(({ party }) => party)).toEqual([
        'owner',
        'owner',
        'backup',
        'case-manager',
      ]);
    },
  );
});
