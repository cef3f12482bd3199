import { describe, expect, test } from 'vitest';
import { instantOf } from '../../lambdas/domain/clinic-calendar.ts';
import { collectionOutcomes, confirmationOutcomes } from '../../lambdas/domain/drug-test.ts';
import { everyone } from './answers.ts';
import { firstTest } from './drug-test/first-test.ts';
import { begin, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

/** When collections close in the example. */
function closingOn({ play }: Journey, date: string): string {
  return instantOf(play.timeZone, date, '18:00');
}

const told = ['tell-client', 'collect-specimen'] as const;
const presumptive = { choice: 'presumptive positive', fields: { panels: 'cocaine' } };

describe('a negative test', async () => {
  const story = await firstTest();

  test('is told and collected, and asks nobody else', () => {
    expect(story.kinds()).toEqual([...told]);
    expect(story.test()).toMatchObject({
      outcome: 'negative',
      basis: 'random',
      telling: { by: 'dev-patel', how: 'phone' },
      specimen: { kind: 'urine', temperatureF: 95, readAfterMinutes: 2, creatinineMgDl: 110 },
    });
  });

  test('was on the morning’s list and on the one before closing, with closing as the deadline of its outcome', () => {
    const [, collect] = story.tasks();
    const { toldAt, window } = story.test();
    expect(Date.parse(window?.endsAt ?? '') - Date.parse(toldAt ?? '')).toBe(8 * 3_600_000);
    expect(collect?.dueAt).toBe(closingOn(story.journey, story.test().date));
    expect(story.journey.mailsTo('dev-patel')).toHaveLength(2);
  });
});

describe('a presumptive positive', () => {
  test('that is confirmed names who sent it and when, and a clinician decides', async () => {
    const {
      test: tested,
      kinds,
      tasks,
    } = await firstTest({
      'collect-specimen': presumptive,
      'confirm-specimen': { choice: 'definitive positive', fields: { panels: 'cocaine' } },
    });
    expect(kinds()).toEqual([...told, 'send-to-laboratory', 'confirm-specimen', 'clinician-decision']);
    expect(tested()).toMatchObject({
      outcome: 'presumptive positive',
      confirmation: 'definitive positive',
      panels: ['cocaine'],
      sentToLaboratory: { by: 'dev-patel', at: tasks()[2]?.answer?.at },
    });
    expect(tasks().at(-1)).toMatchObject({ reason: 'definitive positive', asked: ['ada-lindqvist'] });
  });

  test.each(['confirmed negative', 'consistent with prescription'])(
    'that the laboratory finds "%s" has no consequence',
    async (choice) => {
      const { test: tested, kinds } = await firstTest({
        'collect-specimen': presumptive,
        'confirm-specimen': { choice },
      });
      expect(kinds()).toEqual([...told, 'send-to-laboratory', 'confirm-specimen']);
      expect(tested()).toMatchObject({ confirmation: choice, panels: [], carryOver: [] });
    },
  );

  test.each(['dilute', 'tampered', 'laboratory rejected'])(
    'that the laboratory finds "%s" is a clinician’s to decide',
    async (choice) => {
      const { tasks } = await firstTest({
        'collect-specimen': presumptive,
        'confirm-specimen': { choice },
      });
      expect(tasks().at(-1)).toMatchObject({ kind: 'clinician-decision', reason: choice });
    },
  );

  test('that cannot be sent stays presumptive, and a clinician hears', async () => {
    const {
      test: tested,
      tasks,
      kinds,
    } = await firstTest({
      'collect-specimen': presumptive,
      'send-to-laboratory': { choice: 'cannot be sent' },
    });
    expect(kinds()).toEqual([...told, 'send-to-laboratory', 'clinician-decision']);
    expect(tasks().at(-1)?.reason).toBe('not sent to the laboratory');
    expect(tested()).toMatchObject({ outcome: 'presumptive positive', confirmation: null });
  });

  test('about which the laboratory stays silent stays presumptive, and a clinician hears', async () => {
    const { test: tested, tasks } = await firstTest({
      'collect-specimen': presumptive,
      'confirm-specimen': null,
    });
    expect(tasks().at(-1)).toMatchObject({ kind: 'clinician-decision', reason: 'no laboratory result' });
    expect(tested()).toMatchObject({ outcome: 'presumptive positive', confirmation: null });
  });

  test('that repeats one within the detection time is flagged as possible carry-over', async () => {
    // Given a client whose every specimen shows cannabinoids and cocaine
    const found = { fields: { panels: 'cannabinoids,cocaine' } };
    const journey = await begin({
      behaviour: everyone({
        'collect-specimen': { ...presumptive, ...found },
        'confirm-specimen': { choice: 'definitive positive', ...found },
      }),
    });
    // When two tests a week or more apart have come back
    const confirmed = () =>
      journey.all('drugTest').filter(({ confirmation }) => confirmation === 'definitive positive');
    await journey.untilTrue('two are confirmed', () => confirmed().length >= 2);
    const [first, second] = confirmed().sort((a, b) => (a.date < b.date ? -1 : 1));
    // Then the second may be the first: its clinician is told so
    expect(first?.carryOver).toEqual([]);
    expect(second?.carryOver).toContain('cannabinoids');
  });
});

describe.each(['dilute', 'tampered', 'refused', 'missed', 'laboratory rejected'])(
  'a test that is %s',
  (choice) => {
    test('is a clinician’s to decide the same day, and an automatic positive never', async () => {
      const { journey, test: tested, tasks, kinds } = await firstTest({ 'collect-specimen': { choice } });
      expect(kinds()).toEqual([...told, 'clinician-decision']);
      expect(tested()).toMatchObject({ outcome: choice, confirmation: null, panels: [] });
      const [, collect, decision] = tasks();
      expect(decision).toMatchObject({
        reason: choice,
        answer: { fields: { decision: 'talk at the next session' } },
      });
      expect(decision?.openedAt).toBe(collect?.answer?.at);
      expect(journey.mailsTo('ada-lindqvist').some(({ at }) => at === decision?.openedAt)).toBe(true);
    });
  },
);

describe('a client who is not told', () => {
  test('is not reached, and has not missed the test', async () => {
    const { test: tested, tasks, kinds } = await firstTest({ 'tell-client': { choice: 'not reached' } });
    expect(kinds()).toEqual(['tell-client', 'clinician-decision']);
    expect(tasks().at(-1)?.reason).toBe('not reached');
    expect(tested()).toMatchObject({ outcome: 'not reached', toldAt: null, window: null });
  });

  test('in time for any window is not reached, whatever happens then', async () => {
    // Given collections who tell the client at half past four, with closing at six
    const { test: tested, kinds } = await firstTest({
      'tell-client': ({ rung }) => (rung === 0 ? { afterMinutes: 10 * 60 + 25 } : null),
    });
    expect(tested()).toMatchObject({ outcome: 'not reached', window: null, telling: { by: 'dev-patel' } });
    expect(kinds()).toEqual(['tell-client', 'clinician-decision']);
  });

  test('but excused by link, with the reason, is a clinician’s to look at; the draw stands', async () => {
    const {
      journey,
      test: tested,
      tasks,
    } = await firstTest({
      'tell-client': { choice: 'excused', fields: { excuse: 'medical appointment' } },
    });
    expect(tested()).toMatchObject({ outcome: 'excused', excuse: 'medical appointment', collectedOn: null });
    expect(tasks().at(-1)).toMatchObject({ kind: 'clinician-decision', reason: 'excused' });
    const day = journey.all('drawDay').find(({ id }) => id === tested().date);
    expect(day?.calledEpisodeIds).toEqual([journey.episode().id]);
  });
});

describe('a client at work all through the window', async () => {
  // Given a client of the evening track who is told at half past six in the morning, and does not come
  const story = await firstTest(
    { 'collect-specimen': { choice: 'missed' } },
    { referrals: [referral('Nora Testwell', { track: 'evening' })] },
  );

  test('was not reached rather than missing', () => {
    expect(story.test()).toMatchObject({ outcome: 'not reached', window: { hasFreeHour: false } });
    expect(story.tasks().at(-1)).toMatchObject({ kind: 'clinician-decision', reason: 'not reached' });
  });
});

describe('a client who cannot give urine', () => {
  // Told at noon, so that the window lasts until closing and the evening's list comes within it.
  const late = { 'tell-client': ({ rung }: { rung: number }) => (rung === 0 ? { afterMinutes: 355 } : null) };

  test('is asked for oral fluid in the same window', async () => {
    const {
      journey,
      test: tested,
      tasks,
      kinds,
    } = await firstTest({
      ...late,
      'collect-specimen': ({ reason }) => (reason === 'unable' ? {} : { choice: 'unable', afterMinutes: 5 }),
    });
    expect(kinds()).toEqual([...told, 'collect-specimen']);
    expect(tasks()[2]).toMatchObject({ reason: 'unable', dueAt: tested().window?.endsAt });
    expect(tested().window?.endsAt).toBe(closingOn(journey, tested().date));
    expect(tested()).toMatchObject({
      outcome: 'negative',
      specimen: { kind: 'oral fluid', temperatureF: null },
    });
    expect(tested().window?.isCut).toBe(true);
  });

  test('nor oral fluid is a clinician’s to decide about', async () => {
    const {
      test: tested,
      kinds,
      tasks,
    } = await firstTest({
      ...late,
      'collect-specimen': { choice: 'unable', afterMinutes: 5 },
    });
    expect(kinds()).toEqual([...told, 'collect-specimen', 'clinician-decision']);
    expect(tasks().at(-1)?.reason).toBe('unable');
    expect(tested()).toMatchObject({ outcome: 'unable', collectedOn: null });
  });
});

describe('whatever a test comes to, every time', () => {
  const collected = collectionOutcomes.map((choice) => [choice, { 'collect-specimen': { choice } }] as const);
  const confirmed = confirmationOutcomes.map(
    (choice) => [choice, { 'collect-specimen': presumptive, 'confirm-specimen': { choice } }] as const,
  );

  test.each([...collected, ...confirmed])('"%s" ends nobody’s treatment', async (_, answers) => {
    const journey = await begin({ behaviour: everyone(answers) });
    await journey.untilRest();
    const episode = journey.episode();
    expect(episode).toMatchObject({ ending: 'completed', endedOn: episode.plannedEndOn });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});
