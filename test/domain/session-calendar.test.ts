import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type ClinicCalendar, weekdayOf } from '../../lambdas/domain/clinic-calendar.ts';
import { datesOfLeave, endAfterLeave, overlapping, withLeave } from '../../lambdas/domain/leave.ts';
import type { ProgramSession } from '../../lambdas/domain/program-sessions.ts';
import {
  type Attending,
  clashesWithWork,
  endOf,
  plannedMinutesAWeek,
  sessionDaysAWeek,
  sessionsOn,
  totalMinutes,
  trackEnds,
} from '../../lambdas/domain/session-calendar.ts';
import { program as threePhases } from './situations.ts';

type Track = ProgramSession['track'];
type Held = [id: string, kind: ProgramSession['kind'], weekdays: number[], starts: string, minutes: number];

const held = (track: Track, phases: string[] | undefined, ...sessions: Held[]): ProgramSession[] =>
  sessions.map(([id, kind, weekdays, starts, minutes]) => ({
    id: `${track}-${id}`,
    name: id,
    kind,
    track,
    weekdays,
    starts,
    minutes,
    ...(phases && { phases }),
  }));

const program = {
  ...threePhases,
  sessions: [
    ...held('day', undefined, ['group', 'group', [1, 3, 5], '09:00', 120]),
    ...held('day', ['Full', 'Middle'], ['individual', 'individual', [2], '09:00', 60]),
    ...held('day', ['Full'], ['life-skills', 'life-skills', [1, 3, 5], '11:15', 60]),
    ...held(
      'day',
      ['Full'],
      ['relapse', 'group', [2, 4], '10:00', 120],
      ['family', 'family', [2], '13:00', 60],
    ),
    ...held('evening', undefined, ['group', 'group', [1, 3, 5], '17:30', 120]),
    ...held('evening', ['Full'], ['life-skills', 'life-skills', [1, 3, 5], '19:45', 60]),
    ...held('evening', ['Full'], ['family', 'family', [1], '16:30', 60]),
  ],
};
const open = { opens: '08:00', closes: '20:00' };
const calendar: ClinicCalendar = {
  timeZone: 'America/Los_Angeles',
  opening: { 1: open, 2: open, 3: open, 4: open, 5: open },
  closures: ['2027-01-18'],
};
const client: Attending = {
  track: 'day',
  phaseIndex: 0,
  admittedOn: '2027-01-04',
  plannedEndOn: '2027-02-17',
};
const idsOn = (episode: Attending, date: string) =>
  sessionsOn(episode, program, calendar, date).map(({ id }) => id);
const leave = (from: string, to: string) => ({
  from,
  to,
  reason: 'a funeral',
  approvedBy: 'ada',
  recordedBy: 'ada',
  at: '2027-01-05T18:00:00.000Z',
});

describe('the sessions of a date', () => {
  it('are those of the track and the phase, first to last', () => {
    expect(idsOn(client, '2027-01-11')).toEqual(['day-group', 'day-life-skills']);
    expect(idsOn({ ...client, track: 'evening' }, '2027-01-11')).toEqual([
      'evening-family',
      'evening-group',
      'evening-life-skills',
    ]);
    expect(idsOn({ ...client, phaseIndex: 2 }, '2027-01-11')).toEqual(['day-group']);
  });

  it('begin on the day after admission and end with the plan', () => {
    expect(idsOn({ ...client, admittedOn: '2027-01-11' }, '2027-01-11')).toEqual([]);
    expect(idsOn({ ...client, admittedOn: null }, '2027-01-11')).toEqual([]);
    expect(idsOn({ ...client, plannedEndOn: '2027-01-10' }, '2027-01-11')).toEqual([]);
  });

  it('are none on a closed date, a closed weekday, or while the client is away', () => {
    expect(idsOn(client, '2027-01-18')).toEqual([]);
    expect(idsOn(client, '2027-01-16')).toEqual([]);
    const away = { ...client, leaves: [leave('2027-01-11', '2027-01-13')] };
    expect(idsOn(away, '2027-01-13')).toEqual([]);
    expect(idsOn(away, '2027-01-14')).not.toEqual([]);
  });

  it('are those that a clinician named, of either track, in the phase for which that was decided', () => {
    const decided = { reason: 'works by day', by: 'ada', on: '2027-01-05' };
    const named = { ...client, schedule: { ...decided, sessionIds: ['evening-group'], phaseIndex: 0 } };
    expect(idsOn(named, '2027-01-11')).toEqual(['evening-group']);
    expect(idsOn({ ...named, phaseIndex: 2 }, '2027-01-11')).toEqual(['day-group']);
    const always = { ...client, phaseIndex: 2, schedule: { ...decided, sessionIds: ['evening-group'] } };
    expect(idsOn(always, '2027-01-11')).toEqual(['evening-group']);
  });

  it('add up over any week without a closed day to the plan of the week', () => {
    const phases = fc.integer({ min: 0, max: program.phases.length - 1 });
    fc.assert(
      fc.property(phases, fc.constantFrom('day' as const, 'evening' as const), (phaseIndex, track) => {
        const episode = { ...client, phaseIndex, track };
        const week = Array.from({ length: 7 }, (_, day) => addDays('2027-01-25', day));
        const held = week.flatMap((date) => sessionsOn(episode, program, calendar, date));
        const planned = plannedMinutesAWeek(episode, program);
        expect(held.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(totalMinutes(planned));
        const days = week.filter((date) => sessionsOn(episode, program, calendar, date).length > 0);
        expect(days).toHaveLength(sessionDaysAWeek(episode, program));
        expect(days.every((date) => weekdayOf(date) <= 5)).toBe(true);
      }),
    );
  });
});

describe('a week by plan', () => {
  it('has the minutes of its sessions by kind', () => {
    expect(plannedMinutesAWeek(client, program)).toEqual({
      group: 600,
      individual: 60,
      'life-skills': 180,
      family: 60,
    });
  });

  it('names what lies in the hours of work or school', () => {
    const workHours = { 1: { opens: '10:00', closes: '14:00' } };
    expect(clashesWithWork({ ...client, workHours }, program)).toEqual([
      { sessionId: 'day-group', weekday: 1 },
      { sessionId: 'day-life-skills', weekday: 1 },
    ]);
    expect(clashesWithWork({ ...client, track: 'evening', workHours: {} }, program)).toEqual([
      { sessionId: 'evening-family', weekday: 1 },
    ]);
  });
});

it('a track is over when its last session is', () => {
  expect(trackEnds([program], 1)).toEqual([
    { track: 'day', ends: '12:15' },
    { track: 'evening', ends: '20:45' },
  ]);
  expect(trackEnds([program], 7)).toEqual([]);
  expect(endOf({ starts: '22:00', minutes: 120 })).toBe('23:59');
});

describe('a leave', () => {
  it('has all its days, first and last among them', () => {
    expect(datesOfLeave({ from: '2027-01-30', to: '2027-02-01' })).toEqual([
      '2027-01-30',
      '2027-01-31',
      '2027-02-01',
    ]);
  });

  it('is replaced by one that begins on the same day, and overlaps none that begins on another', () => {
    const leaves = [leave('2027-01-11', '2027-01-13')];
    expect(withLeave(leaves, leave('2027-01-11', '2027-01-12')).map(({ to }) => to)).toEqual(['2027-01-12']);
    expect(overlapping(leaves, { from: '2027-01-11', to: '2027-01-20' })).toBeUndefined();
    expect(overlapping(leaves, { from: '2027-01-13', to: '2027-01-20' })).toEqual(leaves[0]);
    expect(overlapping(leaves, { from: '2027-01-14', to: '2027-01-20' })).toBeUndefined();
  });

  it('moves the planned end by the days away, never beyond the longest episode', () => {
    const episode = { admittedOn: '2027-01-04', plannedEndOn: '2027-02-17', plannedDays: 45 };
    expect(endAfterLeave(episode, 7, 60)).toBe('2027-02-24');
    expect(endAfterLeave(episode, 31, 60)).toBe('2027-03-04');
    expect(endAfterLeave(episode, -3, 60)).toBe('2027-02-14');
    expect(endAfterLeave({ ...episode, plannedEndOn: null }, 7, 60)).toBeNull();
  });
});
