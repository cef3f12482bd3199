import * as z from 'zod';

const weekday = z.int().min(1).max(7);
const days = (max: number) => z.int().min(1).max(max);

const phaseSchema = z.strictObject({
  name: z.string().min(1),
  days: days(366).describe('Calendar days that a client spends in this phase by plan'),
  daysPerWeek: z.int().min(1).max(7),
  hoursPerWeek: z.number().min(0).max(40),
  testsPerWeek: z.number().positive().max(7).describe('Mean rate of random drug tests'),
  maxGapDays: days(60).describe('No client goes longer than this without a random test'),
});

const testingSchema = z.strictObject({
  testDays: z.array(weekday).min(1).describe('ISO weekdays on which specimens are collected'),
  minPerCalendarWeek: z.union([z.literal(0), z.literal(1)]),
  closureGuard: z.boolean().describe('Double the chance beside a day without collection'),
  windowHours: z.strictObject({ urine: z.number().min(1).max(24), oralFluid: z.number().min(1).max(24) }),
});

/** An IOP's policy as data. Source: shared program facts; each YAML names its passage or says "default". */
export const programSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens'),
    name: z.string().min(1),
    lengthDays: z.strictObject({ min: days(190), planned: days(190), max: days(190) }),
    phases: z.array(phaseSchema).min(1),
    testing: testingSchema,
    residence: z.enum(['required', 'optional', 'offered']),
    caseload: z.strictObject({ softCap: z.int().min(1).nullable(), hardCap: z.int().min(1).nullable() }),
    waitlist: z.strictObject({ offerHours: z.number().min(1), maxDays: days(366) }),
    admission: z.strictObject({
      intakeWithinHours: z.number().min(1).max(168),
      requires: z.array(z.enum(['detoxed', 'stable-residence', 'higher-level-completed'])),
    }),
    checkIns: z.strictObject({ everyDays: days(31) }),
    reviews: z.strictObject({ everyDays: days(60), overdueAfterDays: days(90) }),
    mutualHelp: z.strictObject({
      fellowships: z.array(z.enum(['twelve-step', 'smart', 'other', 'none'])).min(1),
      askEveryDays: days(60),
    }),
    aftercare: z.strictObject({
      leadDays: days(60),
      firstContactHours: z.number().min(1),
      visitWithinDays: days(60),
      attempts: z.int().min(1).max(10),
    }),
    followUpDays: z.array(days(400)).min(1),
    followUpAttempts: z.int().min(1).max(10),
  })
  .check((context) => {
    for (const issue of programContradictions(context.value)) {
      context.issues.push({ code: 'custom', input: context.value, ...issue });
    }
  });

type ProgramFile = z.infer<typeof programSchema>;
export type ProgramPhase = ProgramFile['phases'][number];

/** A program version as stored: the content's hash names it, and an episode keeps the one it began with. */
export interface Program extends ProgramFile {
  version: string;
  /** Chance per ticket in parts per million, one for each phase, solved once per version. */
  chancesPpm: number[];
}

/** A version as filed: `<program id>:<version>`. Versions are never changed or removed while episodes use them. */
export interface ProgramVersion {
  id: string;
  program: Program;
}

function programContradictions(program: ProgramFile): { path: (string | number)[]; message: string }[] {
  const { min, planned, max } = program.lengthDays;
  const phaseDays = program.phases.reduce((sum, phase) => sum + phase.days, 0);
  const problems: { path: (string | number)[]; message: string }[] = [];
  const say = (path: (string | number)[], message: string) => problems.push({ path, message });
  if (!(min <= planned && planned <= max)) {
    say(
      ['lengthDays'],
      `min ${min}, planned ${planned}, max ${max} are out of order; give min <= planned <= max`,
    );
  }
  if (phaseDays !== planned) {
    say(
      ['phases'],
      `the phases last ${phaseDays} days but the program is planned for ${planned}; make the phases' days add up to lengthDays.planned`,
    );
  }
  const { softCap, hardCap } = program.caseload;
  if (softCap !== null && hardCap !== null && softCap > hardCap) {
    say(['caseload', 'softCap'], `${softCap} is above the hard cap ${hardCap}; lower it`);
  }
  if (program.followUpDays.some((day, at) => at > 0 && day <= (program.followUpDays[at - 1] ?? 0))) {
    say(['followUpDays'], 'the days are not in rising order; list each day once, smallest first');
  }
  return problems;
}
