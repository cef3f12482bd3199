import { createHash } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from './canonical-json.ts';
import {
  choiceField,
  flagField,
  refuse,
  slugField,
  textField,
  timeField,
  wants,
  wholeField,
} from './file-fields.ts';
import { programContradictions } from './program-contradictions.ts';
import { sessionsSchema } from './program-sessions.ts';
import { solveChancePpm } from './random-draw.ts';

const days = (what: string, most: number) => wholeField(1, most, what);
const hoursField = (what: string, least: number, most: number) => {
  const fix = `give ${what} from ${least} to ${most}`;
  return z
    .number(wants(what, fix))
    .min(least, `is below ${least}; ${fix}`)
    .max(most, `is above ${most}; ${fix}`);
};
const capField = wholeField(1, 10_000, 'a number of clients').nullable();

const phaseSchema = z.strictObject({
  name: textField('the phase’s name').describe('As clients and staff read it'),
  days: days('a number of days', 180).describe('Calendar days that a client spends in this phase by plan'),
  daysPerWeek: wholeField(1, 7, 'a number of days').describe('Days with sessions in a week'),
  hoursPerWeek: hoursField('a number of hours', 0, 40).describe('Hours of attended sessions in a week'),
  testsPerWeek: z
    .number(wants('a number of tests', 'give a number above 0 and at most 7'))
    .positive('is not above 0; give a number above 0 and at most 7')
    .max(7, 'is above 7; give a number above 0 and at most 7')
    .describe('Mean rate of random drug tests'),
  maxGapDays: days('a number of days', 60).describe('No client goes longer than this without a random test'),
});

const weekdaysFix = 'list weekdays from 1 (Monday) to 7 (Sunday), each once';
const testingSchema = z
  .strictObject(
    {
      testDays: z
        .array(wholeField(1, 7, 'a weekday by number, Monday = 1'), wants('a list of weekdays', weekdaysFix))
        .min(1, `no weekday; ${weekdaysFix}`)
        .refine((list) => new Set(list).size === list.length, `lists a weekday twice; ${weekdaysFix}`)
        .describe('ISO weekdays on which specimens are collected, Monday = 1'),
      minPerCalendarWeek: z
        .union([z.literal(0), z.literal(1)], wants('0 or 1'))
        .describe('1: at least one test in every calendar week'),
      closureGuard: flagField.describe('Double the chance beside a day without collection'),
      windowHours: z
        .strictObject(
          {
            urine: hoursField('a number of hours', 1, 24).describe('For urine'),
            oralFluid: hoursField('a number of hours', 1, 24).describe('For oral fluid'),
          },
          wants('hours by specimen', 'give urine and oralFluid'),
        )
        .describe('Hours from the notice until the specimen must be given'),
    },
    wants('the rules of testing', 'give testDays, minPerCalendarWeek, closureGuard and windowHours'),
  )
  .describe('Random drug testing');

const group = <Fields extends z.ZodRawShape>(fields: Fields, what: string) =>
  z
    .strictObject(fields, wants(what, `give ${Object.keys(fields).join(', ')}`))
    .describe(`${what.charAt(0).toUpperCase()}${what.slice(1)}`);

/**
 * What a program may ask of somebody before admission; the referral says which of it holds.
 * Source: seeds 000 (after full-time treatment), 001 (stable home), 003 (detoxed, higher level completed).
 */
export const admissionRequirements = [
  'detoxed',
  'stable-residence',
  'higher-level-completed',
  'no-inpatient-need',
] as const;

/**
 * What a program offers beside sessions and tests, shown to staff; a co-occurring condition is admitted directly only
 * where dual-diagnosis care is offered. Source: the five seeds.
 */
export const programServices = [
  'assignments',
  'seminars',
  'complementary-activities',
  'family-sessions',
  'medication-management',
  'case-management',
  'dual-diagnosis-care',
  'peer-feedback',
] as const;

/**
 * What a client works on in mutual help, in the order in which it usually comes; the SMART equivalents of a home group,
 * a sponsor and steps are a regular meeting, a companion and tools. Source: seeds 000, 002 and 003.
 */
export const mutualHelpMilestones = [
  'meetings',
  'home-group',
  'sponsor',
  'steps',
  'sponsoring-others',
] as const;

/** An IOP's policy as data. Source: shared program facts; each YAML names its passage or says "default". */
export const programSchema = z
  .strictObject(
    {
      id: slugField(30).describe('The program for ever; its content may change and is versioned'),
      name: textField('the program’s name').describe('As clients and partners read it'),
      lengthDays: group(
        {
          min: days('a number of days', 180).describe('The shortest episode'),
          planned: days('a number of days', 180).describe('What the phases add up to'),
          max: days('a number of days', 180).describe('The longest episode by plan'),
        },
        'the length of an episode',
      ),
      phases: z
        .array(phaseSchema, wants('a list of phases', 'list at least one phase'))
        .min(1, 'no phase; list at least one')
        .describe('In order; later phases step down'),
      tracks: z
        .array(choiceField(['day', 'evening']))
        .min(1, 'no track; list "day", "evening" or both')
        .optional()
        .describe('When sessions can be attended; day only when left out'),
      clinicalHours: group(
        {
          opens: timeField.describe('Before it no session begins, in the clinic’s time'),
          closes: timeField.describe('After it no session goes on'),
        },
        'the hours within which sessions are held',
      )
        .optional()
        .describe('The hours within which sessions are held; at any hour when left out'),
      sessions: sessionsSchema,
      services: z
        .array(choiceField(programServices), wants('a list of services'))
        .optional()
        .describe('What the program offers beside sessions and tests'),
      crisis: group(
        {
          alwaysOpen: flagField.describe(
            'Whether somebody answers at any hour; such a program is only taken by a clinic with a pager',
          ),
        },
        'the help in a crisis',
      ),
      testing: testingSchema,
      residence: choiceField(['required', 'optional', 'offered']).describe(
        'Whether clients live in a sober home: they must, they may, or the clinic offers homes of its own',
      ),
      caseload: group(
        {
          softCap: capField.describe('Above it the director is warned; null for none'),
          hardCap: capField.describe('At it new clients wait; null for none'),
          clientsPerCounselor: wholeField(1, 200, 'a number of clients')
            .nullable()
            .optional()
            .describe('Above it the director is warned; null or left out for none'),
        },
        'the places in the program',
      ),
      waitlist: group(
        {
          offerHours: hoursField('a number of hours', 1, 168).describe('How long an offered place is kept'),
          maxDays: days('a number of days', 45).describe('How long a person waits at most'),
        },
        'the waitlist',
      ),
      admission: group(
        {
          intakeWithinHours: hoursField('a number of hours', 1, 168).describe('From place to intake'),
          requires: z
            .array(choiceField(admissionRequirements), wants('a list', 'list what admission requires, or []'))
            .describe('What must hold before a person is referred'),
          severeOnlyAfterHigherLevel: flagField.describe(
            'Severe or co-occurring conditions are admitted only after a higher level of care',
          ),
          authorizationWarningDays: days('a number of days', 30).describe(
            'Days before a payer’s authorization ends on which staff are warned',
          ),
        },
        'the way into the program',
      ),
      checkIns: group(
        {
          everyDays: days('a number of days', 31).describe('Days between questions to a sober home'),
        },
        'the check-ins with sober homes',
      ),
      reviews: group(
        {
          everyDays: days('a number of days', 60).describe('Days between progress reviews'),
          overdueAfterDays: days('a number of days', 90).describe('Days after which a review is overdue'),
        },
        'the progress reviews',
      ),
      mutualHelp: group(
        {
          fellowships: z
            .array(choiceField(['twelve-step', 'smart', 'other', 'none']), wants('a list of fellowships'))
            .min(1, 'no fellowship; list at least one, or "none"')
            .describe('What clients can choose from'),
          expected: choiceField(['required', 'encouraged']).describe(
            'Whether the program requires mutual help or encourages it',
          ),
          meetingsPerWeek: wholeField(1, 21, 'a number of meetings')
            .nullable()
            .describe('Meetings that a client is asked to attend; null when the client decides'),
          milestones: z
            .array(choiceField(mutualHelpMilestones), wants('a list of milestones'))
            .min(
              1,
              'no milestone; list at least one, or leave it out for meetings, home group, sponsor and steps',
            )
            .optional()
            .describe(
              'What the counselor is asked about; meetings, home group, sponsor and steps when left out',
            ),
          askEveryDays: days('a number of days', 60).describe('Days between questions about milestones'),
        },
        'the mutual help that clients choose',
      ),
      aftercare: group(
        {
          leadDays: days('a number of days', 60).describe('Days before the planned end at which it starts'),
          firstContactHours: hoursField('a number of hours', 1, 168).describe(
            'From the ending to the first contact',
          ),
          visitWithinDays: days('a number of days', 60).describe('Days from the ending to the first visit'),
          attempts: wholeField(1, 10, 'a number of tries').describe(
            'Different days on which bringing the client to a first visit comes to nothing before “lost to contact”',
          ),
        },
        'the handoff to aftercare',
      ),
      followUpDays: z
        .array(days('a number of days', 90), wants('a list of days'))
        .min(1, 'no day; list at least one')
        .describe('Days after the ending on which the client is called'),
      followUpAttempts: wholeField(1, 10, 'a number of tries').describe('Tries for each follow-up'),
      lostToContactDays: wholeField(1, 14, 'a number of days')
        .optional()
        .describe(
          'Days on which a client is tried before the record says “lost to contact”; 3 when left out',
        ),
    },
    wants('a program', 'begin with id: and name:'),
  )
  .check(refuse(programContradictions));

export type ProgramFile = z.infer<typeof programSchema>;
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

/**
 * The version that a program's content makes: its name is the first 12 hex digits of the content's SHA-256, and the
 * chances are solved from its rates. The same content makes the same version anywhere.
 */
export function programVersion(program: ProgramFile): ProgramVersion {
  const version = createHash('sha256').update(canonicalJson(program)).digest('hex').slice(0, 12);
  const { testDays, minPerCalendarWeek, closureGuard } = program.testing;
  const chancesPpm = program.phases.map(({ testsPerWeek, maxGapDays }) =>
    solveChancePpm({ ratePerWeek: testsPerWeek, maxGapDays, testDays, minPerCalendarWeek, closureGuard }),
  );
  return { id: `${program.id}:${version}`, program: { ...program, version, chancesPpm } };
}
