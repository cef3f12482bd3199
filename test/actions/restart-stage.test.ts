import { expect, test } from 'vitest';
import { ServiceUnavailable } from '../../lambdas/ports.ts';
import { BadInput } from '../../lambdas/runtime/define-action.ts';
import { everyone } from '../journeys/answers.ts';
import { begin, type Journey, referral } from '../journeys/journey.ts';

const reason = 'what was wrong is mended';

async function inTreatment(): Promise<Journey> {
  const journey = await begin({ referrals: [referral('Nora Testwell')], behaviour: everyone() });
  await journey.untilTrue('treatment', () =>
    journey.all('episode').some(({ stage }) => stage === 'treatment'),
  );
  return journey;
}

async function problemsOf(promise: Promise<unknown>) {
  try {
    await promise;
  } catch (error) {
    if (error instanceof BadInput) return error.problems;
    throw error;
  }
  throw new Error('it was not refused');
}

test.each(['admission', 'follow-up'])(
  '%s cannot begin again during treatment, and nothing is written',
  async (stage) => {
    const journey = await inTreatment();
    const before = journey.episode();
    const lines = (await journey.audit(before)).length;
    const problems = await problemsOf(journey.act('restart-stage', { episodeId: before.id, stage, reason }));
    expect(problems).toMatchObject([{ field: 'stage', problem: `"${stage}" neither runs nor has failed` }]);
    expect(journey.episode()).toEqual(before);
    expect(await journey.audit(before)).toHaveLength(lines);
  },
);

test.each(['treatment', 'aftercare'])('%s that runs begins again under the next attempt', async (stage) => {
  const journey = await inTreatment();
  const { id: episodeId } = journey.episode();
  expect(await journey.act('restart-stage', { episodeId, stage, reason })).toMatchObject({ attempt: 2 });
  await journey.days(1);
  const executions = journey.play.clinic.runner.list({}).filter(({ machine }) => machine === stage);
  expect(executions.map(({ name, status }) => [name, status])).toEqual([
    [`${episodeId}-${stage}-1`, 'ABORTED'],
    [`${episodeId}-${stage}-2`, 'RUNNING'],
  ]);
});

test('without a stage there must be one that failed', async () => {
  const journey = await inTreatment();
  const { id: episodeId } = journey.episode();
  const problems = await problemsOf(journey.act('restart-stage', { episodeId, reason }));
  expect(problems).toMatchObject([{ field: 'stage', problem: 'no stage of this episode has failed' }]);
});

test('when the workflows cannot be reached nothing is written, and the same restart works later', async () => {
  const journey = await inTreatment();
  const before = journey.episode();
  const restart = () => journey.act('restart-stage', { episodeId: before.id, stage: 'treatment', reason });
  const { journeys } = journey.play.clinic.ports;
  const { stop } = journeys;
  journeys.stop = async () => {
    throw new ServiceUnavailable('the state machines cannot be reached');
  };
  await expect(restart()).rejects.toThrow(ServiceUnavailable);
  expect(journey.episode()).toEqual(before);
  journeys.stop = stop;
  expect(await restart()).toMatchObject({ attempt: 2 });
});
