import { describe, expect, test } from 'vitest';
import { step as takeUpIntake } from '../../lambdas/steps/admission/take-up-intake.ts';
import { step as takeUpOffer } from '../../lambdas/steps/admission/take-up-offer.ts';
import { onePlace, threeForOnePlace } from '../journeys/fixtures/one-place.ts';
import { begin, type Journey } from '../journeys/journey.ts';

const second = 'Xenia Fictiva';

/** Three for one place, nobody answers anything, and the place is free and on offer to the second. */
async function onOffer(): Promise<Journey> {
  const journey = await begin({ program: onePlace(45), referrals: threeForOnePlace(), behaviour: null });
  await journey.days(4);
  const { id: episodeId } = journey.episode();
  await journey.act('cancel-episode', { episodeId, reason: 'went elsewhere' });
  await journey.untilTrue('the place is on offer', () => journey.tasks('waitlist-offer').length === 1);
  return journey;
}

function input(journey: Journey, name: string | undefined, outcome: string, taskId?: string) {
  const { id: episodeId } = journey.episode(name);
  return { schema: 1, clinicId: journey.play.clinicId, episodeId, outcome, ...(taskId ? { taskId } : {}) };
}

const countOf = async (journey: Journey, name: string | undefined, what: string) =>
  (await journey.audit(journey.episode(name))).filter((entry) => entry.what === what).length;

describe('an expired offer that is taken up several times', async () => {
  const journey = await onOffer();
  const { ports } = journey.play.clinic;
  const taskId = journey.openTask('waitlist-offer').id;
  const take = () => takeUpOffer.handler(ports)(input(journey, second, 'no answer', taskId));
  const outcomes = [await take(), await take(), await take()].map(({ outcome }) => outcome);

  test('counts once: the person waits on and the next has one offer', async () => {
    expect(outcomes).toEqual(['waiting', 'waiting', 'waiting']);
    expect(await countOf(journey, second, 'offer expired')).toBe(1);
    expect(journey.all('waitlist').map(({ missedOffers, offer }) => [missedOffers, offer !== null])).toEqual([
      [undefined, true],
      [1, false],
    ]);
  });
});

test('a machine that does not know how to wait on ends the referral, as it always did', async () => {
  const journey = await onOffer();
  const { ports } = journey.play.clinic;
  const { outcome } = await takeUpOffer.handler(ports)(input(journey, second, 'no answer'));
  expect(outcome).toBe('ended');
  expect(journey.episode(second).ending).toBe('no place');
});

describe('a missed intake that is taken up several times', async () => {
  const journey = await begin({ behaviour: null });
  await journey.days(2);
  const { ports } = journey.play.clinic;
  const take = (taskId?: string) => takeUpIntake.handler(ports)(input(journey, undefined, 'no show', taskId));
  const outcomes = [await take('tk-1'), await take('tk-1')].map(({ outcome }) => outcome);
  const kept = journey.all('enrolment').length;
  const { outcome: another } = await take('tk-2');

  test('is offered one more appointment, with the place kept', async () => {
    expect(outcomes).toEqual(['another appointment', 'another appointment']);
    expect(await countOf(journey, undefined, 'another intake appointment')).toBe(1);
    expect(kept).toBe(1);
  });

  test('ends the referral when another is missed', () => {
    expect(another).toBe('ended');
    expect(journey.episode().ending).toBe('no show at intake');
  });
});
