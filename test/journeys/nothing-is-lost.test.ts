import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../lambdas/domain/clinic-calendar.ts';
import { exampleReferrals } from '../example-clinic.ts';
import { type Faults, type Survived, survive } from './faults.ts';
import { firstMonday } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

/** A world without faults, from which each property takes what it is about. */
const calm: Omit<Faults, 'seed'> = {
  startsOn: firstMonday,
  timeZone: 'America/Los_Angeles',
  answers: 0.9,
  odd: 0,
  longestDelayHours: 6,
  crashesBefore: 0,
  crashesAfter: 0,
  mailAnswersLost: 0,
  deliveries: 1,
  storeFailsAtHours: [],
  mailFailsAtHours: [],
  clockSkewMinutes: 0,
};

/** Three clients of the example, referred on the first three days. */
const referrals = exampleReferrals()
  .slice(0, 3)
  .map((referral, index) => ({ ...referral, day: index }));

/** Even over its range: the library likes extremes, and a world in which nobody is ever admitted shows little. */
const share = (max: number) => fc.noBias(fc.nat(100)).map((percent) => (percent / 100) * max);
const seed = fc.nat().map((drawn) => `world ${drawn}`);
/** Any day of four years, in zones whose clocks change at midnight, by half an hour, or not at all. */
const somewhere = {
  startsOn: fc.nat(1460).map((days) => addDays('2026-08-01', days)),
  timeZone: fc.constantFrom(
    'America/Los_Angeles',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/Santiago',
  ),
};
/** Hours after the third day, until well after the last treatment has ended. */
const hoursOfFaults = fc.array(fc.integer({ min: 72, max: 1800 }), { minLength: 1, maxLength: 4 });

/**
 * Mails that went out more often than once, beyond one for each crash. A list has its time in its name, so two lists
 * of one morning look like one list twice where clocks differ: those are left out.
 */
function mailsTooMany({ journey, crashes }: Survived): number {
  const ids = journey.play.clinic.mailbox.mails
    .map(({ id }) => id)
    .filter((id) => !/:(digest|batch)-/.test(id));
  return Math.max(0, ids.length - new Set(ids).size - crashes);
}

async function expectNothingLost(faults: Faults): Promise<void> {
  const survived = await survive(faults, referrals);
  expect(await obligationsUnmet(survived.journey)).toEqual([]);
  expect(survived.answersLost).toEqual([]);
  expect(mailsTooMany(survived)).toBe(0);
}

describe('nothing is lost: every obligation is met or has come to a person', () => {
  test('whatever people say, how late they say it, and whether they say anything', async () => {
    const people = fc.record({ seed, answers: share(1), odd: share(1), longestDelayHours: fc.nat(120) });
    await fc.assert(
      fc.asyncProperty(people, (drawn) => expectNothingLost({ ...calm, ...drawn })),
      { numRuns: 5, endOnFailure: true },
    );
  });

  test('wherever the clinic is, and whenever a client comes: holidays, leap days, changes of the clocks', async () => {
    const places = fc.record({ seed, ...somewhere });
    await fc.assert(
      fc.asyncProperty(places, (drawn) => expectNothingLost({ ...calm, ...drawn })),
      { numRuns: 3, endOnFailure: true },
    );
  });

  test('when functions crash before and after their work, and are delivered more than once', async () => {
    const crashes = fc.record({
      seed,
      crashesBefore: share(0.2),
      crashesAfter: share(0.2),
      mailAnswersLost: share(0.2),
      deliveries: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(crashes, (drawn) => expectNothingLost({ ...calm, ...drawn })),
      { numRuns: 3, endOnFailure: true },
    );
  });

  test('when the store cannot be reached for three hours, and mail is throttled for half an hour', async () => {
    const outages = fc.record({ seed, storeFailsAtHours: hoursOfFaults, mailFailsAtHours: hoursOfFaults });
    await fc.assert(
      fc.asyncProperty(outages, (drawn) => expectNothingLost({ ...calm, ...drawn })),
      { numRuns: 3, endOnFailure: true },
    );
  });

  test('when the functions’ clocks are five minutes off, each its own way', async () => {
    await fc.assert(
      fc.asyncProperty(seed, (drawn) => expectNothingLost({ ...calm, seed: drawn, clockSkewMinutes: 5 })),
      { numRuns: 2, endOnFailure: true },
    );
  });

  test('when all of it happens at once', async () => {
    const everything = fc.record({
      seed,
      ...somewhere,
      answers: share(1),
      odd: share(0.5),
      longestDelayHours: fc.nat(72),
      crashesBefore: share(0.1),
      crashesAfter: share(0.1),
      mailAnswersLost: share(0.1),
      deliveries: fc.integer({ min: 1, max: 2 }),
      storeFailsAtHours: hoursOfFaults,
      mailFailsAtHours: hoursOfFaults,
      clockSkewMinutes: fc.nat(5),
    });
    await fc.assert(fc.asyncProperty(everything, expectNothingLost), { numRuns: 4, endOnFailure: true });
  });
});
