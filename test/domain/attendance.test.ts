import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AttendanceOutcome,
  type AttendanceRecord,
  attendanceAnswers,
  attendedMinutesOf,
  leftEarlyTicks,
  missedDaysInRow,
  sheetLineProblem,
  stepAfterMiss,
} from '../../lambdas/domain/attendance.ts';
import { facilitatorOf, isOverSize, sheetsOf } from '../../lambdas/domain/attendance-sheet.ts';
import { attendanceSummary } from '../../lambdas/domain/attendance-summary.ts';
import { addDays } from '../../lambdas/domain/clinic-calendar.ts';
import type { ProgramSession } from '../../lambdas/domain/program-sessions.ts';
import type { StaffMember } from '../../lambdas/domain/staff.ts';
import { sheerProgram } from '../example-clinic.ts';

const monday = '2027-01-11';

function record(changes: Partial<AttendanceRecord> = {}): AttendanceRecord {
  const { date = monday, sessionId = 'group', starts = '09:00' } = changes;
  return {
    id: `ep_1:${date}.${sessionId}`,
    episodeId: 'ep_1',
    date,
    sessionId,
    kind: 'group',
    starts,
    plannedMinutes: 120,
    attendedMinutes: changes.outcome === 'attended' ? 120 : 0,
    outcome: 'attended',
    by: 'ada-lindqvist',
    at: `${date}T20:00:00.000Z`,
    ...changes,
  };
}

const day = (ahead: number, outcome: AttendanceOutcome, starts = '09:00') =>
  record({ date: addDays(monday, ahead), outcome, starts, sessionId: `s-${starts.slice(0, 2)}` });

describe('minutes', () => {
  it.each([
    ['attended', [], 120],
    ['left early', ['30 minutes'], 90],
    ['left early', ['120 minutes'], 0],
    ['missed', [], 0],
    ['excused', [], 0],
    ['not recorded', [], 0],
  ] as const)('of somebody who %s, %o: %i', (outcome, ticks, minutes) => {
    expect(attendedMinutesOf(outcome, 120, ticks)).toBe(minutes);
  });

  it('are never more than the session has, nor fewer than none', () => {
    const said = fc.constantFrom(...attendanceAnswers);
    fc.assert(
      fc.property(
        said,
        fc.integer({ min: 15, max: 480 }),
        fc.subarray([...leftEarlyTicks]),
        (outcome, planned, ticks) => {
          const minutes = attendedMinutesOf(outcome, planned, ticks);
          expect(minutes).toBeGreaterThanOrEqual(0);
          expect(minutes).toBeLessThanOrEqual(planned);
        },
      ),
    );
  });

  it('go with “left early” and with nothing else', () => {
    expect(sheetLineProblem('left early', [])).toContain('not how early');
    expect(sheetLineProblem('left early', ['10 minutes', '20 minutes'])).toContain('not how early');
    expect(sheetLineProblem('missed', ['10 minutes'])).toContain('did not leave early');
    expect(sheetLineProblem('left early', ['10 minutes'])).toBeUndefined();
    expect(sheetLineProblem('attended', [])).toBeUndefined();
  });
});

describe('misses in a row', () => {
  it('are counted by the day: two sessions missed on one day are one absence', () => {
    const records = [day(0, 'attended'), day(1, 'missed'), day(1, 'missed', '11:00')];
    expect(missedDaysInRow(records, addDays(monday, 1))).toEqual([addDays(monday, 1)]);
  });

  it('are not broken and not lengthened by an excused session or one that nobody recorded', () => {
    const records = [day(0, 'missed'), day(1, 'excused'), day(2, 'not recorded'), day(3, 'missed')];
    expect(missedDaysInRow(records, addDays(monday, 3))).toEqual([monday, addDays(monday, 3)]);
  });

  it('end with whatever was attended, also in part or to make up for another', () => {
    for (const outcome of ['attended', 'left early', 'made up'] as const)
      expect(
        missedDaysInRow([day(0, 'missed'), day(1, outcome), day(2, 'missed')], addDays(monday, 2)),
      ).toEqual([addDays(monday, 2)]);
  });

  it('are none on a day on which the client came later', () => {
    expect(missedDaysInRow([day(0, 'missed'), day(0, 'attended', '11:00')], monday)).toEqual([]);
  });

  it('ask for outreach on the first, and for the director from the second on', () => {
    expect([0, 1, 2, 3].map(stepAfterMiss)).toEqual(['nothing', 'outreach', 'escalation', 'escalation']);
  });

  it('are the same in whatever order the sheets come in, and never hold a day that was not missed', () => {
    const outcomes = fc.constantFrom<AttendanceOutcome>('attended', 'missed', 'excused', 'not recorded');
    fc.assert(
      fc.property(fc.array(outcomes, { minLength: 1, maxLength: 12 }), fc.nat(), (said, turn) => {
        const records = said.map((outcome, ahead) => day(ahead, outcome));
        const last = addDays(monday, said.length - 1);
        const run = missedDaysInRow(records, last);
        const turned = [...records.slice(turn % said.length), ...records.slice(0, turn % said.length)];
        expect(missedDaysInRow(turned, last)).toEqual(run);
        const missed = records.filter(({ outcome }) => outcome === 'missed').map(({ date }) => date);
        expect(run.every((date) => missed.includes(date))).toBe(true);
        expect(run.length > 0).toBe(said.at(-1) === 'missed');
      }),
    );
  });
});

describe('what attendance adds up to', () => {
  const records = [
    record({ outcome: 'attended', attendedMinutes: 120 }),
    record({ sessionId: 'one', kind: 'individual', plannedMinutes: 60, outcome: 'missed' }),
    record({ date: addDays(monday, 1), outcome: 'excused', attendedMinutes: 0 }),
    record({ date: addDays(monday, 7), outcome: 'left early', attendedMinutes: 90 }),
    record({ date: addDays(monday, 8), outcome: 'not recorded', attendedMinutes: 0 }),
    record({
      date: addDays(monday, 9),
      sessionId: 'one',
      kind: 'individual',
      plannedMinutes: 0,
      attendedMinutes: 50,
      outcome: 'made up',
    }),
  ];
  const { total, weeks } = attendanceSummary(records);

  it('is hours by kind against what was due; what was excused is due no longer', () => {
    expect(total.byKind).toEqual([
      { kind: 'group', plannedMinutes: 360, attendedMinutes: 210 },
      { kind: 'individual', plannedMinutes: 60, attendedMinutes: 50 },
    ]);
    expect(total).toMatchObject({ plannedMinutes: 420, attendedMinutes: 260, notRecordedMinutes: 120 });
    expect(total).toMatchObject({
      attended: 1,
      missed: 1,
      excused: 1,
      leftEarly: 1,
      notRecorded: 1,
      madeUp: 1,
    });
  });

  it('is the same by week as in all', () => {
    expect(weeks.map(({ weekOf, plannedMinutes }) => [weekOf, plannedMinutes])).toEqual([
      [monday, 180],
      [addDays(monday, 7), 240],
    ]);
    expect(weeks.reduce((sum, week) => sum + week.attendedMinutes, 0)).toBe(total.attendedMinutes);
  });

  it('is nothing where nothing was due', () => {
    expect(attendanceSummary([])).toMatchObject({ weeks: [], total: { byKind: [], plannedMinutes: 0 } });
  });
});

const member = (id: string, role: 'counselor' | 'director'): StaffMember => ({
  id,
  name: id,
  email: `${id}@example.org`,
  phone: '+1 555 0100',
  language: 'en',
  roles: [role],
  absences: [],
});
const staff = [member('ada', 'counselor'), member('ben', 'counselor')];
const sessions = new Map(sheerProgram().sessions.map((session) => [session.id, session]));
const session = (id: string) => sessions.get(id) as ProgramSession;
const attendee = (id: string, sessionId: string, counselorId = 'ben') => ({
  episode: { id, counselorId, caseManagerId: 'carmen' },
  program: { id: 'sheer' },
  session: session(sessionId),
});

describe('whoever holds a session', () => {
  it('is whom the clinic’s file names', () => {
    const facilitators = [{ programId: 'sheer', sessionId: 'day-individual', staffId: 'ada' }];
    expect(facilitatorOf({ facilitators }, staff, attendee('ep_1', 'day-individual'), monday)).toBe('ada');
  });

  it('is the client’s own counselor for an individual session', () => {
    expect(facilitatorOf({}, staff, attendee('ep_1', 'day-individual'), monday)).toBe('ben');
  });

  it('is the counselor whose day it is for a group; they take turns', () => {
    const turns = [0, 1, 2, 3].map((ahead) =>
      facilitatorOf({}, staff, attendee('ep_1', 'day-group'), addDays(monday, ahead)),
    );
    expect(new Set(turns)).toEqual(new Set(['ada', 'ben']));
    expect(turns[0]).toBe(turns[2]);
  });
});

describe('the sheets of a day', () => {
  it('hold everybody of a group on one, and the individual sessions of each counselor on theirs', () => {
    const sheets = sheetsOf(
      {},
      staff,
      [
        attendee('ep_1', 'day-group', 'ada'),
        attendee('ep_2', 'day-group', 'ben'),
        attendee('ep_1', 'day-individual', 'ada'),
        attendee('ep_2', 'day-individual', 'ben'),
      ],
      monday,
    );
    expect(sheets.map(({ id, members }) => [id, members.length])).toEqual([
      ['2027-01-11:sheer.day-group', 2],
      ['2027-01-11:sheer.day-individual.ada', 1],
      ['2027-01-11:sheer.day-individual.ben', 1],
    ]);
  });

  it('call a session by its neutral name where it has one', () => {
    const named = { ...session('day-group'), name: 'Women’s group', sheetName: 'Group B' };
    const [sheet] = sheetsOf({}, staff, [{ ...attendee('ep_1', 'day-group'), session: named }], monday);
    expect(sheet?.name).toBe('Group B');
    expect(JSON.stringify(sheet)).not.toContain('Women');
  });

  it('are over size above the session’s room, or sixteen for a group; an individual session has no bound', () => {
    const members = (count: number) =>
      Array.from({ length: count }, () => ({ episodeId: 'ep', minutes: 60 }));
    expect(isOverSize({ members: members(13), maxSize: 12 })).toBe(true);
    expect(isOverSize({ members: members(12), maxSize: 12 })).toBe(false);
    expect(isOverSize({ members: members(40) })).toBe(false);
    const { maxSize: _, ...open } = session('day-group');
    const [sheet] = sheetsOf({}, staff, [{ ...attendee('ep_1', 'day-group'), session: open }], monday);
    expect(sheet?.maxSize).toBe(16);
  });
});
