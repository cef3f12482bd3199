import { describe, expect, test } from 'vitest';
import { addDays, localDateOf, localTimeOf, weekdayOf } from '../../lambdas/domain/clinic-calendar.ts';
import { problemsOf } from '../example-clinic.ts';
import { everyone } from './answers.ts';
import { firstTest, firstTestUntil } from './drug-test/first-test.ts';
import { begin, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';
import { visitor } from './visitor.ts';

const positive = { choice: 'presumptive positive', fields: { panels: 'cocaine' } };
const identifiers = { lastName: 'Testwell', birthDate: '1991-04-12' };

/** Two clients in treatment, and the first one's first test at the laboratory. */
async function atTheLaboratory() {
  return firstTestUntil(
    'the laboratory has it',
    ({ tasks }) => tasks().some(({ kind, status }) => kind === 'confirm-specimen' && status === 'open'),
    { 'collect-specimen': positive, 'confirm-specimen': null },
    { referrals: [referral('Nora Testwell'), referral('Tess Mockingham')] },
  );
}

describe('a positive that was another client’s specimen', async () => {
  // Given a presumptive positive that waits for the laboratory
  const { journey, test: tested, tasks } = await atTheLaboratory();
  const { id: testId, episodeId } = tested();
  const other = journey.all('episode').find(({ id }) => id !== episodeId);
  const lastTestOn = journey.all('episode').find(({ id }) => id === episodeId)?.lastTestOn;
  const date = tested().date;
  // When collections find that it was the other client's
  const reason = 'the cups were swapped';
  const done = await journey.act('correct-test', {
    episodeId,
    testId,
    outcome: 'missed',
    wrongPerson: true,
    rightEpisodeId: other?.id,
    reason,
  });
  const corrected = tested();
  const isCounted = journey.all('episode').find(({ id }) => id === episodeId)?.lastTestOn === date;

  test('says what had followed, and takes all of it from the test', () => {
    expect(done.followed).toContain('a specimen was sent to the laboratory');
    expect(corrected).toMatchObject({
      outcome: 'missed',
      specimen: null,
      collectedOn: null,
      panels: [],
      sentToLaboratory: null,
    });
    expect(lastTestOn).toBe(date);
    expect(isCounted).toBe(false);
  });

  test('withdraws the question to the laboratory, and its workflow ends', async () => {
    expect(tasks().find(({ kind }) => kind === 'confirm-specimen')?.status).toBe('withdrawn');
    await journey.days(1);
    const { runner } = journey.play.clinic;
    const running = runner.list({ status: 'RUNNING' }).filter(({ machine }) => machine === 'drug-test');
    expect(running.filter(({ name }) => name.startsWith(`${episodeId}-test-${date}`))).toEqual([]);
  });

  test('opens a breach assessment for the director, to be notified within 60 days', async () => {
    const today = localDateOf(journey.play.timeZone, journey.play.clinic.now());
    const [matter] = journey.all('matter');
    expect(matter).toMatchObject({
      kind: 'breach-assessment',
      episodeId,
      about: { testId, rightEpisodeId: other?.id },
    });
    expect(addDays(matter?.dueOn ?? '', -61) < today && today < (matter?.dueOn ?? '')).toBe(true);
    expect(journey.tasks('breach-assessment')).toMatchObject([
      { asked: ['fay-moreau'], reason: 'wrong person' },
    ]);
  });

  test('asks both counselors to put right what is theirs, and nobody is owed anything', async () => {
    await journey.untilRest();
    const followUps = journey.tasks('correction-follow-up');
    expect(new Set(followUps.map((task) => task.episodeId))).toEqual(new Set([episodeId, other?.id]));
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a result that collections correct by their link', async () => {
  // Given a first test entered as negative
  const { journey, test: tested, tasks } = await firstTest();
  const collect = tasks().find(({ kind }) => kind === 'collect-specimen');
  const counted = journey.episode().lastTestOn;
  if (!collect) throw new Error('nobody was asked for the outcome');
  // When the same person says by the same link that the client had refused, and why it changes
  const link = visitor(journey, 'dev-patel');
  const silent = await link.answer(collect, { choice: 'refused', fields: identifiers });
  const said = await link.answer(collect, {
    choice: 'refused',
    fields: identifiers,
    reason: 'wrong line on the sheet',
  });
  const corrected = tested();
  const lastTestOn = journey.episode().lastTestOn;
  await journey.untilRest();

  test('needs a reason, and then the record of the test follows', () => {
    expect([silent.statusCode, said.statusCode]).toEqual([422, 200]);
    expect(corrected).toMatchObject({ outcome: 'refused', specimen: null, collectedOn: null });
    expect([counted, lastTestOn]).toEqual([corrected.date, null]);
    expect(journey.all('correction')).toMatchObject([
      { was: 'negative', now: 'refused', subject: { kind: 'drug test', id: corrected.id } },
    ]);
  });

  test('the counselor is asked once to undo what followed, and nobody is owed anything', async () => {
    expect(journey.tasks('correction-follow-up')).toHaveLength(1);
    expect(journey.tasks('breach-assessment')).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a test for cause', async () => {
  // Given a client in treatment whose last random test is on record
  const story = await firstTest();
  const { journey } = story;
  const { id: episodeId } = journey.episode();
  const lastTestOn = journey.episode().lastTestOn;
  const order = journey.play.clinic.actions.get('order-test');
  if (!order) throw new Error('there is no such action');
  const { ports } = journey.play.clinic;
  const input = { episodeId, reason: 'came to the group unsteady' };

  test('is a clinician’s to order: not of collections, not of the case manager', async () => {
    for (const by of ['dev-patel', 'carmen-ruiz']) {
      const problems = await problemsOf(order, input, ports, { clinicId: journey.play.clinicId, by });
      expect(problems[0]?.problem).toContain('no clinician');
    }
    expect(journey.all('drugTest').filter(({ basis }) => basis === 'for cause')).toEqual([]);
  });

  test('is told, collected and decided like any other, and never counts as random', async () => {
    const at = { clinicId: journey.play.clinicId, by: 'ada-lindqvist' };
    const before = journey.all('drawDay').filter(({ status }) => status === 'drawn');
    const { date } = await journey.play.clinic.act('order-test', input, at);
    const ordered = () => journey.all('drugTest').find(({ basis }) => basis === 'for cause');
    await journey.untilTrue('it has an outcome', () => ordered()?.outcome === 'negative');
    expect(ordered()).toMatchObject({ orderedBy: 'ada-lindqvist', date, telling: { by: 'dev-patel' } });
    const random = journey
      .all('drugTest')
      .filter(({ basis, collectedOn }) => basis === 'random' && collectedOn)
      .map(({ collectedOn }) => collectedOn)
      .sort();
    expect(journey.episode().lastTestOn).toBe(random.at(-1));
    expect((journey.episode().lastTestOn ?? '') >= (lastTestOn ?? '')).toBe(true);
    for (const day of before)
      expect(journey.all('drawDay')).toContainEqual(
        expect.objectContaining({ id: day.id, calledEpisodeIds: day.calledEpisodeIds }),
      );
  });

  test('that is ordered too late for a window is for the next open day', async () => {
    // Given a Friday afternoon, less than the shortest window before closing; Saturday is open
    const late = await begin();
    const timeNow = () => localTimeOf(late.play.timeZone, late.play.clinic.now());
    const isLateOnFriday = () => weekdayOf(late.play.today()) === 5 && timeNow() > '14:00';
    await late.untilTrue('it is late on a Friday in treatment', () => {
      return isLateOnFriday() && late.all('drugTest').length > 0;
    });
    const friday = late.play.today();
    const done = await late.act('order-test', { episodeId: late.episode().id, reason: 'a home is worried' });
    expect(done.date).toBe(addDays(friday, 1));
    const told = () => late.tasks('tell-client').find(({ about }) => about.testId === done.testId);
    await late.untilTrue('collections hear of it', () => told() !== undefined);
    expect(localDateOf(late.play.timeZone, told()?.openedAt ?? '')).toBe(addDays(friday, 1));
  });
});

describe('a phase that would test less often', () => {
  const hasBegun = ({ all }: Journey, phase: number) =>
    all('episode').some(({ phaseIndex }) => phaseIndex === phase);
  const rates = ({ all }: Journey) =>
    all('episode').map(({ phaseIndex, testRate }) => [phaseIndex, testRate.phaseIndex]);

  test('does so once the counselor has signed for it', async () => {
    const journey = await begin();
    await journey.untilTrue('the second phase has begun', () => hasBegun(journey, 1));
    expect(rates(journey)).toEqual([[1, 0]]);
    await journey.days(3);
    expect(rates(journey)).toEqual([[1, 1]]);
    expect(journey.tasks('taper-sign-off')).toMatchObject([
      { asked: ['ada-lindqvist'], answer: { choice: 'step down' } },
    ]);
    const facts = (await journey.audit(journey.episode())).map(({ what }) => what);
    expect(facts.filter((what) => what === 'lower test rate signed off')).toHaveLength(1);
  });

  test.each([
    ['the counselor keeps the rate', { choice: 'keep the present rate' }],
    ['nobody answers', null],
  ])('keeps the present rate when %s, and is asked about again after the next review', async (_, says) => {
    const journey = await begin({ behaviour: everyone({ 'taper-sign-off': says }) });
    await journey.untilTrue('the second phase has begun', () => hasBegun(journey, 1));
    expect(rates(journey)).toEqual([[1, 0]]);
    const reviews = () => journey.all('review').length;
    const before = reviews();
    await journey.untilTrue('another review is done', () => reviews() > before);
    await journey.untilTrue('the question is put again', () => journey.tasks('taper-sign-off').length > 1);
    const [first, second] = journey.tasks('taper-sign-off');
    expect((second?.openedAt ?? '') > (first?.openedAt ?? '')).toBe(true);
    const draws = journey.all('drugTest').length;
    await journey.untilRest();
    expect(rates(journey)).toEqual([[2, 0]]);
    expect(journey.all('drugTest').length).toBeGreaterThan(draws);
    expect(journey.episode().ending).toBe('completed');
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});
