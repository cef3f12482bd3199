import { describe, expect, test } from 'vitest';
import { everyone } from './answers.ts';
import { begin, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';
import { visitor } from './visitor.ts';

const decliningHome =
  (homeId: string) =>
  ({ ownerId }: { ownerId: string }) =>
    ownerId === homeId ? { choice: 'decline' } : {};

describe('a client whose first home has no bed', async () => {
  // Given a first home that declines, and a second of the client's choice
  const journey = await begin({
    behaviour: everyone({ 'placement-request': decliningHome('cedar-house') }),
  });
  // When everything has gone its way
  await journey.untilRest();
  const episode = journey.episode();

  test('the next home is asked, within the consent, and takes the client', async () => {
    const asked = journey
      .tasks('placement-request', episode)
      .map(({ ownerId, answer }) => [ownerId, answer?.choice]);
    expect(asked).toEqual([
      ['cedar-house', 'decline'],
      ['casa-olmo', 'accept'],
    ]);
    expect(episode).toMatchObject({ homesDeclined: ['cedar-house'], residence: { homeId: 'casa-olmo' } });
    expect(episode.ending).toBe('completed');
  });

  test('only the home where the client lives is asked every week, and nobody is owed anything', async () => {
    expect(new Set(journey.all('checkIn').map(({ homeId }) => homeId))).toEqual(new Set(['casa-olmo']));
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client whose second home the consent does not name', async () => {
  // Given a client who chose two homes and named only the first in the consent, and a first that declines
  const journey = await begin({
    referrals: [referral('Viktor Nobody')],
    behaviour: everyone({ 'placement-request': decliningHome('casa-olmo'), 'consent-needed': null }),
  });
  const question = await journey.untilAsked('consent-needed', 'carmen-ruiz');
  const { id: episodeId } = journey.episode();
  const [refused] = journey.tasks('placement-request').filter(({ ownerId }) => ownerId === 'cedar-house');
  const shownBefore = journey.all('disclosure').filter(({ recipientId }) => recipientId === 'cedar-house');
  const mailsBefore = journey.mailsTo('cedar-house.primary');
  // When the client signs for the second home, and the case manager says so
  await journey.act('consent', {
    episodeId,
    recipientIds: ['cedar-house'],
    categories: ['placement', 'residence', 'incidents', 'discharge'],
    purpose: 'To arrange and coordinate my stay in a sober home',
    signature: 'Viktor Nobody',
    expiresOn: '2027-12-31',
    noticeVersion: '2026-02',
  });
  await visitor(journey, 'carmen-ruiz').answer(question, { choice: 'signed' });
  await journey.untilRest();

  test('before the signature the home heard nothing', () => {
    expect(refused).toMatchObject({ status: 'refused', asked: [] });
    expect([...shownBefore, ...mailsBefore]).toEqual([]);
  });

  test('after it the home is asked and takes the client, and nobody is owed anything', async () => {
    expect(journey.episode()).toMatchObject({ residence: { homeId: 'cedar-house' }, ending: 'completed' });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client whose every home has declined', async () => {
  // Given homes that decline, and a case manager who is asked to find another
  const journey = await begin({
    referrals: [referral('Tess Mockingham', { homeChoices: ['casa-olmo'] })],
    behaviour: everyone({ 'placement-request': decliningHome('casa-olmo'), 'find-home': null }),
  });
  const question = await journey.untilAsked('find-home', 'carmen-ruiz');
  // When the case manager adds a home that the consent names, and says that it is to be asked
  const { id: episodeId } = journey.episode();
  await journey.act('change-home', { episodeId, homeId: 'cedar-house', reason: 'the client agrees' });
  await visitor(journey, 'carmen-ruiz').answer(question, { choice: 'another home chosen' });
  await journey.untilRest();

  test('that home is asked and takes the client, and nobody is owed anything', async () => {
    expect(journey.episode()).toMatchObject({ residence: { homeId: 'cedar-house' }, ending: 'completed' });
    expect(journey.tasks('find-home')).toHaveLength(1);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe.each([
  ['lives in a stable home', [], 'completed'],
  ['cannot be placed', ['stable-residence'], 'not placed'],
  [null, ['stable-residence'], 'completed'],
  [null, [], 'not placed'],
] as const)(
  'a client whom no home takes, where staff say “%s” and the referral said %j',
  async (said, stable, ending) => {
    // Given a program that requires a stable residence, whether in a sober home or not
    const journey = await begin({
      referrals: [referral('Nora Testwell', { meets: ['detoxed', 'higher-level-completed', ...stable] })],
      behaviour: everyone({
        'placement-request': { choice: 'decline' },
        'find-home': said && { choice: said },
      }),
    });
    await journey.untilRest();

    test(`ends as “${ending}”, and nobody is owed anything`, async () => {
      expect(journey.episode()).toMatchObject({ ending, residence: null });
      expect(await obligationsUnmet(journey)).toEqual([]);
    });
  },
);

test('a receiver that declines hands the client on to the next, and to a person when none is left', async () => {
  // Given two receivers who both decline, and a client who then declines aftercare
  const journey = await begin({
    behaviour: everyone({
      'handoff-referral': { choice: 'decline' },
      'find-receiver': { choice: 'client declines aftercare' },
    }),
  });
  // When everything has gone its way
  await journey.untilRest();
  // Then both were asked in the client's order, then the case manager, and the handoff is closed by name
  const episode = journey.episode();
  expect(episode.receiversDeclined).toEqual(['lakeside-outpatient', 'sunrise-continuing-care']);
  expect(journey.tasks('find-receiver', episode)).toMatchObject([
    { asked: ['carmen-ruiz'], status: 'answered' },
  ]);
  expect(episode.handoff).toMatchObject({ status: 'declined by client' });
  expect(await obligationsUnmet(journey)).toEqual([]);
});
