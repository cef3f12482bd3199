import { expect, test } from 'vitest';
import { type ProgramFile, programSchema, programVersion } from '../../lambdas/domain/program.ts';
import { collectionWarnings, programWarnings } from '../../lambdas/domain/program-warnings.ts';
import { fieldProblem } from '../../lambdas/runtime/define-action.ts';
import { nth, sheerProgram } from '../example-clinic.ts';

function problemsAfter(change: (program: ProgramFile) => void) {
  const program = sheerProgram();
  change(program);
  return programSchema.safeParse(program).error?.issues.map(fieldProblem) ?? [];
}

test('sheer lasts 30 to 60 days, steps down in intensity and in tests, and gives no cause for a warning', () => {
  const program = programSchema.parse(sheerProgram());
  expect(program.lengthDays).toEqual({ min: 30, planned: 45, max: 60 });
  expect(program.phases.map(({ testsPerWeek }) => testsPerWeek)).toEqual([2, 1, 0.5]);
  expect(program.phases.map(({ maxGapDays }) => maxGapDays)).toEqual([7, 14, 28]);
  expect(programWarnings(program)).toEqual([]);
});

const refused: [
  situation: string,
  change: (program: ProgramFile) => void,
  field: string,
  problem: string,
  fix: string,
][] = [
  [
    'a program longer than its phases',
    (program) => {
      program.lengthDays.planned = 50;
    },
    'phases',
    'the phases last 45 days but the program is planned for 50',
    'make the phases’ days add up to lengthDays.planned',
  ],
  [
    'a plan outside its own bounds',
    (program) => {
      program.lengthDays.min = 46;
    },
    'lengthDays',
    'min 46, planned 45, max 60 are out of order',
    'give min <= planned <= max',
  ],
  [
    'a program without phases',
    (program) => {
      Reflect.deleteProperty(program, 'phases');
    },
    'phases',
    'is missing',
    'list at least one phase',
  ],
  [
    'a phase without a rate',
    (program) => {
      Reflect.deleteProperty(nth(program.phases, 1), 'testsPerWeek');
    },
    'phases.1.testsPerWeek',
    'is missing',
    'give a number above 0 and at most 7',
  ],
  [
    'a rate of nothing',
    (program) => {
      nth(program.phases, 0).testsPerWeek = 0;
    },
    'phases.0.testsPerWeek',
    'is not above 0',
    'give a number above 0 and at most 7',
  ],
  [
    'a length of text',
    (program) => {
      Object.assign(program.lengthDays, { max: 'sixty' });
    },
    'lengthDays.max',
    'is not a number of days',
    'give a whole number from 1 to 180',
  ],
  [
    'a test day twice',
    (program) => {
      program.testing.testDays = [1, 1];
    },
    'testing.testDays',
    'lists a weekday twice',
    'list weekdays from 1 (Monday) to 7 (Sunday), each once',
  ],
  [
    'a soft cap above the hard one',
    (program) => {
      program.caseload.softCap = 41;
    },
    'caseload.softCap',
    '41 is above the hard cap 40',
    'lower it',
  ],
  [
    'reviews that are overdue before they are due',
    (program) => {
      program.reviews.overdueAfterDays = 7;
    },
    'reviews.overdueAfterDays',
    'reviews come every 14 days, so they would be overdue before they are due',
    'raise it',
  ],
  [
    'follow-ups out of order',
    (program) => {
      program.followUpDays = [1, 14, 7];
    },
    'followUpDays',
    'the days are not in rising order',
    'list each day once, smallest first',
  ],
  [
    'a phase twice',
    (program) => {
      nth(program.phases, 1).name = 'Foundation';
      for (const session of program.sessions) delete session.phases;
    },
    'phases.1.name',
    '"Foundation" stands further up',
    'give each phase its own name',
  ],
  [
    'more hours than the days hold',
    (program) => {
      Object.assign(nth(program.phases, 0), { daysPerWeek: 1 });
    },
    'phases.0.hoursPerWeek',
    '15 hours do not fit into 1 day a week',
    'give at most 10, or more days',
  ],
  [
    'a track in which nothing is held',
    (program) => {
      program.sessions = program.sessions.filter(({ track }) => track === 'day');
    },
    'tracks.1',
    'no session belongs to the evening track',
    'add its sessions, or take it out',
  ],
  [
    'a session of a track that the program lacks',
    (program) => {
      program.tracks = ['evening'];
      program.sessions = program.sessions.filter(({ id }) => !/^day-./.test(id) || id === 'day-group');
    },
    'sessions.0.track',
    'the program has no day track',
    'add it to tracks, or use one of: evening',
  ],
  [
    'a session of a phase that the program lacks',
    (program) => {
      nth(program.sessions, 0).phases = ['Fondation'];
    },
    'sessions.0.phases',
    'the program has no phase "Fondation"',
    'use one of: Foundation, Practice, Independence',
  ],
  [
    'a session twice',
    (program) => {
      nth(program.sessions, 1).id = 'day-group';
    },
    'sessions.1.id',
    '"day-group" stands further up',
    'give each session its own id',
  ],
  [
    'a session into the next day',
    (program) => {
      Object.assign(nth(program.sessions, 7), { starts: '23:00' });
    },
    'sessions.7.minutes',
    'ends after midnight',
    'begin earlier or shorten it',
  ],
  [
    'a session before the clinical hours',
    (program) => {
      program.clinicalHours = { opens: '09:30', closes: '22:00' };
      program.sessions = program.sessions.filter(({ id }) => id === 'day-group' || /^evening/.test(id));
    },
    'sessions.0.starts',
    '09:00 is before the clinical hours 09:30 to 22:00',
    'begin later, or widen clinicalHours',
  ],
  [
    'a session beyond the clinical hours',
    (program) => {
      program.clinicalHours = { opens: '09:00', closes: '20:40' };
    },
    'sessions.10.minutes',
    'ends at 20:45, after the clinical hours 09:00 to 20:40',
    'begin earlier, shorten it, or widen clinicalHours',
  ],
  [
    'clinical hours that close before they open',
    (program) => {
      program.clinicalHours = { opens: '09:00', closes: '08:00' };
      program.sessions = program.sessions.map((session) => ({ ...session, starts: '09:00', minutes: 15 }));
    },
    'clinicalHours.closes',
    'is not after opens',
    'close later than you open',
  ],
  [
    'an offer that outlasts the wait',
    (program) => {
      program.waitlist = { offerHours: 72, maxDays: 2 };
    },
    'waitlist.offerHours',
    'an offer of 72 hours outlasts the longest wait of 48 hours',
    'shorten it, or raise maxDays',
  ],
  [
    'required mutual help that can be nothing',
    (program) => {
      Object.assign(program.mutualHelp, { expected: 'required', fellowships: ['smart', 'none'] });
    },
    'mutualHelp.fellowships.1',
    '"none" can be chosen where mutual help is required',
    'take it out, or set expected: encouraged',
  ],
  [
    'meetings of nobody',
    (program) => {
      Object.assign(program.mutualHelp, { meetingsPerWeek: 2, fellowships: ['none'] });
    },
    'mutualHelp.meetingsPerWeek',
    'nobody can choose a fellowship whose meetings these would be',
    'list one, or give null',
  ],
  [
    'a requirement twice',
    (program) => {
      program.admission.requires = ['detoxed', 'detoxed'];
    },
    'admission.requires.1',
    '"detoxed" is listed twice',
    'list it once',
  ],
];

test.each(refused)('%s is refused', (_situation, change, field, problem, fix) => {
  expect(problemsAfter(change)).toEqual([{ field, problem, fix }]);
});

test('a version is named by its content, whatever the order of the fields', () => {
  const { id, version } = programVersion(sheerProgram()).program;
  expect(version).toMatch(/^[0-9a-f]{12}$/);
  const turned = Object.fromEntries(Object.entries(sheerProgram()).reverse()) as ProgramFile;
  expect(programVersion(turned).id).toBe(`${id}:${version}`);
  const changed = sheerProgram();
  changed.reviews.everyDays = 13;
  expect(programVersion(changed).program.version).not.toBe(version);
});

test('chances are solved for each phase: Monday to Saturday with the closure guard .2201, .1022, .0503', () => {
  const { chancesPpm } = programVersion(sheerProgram()).program;
  expect(chancesPpm.map((ppm) => Math.round(ppm / 100) / 10_000)).toEqual([0.2201, 0.1022, 0.0503]);
});

test('collections are judged by the hard cap, or the soft one, or the clients there are, over all programs', () => {
  const capped = (hardCap: number | null, softCap: number | null) => ({
    ...sheerProgram(),
    caseload: { hardCap, softCap },
  });
  const warned = (program: ProgramFile, running = 0) =>
    collectionWarnings([program], 10, { [program.id]: running }).length > 0;
  expect([warned(capped(27, 20)), warned(capped(26, 20))]).toEqual([true, false]);
  expect([warned(capped(null, 27)), warned(capped(null, 26))]).toEqual([true, false]);
  expect([warned(capped(null, null), 27), warned(capped(null, null), 26)]).toEqual([true, false]);
  const [one, other] = [capped(14, null), { ...capped(13, null), id: 'evening' }];
  expect(collectionWarnings([one, other], 10, {})).toHaveLength(1);
  expect(collectionWarnings([one, other], null, {})).toEqual([]);
});
