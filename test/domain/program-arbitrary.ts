import fc from 'fast-check';
import {
  admissionRequirements,
  mutualHelpMilestones,
  type ProgramFile,
  programServices,
} from '../../lambdas/domain/program.ts';
import { sessionKinds } from '../../lambdas/domain/session-kinds.ts';

type Phase = ProgramFile['phases'][number];
type Session = ProgramFile['sessions'][number];
type Track = Session['track'];

const someOf = <Value>(values: readonly Value[], minLength = 0) => fc.subarray([...values], { minLength });
const upTo = (max: number, min = 1) => fc.integer({ min, max });
const weekdays = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 });

/** Any valid program from the schema; with `longestDays`, one that is over sooner. */
export function anyProgram({ longestDays = 180 }: { longestDays?: number } = {}): fc.Arbitrary<ProgramFile> {
  return fc
    .record({ phases: fc.nat(3), length: upTo(longestDays), sooner: fc.nat(60), later: fc.nat(60) })
    .chain(({ phases, length, sooner, later }) => {
      const planned = Math.max(length, phases + 1);
      const lengthDays = {
        min: Math.max(1, planned - sooner),
        planned,
        max: Math.min(Math.max(longestDays, planned), planned + later),
      };
      return fc
        .record({ phases: anyPhases(planned, phases + 1), tracks: anyTracks(), rest: anyRest() })
        .chain(({ rest, ...drawn }) =>
          anySessions(drawn.tracks ?? ['day'], drawn.phases).map((sessions) =>
            withoutLeftOut({ ...rest, ...drawn, lengthDays, sessions }),
          ),
        );
    });
}

/** Phases of any shares whose days add up to the planned length. */
function anyPhases(planned: number, count: number): fc.Arbitrary<Phase[]> {
  const phase = fc
    .record({
      share: upTo(10),
      daysPerWeek: upTo(7),
      testsPerWeek: fc.constantFrom(0.25, 0.5, 1, 1.5, 2, 3, 7),
      maxGapDays: upTo(60),
      hoursShare: fc.nat(100),
    })
    .map(({ hoursShare, ...drawn }) => ({
      ...drawn,
      hoursPerWeek: Math.round((Math.min(40, drawn.daysPerWeek * 10) * hoursShare) / 10) / 10,
    }));
  return fc.array(phase, { minLength: count, maxLength: count }).map((drawn) => {
    const shares = drawn.reduce((sum, { share }) => sum + share, 0);
    let left = planned;
    return drawn.map(({ share, ...rest }, index) => {
      const after = drawn.length - index - 1;
      const wanted = Math.max(1, Math.round((planned * share) / shares));
      const days = after === 0 ? left : Math.min(wanted, left - after);
      left -= days;
      return { name: `Phase ${index + 1}`, days, ...rest };
    });
  });
}

function anyTracks(): fc.Arbitrary<Track[] | undefined> {
  const named = fc.constantFrom<Track[]>(['day'], ['evening'], ['day', 'evening']);
  return fc.option(named, { nil: undefined });
}

/** At least one session in each track, in the clinic's opening hours. */
function anySessions(tracks: readonly Track[], phases: readonly Phase[]): fc.Arbitrary<Session[]> {
  const names = phases.map(({ name }) => name);
  const session = (track: Track) =>
    fc
      .record({
        name: fc.constantFrom('Group', 'Talk', 'Kitchen table', 'Gruppe für Ältere'),
        sheetName: fc.option(fc.constant('Group 1'), { nil: undefined }),
        kind: fc.constantFrom(...sessionKinds),
        weekdays,
        starts: fc.constantFrom('06:30', '09:00', '11:15', '14:00', '17:30'),
        minutes: fc.constantFrom(15, 45, 60, 90, 180),
        phases: fc.option(someOf(names, 1), { nil: undefined }),
        maxSize: fc.option(upTo(60), { nil: undefined }),
        online: fc.option(fc.boolean(), { nil: undefined }),
      })
      .map((drawn) => ({ ...drawn, track }));
  const ofTracks = tracks.map((track) => fc.array(session(track), { minLength: 1, maxLength: 3 }));
  return fc
    .tuple(...ofTracks)
    .map((lists) => lists.flat().map((drawn, index) => ({ id: `session-${index + 1}`, ...drawn })));
}

function anyRest() {
  return fc
    .record({
      clinicalHours: fc.option(fc.constant({ opens: '06:00', closes: '21:00' }), { nil: undefined }),
      services: fc.option(someOf(programServices), { nil: undefined }),
      crisis: fc.record({ alwaysOpen: fc.boolean() }),
      testing: anyTesting(),
      residence: fc.constantFrom<ProgramFile['residence'][]>('required', 'optional', 'offered'),
      caseload: anyCaseload(),
      waitlist: fc.record({ offerHours: upTo(72), maxDays: upTo(45, 3) }),
      admission: fc.record({
        intakeWithinHours: upTo(168),
        requires: someOf(admissionRequirements),
        severeOnlyAfterHigherLevel: fc.boolean(),
        authorizationWarningDays: upTo(30),
      }),
      checkIns: fc.record({ everyDays: upTo(31) }),
      reviews: fc
        .record({ everyDays: upTo(60), grace: fc.nat(30) })
        .map(({ everyDays, grace }) => ({ everyDays, overdueAfterDays: everyDays + grace })),
      mutualHelp: anyMutualHelp(),
      aftercare: fc.record({
        leadDays: upTo(60),
        firstContactHours: upTo(168),
        visitWithinDays: upTo(60),
        attempts: upTo(10),
      }),
      followUpDays: fc
        .uniqueArray(upTo(90), { minLength: 1, maxLength: 6 })
        .map((days) => days.sort((one, other) => one - other)),
      followUpAttempts: upTo(10),
      lostToContactDays: fc.option(upTo(14), { nil: undefined }),
    })
    .map((drawn) => ({ id: 'any-program', name: 'Any program', ...drawn }));
}

function anyTesting(): fc.Arbitrary<ProgramFile['testing']> {
  return fc.record({
    testDays: weekdays,
    minPerCalendarWeek: fc.constantFrom<(0 | 1)[]>(0, 1),
    closureGuard: fc.boolean(),
    windowHours: fc.record({ urine: upTo(24), oralFluid: upTo(24) }),
  });
}

function anyCaseload(): fc.Arbitrary<ProgramFile['caseload']> {
  const cap = fc.option(upTo(12), { nil: null });
  return fc
    .record({ soft: cap, hardCap: cap, clientsPerCounselor: fc.option(upTo(20), { nil: undefined }) })
    .map(({ soft, hardCap, clientsPerCounselor }) => ({
      softCap: soft === null || hardCap === null ? soft : Math.min(soft, hardCap),
      hardCap,
      clientsPerCounselor,
    }));
}

function anyMutualHelp(): fc.Arbitrary<ProgramFile['mutualHelp']> {
  const required = fc.record({
    fellowships: someOf(['twelve-step', 'smart', 'other'] as const, 1),
    expected: fc.constantFrom<('required' | 'encouraged')[]>('required', 'encouraged'),
    meetingsPerWeek: fc.option(upTo(21), { nil: null }),
  });
  const free = fc.record({
    fellowships: someOf(['twelve-step', 'smart', 'other', 'none'] as const, 1),
    expected: fc.constant('encouraged' as const),
    meetingsPerWeek: fc.constant(null),
  });
  return fc
    .record({
      chosen: fc.oneof(required, free),
      milestones: fc.option(someOf(mutualHelpMilestones, 1), { nil: undefined }),
      askEveryDays: upTo(60),
    })
    .map(({ chosen, ...rest }) => ({ ...chosen, ...rest }));
}

/** As YAML would have it: a field that is left out is not there. */
function withoutLeftOut<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
