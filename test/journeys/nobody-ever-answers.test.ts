import { describe, expect, test } from 'vitest';
import { taskRules } from '../../lambdas/domain/human-task-kinds.ts';
import { exampleReferrals } from '../example-clinic.ts';
import { nobodyBut } from './answers.ts';
import { begin } from './journey.ts';
import { sizesOf } from './obligations/executions.ts';
import { obligationsUnmet } from './obligations.ts';

describe('a referral that nobody at the clinic looks at', async () => {
  // Given a client who is referred, and nobody who ever answers
  const journey = await begin({ behaviour: nobodyBut({}) });
  // When the question about the intake has climbed its ladder
  await journey.untilRest();

  test('counselor, backup and director were asked; then the referral ends by name and its place is free', async () => {
    const [intake] = journey.tasks('intake');
    expect(intake).toMatchObject({
      status: 'given up',
      asked: ['ada-lindqvist', 'ben-okafor', 'fay-moreau'],
    });
    expect(journey.episode()).toMatchObject({
      stage: 'closed',
      ending: 'no answer from staff',
      admittedOn: null,
    });
    expect(journey.all('caseload').map(({ count }) => count)).toEqual([0]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('clients without a home of their own, about whom no sober home answers', async () => {
  const referrals = exampleReferrals().filter(({ meets }) => !meets.includes('stable-residence'));
  const journey = await begin({ referrals, behaviour: nobodyBut({ intake: {} }) });
  await journey.untilRest();

  test('are not admitted to nowhere: each referral ends by name, and every place is free', async () => {
    expect(journey.all('episode')).toHaveLength(referrals.length);
    expect(referrals.length).toBeGreaterThan(1);
    for (const episode of journey.all('episode'))
      expect(episode).toMatchObject({ stage: 'closed', ending: 'not placed', admittedOn: null });
    expect(journey.all('caseload').map(({ count }) => count)).toEqual([0]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('clients about whom nobody ever answers after their intake', async () => {
  // Given eight clients with a stable home of their own, a counselor who admits them, and from then on silence: staff, homes
  // and providers
  const referrals = exampleReferrals().map((known): typeof known => {
    return { ...known, meets: [...new Set([...known.meets, 'stable-residence' as const])] };
  });
  const journey = await begin({ referrals, behaviour: nobodyBut({ intake: {} }) });
  // When all have gone through the whole program in silence
  await journey.untilRest();
  const episodes = journey.all('episode');

  test('the program goes on to its end: silence is never an answer', () => {
    for (const episode of episodes) {
      expect(episode).toMatchObject({ stage: 'closed', ending: 'completed', residence: null });
      expect(episode.handoff.status).toBe('lost to contact');
      expect(episode.phaseIndex).toBe(2);
    }
    const said = [
      ...journey.all('review').map(({ decision }) => decision),
      ...journey.all('followUp').map(({ outcome }) => outcome),
    ];
    expect(new Set(said)).toEqual(new Set(['no answer']));
  });

  test('no client counts as told, as tested or as having missed a test', () => {
    const tests = journey.all('drugTest');
    expect(new Set(tests.map(({ outcome }) => outcome))).toEqual(new Set(['not reached', 'withdrawn']));
    expect(tests.filter(({ toldAt, collectedOn }) => toldAt ?? collectedOn)).toEqual([]);
  });

  test('the longest episode stays far below the service’s limit of one execution, all of its executions together', () => {
    const { worstExecution, worstEpisode, largestPayloadBytes } = sizesOf(journey);
    expect(worstExecution).toBeLessThanOrEqual(2_000);
    expect(worstEpisode).toBeLessThan(25_000);
    expect(largestPayloadBytes).toBeLessThanOrEqual(4_096);
  });

  test('every question climbs its whole ladder, so that a last person heard of each', async () => {
    const silent = journey.all('task').filter(({ status }) => status === 'given up');
    expect(silent.length).toBeGreaterThan(500);
    for (const { kind, rung } of silent) expect(rung).toBe(taskRules[kind].ladder.length - 1);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});
