import { describe, expect, test } from 'vitest';
import { everyone } from './answers.ts';
import { begin, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';
import { visitor } from './visitor.ts';

const home = 'cedar-house';
const manager = `${home}.primary`;

describe('a client who revokes the consent for the home midway', async () => {
  // Given a client in a home, whose manager has the week's question open and has not answered yet
  const journey = await begin({
    behaviour: everyone({ 'home-check-in': null }),
  });
  await journey.days(12);
  const checkIn = await journey.untilAsked('home-check-in', manager);
  const before = visitor(journey, manager);
  const seen = await before.open();
  const { id: episodeId } = journey.episode();
  const revokedAt = journey.play.clinic.now();
  const shownToHome = () =>
    journey.all('disclosure').filter(({ recipientId }) => recipientId === home).length;
  const shownBefore = shownToHome();
  // When the client takes the consent back by word of mouth
  await journey.act('revoke', { episodeId, recipientId: home, how: 'oral' });
  const answered = await before.answer(checkIn, { items: { [episodeId]: 'all well' } });
  const opened = await visitor(journey, manager).open();
  await journey.untilRest();
  const episode = journey.episode();

  test('the link that was sent refuses from that moment, and names nobody', () => {
    expect(seen.body).toContain('Nora Testwell');
    for (const response of [answered, opened]) {
      expect(response.statusCode).toBe(410);
      expect(response.body).not.toContain('Nora');
    }
    expect(journey.tasks('home-check-in').find(({ id }) => id === checkIn.id)?.answer).toBeNull();
  });

  test('the home hears nothing more, that week or any week after', () => {
    const later = [...journey.mailsTo(manager), ...journey.mailsTo(`${home}.backup`)];
    expect(later.filter(({ at }) => at > revokedAt)).toEqual([]);
    const records = journey.all('checkIn').filter(({ date }) => date >= revokedAt.slice(0, 10));
    expect(records.length).toBeGreaterThan(2);
    for (const { answers } of records) expect(answers[episodeId]).toBe('withheld');
    expect(shownToHome()).toBe(shownBefore);
  });

  test('the case manager hears of it at once, and each week that the home is not asked', () => {
    const needed = journey.tasks('consent-needed', episode);
    expect(needed.every(({ asked }) => asked.includes('carmen-ruiz'))).toBe(true);
    expect(needed[0]).toMatchObject({ reason: 'revoked', about: { homeId: home } });
  });

  test('nobody calls the home silent, the program goes on, and nobody is owed anything', async () => {
    const called = journey.tasks('check-in-follow-up').filter(({ openedAt }) => openedAt > revokedAt);
    expect(called).toEqual([]);
    expect(episode).toMatchObject({ ending: 'completed', handoff: { status: 'arrived' } });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('one of two residents who revokes while the week’s question is open', async () => {
  // Given two clients in one home, and a question about both
  const journey = await begin({
    referrals: [referral('Nora Testwell'), referral('Tess Mockingham')],
    behaviour: everyone({ 'home-check-in': null }),
  });
  const ofTwo = () => journey.tasks('home-check-in').find(({ items }) => items.length === 2);
  await journey.untilTrue('a check-in is about two', () => ofTwo()?.rung === 0);
  const checkIn = journey.openTask('home-check-in');
  const [nora, tess] = [journey.episode('Nora Testwell').id, journey.episode('Tess Mockingham').id];
  await journey.act('revoke', { episodeId: nora, recipientId: home, how: 'written' });
  const visit = visitor(journey, manager);
  // When the manager opens the page and answers for whom it shows
  const page = await visit.open();
  const forbidden = await visit.answer(checkIn, { items: { [nora]: 'incident', [tess]: 'all well' } });
  const answered = await visit.answer(checkIn, { items: { [tess]: 'all well' } });
  const settled = ofTwo();
  await journey.untilRest();

  test('the page shows the other resident only, and takes nothing about the one who revoked', () => {
    expect(page.body).toContain('Tess Mockingham');
    expect(page.body).not.toContain('Nora Testwell');
    expect(forbidden.statusCode).toBe(422);
    expect(forbidden.body).not.toContain('Nora Testwell');
  });

  test('the answer about the other completes the question: the home is not reminded', async () => {
    expect(answered.statusCode).toBe(200);
    expect(settled).toMatchObject({ status: 'answered', answer: { items: { [tess]: 'all well' } } });
    const record = journey.all('checkIn').find(({ id }) => id === checkIn.about.checkInId);
    expect(record?.answers).toEqual({ [nora]: 'withheld', [tess]: 'all well' });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client who revokes everything before aftercare', async () => {
  // Given a client halfway through the program, who will not be reached by phone afterwards
  const journey = await begin({
    behaviour: everyone({ 're-engage': { choice: 'could not reach the client' } }),
  });
  await journey.days(20);
  const { id: episodeId } = journey.episode();
  // When all consents are taken back, and the client signs nothing new
  await journey.act('revoke', { episodeId, recipientId: 'all', how: 'written' });
  await journey.untilRest();
  const episode = journey.episode();

  test('no receiver hears of the client, staff are asked instead, and nobody is owed anything', async () => {
    expect(journey.mailsTo('lakeside-outpatient.primary')).toEqual([]);
    expect(journey.mailsTo('sunrise-continuing-care.primary')).toEqual([]);
    expect(journey.tasks('find-receiver', episode)).toMatchObject([{ status: 'answered' }]);
    expect(episode).toMatchObject({ ending: 'completed', handoff: { status: 'lost to contact' } });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});
