import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClinicFile } from '../../lambdas/domain/clinic-file.ts';
import { endings, nonAdmissions } from '../../lambdas/domain/episode.ts';
import { type ProgramFile, programVersion } from '../../lambdas/domain/program.ts';
import { weekdayNames } from '../../lambdas/domain/written-hours.ts';
import { type Behaviour, realistic } from '../../local/people/behaviour.ts';
import { fictionalClinic } from '../../local/rehearsal/fictional-clinic.ts';
import { fictionalReferrals } from '../../local/rehearsal/fictional-referrals.ts';
import { anyProgram } from '../domain/program-arbitrary.ts';
import { nobodyComesBack } from './fixtures/nobody-comes-back.ts';
import { begin, firstMonday, type Journey } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const programPath = 'programs/any.yaml';
const seed = fc.nat().map((drawn) => `people ${drawn}`);

/** What may never be, at any moment of a play. */
interface Watch {
  moments: number;
  mostInProgram: number;
  /** Moments at which the count of places was not the number of members, or a client was in no phase. */
  wrong: string[];
}

/** A clinic that can take any program: open every day, with a pager. */
function openClinic(clients: number, program: ProgramFile): ClinicFile {
  const file = fictionalClinic(clients, program, programPath);
  const opening = Object.fromEntries(weekdayNames.map((day) => [day, '06:00-22:00']));
  return {
    ...file,
    clinic: {
      ...file.clinic,
      opening: opening as ClinicFile['clinic']['opening'],
      pager: { kind: 'sms' },
    },
  };
}

/** A small fictional clinic, whose store is looked at after each transaction. */
async function play(
  program: ProgramFile,
  clients: number,
  peopleSeed: string,
  behaviour: Behaviour = realistic,
) {
  const clinic = openClinic(clients, program);
  const watch: Watch = { moments: 0, mostInProgram: 0, wrong: [] };
  let journey: Journey | undefined;
  const started = begin({
    clinic,
    program,
    referrals: fictionalReferrals(clinic, program, clients, peopleSeed, firstMonday),
    behaviour,
    seed: peopleSeed,
    local: {
      around: (ports) => ({
        ...ports,
        store: {
          read: (clinicId) => ports.store.read(clinicId),
          chain: (clinicId, chain) => ports.store.chain(clinicId, chain),
          async transact(clinicId, work) {
            const done = await ports.store.transact(clinicId, work);
            if (journey) lookAt(journey, program, watch);
            return done;
          },
        },
      }),
    },
  });
  journey = await started;
  return { journey, watch, clinic };
}

function lookAt(journey: Journey, program: ProgramFile, watch: Watch): void {
  watch.moments += 1;
  const count = journey.all('caseload').reduce((sum, caseload) => sum + caseload.count, 0);
  const members = journey.all('enrolment').length;
  watch.mostInProgram = Math.max(watch.mostInProgram, members);
  if (count !== members) watch.wrong.push(`${count} places are counted, ${members} are taken`);
  for (const { id, stage, ending, phaseIndex, phaseStartedOn } of journey.all('episode')) {
    const isInOne = program.phases[phaseIndex] !== undefined && phaseStartedOn !== null;
    if (stage === 'treatment' && ending === null && !isInOne) watch.wrong.push(`${id} is in no phase`);
  }
}

/** Most of these programs get full. */
const programs = fc
  .record({ program: anyProgram({ longestDays: 45 }), hardCap: fc.constantFrom(null, 1, 2) })
  .map(({ program, hardCap }) => ({
    ...program,
    caseload: { softCap: null, hardCap },
  }));

describe('whatever program a clinic writes, and whatever its people say', () => {
  test('every episode ends in a named ending, every review due is done or escalated, the cap holds, a client is in one phase', async () => {
    await fc.assert(
      fc.asyncProperty(programs, seed, async (program, peopleSeed) => {
        const { journey, watch } = await play(program, 3, peopleSeed);
        await journey.untilRest();
        const named: readonly (string | null)[] = [...endings, ...nonAdmissions];
        expect(journey.all('episode').filter(({ ending }) => !named.includes(ending))).toEqual([]);
        expect(journey.all('client')).toHaveLength(3);
        expect(await obligationsUnmet(journey)).toEqual([]);
        expect(watch.moments).toBeGreaterThan(20);
        expect(watch.wrong).toEqual([]);
        expect(watch.mostInProgram).toBeLessThanOrEqual(program.caseload.hardCap ?? 3);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  test('a version that is applied halfway changes nothing for who began before it', async () => {
    const changes = fc.record({
      program: programs,
      changed: programs,
      peopleSeed: seed,
      onDay: fc.integer({ min: 15, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(changes, async ({ program, changed, peopleSeed, onDay }) => {
        const untouched = await play(program, 3, peopleSeed, nobodyComesBack);
        await untouched.journey.untilRest();
        const { journey, clinic } = await play(program, 3, peopleSeed, nobodyComesBack);
        await journey.days(onDay);
        await journey.act('apply-clinic', { clinic, programs: [changed] });
        await journey.untilRest();
        expect(journey.all('program')).toHaveLength(isSame(program, changed) ? 1 : 2);
        expect(whatBecameOf(journey)).toEqual(whatBecameOf(untouched.journey));
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });
});

function isSame(one: ProgramFile, other: ProgramFile): boolean {
  return programVersion(one).id === programVersion(other).id;
}

/** Everything that a clinic has on record of its clients, their tests, and what was asked about them. */
function whatBecameOf(journey: Journey) {
  return {
    episodes: journey.all('episode'),
    tests: journey.all('drugTest'),
    reviews: journey.all('review'),
    questions: journey.all('task').map(({ id, kind, status, openedAt }) => ({ id, kind, status, openedAt })),
  };
}
