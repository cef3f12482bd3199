import { describe, expect, test } from 'vitest';
import { everyone } from './answers.ts';
import { begin, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';
import { visitor } from './visitor.ts';

const counselor = 'ada-lindqvist';

/** Three referrals of one day: the first and the third are the same counselor's. */
const threeOfOneDay = [
  referral('Nora Testwell'),
  referral('Tess Mockingham'),
  referral('Viktor Nobody', {
    homeChoices: [],
    meets: ['detoxed', 'stable-residence', 'higher-level-completed'],
  }),
];

describe('a counselor whose page is older than what happened since', async () => {
  // Given a digest with two intakes, open on the counselor's screen, one of which is cancelled meanwhile
  const journey = await begin({ referrals: threeOfOneDay, behaviour: everyone({ intake: null }) });
  await journey.untilAsked('intake', counselor);
  const [first, second] = journey.tasks('intake').filter(({ ownerId }) => ownerId === counselor);
  if (!first || !second) throw new Error('the counselor has two intakes');
  const page = visitor(journey, counselor);
  await page.open();
  await journey.act('cancel-episode', { episodeId: first.episodeId, reason: 'went elsewhere' });
  // When both are answered with one Save
  const response = await page.answerAll([
    [first, { choice: 'admit' }],
    [second, { choice: 'admit' }],
  ]);
  await journey.untilRest();
  const taskNow = (id: string) => journey.all('task').find((task) => task.id === id);

  test('the answer that still matters counts', () => {
    expect(response.statusCode).toBe(200);
    expect(taskNow(second.id)).toMatchObject({
      status: 'answered',
      answer: { choice: 'admit', late: false },
    });
    expect(journey.episode('Viktor Nobody').ending).toBe('completed');
  });

  test('the other is kept, counts for nothing, and staff hear of it', async () => {
    expect(taskNow(first.id)).toMatchObject({ status: 'withdrawn', answer: null });
    expect(taskNow(first.id)?.superseded).toMatchObject([{ choice: 'admit', because: 'withdrawn' }]);
    expect(journey.episode('Nora Testwell').ending).toBe('cancelled');
    const concerns = journey.tasks('care-concern').map(({ reason }) => reason);
    expect(concerns).toEqual(['an answer after the question was withdrawn']);
  });

  test('nobody is owed anything', async () => {
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a page on which one answer of two is refused', async () => {
  // Given a counselor who has answered one of two intakes already
  const journey = await begin({ referrals: threeOfOneDay, behaviour: everyone({ intake: null }) });
  await journey.untilAsked('intake', counselor);
  const [first, second] = journey.tasks('intake').filter(({ ownerId }) => ownerId === counselor);
  if (!first || !second) throw new Error('the counselor has two intakes');
  const page = visitor(journey, counselor);
  await page.answer(second, { choice: 'admit' });
  // When the page is saved once more, with another answer to the second and no reason for the change
  const refused = await page.answerAll([
    [first, { choice: 'admit' }],
    [second, { choice: 'no show' }],
  ]);
  const afterRefusal = journey.all('task').find(({ id }) => id === first.id);
  const mended = await page.answerAll([
    [first, { choice: 'admit' }],
    [second, { choice: 'no show', reason: 'mixed up two people' }],
  ]);

  test('the page says that nothing was recorded, and nothing was', () => {
    expect(refused.statusCode).toBe(422);
    expect(afterRefusal?.answer).toBeNull();
  });

  test('with a reason all of it is recorded', () => {
    expect(mended.statusCode).toBe(200);
    const [one, other] = [first, second].map(({ id }) => journey.all('task').find((task) => task.id === id));
    expect(one?.answer?.choice).toBe('admit');
    expect(other?.answer?.choice).toBe('no show');
    expect(other?.superseded).toMatchObject([{ choice: 'admit', because: 'corrected' }]);
  });
});

test('a question that somebody was never asked cannot be answered from their page', async () => {
  // Given two counselors with an intake each
  const journey = await begin({ referrals: threeOfOneDay, behaviour: everyone({ intake: null }) });
  await journey.untilAsked('intake', counselor);
  const others = journey.tasks('intake').find(({ ownerId }) => ownerId !== counselor);
  if (!others) throw new Error('the other counselor has an intake');
  // When one of them posts an answer for the other's, or for a question that does not exist
  const page = visitor(journey, counselor);
  const foreign = await page.answer(others, { choice: 'admit' });
  const invented = await page.answer(
    { ...others, id: `${others.episodeId}:tk-0000000000000000` },
    { choice: 'admit' },
  );
  // Then neither is taken
  expect([foreign.statusCode, invented.statusCode]).toEqual([410, 410]);
  expect(journey.all('task').find(({ id }) => id === others.id)?.answer).toBeNull();
});
