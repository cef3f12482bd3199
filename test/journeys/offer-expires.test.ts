import { describe, expect, test } from 'vitest';
import { addHours } from '../../lambdas/domain/clinic-calendar.ts';
import { everyone } from './answers.ts';
import { onePlace, threeForOnePlace } from './fixtures/one-place.ts';
import { begin, type Journey } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const [first, second, third] = ['Quentin Sampleton', 'Xenia Fictiva', 'Ruth Placeholder'];

const queueOf = (journey: Journey) =>
  journey
    .all('waitlist')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ episodeId }) => episodeId);

const alertsOf = (journey: Journey, reason: string) =>
  journey.tasks('clinic-alert').filter((task) => task.reason === reason);

describe('an offer that nobody takes, twice', async () => {
  // Given a free place, a second client about whom nobody answers, and a third who takes what is offered
  const journey: Journey = await begin({
    program: onePlace(45),
    referrals: threeForOnePlace(),
    behaviour: everyone({
      'waitlist-offer': ({ episodeId }) =>
        episodeId === journeyOf().episode(second).id ? null : { choice: 'declines' },
    }),
  });
  function journeyOf(): Journey {
    return journey;
  }
  await journey.untilTrue(
    'the second is offered the place',
    () => journey.tasks('waitlist-offer').length === 1,
  );
  const offer = journey.openTask('waitlist-offer');
  const [kept] = journey.all('waitlist').filter(({ offer: made }) => made);
  await journey.untilTrue('the offer has gone on', () => journey.tasks('waitlist-offer').length === 2);
  const queueAfter = queueOf(journey);
  const expiredOn = journey.play.clinic.now();
  // When the program has gone on for all
  await journey.untilRest();

  test('ends when the program’s hours are over, and goes to the next', async () => {
    const made = (await journey.audit(journey.episode(second))).find(({ what }) => what === 'place offered');
    expect(kept?.offer?.expiresAt).toBe(addHours(made?.at ?? '', onePlace(45).waitlist.offerHours));
    expect(offer.dueAt).toBe(kept?.offer?.expiresAt);
    expect(expiredOn >= (offer.dueAt ?? '')).toBe(true);
    expect(Date.parse(expiredOn) - Date.parse(offer.dueAt ?? '')).toBeLessThanOrEqual(2 * 3_600_000);
    expect(journey.tasks('waitlist-offer')[1]?.episodeId).toBe(journey.episode(third).id);
  });

  test('sends the client to the end of the queue the first time, and out the second time', async () => {
    expect(queueAfter).toEqual([journey.episode(third).id, journey.episode(second).id]);
    const expired = (await journey.audit(journey.episode(second))).filter(
      ({ what }) => what === 'offer expired',
    );
    expect(expired.map(({ details }) => details?.missedOffers)).toEqual([1, 2]);
    expect(journey.episode(second)).toMatchObject({ ending: 'no place', stage: 'closed' });
  });

  test('has asked the owner, the backup and the director within its time, and tells the director of each', () => {
    expect(journey.tasks('waitlist-offer')[0]?.asked).toHaveLength(3);
    expect(alertsOf(journey, 'offer expired')).toHaveLength(2);
  });

  test('leaves nobody anything owed', async () => {
    expect(journey.episode(first).ending).toBe('completed');
    expect(journey.episode(third).ending).toBe('client declined');
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

test('a client who could not be reached once is offered the place again, and takes it', async () => {
  // Given a second client who cannot be reached at the first offer, and nobody else waiting
  let offers = 0;
  const [one, two] = threeForOnePlace();
  if (!one || !two) throw new Error('the fixture has two');
  const journey = await begin({
    program: onePlace(45),
    referrals: [one, two],
    behaviour: everyone({
      'waitlist-offer': () => {
        offers += 1;
        return { choice: offers === 1 ? 'not reached' : 'accepts' };
      },
    }),
  });
  // When everything has gone its way
  await journey.untilRest();
  // Then the place came round again, and the client goes through the program
  expect(journey.tasks('waitlist-offer').map(({ answer }) => answer?.choice)).toEqual([
    'not reached',
    'accepts',
  ]);
  expect(journey.episode(second)).toMatchObject({ ending: 'completed', waitlisted: false });
  expect(await obligationsUnmet(journey)).toEqual([]);
});

test('an offer made on a Friday evening does not run out before anybody was at work', async () => {
  // Given a place that becomes free on a Saturday, offered for six hours
  const program = onePlace(45);
  const [one, two] = threeForOnePlace();
  if (!one || !two) throw new Error('the fixture has two');
  const journey = await begin({
    program: { ...program, waitlist: { ...program.waitlist, offerHours: 6 } },
    referrals: [one, two],
    behaviour: everyone({ 'waitlist-offer': null }),
  });
  await journey.until(journey.at(5, '20:00'));
  await journey.act('end-early', {
    episodeId: journey.episode(first).id,
    ending: 'left against advice',
    reason: 'left',
  });
  await journey.untilTrue('it is offered', () => journey.tasks('waitlist-offer').length === 1);
  // Then it is kept until four hours of Monday have passed
  expect(journey.openTask('waitlist-offer').dueAt?.slice(0, 10)).toBe('2027-01-11');
  expect(journey.all('waitlist')[0]?.offer?.expiresAt.slice(0, 10)).toBe('2027-01-10');
});
