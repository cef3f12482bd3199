import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../lambdas/domain/clinic-calendar.ts';
import { type Answers, everyone } from './answers.ts';
import { begin, firstMonday, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const kind = 'authorization-ends';
const given = { payer: 'Fictional Health', number: 'F-1', unit: 'days', units: 300 } as const;

/** A client with 45 days to go, covered until a day. */
function covered(lastDay: number, answers: Answers = {}, units: number = given.units): Promise<Journey> {
  const authorization = { ...given, units, endsOn: addDays(firstMonday, lastDay) };
  return begin({
    referrals: [referral('Nora Testwell', { authorization })],
    behaviour: everyone(answers),
  });
}

describe('an authorization that ends in the middle of the program', async () => {
  // Given cover for twenty days, and a case manager who renews it
  const renewed = { number: 'F-2', unit: 'days', units: '60', endsOn: addDays(firstMonday, 90) };
  const journey = await covered(20, { [kind]: { choice: 'renewed', fields: renewed } });
  await journey.untilRest();
  const [question, ...more] = journey.tasks(kind);

  test('is asked about five days before, of the case manager, once', () => {
    expect(question).toMatchObject({ ownerId: 'carmen-ruiz', reason: 'authorization ends soon' });
    expect(daysBetween(question?.openedAt.slice(0, 10) ?? '', addDays(firstMonday, 20))).toBe(5);
    expect(more).toEqual([]);
  });

  test('is followed by the renewed one, from the day after', async () => {
    expect(journey.all('authorization')).toMatchObject([
      { number: 'F-1', endsOn: addDays(firstMonday, 20) },
      { number: 'F-2', units: 60, startsOn: addDays(firstMonday, 21), endsOn: addDays(firstMonday, 90) },
    ]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

test('one that ends without another is noted, and the counselor plans with the client', async () => {
  const journey = await covered(20, { [kind]: { choice: 'ends' } });
  await journey.untilRest();
  expect(journey.tasks(kind)).toHaveLength(1);
  expect(journey.all('authorization')).toMatchObject([{ endAccepted: { by: 'carmen-ruiz' } }]);
  const concerns = journey.tasks('care-concern').filter(({ reason }) => reason === 'authorization ends');
  expect(concerns).toMatchObject([{ ownerId: journey.episode().counselorId, status: 'answered' }]);
  expect(await obligationsUnmet(journey)).toEqual([]);
});

test('silence climbs to the director, and is asked about again', async () => {
  const journey = await covered(20, { [kind]: null });
  await journey.untilRest();
  const questions = journey.tasks(kind);
  expect(questions.length).toBeGreaterThan(1);
  expect(questions[0]).toMatchObject({ status: 'given up' });
  expect(questions[0]?.asked).toContain('fay-moreau');
  expect(await obligationsUnmet(journey)).toEqual([]);
});

test('units that run low are asked about before the time is over', async () => {
  const journey = await covered(200, { [kind]: { choice: 'ends' } }, 20);
  await journey.untilRest();
  expect(journey.tasks(kind).map(({ reason }) => reason)).toEqual(['units run low']);
  expect(await obligationsUnmet(journey)).toEqual([]);
});

test('cover beyond the planned end is asked about by nobody', async () => {
  const journey = await covered(200);
  await journey.untilRest();
  expect(journey.tasks(kind)).toEqual([]);
});

test('an authorization that staff enter answers the question that is open', async () => {
  const journey = await covered(20, { [kind]: null });
  await journey.days(1);
  await journey.untilTrue('it is asked', () => journey.tasks(kind).length > 0);
  const { id: episodeId } = journey.episode();
  const next = { ...given, number: 'F-9', startsOn: addDays(firstMonday, 21) };
  await expect(
    journey.act('set-authorization', { episodeId, ...next, endsOn: addDays(firstMonday, 20) }),
  ).rejects.toThrow('endsOn: lies before startsOn');
  await journey.act('set-authorization', { episodeId, ...next, endsOn: addDays(firstMonday, 99) });
  expect(journey.tasks(kind)).toMatchObject([{ status: 'answered', answer: { choice: 'renewed' } }]);
  await journey.days(10);
  expect(journey.tasks(kind)).toHaveLength(1);
});
