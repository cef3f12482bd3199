import { describe, expect, test } from 'vitest';
import type { ProgramFile } from '../../lambdas/domain/program.ts';
import { sheerProgram } from '../example-clinic.ts';
import { everyone } from './answers.ts';
import { onePlace } from './fixtures/one-place.ts';
import { begin, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const nora = 'Nora Testwell';
const quen = 'Quentin Sampleton';

/** Another program of the clinic, with as many places as are given. */
function gentle(hardCap: number | null): ProgramFile {
  const program = sheerProgram();
  return { ...program, id: 'gentle', name: 'Gentle Program', caseload: { softCap: null, hardCap } };
}

const toGentle = { programId: 'gentle', plannedDays: 30, track: 'day', reason: 'fewer hours suffice' };

async function factsOf(journey: Journey, episodeId: string): Promise<string[]> {
  const episode = journey.all('episode').find(({ id }) => id === episodeId);
  return episode ? (await journey.audit(episode)).map(({ what }) => what) : [];
}

describe('a client who is transferred while the other program has a place', async () => {
  // Given a client in treatment, in a home, with a plan, consents and an authorization
  const journey = await begin({
    otherPrograms: [gentle(5)],
    referrals: [
      referral(nora, {
        evaluation: { goals: ['go back to school'], severity: 'moderate', fellowship: 'twelve-step' },
        authorization: {
          payer: 'Fictional Health',
          number: 'F-1',
          unit: 'days',
          units: 300,
          endsOn: '2027-12-31',
        },
      }),
    ],
  });
  await journey.days(1);
  await journey.untilTrue('she is in treatment', () => journey.episode(nora).stage === 'treatment');
  await journey.days(8);
  const old = journey.episode(nora);
  const mailsBefore = journey.mailsTo('cedar-house.primary').length;
  const noticesBefore = journey.all('homeNotice').length;
  // When she is transferred
  await journey.act('transfer', { episodeId: old.id, ...toGentle });
  await journey.untilTrue('she is in treatment there', () => journey.episode(nora).stage === 'treatment');
  const fresh = journey.episode(nora);
  const noticesAfter = journey.all('homeNotice').length;
  const mailsAfter = journey.mailsTo('cedar-house.primary').length;
  const places = journey.all('caseload');
  await journey.untilRest();

  test('the old episode ends as transferred, with no handoff and no call of its own', () => {
    const ended = journey.all('episode').find(({ id }) => id === old.id);
    expect(ended).toMatchObject({
      ending: 'transferred',
      stage: 'closed',
      handoff: { status: 'not applicable' },
      endingFacts: { toEpisodeId: fresh.id },
    });
    expect(journey.all('followUp').filter(({ episodeId }) => episodeId === old.id)).toEqual([]);
  });

  test('the new one has the counselor, the home and the client of the old, and asks for no intake', () => {
    const { counselorId, caseManagerId, clientId, residence } = old;
    expect(fresh).toMatchObject({ counselorId, caseManagerId, clientId, residence, programId: 'gentle' });
    expect(fresh.transferredFrom).toBe(old.id);
    expect(journey.tasks('intake', fresh)).toEqual([]);
    expect(journey.tasks('placement-request', fresh)).toEqual([]);
  });

  test('plan, consents and what is left of the authorization go along', () => {
    const plan = journey.all('carePlan').find(({ id }) => id === fresh.id);
    expect(plan).toMatchObject({ goals: [{ words: 'go back to school' }], severity: 'moderate' });
    const carried = journey.all('consent', fresh);
    expect(carried.map(({ carriedFrom }) => carriedFrom)).toEqual([`${old.id}:c1`, `${old.id}:c2`]);
    expect(carried.map(({ recipientIds }) => recipientIds)).toEqual(
      journey.all('consent', old).map(({ recipientIds }) => recipientIds),
    );
    const [authorization] = journey.all('authorization', fresh);
    expect(authorization).toMatchObject({ number: 'F-1', endsOn: '2027-12-31' });
    expect(authorization?.units).toBeLessThan(300);
  });

  test('one place is taken in the one program and none in the other', () => {
    expect(places.map(({ id, count }) => [id, count]).sort()).toEqual([
      ['gentle', 1],
      ['sheer', 0],
    ]);
  });

  test('the home hears nothing of it', () => {
    expect(noticesAfter).toBe(noticesBefore);
    expect(mailsAfter).toBe(mailsBefore);
  });

  test('the new episode goes to its end, and nobody is owed anything', async () => {
    expect(journey.episode(nora)).toMatchObject({ id: fresh.id, ending: 'completed', stage: 'closed' });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client who is transferred while the other program is full', async () => {
  // Given a program with one place, taken by another client
  const ownHome = { homeChoices: [], meets: referral(quen).meets };
  const journey = await begin({
    otherPrograms: [gentle(1)],
    referrals: [
      referral(nora, { plannedDays: 60 }),
      referral(quen, { ...ownHome, programId: 'gentle', plannedDays: 30, track: 'day' }),
    ],
  });
  await journey.days(1);
  await journey.untilTrue('both are in treatment', () =>
    [nora, quen].every((name) => journey.episode(name).stage === 'treatment'),
  );
  const old = journey.episode(nora);
  // When she is transferred, and the other client leaves after two weeks
  const said = await journey.act('transfer', { episodeId: old.id, ...toGentle });
  await journey.days(3);
  const meanwhile = journey.episode(nora);
  const placesMeanwhile = journey.all('caseload').map(({ id, count }) => [id, count]);
  const queue = journey.all('waitlist');
  await journey.days(10);
  await journey.act('end-early', {
    episodeId: journey.episode(quen).id,
    ending: 'left against advice',
    reason: 'left',
  });
  await journey.untilTrue('she is in treatment there', () => journey.episode(nora).id !== old.id);
  const counts = journey.all('caseload').map(({ id, count }) => [id, count]);
  await journey.untilRest();

  test('she keeps the old place and stands in one queue', () => {
    expect(said.summary).toContain('number 1 in the queue');
    expect(meanwhile).toMatchObject({ id: old.id, stage: 'treatment', ending: null, waitlisted: false });
    expect(placesMeanwhile.sort()).toEqual([
      ['gentle', 1],
      ['sheer', 1],
    ]);
    expect(queue).toMatchObject([{ episodeId: old.id, isTransfer: true }]);
  });

  test('she moves when the place is free, without being asked for it again', async () => {
    expect(journey.tasks('waitlist-offer')).toEqual([]);
    expect(counts.find(([id]) => id === 'gentle')).toEqual(['gentle', 1]);
    expect(await factsOf(journey, old.id)).toContain('client transferred');
    expect(journey.episode(nora)).toMatchObject({ programId: 'gentle', ending: 'completed' });
    expect(journey.all('waitlist')).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a transfer that waits', async () => {
  const ownHome = { homeChoices: [], meets: referral(quen).meets };
  const waiting = () =>
    begin({
      otherPrograms: [gentle(1)],
      referrals: [
        referral(nora, { plannedDays: 30 }),
        referral(quen, { ...ownHome, programId: 'gentle', plannedDays: 60, track: 'day' }),
      ],
    });

  test('is dropped with the end of treatment, and leaves no one in a queue', async () => {
    const journey = await waiting();
    await journey.days(1);
    await journey.untilTrue('both are in treatment', () =>
      [nora, quen].every((name) => journey.episode(name).stage === 'treatment'),
    );
    const { id } = journey.episode(nora);
    await journey.act('transfer', { episodeId: id, ...toGentle });
    await journey.untilRest();
    expect(journey.episode(nora)).toMatchObject({ id, ending: 'completed', transferWish: null });
    expect(await factsOf(journey, id)).toContain('transfer dropped');
    expect(journey.all('waitlist')).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });

  test('is taken back by naming the present program, and refused where nothing waits', async () => {
    const journey = await waiting();
    await journey.days(1);
    await journey.untilTrue('both are in treatment', () =>
      [nora, quen].every((name) => journey.episode(name).stage === 'treatment'),
    );
    const { id: episodeId } = journey.episode(nora);
    await journey.act('transfer', { episodeId, ...toGentle });
    const back = { episodeId, programId: 'sheer', plannedDays: 30, track: 'day', reason: 'stays' };
    expect(await journey.act('transfer', back)).toMatchObject({
      summary: 'The client stays in the present program.',
    });
    expect(journey.all('waitlist')).toEqual([]);
    await expect(journey.act('transfer', back)).rejects.toThrow('the client is in this program already');
  });
});

describe('a transfer is refused', async () => {
  const strict: ProgramFile = { ...gentle(5), residence: 'required' };
  const journey = await begin({
    otherPrograms: [strict],
    referrals: [referral(quen, { homeChoices: [], meets: referral(quen).meets, track: 'evening' })],
    behaviour: everyone(),
  });
  await journey.days(1);
  await journey.untilTrue('he is in treatment', () => journey.episode(quen).stage === 'treatment');
  const { id: episodeId } = journey.episode(quen);

  test.each([
    ['where the program requires a home', {}, 'programId: the program requires a sober home'],
    ['outside the program’s length', { plannedDays: 90 }, 'plannedDays: is outside'],
    ['to a program that the clinic does not have', { programId: 'other' }, 'programId: the clinic has no'],
  ])('%s', async (_where, changes, message) => {
    await expect(
      journey.act('transfer', { episodeId, ...toGentle, track: 'evening', ...changes }),
    ).rejects.toThrow(message);
    expect(journey.all('episode')).toHaveLength(1);
  });

  test('before treatment', async () => {
    const early = await begin({ otherPrograms: [gentle(5)], program: onePlace(30), behaviour: null });
    await early.days(1);
    await expect(early.act('transfer', { episodeId: early.episode().id, ...toGentle })).rejects.toThrow(
      'the client is not in treatment',
    );
  });
});
