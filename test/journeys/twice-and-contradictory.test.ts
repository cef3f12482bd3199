import { describe, expect, test } from 'vitest';
import { everyone } from './answers.ts';
import { begin, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';
import { visitor } from './visitor.ts';

const hour = 60;

describe('a home whose two contacts answer differently', async () => {
  // Given a first contact who accepts at the reminder and once more, and a second, asked meanwhile, who declines
  const journey = await begin({
    behaviour: everyone({
      'placement-request': ({ rung }, contactId) => {
        if (contactId === 'cedar-house.primary' && rung === 0) return { afterMinutes: 40 * hour };
        if (contactId === 'cedar-house.primary' && rung === 1) return { afterMinutes: 29 * hour };
        return contactId === 'cedar-house.backup' ? { choice: 'decline', afterMinutes: 6 * hour } : null;
      },
    }),
  });
  // When everything has gone its way
  await journey.untilRest();
  const episode = journey.episode();
  const [request] = journey.tasks('placement-request', episode);

  test('the first answer counts, the same again changes nothing, the other is kept beside it', async () => {
    expect(request?.answer).toMatchObject({ choice: 'accept', by: 'cedar-house.primary', late: false });
    expect(request?.superseded).toMatchObject([
      { choice: 'decline', by: 'cedar-house.backup', because: 'contradicted' },
    ]);
    const answers = (await journey.audit(episode)).filter(
      ({ what, details }) => what === 'answer recorded' && details?.taskId === request?.id,
    );
    expect(answers.map(({ details }) => details?.outcome)).toEqual(['recorded', 'contradicted']);
    expect(episode.residence?.homeId).toBe('cedar-house');
    expect(journey.tasks('placement-request', episode)).toHaveLength(1);
  });

  test('staff are asked to settle it, once, and nobody is owed anything', async () => {
    const concerns = journey.tasks('care-concern', episode);
    expect(concerns).toMatchObject([{ reason: 'contradictory answers', about: { taskId: request?.id } }]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('somebody who changes their mind without saying why', async () => {
  // Given a home that has accepted
  const journey = await begin();
  await journey.untilTrue('the home has answered', () =>
    journey.all('episode').some(({ residence }) => residence),
  );
  const [request] = journey.tasks('placement-request');
  if (!request) throw new Error('the home was not asked');
  const home = visitor(journey, 'cedar-house.primary');
  // When the same person declines, gives no reason, and posts it again
  const first = await home.answer(request, { choice: 'decline' });
  const again = await home.answer(request, { choice: 'decline' });
  const same = await home.answer(request, { choice: 'accept' });
  await journey.untilRest();

  test('the page asks for a reason, and nothing has changed', async () => {
    expect([first.statusCode, again.statusCode, same.statusCode]).toEqual([422, 422, 200]);
    const [after] = journey.tasks('placement-request');
    expect(after).toEqual(request);
    expect(journey.episode().residence?.homeId).toBe('cedar-house');
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

test('two contacts of a home who answer a check-in for different residents make one whole answer', async () => {
  // Given a check-in about two residents
  const journey = await begin({
    referrals: [referral('Nora Testwell'), referral('Tess Mockingham')],
    behaviour: everyone({ 'home-check-in': null }),
  });
  const isAboutTwo = () =>
    journey.tasks('home-check-in').some(({ items, rung }) => items.length === 2 && rung === 2);
  await journey.untilTrue('the second contact is asked about both', isAboutTwo);
  const checkIn = journey.openTask('home-check-in');
  const [first = '', second = ''] = checkIn.items;
  // When each contact answers for one of them
  await visitor(journey, 'cedar-house.primary').answer(checkIn, { items: { [first]: 'all well' } });
  const between = journey.openTask('home-check-in');
  await visitor(journey, 'cedar-house.backup').answer(checkIn, { items: { [second]: 'concern' } });
  await journey.untilRest();
  // Then the first answer waited for the second, and the record has both
  expect(between).toMatchObject({ status: 'open', answer: { items: { [first]: 'all well' } } });
  const record = journey.all('checkIn').find(({ id }) => id === checkIn.about.checkInId);
  expect(record?.answers).toEqual({ [first]: 'all well', [second]: 'concern' });
  expect(await obligationsUnmet(journey)).toEqual([]);
});

describe('two contacts of a home who say different things about one resident of two', async () => {
  // Given a check-in about two residents, of whom the first contact has reported an incident with one
  const journey = await begin({
    referrals: [referral('Nora Testwell'), referral('Tess Mockingham')],
    behaviour: everyone({ 'home-check-in': null }),
  });
  await journey.untilTrue('the second contact is asked about both', () =>
    journey.tasks('home-check-in').some(({ items, rung }) => items.length === 2 && rung === 2),
  );
  const checkIn = journey.openTask('home-check-in');
  const [first = '', second = ''] = checkIn.items;
  await visitor(journey, 'cedar-house.primary').answer(checkIn, { items: { [first]: 'incident' } });
  const reportedAt = journey.play.clinic.now();
  // When the second contact says that all is well with both
  const items = { [first]: 'all well', [second]: 'all well' };
  await visitor(journey, 'cedar-house.backup').answer(checkIn, { items });
  const after = journey.tasks('home-check-in').find(({ id }) => id === checkIn.id);
  await journey.untilRest();

  test('the incident stands, what was said otherwise is kept, and the other resident is answered for', () => {
    expect(after?.status).toBe('answered');
    expect(after?.answer?.items).toEqual({ [first]: 'incident', [second]: 'all well' });
    expect(after?.superseded).toMatchObject([{ because: 'contradicted', items: { [first]: 'all well' } }]);
    const record = journey.all('checkIn').find(({ id }) => id === checkIn.about.checkInId);
    expect(record?.answers).toEqual({ [first]: 'incident', [second]: 'all well' });
  });

  test('the counselor hears of the incident before the list is complete, staff of the contradiction, and nobody is owed anything', async () => {
    const [told, ...others] = journey.tasks('incident-report');
    expect(told).toMatchObject({ reason: 'incident', episodeId: first, status: 'answered' });
    expect(others).toEqual([]);
    expect(told?.openedAt.slice(0, 16) ?? '').toBe(reportedAt.slice(0, 16));
    expect(journey.tasks('care-concern')).toMatchObject([{ reason: 'contradictory answers' }]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});
