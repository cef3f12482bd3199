import { describe, expect, test } from 'vitest';
import { everyone } from './answers.ts';
import { begin } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';
import { visitor } from './visitor.ts';

describe('a counselor who enters the wrong review decision', async () => {
  // Given a review that was answered "hold" by mistake, and taken up
  const journey = await begin({
    behaviour: everyone({ review: ({ openedAt }) => (openedAt < '2027-01-27' ? { choice: 'hold' } : {}) }),
  });
  await journey.untilTrue('the review is done', () => journey.all('review').length === 1);
  const [review] = journey.tasks('review');
  const before = journey.episode();
  // When the same person corrects it, with the reason
  const reason = 'wrong line: the decision was to advance';
  const response =
    review && (await visitor(journey, 'ada-lindqvist').answer(review, { choice: 'advance', reason }));
  await journey.untilRest();

  test('the earlier answer is kept with its author, and what followed from it is listed', () => {
    expect(response?.statusCode).toBe(200);
    const [corrected] = journey.tasks('review');
    expect(corrected?.answer).toMatchObject({ choice: 'advance', by: 'ada-lindqvist' });
    expect(corrected?.superseded).toMatchObject([{ choice: 'hold', because: 'corrected', reason }]);
    expect(journey.all('correction')).toMatchObject([
      { episodeId: before.id, by: 'ada-lindqvist', reason, was: 'hold', now: 'advance' },
    ]);
    expect(journey.all('correction')[0]?.followed).not.toEqual([]);
  });

  test('somebody is asked to undo what followed, and nobody is owed anything', async () => {
    const undone = journey.tasks('correction-follow-up');
    expect(undone).toMatchObject([{ about: { taskId: review?.id }, status: 'answered' }]);
    const taken = journey.all('review').find(({ id }) => review?.id.endsWith(id.split('review-')[1] ?? '-'));
    expect(taken?.decision).toBe('hold');
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a home that corrects what it said about a resident', async () => {
  // Given a check-in answered "all well"
  const journey = await begin();
  await journey.untilTrue('a check-in is answered', () =>
    journey.all('checkIn').some(({ answers }) => Object.values(answers).includes('all well')),
  );
  const [checkIn] = journey.tasks('home-check-in');
  const { id } = journey.episode();
  // When the house manager says the next day that there was an incident after all
  const home = visitor(journey, 'cedar-house.primary');
  await journey.days(1);
  if (!checkIn) throw new Error('the home was not asked');
  const response = await home.answer(checkIn, {
    items: { [id]: 'incident' },
    reason: 'mixed up two residents',
  });
  await journey.untilRest();

  test('both are kept, the clinic’s people are asked, and nobody is owed anything', async () => {
    expect(response.statusCode).toBe(200);
    const [corrected] = journey.tasks('home-check-in');
    expect(corrected?.answer?.items).toEqual({ [id]: 'incident' });
    expect(corrected?.superseded).toMatchObject([{ items: { [id]: 'all well' }, because: 'corrected' }]);
    expect(journey.tasks('correction-follow-up')).toMatchObject([{ about: { taskId: checkIn.id } }]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a specimen that was entered for the wrong client', async () => {
  // Given a first test that was entered as negative
  const journey = await begin();
  const first = () => journey.all('drugTest')[0];
  await journey.untilTrue('a test has a result', () => first()?.outcome === 'negative');
  const episodeId = journey.episode().id;
  const testId = first()?.id;
  const date = first()?.date;
  const lastTestOn = journey.episode().lastTestOn;
  // When collections find that this client never came, and correct it
  const reason = 'the specimen was another client’s';
  await journey.act('correct-test', { episodeId, testId, outcome: 'missed', reason });
  const corrected = journey.episode();
  await journey.untilRest();

  test('the result is superseded with its reason, and does not count for the gap any more', () => {
    expect(lastTestOn).toBe(date);
    expect(corrected.lastTestOn).toBeNull();
    expect(journey.all('correction')).toMatchObject([
      { reason, was: 'negative', now: 'missed', subject: { kind: 'drug test', id: testId } },
    ]);
  });

  test('the client is certain to be called on the next day of testing', () => {
    const next = journey.all('drawDay').find(({ id, status }) => id > (date ?? '') && status === 'drawn');
    expect(next?.calledEpisodeIds).toEqual([episodeId]);
  });

  test('the counselor is asked to undo what followed, and nobody is owed anything', async () => {
    expect(journey.tasks('correction-follow-up')).toMatchObject([{ about: { testId }, status: 'answered' }]);
    const unmet = await obligationsUnmet(journey);
    expect(unmet).toEqual([]);
  });
});
