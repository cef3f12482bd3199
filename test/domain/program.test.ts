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

test('a program outside the usual bounds is warned about, not refused', () => {
  const program = sheerProgram();
  for (const phase of program.phases) phase.hoursPerWeek = 4;
  nth(program.phases, 2).hoursPerWeek = 6;
  nth(program.phases, 1).maxGapDays = 7;
  program.reviews.overdueAfterDays = 45;
  expect(programSchema.safeParse(program).success).toBe(true);
  const warnings = programWarnings(program);
  expect(warnings[0]).toBe(
    'phases: 6 hours a week at full intensity; intensive outpatient treatment is 9 to 19',
  );
  expect(warnings[1]).toBe('phases.2.hoursPerWeek: 6 after 4; intensity rises where it usually steps down');
  expect(warnings[2]).toBe('reviews.overdueAfterDays: 45; a review is due at least every 30 days');
  expect(warnings[3]).toMatch(/^phases\.1 \(Practice\): The deadline does the testing, not chance/);
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
