import { describe, expect, test } from 'vitest';
import { everyone } from './answers.ts';
import { onePlace, threeForOnePlace } from './fixtures/one-place.ts';
import { begin, type Journey } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const [first, second, third] = ['Quentin Sampleton', 'Xenia Fictiva', 'Ruth Placeholder'];

async function factsOf(journey: Journey, name: string | undefined): Promise<string[]> {
  return (await journey.audit(journey.episode(name))).map(({ what }) => what);
}

describe('three clients for one place, who take it when it is offered', async () => {
  // Given a program with one place, and three referrals on three days
  const journey = await begin({ program: onePlace(45), referrals: threeForOnePlace() });
  await journey.days(5);
  const queue = journey.all('waitlist').map(({ episodeId }) => episodeId);
  const counts: number[] = [];
  await journey.untilTrue('the first has left and the second is in', () => {
    counts.push(journey.all('enrolment').length);
    return journey.episode(second).admittedOn !== null;
  });
  // When the program has gone on for all
  await journey.untilRest();

  test('the others wait in the order of their coming, and the place is never taken twice', () => {
    expect(queue).toEqual([journey.episode(second).id, journey.episode(third).id]);
    expect(Math.max(...counts)).toBe(1);
  });

  test('the next is offered the place when it is free, and goes through the program', async () => {
    expect(await factsOf(journey, second)).toEqual(
      expect.arrayContaining(['put on the waitlist', 'place offered', 'place reserved', 'client admitted']),
    );
    expect(journey.episode(first).ending).toBe('completed');
    expect(journey.episode(second).ending).toBe('completed');
  });

  test('whoever has waited the longest that the program allows ends by name, and nobody is owed anything', async () => {
    expect(journey.episode(third)).toMatchObject({ ending: 'no place', stage: 'closed', admittedOn: null });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe.each([
  { how: 'that nobody answers', answer: null, ending: 'no place' },
  { how: 'that the client declines', answer: { choice: 'declines' }, ending: 'client declined' },
])('an offer $how', async ({ answer, ending }) => {
  // Given a free place that the second in the queue does not take
  const journey = await begin({
    program: onePlace(45),
    referrals: threeForOnePlace(),
    behaviour: everyone({
      'waitlist-offer': ({ episodeId }) => (episodeId === journeyOf.episode(second).id ? answer : {}),
    }),
  });
  const journeyOf = journey;
  // When the program has gone on for all
  await journey.untilRest();

  test('ends the referral by name, and the next in the queue is offered the place', async () => {
    expect(journey.episode(second)).toMatchObject({ ending, stage: 'closed' });
    expect(journey.tasks('waitlist-offer').map(({ episodeId }) => episodeId)).toEqual([
      journey.episode(second).id,
      journey.episode(third).id,
    ]);
    expect(journey.episode(third)).toMatchObject({ ending: 'completed', waitlisted: false });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client who comes while the free place is on offer to another', async () => {
  // Given a place that is free and offered to the second client, who has not answered yet
  const [one, two, three] = threeForOnePlace();
  if (!one || !two || !three) throw new Error('the fixture has three');
  const journey = await begin({
    program: onePlace(45),
    referrals: [one, two, { ...three, day: 32 }],
    behaviour: everyone({ 'waitlist-offer': { afterMinutes: 26 * 60 } }),
  });
  await journey.untilTrue('the place is on offer', () => journey.all('waitlist').some(({ offer }) => offer));
  await journey.until(journey.at(32, '12:00'));
  const offered = journey.all('waitlist').find(({ offer }) => offer);
  const newcomer = journey.episode(third);
  // When the offer is taken
  await journey.untilRest();

  test('the newcomer waits, the offer is kept, and nobody is owed anything', async () => {
    expect(offered?.episodeId).toBe(journey.episode(second).id);
    expect(newcomer).toMatchObject({ waitlisted: true, stage: 'admission' });
    expect(journey.episode(second).ending).toBe('completed');
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

test('a client who is cancelled while waiting leaves the queue, and the next moves up', async () => {
  // Given two clients in the queue
  const journey = await begin({ program: onePlace(45), referrals: threeForOnePlace() });
  await journey.days(6);
  // When the one who came first is cancelled
  await journey.act('cancel-episode', { episodeId: journey.episode(second).id, reason: 'went elsewhere' });
  const queue = journey.all('waitlist').map(({ episodeId }) => episodeId);
  await journey.untilRest();
  // Then only the other still stands in it, is offered the place in time, and nobody is owed anything
  expect(queue).toEqual([journey.episode(third).id]);
  expect(journey.episode(second)).toMatchObject({ ending: 'cancelled', stage: 'closed' });
  expect(journey.episode(third).ending).toBe('completed');
  expect(await obligationsUnmet(journey)).toEqual([]);
});
