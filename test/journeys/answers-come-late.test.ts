import { describe, expect, test } from 'vitest';
import { everyone } from './answers.ts';
import { begin, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';
import { visitor } from './visitor.ts';

const day = 24 * 60;

describe('a home that says yes a week after it was given up on', async () => {
  // Given a first home that answers after eleven days, and a second that answers at once
  const journey = await begin({
    behaviour: everyone({
      'placement-request': ({ ownerId, rung }, contactId) =>
        ownerId === 'casa-olmo'
          ? {}
          : contactId === 'cedar-house.primary' && rung === 0
            ? { afterMinutes: 11 * day }
            : null,
    }),
  });
  // When everything has gone its way
  await journey.untilRest();
  const episode = journey.episode();
  const [late] = journey.tasks('placement-request', episode);

  test('the answer is kept, marked late, and changes nothing', () => {
    expect(late).toMatchObject({ ownerId: 'cedar-house', status: 'given up' });
    expect(late?.answer).toMatchObject({ choice: 'accept', late: true, by: 'cedar-house.primary' });
    expect(episode).toMatchObject({ residence: { homeId: 'casa-olmo' }, homesDeclined: ['cedar-house'] });
  });

  test('staff hear of it, and nobody is owed anything', async () => {
    const concerns = journey.tasks('care-concern', episode);
    expect(concerns).toMatchObject([
      { reason: 'a late answer', about: { taskId: late?.id }, status: 'answered' },
    ]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a director who admits a client after the referral has ended', async () => {
  // Given an intake that nobody answered in time, and a director with the digest still open
  const journey = await begin({ behaviour: everyone({ intake: null }) });
  await journey.untilAsked('intake', 'fay-moreau');
  const director = visitor(journey, 'fay-moreau');
  await journey.untilTrue('the referral has ended', () => journey.episode().ending !== null);
  // When the answer comes by that page
  const [intake] = journey.tasks('intake');
  const response = intake && (await director.answer(intake, { choice: 'admit' }));
  await journey.untilRest();

  test('the answer is kept as late, the referral stays ended by name, and staff are asked', async () => {
    expect(intake).toMatchObject({ status: 'given up', answer: null });
    expect(response?.statusCode).toBe(200);
    expect(journey.tasks('intake')[0]?.answer).toMatchObject({ choice: 'admit', late: true });
    expect(journey.episode()).toMatchObject({ ending: 'no answer from staff', admittedOn: null });
    expect(journey.tasks('care-concern')).toMatchObject([{ reason: 'a late answer', status: 'answered' }]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe.each([
  { when: 'a millisecond before the last moment', offsetMs: -1, counts: true },
  { when: 'at the very last moment', offsetMs: 0, counts: true },
  { when: 'a millisecond after the last moment', offsetMs: 1, counts: false },
])('a home that answers $when', async ({ offsetMs, counts }) => {
  // Given a home that stays silent until the last rung of its ladder
  const journey = await begin({ behaviour: everyone({ 'placement-request': null }) });
  const lastRung = () => journey.tasks('placement-request').find(({ rung }) => rung === 3);
  await journey.untilTrue('the case manager is asked', () => lastRung() !== undefined);
  const request = journey.openTask('placement-request');
  const home = visitor(journey, 'cedar-house.primary');
  await home.open();
  // When it accepts just then
  const { clock } = journey.play.clinic;
  const answersAtMs = Date.parse(request.rungEndsAt ?? '') + offsetMs;
  clock.at(answersAtMs, async () => void (await home.answer(request, { choice: 'accept' })), 'person');
  await journey.untilRest();
  const episode = journey.episode();

  test('the answer is kept, and either counts or is late: never both, never neither', async () => {
    const [settled] = journey.tasks('placement-request');
    expect(settled?.answer).toMatchObject({ choice: 'accept', late: !counts });
    expect(settled?.status).toBe(counts ? 'answered' : 'given up');
    expect(episode.residence?.homeId).toBe(counts ? 'cedar-house' : undefined);
    expect(episode.homesDeclined.includes('cedar-house')).toBe(!counts);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

test('a client whose every step is answered on the last day of its ladder still goes through', async () => {
  // Given people who answer only what has come to the last person of its ladder
  const journey = await begin({
    referrals: [referral('Nora Testwell', { plannedDays: 30 })],
    behaviour: (question, luck) =>
      everyone()({ ...question, isRepeat: question.isRepeat || question.task.rung < 2 }, luck),
  });
  // When the program has passed
  await journey.untilRest();
  // Then the client was admitted, placed, treated and handed off, and nobody is owed anything
  expect(journey.episode()).toMatchObject({ ending: 'completed', residence: { homeId: 'cedar-house' } });
  expect(journey.episode().handoff.status).toBe('arrived');
  expect(await obligationsUnmet(journey)).toEqual([]);
});

test('a home that answers for one resident in time and for the other too late needs no excuse', async () => {
  // Given a check-in about two residents, answered for one of them before its ladder ended
  const journey = await begin({
    referrals: [referral('Nora Testwell'), referral('Tess Mockingham')],
    behaviour: everyone({ 'home-check-in': null }),
  });
  const ofTwo = () => journey.tasks('home-check-in').find(({ items }) => items.length === 2);
  await journey.untilTrue('a check-in is about two', () => ofTwo() !== undefined);
  const checkIn = journey.openTask('home-check-in');
  const [first = '', second = ''] = checkIn.items;
  const home = visitor(journey, 'cedar-house.primary');
  await home.answer(checkIn, { items: { [first]: 'all well' } });
  await journey.untilTrue('the ladder has ended', () => ofTwo()?.status === 'given up');
  // When the rest comes late
  const response = await home.answer(checkIn, { items: { [second]: 'bed at risk' } });
  await journey.untilRest();
  // Then both parts are kept, the late one is shown to staff, and nobody is owed anything
  expect(response.statusCode).toBe(200);
  expect(ofTwo()?.answer).toMatchObject({
    late: true,
    items: { [first]: 'all well', [second]: 'bed at risk' },
  });
  expect(journey.tasks('care-concern')).toMatchObject([{ reason: 'a late answer' }]);
  expect(await obligationsUnmet(journey)).toEqual([]);
});
