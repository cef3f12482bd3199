import { describe, expect, test } from 'vitest';
import { everyone } from './answers.ts';
import { begin, type Journey } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const [counselor, backup, cover] = ['ada-lindqvist', 'ben-okafor', 'erin-walsh'];

/** Whom each question about the client's treatment was put to first, in order. */
function firstAsked(journey: Journey): (string | undefined)[] {
  return [...journey.tasks('review'), ...journey.tasks('milestones')].map(({ asked }) => asked[0]);
}

describe('a counselor who goes on leave for the whole treatment', async () => {
  // Given a client of the counselor, and an absence with a cover who is not the usual backup
  const journey = await begin();
  await journey.until(journey.at(4, '12:00'));
  const absence = { staffId: counselor, from: '2027-01-10', to: '2027-03-31', coverId: cover };
  await journey.act('set-absence', absence);
  const mailsBefore = journey.mailsTo(counselor).length;
  // When the reviews fall due
  await journey.untilRest();

  test('the cover is asked in the counselor’s stead, and answers for them', () => {
    expect(journey.episode().counselorId).toBe(counselor);
    expect(new Set(firstAsked(journey))).toEqual(new Set([cover]));
    expect(journey.tasks('review').map(({ answer }) => answer?.by)).toEqual([cover, cover, cover]);
  });

  test('the counselor gets no mail meanwhile, and nobody is owed anything', async () => {
    const during = journey.mailsTo(counselor).slice(mailsBefore);
    expect(during.filter(({ at }) => at < '2027-04-01')).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a counselor who falls ill with a question open', async () => {
  // Given a review that the counselor was asked for this morning
  const journey = await begin({
    behaviour: everyone({ review: (_, contactId) => (contactId === counselor ? null : {}) }),
  });
  const review = await journey.untilAsked('review', counselor);
  // When the counselor is away from today, with a cover
  const today = journey.play.today();
  const since = journey.play.clinic.now();
  await journey.act('set-absence', { staffId: counselor, from: today, to: '2027-02-10', coverId: cover });
  await journey.untilRest();

  test('the open question climbs to the backup, the next one goes to the cover', async () => {
    const reviews = journey.tasks('review');
    expect(reviews[0]).toMatchObject({ id: review.id, asked: [counselor, backup], status: 'answered' });
    const during = journey
      .tasks('milestones')
      .filter(({ openedAt }) => openedAt > since && openedAt < '2027-02-10');
    expect(during.map(({ asked }) => asked)).toEqual([[cover]]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a clinic where the cover is away too', async () => {
  // Given a counselor, a cover and the cover's cover, the first two away
  const journey = await begin();
  const away = { from: '2027-01-05', to: '2027-03-31' };
  await journey.act('set-absence', { ...away, staffId: counselor, coverId: backup });
  await journey.act('set-absence', { ...away, staffId: backup, coverId: cover });
  // When the reviews fall due
  await journey.untilRest();

  test('the cover’s cover is asked, and nobody is owed anything', async () => {
    expect(new Set(firstAsked(journey))).toEqual(new Set([cover]));
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('two counselors who cover each other and are both away', async () => {
  // Given absences that send each question round in a circle
  const journey = await begin();
  const away = { from: '2027-01-05', to: '2027-03-31' };
  await journey.act('set-absence', { ...away, staffId: counselor, coverId: backup });
  await journey.act('set-absence', { ...away, staffId: backup, coverId: counselor });
  // When the reviews fall due
  await journey.untilRest();

  test('the director is asked, and nobody is owed anything', async () => {
    expect(new Set(firstAsked(journey))).toEqual(new Set(['fay-moreau']));
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});
