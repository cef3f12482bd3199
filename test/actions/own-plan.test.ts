import { beforeAll, describe, expect, test } from 'vitest';
import { nobodyBut } from '../journeys/answers.ts';
import { begin, type Journey } from '../journeys/journey.ts';

let journey: Journey;
let episodeId: string;
const reason = 'tailored to the client';

beforeAll(async () => {
  journey = await begin({ behaviour: nobodyBut({ intake: {}, 'placement-request': {} }) });
  await journey.untilTrue('the client is in treatment', () =>
    journey.all('episode').some(({ stage }) => stage === 'treatment'),
  );
  await journey.days(3);
  episodeId = journey.episode().id;
});

const as = (by: string, action: string, input: Record<string, unknown>) =>
  journey.play.clinic.act(action, input, { clinicId: journey.play.clinicId, by });
const set = (input: Record<string, unknown>, by = 'ada-lindqvist') =>
  as(by, 'override-program', { episodeId, reason, ...input });

describe('a setting of a client’s own is refused, and nothing is written', () => {
  test.each([
    [
      'by somebody who is no clinician',
      { what: 'reviews', days: 7 },
      'carmen-ruiz is no clinician',
      'carmen-ruiz',
    ],
    ['without its figure', { what: 'reviews' }, 'days: is missing', undefined],
    ['with half a test rate', { what: 'test rate', testsPerWeek: 2 }, 'maxGapDays: is missing', undefined],
    [
      'with a figure of something else',
      { what: 'aftercare', days: 5, maxGapDays: 5 },
      'maxGapDays: does not go with',
      undefined,
    ],
    [
      'from a day that is over',
      { what: 'reviews', days: 7, from: '2026-12-01' },
      'from: 2026-12-01 is over',
      undefined,
    ],
    [
      'until a day before it begins',
      { what: 'reviews', days: 7, from: '2027-03-02', until: '2027-03-01' },
      'lies before 2027-03-02',
      undefined,
    ],
    [
      'of a length for some days only',
      { what: 'length', days: 40, until: '2027-03-01' },
      'a length holds from today on',
      undefined,
    ],
    [
      'of a length outside the program',
      { what: 'length', days: 20 },
      'the program lasts 30 to 60 days',
      undefined,
    ],
    [
      'of more tests than there are days',
      { what: 'test rate', testsPerWeek: 8, maxGapDays: 3 },
      'is above 7',
      undefined,
    ],
  ])('%s', async (_, input, problem, by) => {
    await expect(set(input, by)).rejects.toThrow(problem);
    expect(journey.episode().overrides ?? []).toEqual([]);
  });
});

describe('a setting of a client’s own', () => {
  test('is set by a clinician, withdrawn by one, and stays on record', async () => {
    const done = await set({ what: 'reviews', days: 7 });
    expect(done.summary).toMatch(/^Set for this client: reviews: every 7 days, from \d{4}-\d\d-\d\d\.$/);
    const withdraw = (overrideId: string, by = 'erin-walsh') =>
      as(by, 'withdraw-override', { episodeId, overrideId, reason });
    await expect(withdraw('o2')).rejects.toThrow('overrideId: there is no "o2"');
    await expect(withdraw('o1', 'carmen-ruiz')).rejects.toThrow('carmen-ruiz is no clinician');
    await withdraw('o1');
    await expect(withdraw('o1')).rejects.toThrow('it holds no more already');
    expect(journey.episode().overrides).toMatchObject([
      { id: 'o1', by: 'ada-lindqvist', reason, withdrawn: { by: 'erin-walsh', reason } },
    ]);
  });

  test('is not set once treatment has ended', async () => {
    await journey.act('end-early', { episodeId, ending: 'left against advice', reason });
    await expect(set({ what: 'reviews', days: 7 })).rejects.toThrow('treatment has ended or is ending');
    const review = as('ada-lindqvist', 'request-review', { episodeId, reason });
    await expect(review).rejects.toThrow('the client is not in treatment');
  });
});
