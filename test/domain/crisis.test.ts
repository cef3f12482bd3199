import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acknowledged,
  afterRound,
  type Crisis,
  type CrisisReport,
  climbingAgain,
  climbsInARow,
  crisisInReport,
  crisisKinds,
  isUnacknowledged,
  joined,
  newCrisis,
  openCrisisId,
  roundsPerClimb,
  whoHasIt,
} from '../../lambdas/domain/crisis.ts';
import { crisisQuestions } from '../../lambdas/domain/crisis-questions.ts';
import { isFresh, pageId, pageText } from '../../lambdas/domain/page.ts';

const at = '2027-01-06T10:00:00.000Z';
const later = '2027-01-06T11:00:00.000Z';
const report: CrisisReport = { at, by: 'carmen-ruiz', via: 'staff', kind: 'overdose', facts: '' };
const fresh = newCrisis({ id: 'ep_1:cr-1', episodeId: 'ep_1', clientId: 'cl_1', report });
const byErin = { by: 'erin-walsh', at: later, how: 'link' } as const;

function withStatus(status: Crisis['status'], changes: Partial<Crisis> = {}): Crisis {
  return { ...fresh, status, ...changes };
}

describe('a round of the ladder', () => {
  const over = { climb: 1, round: 1, outcome: 'no answer', at: later };

  test('that stayed silent begins from the top again', () => {
    const { outcome, crisis } = afterRound(fresh, over);
    expect([outcome, crisis.round]).toEqual(['again', 2]);
  });

  test('that was the last of a climb has the next climb begin at once, on the first day and night', () => {
    const last = { ...fresh, round: roundsPerClimb };
    expect(afterRound(last, { ...over, round: roundsPerClimb })).toMatchObject({
      outcome: 'ended',
      crisis: { status: 'unanswered', nextClimbAt: later },
    });
  });

  test('that was the last of the last climb leaves the next to the clinic’s day', () => {
    const last = { ...fresh, climb: climbsInARow, round: roundsPerClimb };
    const { crisis } = afterRound(last, { ...over, climb: climbsInARow, round: roundsPerClimb });
    expect(crisis.nextClimbAt).toBeNull();
  });

  test('that failed ends the climb, and the next begins within a quarter of an hour', () => {
    const { outcome, crisis } = afterRound(fresh, { ...over, outcome: 'failed' });
    expect([outcome, crisis.nextClimbAt]).toEqual(['ended', '2027-01-06T11:15:00.000Z']);
  });

  test('is settled when somebody has it, or a later climb has taken over', () => {
    expect(afterRound(acknowledged(fresh, byErin).crisis, over).outcome).toBe('settled');
    expect(afterRound(climbingAgain(fresh, later), over).outcome).toBe('settled');
  });

  test('asks four people within 75 minutes, so that five climbs cover a day and a night', () => {
    const hours = crisisQuestions.crisis.ladder.reduce(
      (sum, { wait }) => sum + ('hours' in wait ? wait.hours : Number.NaN),
      0,
    );
    expect(hours).toBe(1.25);
    expect(hours * roundsPerClimb * climbsInARow).toBeGreaterThanOrEqual(24);
  });
});

describe('an acknowledgement', () => {
  test('is the first while nobody has it, and later beside it', () => {
    const first = acknowledged(fresh, byErin);
    const second = acknowledged(first.crisis, { ...byErin, by: 'ada-lindqvist' });
    expect([first.outcome, second.outcome]).toEqual(['first', 'later']);
    expect(whoHasIt(second.crisis)).toEqual(byErin);
  });

  test('twice by the same person, or of a closed crisis, changes nothing', () => {
    const { crisis } = acknowledged(fresh, byErin);
    expect(acknowledged(crisis, { ...byErin, at }).crisis).toBe(crisis);
    expect(acknowledged(withStatus('closed'), byErin).outcome).toBe('repeated');
  });
});

describe('a later report', () => {
  test.each([
    ['climbing', false],
    ['unanswered', true],
    ['acknowledged', true],
  ] as const)('of a crisis that is %s begins the ladder again: %s', (status, climbs) => {
    const result = joined(withStatus(status), { ...report, at: later });
    expect(result.climbs).toBe(climbs);
    expect(result.crisis.reports).toHaveLength(2);
    expect(isUnacknowledged(result.crisis)).toBe(true);
  });
});

describe('what a home ticks', () => {
  test.each([
    [['overdose'], 'overdose'],
    [['conflict', 'suicidal words'], 'suicidal words'],
    [['medical emergency', 'violence'], 'violence'],
    [['medical emergency'], 'medical emergency'],
    [['possible use', 'conflict', 'other incident', 'curfew missed'], undefined],
    [[], undefined],
  ])('%j is a crisis: %s', (ticks, kind) => {
    expect(crisisInReport({ ticks })).toBe(kind);
  });
});

describe('an open crisis', () => {
  test('is one for a client, one for a home without a client, and one by itself otherwise', () => {
    expect(openCrisisId(fresh)).toBe('open:cl_1');
    const atHome = { ...fresh, clientId: undefined, reports: [{ ...report, homeId: 'cedar-house' }] };
    expect(openCrisisId(atHome)).toBe('open:cedar-house');
    expect(openCrisisId({ ...fresh, clientId: undefined })).toBe('open:ep_1:cr-1');
  });
});

describe('a page', () => {
  test('has one id for a question and a rung, which tells neither', () => {
    expect(pageId('clinic:tk-1', 0)).toBe(pageId('clinic:tk-1', 0));
    expect(pageId('clinic:tk-1', 0)).not.toBe(pageId('clinic:tk-1', 1));
    expect(pageId('ep_1:tk-1', 0)).toMatch(/^pg-[0-9a-f]{32}$/);
  });

  test('names the sender and nobody else, in both languages', () => {
    expect(pageText('Harbor Example', 'en')).toBe(
      'Harbor Example: somebody must look now. Open the link and confirm.',
    );
    expect(pageText('Harbor Example', 'es')).toMatch(/^Harbor Example: alguien/);
  });

  test.each([
    ['1799229600', true],
    ['1799229901', false],
    ['1799229299', false],
    ['1799229900', true],
    ['', false],
    ['yesterday', false],
    ['1799229600.5', false],
  ])('signed at %s is fresh at ten o’clock: %s', (timestamp, fresh) => {
    expect(isFresh(timestamp, at)).toBe(fresh);
  });
});

type Event =
  | { do: 'report' }
  | { do: 'round'; outcome: 'no answer' | 'failed' | 'withdrawn' }
  | { do: 'acknowledge'; by: string }
  | { do: 'climb' };

const events = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('report' as const) }),
    fc.record({
      do: fc.constant('round' as const),
      outcome: fc.constantFrom('no answer' as const, 'failed' as const, 'withdrawn' as const),
    }),
    fc.record({ do: fc.constant('acknowledge' as const), by: fc.constantFrom('erin', 'ada', 'fay') }),
    fc.record({ do: fc.constant('climb' as const) }),
  ),
  { maxLength: 60 },
);

function after(crisis: Crisis, event: Event): Crisis {
  if (event.do === 'report') return joined(crisis, { ...report, at: later, kind: crisisKinds[0] }).crisis;
  if (event.do === 'acknowledge')
    return acknowledged(crisis, { by: event.by, at: later, how: 'pager' }).crisis;
  if (event.do === 'climb') return isUnacknowledged(crisis) ? climbingAgain(crisis, later) : crisis;
  const { climb, round } = crisis;
  return afterRound(crisis, { climb, round, outcome: event.outcome, at: later }).crisis;
}

describe('whatever happens to a crisis', () => {
  test('somebody has it, or the ladder climbs, or the next climb is planned or the clinic’s day’s', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const crisis = happened.reduce(after, fresh);
        const hasSomebody = whoHasIt(crisis) !== undefined;
        const goesOn =
          crisis.nextClimbAt !== null || (crisis.status === 'unanswered' && crisis.climb >= climbsInARow);
        expect(hasSomebody || goesOn).toBe(true);
        expect(crisis.round).toBeLessThanOrEqual(roundsPerClimb);
        expect(crisis.reports.length).toBe(1 + happened.filter((event) => event.do === 'report').length);
      }),
    );
  });
});
