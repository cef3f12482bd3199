import { expect, test } from 'vitest';
import { clinicFileSchema } from '../../lambdas/domain/clinic-file.ts';
import { realistic } from '../../local/people/behaviour.ts';
import { exampleClinic, exampleReferrals } from '../example-clinic.ts';
import { begin, type DatedReferral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

/** The longest ids that a clinic's file may have; the service takes names of executions up to 80 characters. */
const longestClinicId = 'c'.repeat(24);
const partnerId = (id: string) => `${id}-${'x'.repeat(30)}`.slice(0, 30);

function withLongIds(referral: DatedReferral): DatedReferral {
  return {
    ...referral,
    homeChoices: referral.homeChoices.map(partnerId),
    receiverChoices: referral.receiverChoices.map(partnerId),
    consents: referral.consents.map((consent) => ({
      ...consent,
      recipientIds: consent.recipientIds.map(partnerId),
    })),
  };
}

test('a clinic whose every id is as long as it may be runs like any other', async () => {
  // Given the longest ids for clinic and partners, and ids of clients and episodes as a deployment makes them
  const file = exampleClinic();
  const clinic = clinicFileSchema.parse({
    ...file,
    clinic: { ...file.clinic, id: longestClinicId },
    soberHomes: file.soberHomes.map((home) => ({ ...home, id: partnerId(home.id) })),
    aftercareProviders: file.aftercareProviders.map((provider) => ({
      ...provider,
      id: partnerId(provider.id),
    })),
  });
  let given = 0;
  const next = (prefix: string) => {
    given += 1;
    return `${prefix}_${given.toString(16).padStart(32, '0')}`;
  };
  const journey = await begin({
    clinic,
    referrals: exampleReferrals().map(withLongIds),
    behaviour: realistic,
    local: { around: (ports) => ({ ...ports, ids: { next } }) },
  });
  // When clients go through it, with a test for cause and a revoked consent among them
  await journey.untilTrue('somebody lives in a home', () =>
    journey.all('episode').some(({ stage, residence }) => stage === 'treatment' && residence),
  );
  const resident = journey.all('episode').find(({ stage, residence }) => stage === 'treatment' && residence);
  await journey.act('order-test', { episodeId: resident?.id, reason: 'ordered for the test' });
  await journey.days(9);
  await journey.act('revoke', { episodeId: resident?.id, recipientId: 'all', how: 'oral' });
  await journey.untilRest();
  // Then no name was too long for its workflow to start, and nobody is owed anything
  const longest = Math.max(...journey.play.clinic.runner.list().map(({ name }) => name.length));
  expect(longest).toBeGreaterThan(60);
  expect(longest).toBeLessThanOrEqual(80);
  expect(await obligationsUnmet(journey)).toEqual([]);
});
