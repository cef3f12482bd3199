import type { Episode } from '../../lambdas/domain/episode.ts';
import type { Program } from '../../lambdas/domain/program.ts';

const phase = (name: string, testsPerWeek: number, maxGapDays: number) => ({
  name,
  days: 15,
  daysPerWeek: 3,
  hoursPerWeek: 9,
  testsPerWeek,
  maxGapDays,
});

/** Forty-five days in three equal phases, at most sixty. */
export const program: Program = {
  id: 'example',
  name: 'Example program',
  version: 'v1',
  chancesPpm: [200_000, 100_000, 50_000],
  lengthDays: { min: 30, planned: 45, max: 60 },
  phases: [phase('Full', 2, 7), phase('Middle', 1, 14), phase('Last', 0.5, 28)],
  testing: {
    testDays: [1, 2, 3, 4, 5, 6, 7],
    minPerCalendarWeek: 0,
    closureGuard: true,
    windowHours: { urine: 8, oralFluid: 4 },
  },
  residence: 'optional',
  caseload: { softCap: null, hardCap: 40 },
  waitlist: { offerHours: 24, maxDays: 30 },
  admission: { intakeWithinHours: 48, requires: [] },
  checkIns: { everyDays: 7 },
  reviews: { everyDays: 14, overdueAfterDays: 30 },
  mutualHelp: { fellowships: ['twelve-step'], askEveryDays: 14 },
  aftercare: { leadDays: 14, firstContactHours: 24, visitWithinDays: 7, attempts: 3 },
  followUpDays: [1, 7, 14, 30, 60, 90],
  followUpAttempts: 3,
};

/** In the first phase since Monday, 4 January 2027, planned until 17 February. */
export const episodeInTreatment: Episode = {
  id: 'ep_1',
  clientId: 'cl_1',
  programId: 'example',
  programVersion: 'v1',
  plannedDays: 45,
  stage: 'treatment',
  referredAt: '2027-01-02T15:00:00.000Z',
  counselorId: 'ada',
  caseManagerId: 'carmen',
  homeChoices: ['cedar-house'],
  homesDeclined: [],
  residence: { homeId: 'cedar-house', since: '2027-01-04' },
  receiverChoices: ['lakeside'],
  receiversDeclined: [],
  waitlisted: false,
  intakePassed: true,
  admittedOn: '2027-01-04',
  phaseIndex: 0,
  phaseStartedOn: '2027-01-04',
  plannedEndOn: '2027-02-17',
  nextReviewOn: '2027-01-18',
  nextMilestonesOn: '2027-01-18',
  endingRequested: null,
  lastTestOn: null,
  excusedDates: [],
  ending: null,
  endedOn: null,
  handoff: { status: 'not started' },
  followUpsDone: 0,
  attempts: {},
  closedAt: null,
};
