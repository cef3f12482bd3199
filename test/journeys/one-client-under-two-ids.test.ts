import { describe, expect, test } from 'vitest';
import { problemsOf } from '../example-clinic.ts';
import { begin, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const first = 'Nora Testwell';
const second = 'Nora T. Testwell';

/** The example's first client, referred a second time under a name that is spelled otherwise. */
function again(changes: Parameters<typeof referral>[1] = {}) {
  return { ...referral(first, changes), name: second };
}

async function twoEpisodes(changes: Parameters<typeof referral>[1]): Promise<Journey> {
  const journey = await begin({ referrals: [referral(first), again(changes)] });
  await journey.untilTrue(
    'both are in treatment',
    () => journey.all('episode').filter(({ admittedOn }) => admittedOn !== null).length === 2,
  );
  await journey.days(4);
  return journey;
}

describe('one client under two ids, both in treatment', async () => {
  // Given the same person admitted twice
  const journey = await twoEpisodes({ day: 0 });
  const kept = journey.episode(first);
  const duplicate = journey.episode(second);
  // When the two are made one
  const input = { keepEpisodeId: kept.id, duplicateEpisodeId: duplicate.id, reason: 'referred twice' };
  await journey.act('merge-clients', input);
  await journey.days(1);

  test('from the next day there is one entry on the roster and one place', () => {
    expect(journey.all('enrolment').map(({ episodeId }) => episodeId)).toEqual([kept.id]);
    expect(journey.all('caseload').map(({ count }) => count)).toEqual([1]);
    const today = journey.play.today();
    const rosters = journey
      .all('drugTest')
      .filter(({ date, episodeId }) => date >= today && episodeId === duplicate.id);
    expect(rosters).toEqual([]);
  });

  test('the other ends as transferred; nothing of it is erased, and both say why', async () => {
    expect(journey.episode(second)).toMatchObject({ ending: 'transferred', clientId: duplicate.clientId });
    const client = journey.all('client').find(({ id }) => id === duplicate.clientId);
    expect(client).toMatchObject({ name: second, mergedInto: kept.clientId });
    for (const episode of [kept, duplicate]) {
      const facts = await journey.audit(episode);
      expect(facts.filter(({ what }) => what === 'clients merged')).toEqual([
        expect.objectContaining({
          details: expect.objectContaining({ kept: kept.id, duplicate: duplicate.id }),
        }),
      ]);
    }
  });

  test('nobody arranges aftercare or calls twice; the one that goes on ends as planned', async () => {
    await journey.untilRest();
    expect(journey.tasks('aftercare-plan', duplicate)).toEqual([]);
    expect(journey.tasks('follow-up-call', duplicate)).toEqual([]);
    expect(journey.episode(first)).toMatchObject({ stage: 'closed', ending: 'completed' });
    expect(journey.episode(second)).toMatchObject({ stage: 'closed' });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a second referral that is not admitted yet', async () => {
  // Given a client in treatment who is referred again
  const journey = await begin({ referrals: [referral(first), again({ day: 10 })] });
  await journey.untilTrue('the second referral is there', () => journey.all('episode').length === 2);
  const kept = journey.episode(first);
  const duplicate = journey.episode(second);
  // When the two are made one
  const input = { keepEpisodeId: kept.id, duplicateEpisodeId: duplicate.id, reason: 'referred twice' };
  await journey.act('merge-clients', input);

  test('the referral is cancelled, its place is free, and no home hears of it', async () => {
    expect(journey.episode(second)).toMatchObject({ ending: 'cancelled' });
    await journey.untilRest();
    expect(journey.episode(first)).toMatchObject({ stage: 'closed', ending: 'completed' });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });

  test('merging with itself, or again, is refused by field', async () => {
    const { actions, ports } = journey.play.clinic;
    const action = actions.get('merge-clients');
    if (!action) throw new Error('there is no merge-clients');
    const same = { ...input, duplicateEpisodeId: kept.id };
    expect((await problemsOf(action, same, ports)).map(({ field }) => field)).toEqual(['duplicateEpisodeId']);
    expect((await problemsOf(action, input, ports)).map(({ field }) => field)).toEqual(['keepEpisodeId']);
  });
});

describe('consents of the second record', async () => {
  // Given two records of one person, of which only the second has a home and a consent for it
  const journey = await begin({
    referrals: [referral(first, { homeChoices: [], consents: [] } as never), again({ day: 0 })],
  });
  await journey.untilTrue('the second lives in a home', () =>
    journey.all('episode').some(({ residence }) => residence !== null),
  );
  const housed = journey.episode(second);
  const other = journey.episode(first);
  // When the record without a consent is the one that goes on
  const input = { keepEpisodeId: other.id, duplicateEpisodeId: housed.id, reason: 'referred twice' };
  await journey.act('merge-clients', input);
  await journey.days(1);

  test('the home goes along, its consent does not: the case manager is asked for a new one', () => {
    expect(journey.episode(first).residence).toEqual(housed.residence);
    const asked = journey.tasks('consent-needed', other);
    expect(asked.map(({ about }) => about.homeId)).toEqual([housed.residence?.homeId]);
    expect(journey.all('consent', other)).toEqual([]);
  });
});
