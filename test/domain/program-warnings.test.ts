import { expect, test } from 'vitest';
import { type ProgramFile, programSchema } from '../../lambdas/domain/program.ts';
import { closedSessionWarnings, programWarnings } from '../../lambdas/domain/program-warnings.ts';
import { programWeeks } from '../../lambdas/domain/program-week.ts';
import { nth, sheerProgram } from '../example-clinic.ts';

/** Gives each phase so many hours a week in three groups of one length. */
function hours(program: ProgramFile, byPhase: readonly number[]): void {
  program.tracks = ['day'];
  program.sessions = program.phases.map(({ name }, index) => ({
    id: `group-${index}`,
    name: 'Group',
    kind: 'group',
    track: 'day',
    weekdays: [1, 3, 5],
    starts: '09:00',
    minutes: (byPhase[index] ?? 0) * 20,
    phases: [name],
  }));
  program.phases = program.phases.map((phase, index) => ({
    ...phase,
    daysPerWeek: 3,
    hoursPerWeek: byPhase[index] ?? 0,
  }));
}

const warned: [situation: string, change: (program: ProgramFile) => void, warnings: string[]][] = [
  [
    'more hours at full intensity than outpatient treatment has',
    (program) => hours(program, [21, 10, 6]),
    ['phases: 21 hours a week at full intensity; intensive outpatient treatment is 9 to 19'],
  ],
  [
    'intensity that rises',
    (program) => hours(program, [10, 12, 6]),
    ['phases.1.hoursPerWeek: 12 after 10; intensity rises where it usually steps down'],
  ],
  [
    'a step-down of three weeks below nine hours',
    (program) => {
      nth(program.phases, 1).days = 9;
      nth(program.phases, 2).days = 21;
    },
    [
      'phases: 21 days below 9 hours a week (Independence); a step-down counts as intensive outpatient treatment for one or two weeks',
    ],
  ],
  [
    'a session calendar that is shorter than the plan',
    (program) => {
      program.sessions = program.sessions.filter(({ id }) => id !== 'evening-family');
    },
    [
      'phases.0 (Foundation): the evening track’s sessions are 14 hours on 5 days a week, the phase plans 15 hours on 5 days',
      'phases.1 (Practice): the evening track’s sessions are 9 hours on 4 days a week, the phase plans 10 hours on 4 days',
    ],
  ],
  [
    'sessions at one time',
    (program) => {
      nth(program.sessions, 3).starts = '10:45';
    },
    [
      'sessions: day-group and day-life-skills overlap; a client of the day track in Foundation cannot attend both',
    ],
  ],
  [
    'a group that is no small one',
    (program) => {
      nth(program.sessions, 0).maxSize = 17;
    },
    ['sessions.0.maxSize: 17 in Process group; a group is at most 16'],
  ],
  [
    'reviews that come late',
    (program) => {
      program.reviews = { everyDays: 21, overdueAfterDays: 45 };
    },
    [
      'reviews.everyDays: 21; a review every 14 days is usual',
      'reviews.overdueAfterDays: 45; a review is due at least every 30 days',
    ],
  ],
  [
    'homes that are seldom asked',
    (program) => {
      program.checkIns.everyDays = 14;
    },
    ['checkIns.everyDays: 14; homes are usually asked every week'],
  ],
  [
    'a late intake',
    (program) => {
      program.admission.intakeWithinHours = 72;
    },
    ['admission.intakeWithinHours: 72; an intake later than two days after the place loses people'],
  ],
  [
    'a slow handoff',
    (program) => {
      Object.assign(program.aftercare, { leadDays: 3, firstContactHours: 48, visitWithinDays: 21 });
    },
    [
      'aftercare.firstContactHours: 48; a receiver usually answers within a day',
      'aftercare.visitWithinDays: 21; a first visit later than two weeks after the ending loses people',
      'aftercare.leadDays: 3; the appointment should stand before the ending, and finding one takes a week or more',
    ],
  ],
  [
    'a gap in the follow-ups',
    (program) => {
      program.followUpDays = [1, 14, 60];
    },
    ['followUpDays: nobody calls on day 7, 30, 90; 1, 7, 14, 30, 60 and 90 are usual'],
  ],
  [
    'a longer gap between tests than the rate asks for',
    (program) => {
      nth(program.phases, 1).maxGapDays = 21;
    },
    [
      'phases.1.maxGapDays: 21 days in Practice; at 1 tests a week nobody should go longer than 14 without one',
    ],
  ],
];

test.each(warned)('%s: warned about, not refused', (_situation, change, warnings) => {
  const program = sheerProgram();
  change(program);
  expect(programWarnings(programSchema.parse(program))).toEqual(warnings);
});

test('a deadline that does the testing is warned about by phase', () => {
  const program = sheerProgram();
  nth(program.phases, 1).maxGapDays = 7;
  expect(programWarnings(program)).toEqual([
    expect.stringMatching(/^phases\.1 \(Practice\): The deadline does the testing, not chance/),
    expect.stringMatching(/^phases\.1 \(Practice\): A client can know 24 % of the tests beforehand/),
  ]);
});

test('a session on a closed weekday is named with the weekday', () => {
  expect(closedSessionWarnings(sheerProgram(), [6, 7])).toEqual([]);
  expect(closedSessionWarnings(sheerProgram(), [4, 7])).toEqual([
    'sessions.2 (day-relapse-prevention): the clinic is closed on Thu, so it is not held then; choose other weekdays, or open',
    'sessions.9 (evening-relapse-prevention): the clinic is closed on Thu, so it is not held then; choose other weekdays, or open',
  ]);
});

test('a week has the hours of its sessions, by kind', () => {
  expect(
    programWeeks(sheerProgram()).map(({ track, phase, hoursPerWeek }) => [track, phase, hoursPerWeek]),
  ).toEqual([
    ['day', 'Foundation', 15],
    ['day', 'Practice', 10],
    ['day', 'Independence', 6],
    ['evening', 'Foundation', 15],
    ['evening', 'Practice', 10],
    ['evening', 'Independence', 6],
  ]);
  expect(programWeeks(sheerProgram())[1]?.hoursByKind).toEqual({
    group: 6,
    individual: 1,
    'life-skills': 2,
    family: 1,
  });
});
