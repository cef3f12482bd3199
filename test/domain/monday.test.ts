import { describe, expect, test } from 'vitest';
import type { Authorization } from '../../lambdas/domain/authorization.ts';
import type { DrawDay } from '../../lambdas/domain/draw-day.ts';
import { unannouncedDay } from '../../lambdas/domain/draw-day.ts';
import type { Episode } from '../../lambdas/domain/episode.ts';
import { newHandoff } from '../../lambdas/domain/handoff.ts';
import { newTask } from '../../lambdas/domain/human-task.ts';
import type { TaskKind } from '../../lambdas/domain/human-task-kinds.ts';
import { isNothing, type MondayRecords, mondayLists } from '../../lambdas/domain/monday.ts';
import type { StaffMember } from '../../lambdas/domain/staff.ts';
import { episodeInTreatment, program } from './situations.ts';

const hours = { opens: '08:00', closes: '18:00' };
const today = '2027-02-08';

const nothing: MondayRecords = {
  now: `${today}T15:00:00.000Z`,
  today,
  calendar: { timeZone: 'UTC', opening: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours }, closures: [] },
  staff: [],
  episodes: [],
  tasks: [],
  matters: [],
  crises: [],
  authorizations: [],
  plans: [],
  drawDays: [],
  queues: [],
};

const lists = (records: Partial<MondayRecords>) => mondayLists({ ...nothing, ...records });
const treated = (changes: Partial<Episode> = {}) => ({
  episode: { ...episodeInTreatment, lastReviewedOn: '2027-02-01', ...changes },
  program,
});

function member(id: string, changes: Partial<StaffMember> = {}): StaffMember {
  return {
    id,
    name: id,
    email: `${id}@x.example`,
    phone: '1',
    language: 'en',
    roles: ['counselor'],
    absences: [],
    ...changes,
  };
}

function asked(kind: TaskKind, dueAt: string, id: string) {
  return {
    ...newTask({ id, kind, ownerId: 'ada', openedAt: '2027-02-01T10:00:00.000Z', episodeId: 'ep_1', dueAt }),
    asked: ['ada', 'bea'],
  };
}

test('a Monday on which nothing waits', () => {
  expect(isNothing(mondayLists(nothing))).toBe(true);
  expect(isNothing(lists({ episodes: [treated({ plannedEndOn: '2027-03-30' })] }))).toBe(true);
});

test('what cannot wait comes first, then what has waited longest; what is not due is not there', () => {
  const { overdue } = lists({
    tasks: [
      asked('review', '2027-02-05T10:00:00.000Z', 'ep_1:later'),
      asked('review', '2027-02-04T10:00:00.000Z', 'ep_1:earlier'),
      asked('incident-report', '2027-02-08T09:00:00.000Z', 'ep_1:urgent'),
      asked('review', '2027-02-08T16:00:00.000Z', 'ep_1:to-come'),
    ],
  });
  expect(overdue.map(({ id }) => id)).toEqual(['ep_1:urgent', 'ep_1:earlier', 'ep_1:later']);
  expect(overdue[0]).toMatchObject({ ownerId: 'ada', askedId: 'bea', isUrgent: true });
});

test('a matter past its day is there even when nobody is asked about it, and once', () => {
  const matter = {
    id: 'ep_1:m-1',
    episodeId: 'ep_1',
    kind: 'breach-assessment' as const,
    openedAt: '2027-01-01T10:00:00.000Z',
    openedBy: 'ada',
    dueOn: '2027-02-07',
    text: '',
    about: {},
    timesAsked: 1,
    lastAskedOn: '2027-01-01',
    settled: null,
  };
  expect(lists({ matters: [matter] }).overdue.map(({ id }) => id)).toEqual(['ep_1:m-1']);
  const tasks = [asked('breach-assessment', '2027-02-05T10:00:00.000Z', 'ep_1:tk-1')];
  expect(lists({ matters: [matter], tasks }).overdue.map(({ id }) => id)).toEqual(['ep_1:tk-1']);
  expect(lists({ matters: [{ ...matter, dueOn: today }] }).overdue).toEqual([]);
});

describe('endings', () => {
  test.each([
    ['in 13 days', { plannedEndOn: '2027-02-21' }, 1],
    ['in 14 days', { plannedEndOn: '2027-02-22' }, 0],
    [
      'with a receiver and a day',
      { plannedEndOn: '2027-02-12', handoff: { ...newHandoff, receiverId: 'north', visitOn: '2027-02-15' } },
      0,
    ],
    [
      'with a receiver and no day',
      { plannedEndOn: '2027-02-12', handoff: { ...newHandoff, receiverId: 'north' } },
      1,
    ],
    [
      'whose client wants no aftercare',
      { plannedEndOn: '2027-02-12', handoff: { status: 'declined by client', receiverId: null } },
      0,
    ],
  ] as [string, Partial<Episode>, number][])('%s', (_, changes, count) => {
    expect(lists({ episodes: [treated(changes)] }).endings).toHaveLength(count);
  });

  test('a plan is late three working days before the end, and on the day after an early one', () => {
    const open = (changes: Partial<Episode>) =>
      lists({ episodes: [treated({ handoff: newHandoff, ...changes })] }).latePlans;
    expect(open({ plannedEndOn: '2027-02-11' })).toEqual([
      { episodeId: 'ep_1', lateOn: today, endedOn: null },
    ]);
    expect(open({ plannedEndOn: '2027-02-12' })).toEqual([]);
    expect(open({ endedOn: '2027-02-06', ending: 'transferred' })).toMatchObject([
      { lateOn: '2027-02-07', endedOn: '2027-02-06' },
    ]);
    expect(open({ plannedEndOn: '2027-02-11', handoff: { ...newHandoff, planWaived: true } })).toEqual([]);
  });

  test('a review is overdue when the program’s days are over', () => {
    expect(lists({ episodes: [treated({ lastReviewedOn: '2027-01-09' })] }).reviews).toEqual([]);
    expect(lists({ episodes: [treated({ lastReviewedOn: '2027-01-08' })] }).reviews).toEqual([
      { episodeId: 'ep_1', lastOn: '2027-01-08', days: 31 },
    ]);
  });

  test('an authorization that ends within two weeks and before the plan, with nothing after it', () => {
    const cover = (endsOn: string, id = 'ep_1:auth-1') =>
      ({ id, episodeId: 'ep_1', payer: 'Example Health', endsOn, startsOn: '2027-01-04' }) as Authorization;
    const ending = (authorizations: Authorization[], plannedEndOn = '2027-03-10') =>
      lists({ episodes: [treated({ plannedEndOn })], authorizations }).authorizations.length;
    expect(ending([cover('2027-02-22')])).toBe(1);
    expect(ending([cover('2027-02-23')])).toBe(0);
    expect(ending([cover('2027-02-22')], '2027-02-22')).toBe(0);
    expect(ending([cover('2027-02-12'), cover('2027-03-31', 'ep_1:auth-2')])).toBe(0);
  });
});

describe('days uncovered', () => {
  const drawn = (id: string, status: DrawDay['status']): DrawDay => ({ ...unannouncedDay(id), status });
  test('of the last week: drawn too late, or not at all, on days that were open', () => {
    const drawDays = [
      drawn('2027-02-02', 'drawn'),
      drawn('2027-02-03', 'too late'),
      drawn('2027-02-04', 'drawn'),
    ];
    expect(lists({ drawDays }).uncovered).toEqual([
      { why: 'draw too late', date: '2027-02-03' },
      { why: 'not drawn', date: '2027-02-05' },
    ]);
  });

  test('to come: closed dates, a cover who is away too, a role without anybody', () => {
    const away = (coverId: string, to: string) => ({ absences: [{ from: '2027-02-10', to, coverId }] });
    const staff = [
      member('ada', away('bea', '2027-02-12')),
      member('bea', away('cy', '2027-02-11')),
      member('cy', { roles: ['director'] }),
    ];
    const calendar = { ...nothing.calendar, closures: ['2027-02-15'] };
    expect(lists({ staff, calendar }).uncovered).toEqual([
      { why: 'cover is away too', date: '2027-02-10', staffId: 'ada', coverId: 'bea' },
      { why: 'nobody at work', date: '2027-02-10', role: 'counselor' },
      { why: 'cover is away too', date: '2027-02-11', staffId: 'ada', coverId: 'bea' },
      { why: 'nobody at work', date: '2027-02-11', role: 'counselor' },
      { why: 'clinic closed', date: '2027-02-15' },
    ]);
  });
});

test('the queue is in the order of coming, with what is offered', () => {
  const entry = (episodeId: string, arrivedAt: string) => ({
    id: `example:${arrivedAt}/${episodeId}`,
    episodeId,
    arrivedAt,
    offer: null,
  });
  const entries = [entry('ep_2', '2027-02-02T10:00:00.000Z'), entry('ep_1', '2027-02-01T10:00:00.000Z')];
  const { queues } = lists({ queues: [{ program, caseload: { id: 'example', count: 40 }, entries }] });
  expect(queues).toMatchObject([
    { used: 40, cap: 40, waiting: [{ episodeId: 'ep_1' }, { episodeId: 'ep_2' }] },
  ]);
});
