import { describe, expect, test } from 'vitest';
import { everyone } from './answers.ts';
import { begin, type Journey } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';
import { fieldsFor, visitor } from './visitor.ts';

const manager = 'carmen-ruiz';

const outcomes = (journey: Journey) =>
  journey
    .all('followUp')
    .sort((a, b) => a.day - b.day)
    .map(({ day, outcome }) => [day, outcome]);

async function answerCall(journey: Journey, choice: string, fields?: Record<string, string>) {
  const call = await journey.untilAsked('follow-up-call', manager);
  const filled = { ...fieldsFor(journey, call, choice), ...fields };
  const response = await visitor(journey, manager).answer(call, { choice, fields: filled });
  expect(response.statusCode).toBe(200);
  return call;
}

describe('a client who is well', async () => {
  const journey = await begin();
  await journey.untilRest();

  test('is called on every day of the program, and what was said is kept in codes', async () => {
    expect(outcomes(journey)).toEqual([1, 7, 14, 30, 60, 90].map((day) => [day, 'doing well']));
    const [first] = journey.all('followUp');
    expect(first).toMatchObject({
      tries: 1,
      by: manager,
      said: { housing: 'stable', abstinence: 'none', meetingsNow: 'every week', work: 'works' },
    });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });

  test('no partner is ever shown any of it', () => {
    const shown = journey.all('disclosure').map(({ description }) => description);
    expect(shown).not.toContain('follow-up-call');
  });
});

describe('a client who is not reached', async () => {
  // Given a case manager who tries on three days, and in between once more within the hour
  const journey = await begin({ behaviour: everyone({ 'follow-up-call': null }) });
  const call = await answerCall(journey, 'not reached');
  const visit = visitor(journey, manager);
  const again = await visit.answer(call, { choice: 'not reached' });
  const page = await visit.open();
  const statusAfter = () => journey.all('task').find(({ id }) => id === call.id)?.status;
  const afterFirst = statusAfter();
  for (let tries = 0; tries < 2; tries += 1) {
    await journey.days(1);
    await visitor(journey, manager).answer(call, { choice: 'not reached' });
  }
  const afterThird = statusAfter();
  await journey.untilTrue('it is recorded', () => journey.all('followUp').length === 1);

  test('stays on the list until the third try, on days or at times of their own', () => {
    expect(again.statusCode).toBe(200);
    expect(afterFirst).toBe('open');
    expect(page.body).toContain('Llamadas hasta ahora');
    expect(page.body).toContain('mensaje de voz');
    expect(afterThird).toBe('answered');
    expect(journey.all('followUp')).toMatchObject([{ day: 1, outcome: 'not reached', tries: 3 }]);
  });

  test('is called by one question, in one execution', () => {
    expect(journey.tasks('follow-up-call')).toHaveLength(1);
  });
});

describe('a client who wants no more calls', async () => {
  const journey = await begin({ behaviour: everyone({ 'follow-up-call': null }) });
  await answerCall(journey, 'doing well');
  await journey.untilTrue('the second call is due', () => journey.tasks('follow-up-call').length === 2);
  await answerCall(journey, 'opted out');
  await journey.untilRest();

  test('is not called again, and each call that was to come is recorded as declined', async () => {
    expect(outcomes(journey)).toEqual([
      [1, 'doing well'],
      [7, 'opted out'],
      [14, 'declined'],
      [30, 'declined'],
      [60, 'declined'],
      [90, 'declined'],
    ]);
    expect(journey.tasks('follow-up-call')).toHaveLength(2);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client who tells the front desk that no calls are wanted', async () => {
  const journey = await begin();
  await journey.untilTrue('treatment has ended', () => journey.all('episode').some(({ ending }) => ending));
  await journey.act('decline-follow-ups', { episodeId: journey.episode().id });
  await journey.untilRest();

  test('is not called once', async () => {
    expect(new Set(outcomes(journey).map(([, outcome]) => outcome))).toEqual(new Set(['declined']));
    expect(journey.tasks('follow-up-call').filter(({ status }) => status === 'answered')).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client who wants to come back', async () => {
  const journey = await begin({ behaviour: everyone({ 'follow-up-call': null }) });
  const last = () => journey.all('episode').sort((a, b) => (a.referredAt < b.referredAt ? -1 : 1));
  await answerCall(journey, 'wants to come back');
  const [first, second] = last();
  await journey.untilTrue('the intake is asked for', () =>
    journey.tasks('intake').some(({ episodeId }) => episodeId === second?.id),
  );
  await journey.untilTrue('the first episode is closed', () => last()[0]?.stage === 'closed', 40);

  test('is referred anew by that one answer, with all that is known and without the old consents', () => {
    expect(second).toMatchObject({
      clientId: first?.clientId,
      programId: first?.programId,
      track: first?.track,
      homeChoices: first?.homeChoices,
      receiverChoices: first?.receiverChoices,
      ending: null,
    });
    expect(last()[0]?.readmittedAs).toBe(second?.id);
    expect(journey.all('consent').filter(({ episodeId }) => episodeId === second?.id)).toEqual([]);
  });

  test('is called no more about the episode that is over', () => {
    const made = journey.all('followUp').filter(({ episodeId }) => episodeId === first?.id);
    expect(made.map(({ outcome }) => outcome).sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'readmitted'),
      'wants to come back',
    ]);
  });
});

describe('a client who needs more than the program', async () => {
  const journey = await begin({ behaviour: everyone({ 'follow-up-call': null, 'higher-care': null }) });
  await answerCall(journey, 'needs higher care');
  const asked = await journey.untilAsked('higher-care', 'ada-lindqvist');

  test('is a clinician’s the same day, and the next call is planned all the same', async () => {
    expect(asked.about.taskId).toBe(journey.tasks('follow-up-call')[0]?.id);
    await journey.untilTrue('the next call is due', () => journey.tasks('follow-up-call').length === 2);
  });
});

test('the plan names who calls', async () => {
  const journey = await begin({
    behaviour: everyone({ 'aftercare-plan': { fields: { caller: 'ada-lindqvist' } } }),
  });
  await journey.untilTrue('a call is due', () => journey.tasks('follow-up-call').length === 1);
  expect(journey.tasks('follow-up-call')[0]?.ownerId).toBe('ada-lindqvist');
});
