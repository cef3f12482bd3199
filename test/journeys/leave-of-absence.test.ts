import { describe, expect, test } from 'vitest';
import { everyone } from './answers.ts';
import { begin, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const [from, to] = ['2027-01-14', '2027-01-20'];

async function onLeave(setting: Parameters<typeof begin>[0] = {}): Promise<Journey> {
  const journey = await begin(setting);
  await journey.until(journey.at(9, '09:00'));
  return journey;
}

const leaveOf = (journey: Journey) => ({
  episodeId: journey.episode().id,
  from,
  to,
  reason: 'the father is dying',
  approvedBy: 'ada-lindqvist',
});

const recordsOf = (journey: Journey) => journey.all('attendance', journey.episode());
const isAway = ({ date }: { date: string }) => from <= date && date <= to;

describe('a client on leave who comes back', async () => {
  // Given a client of a home with consent, on an approved leave of a week
  const journey = await onLeave();
  const before = journey.episode();
  await journey.act('leave', { ...leaveOf(journey), movePlannedEnd: true });
  const moved = journey.episode();
  await journey.untilRest();

  test('is neither drawn nor on a sheet while away, and misses nothing', () => {
    expect(moved.excusedDates).toEqual(expect.arrayContaining([from, '2027-01-17', to]));
    const tests = journey.all('drugTest', moved).filter(({ basis }) => basis === 'random');
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter(isAway)).toEqual([]);
    expect(recordsOf(journey).filter(isAway)).toEqual([]);
    expect(recordsOf(journey).some(({ date }) => date > to)).toBe(true);
    expect(journey.tasks('missed-session')).toEqual([]);
  });

  test('ends later by the days away, within the program’s longest episode', () => {
    expect([before.plannedEndOn, moved.plannedEndOn]).toEqual(['2027-02-19', '2027-02-26']);
    expect(journey.episode()).toMatchObject({ ending: 'completed', endedOn: '2027-02-26' });
  });

  test('the home hears of it, and the day after the counselor says that the client is back', async () => {
    const homeId = moved.residence?.homeId;
    const told = journey.all('homeNotice').filter(({ news }) => news.news === 'on leave');
    expect(told).toMatchObject([{ homeId, news: { from, to } }]);
    const [question, ...others] = journey.tasks('leave-return');
    expect(others).toEqual([]);
    expect(question).toMatchObject({ ownerId: moved.counselorId, answer: { choice: 'back' } });
    expect(question?.openedAt.slice(0, 10)).toBe('2027-01-21');
    expect(journey.episode().leaves).toMatchObject([{ from, to, returned: { isBack: true } }]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client on leave who does not come back', async () => {
  // Given a client who is away, and not back on the day after
  const journey = await onLeave({
    behaviour: everyone({
      'leave-return': { choice: 'not back' },
      'attendance-sheet': ({ openedAt }) => (openedAt > '2027-01-21' ? { choice: 'missed' } : {}),
    }),
  });
  await journey.act('leave', leaveOf(journey));
  await journey.until(journey.at(21, '23:00'));

  test('is called, and the director hears of it; from then on misses count again', () => {
    const { id: episodeId } = journey.episode();
    const reason = 'not back from leave';
    expect(journey.tasks('missed-session').filter((task) => task.reason === reason)).toMatchObject([
      { episodeId },
    ]);
    expect(journey.tasks('absent-client').filter((task) => task.reason === reason)).toMatchObject([
      { episodeId, ownerId: 'fay-moreau' },
    ]);
    expect(journey.tasks('missed-again').length).toBeGreaterThan(0);
  });

  test('can be ended as lost to contact, and nobody is owed anything', async () => {
    const { id: episodeId } = journey.episode();
    await journey.act('end-early', {
      episodeId,
      ending: 'lost to contact',
      reason: 'not reached',
      attemptsNotMade: 'in the tasks',
    });
    await journey.untilRest();
    expect(journey.episode().ending).toBe('lost to contact');
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

test('the question about the return that nobody answers climbs to the director', async () => {
  const journey = await onLeave({ behaviour: everyone({ 'leave-return': null }) });
  await journey.act('leave', leaveOf(journey));
  await journey.untilRest();
  const [question] = journey.tasks('leave-return');
  expect(question).toMatchObject({ status: 'given up', asked: expect.arrayContaining(['fay-moreau']) });
});

describe('a leave whose end is moved', async () => {
  // Given a leave, and a client who comes back two days early
  const journey = await onLeave();
  await journey.act('leave', leaveOf(journey));
  await journey.until(journey.at(14, '10:00'));
  await journey.act('leave', { ...leaveOf(journey), to: '2027-01-18', reason: 'back early' });
  await journey.untilRest();

  test('frees the days that are left: sessions and draws count again, and the return is asked once', async () => {
    const { excusedDates, leaves } = journey.episode();
    expect(leaves).toMatchObject([{ from, to: '2027-01-18' }]);
    expect(excusedDates.filter((date) => date > '2027-01-18' && date <= to)).toEqual([]);
    expect(recordsOf(journey).filter(({ date }) => date === '2027-01-19').length).toBeGreaterThan(0);
    expect(journey.tasks('leave-return').map(({ about }) => about.to)).toEqual(['2027-01-18']);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

test.each([
  [{ to: '2027-01-13' }, /before the first day/],
  [{ from: '2027-01-04' }, /before the admission/],
  [{ to: '2027-03-01' }, /longer than 31 days/],
  [{ approvedBy: 'dev-patel' }, /cannot approve/],
  [{ from: '2027-04-01', to: '2027-04-02' }, /after the planned end/],
])('a leave with %o is refused', async (changes, problem) => {
  const journey = await onLeave();
  await expect(journey.act('leave', { ...leaveOf(journey), ...changes })).rejects.toThrow(problem);
  expect(journey.episode().leaves).toBeUndefined();
});

describe('a client whose schedule is changed', async () => {
  // Given a client on the day track whose home may hear about attendance
  const journey = await onLeave();
  const { id: episodeId } = journey.episode();
  const change = { episodeId, decidedBy: 'ada-lindqvist', reason: 'found work by day' };
  const done = await journey.act('change-schedule', { ...change, track: 'evening' });
  await journey.until(journey.at(10, '23:30'));

  test('attends the other track from the same day on', () => {
    const sinceThen = recordsOf(journey).filter(({ date }) => date >= '2027-01-13');
    expect(sinceThen.length).toBeGreaterThan(1);
    expect(sinceThen.every(({ sessionId }) => sessionId.startsWith('evening-'))).toBe(true);
    expect(done.summary).toMatch(/hours a week/);
  });

  test('can attend a choice of sessions, until the next phase begins, and clashes with work are named', async () => {
    const sessionIds = ['day-group', 'evening-individual'];
    const { warnings } = await journey.act('change-schedule', { ...change, sessionIds });
    expect(warnings).toEqual(
      expect.arrayContaining(['Process group on Monday lies in the client’s hours of work or school.']),
    );
    await journey.untilRest();
    const records = recordsOf(journey).filter(({ date }) => date >= '2027-01-15');
    const chosen = records.filter(({ sessionId }) => sessionIds.includes(sessionId));
    expect(chosen.length).toBeGreaterThan(0);
    const later = records.filter(({ sessionId }) => sessionId === 'evening-life-skills-practice');
    expect(later.length).toBeGreaterThan(0);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });

  test('needs a session of the program and a clinician', async () => {
    await expect(journey.act('change-schedule', { ...change, sessionIds: ['nothing'] })).rejects.toThrow(
      /there is no session|not in treatment/,
    );
  });
});

test.each([
  ['hears the number of days where the consent covers attendance', ['attendance'] as const, [5]],
  ['is told nothing where it does not', [] as const, []],
])('of a changed schedule the home %s', async (_, more, daysTold) => {
  // Given a client with a consent for the home
  const { consents, ...rest } = referral('Nora Testwell');
  const signed = consents.map((consent) =>
    consent.categories.includes('residence')
      ? { ...consent, categories: [...consent.categories.filter((one) => one !== 'attendance'), ...more] }
      : consent,
  );
  const journey = await onLeave({ referrals: [{ ...rest, consents: signed }] });
  const { id: episodeId } = journey.episode();
  // When a clinician moves the client to the evening
  const change = { track: 'evening', decidedBy: 'ada-lindqvist', reason: 'found work' };
  await journey.act('change-schedule', { episodeId, ...change });
  // Then the home is told what its consent lets it know
  expect(journey.episode()).toMatchObject({ track: 'evening', residence: { homeId: 'cedar-house' } });
  const told = journey.all('homeNotice').map(({ news }) => news);
  expect(told.flatMap((news) => (news.news === 'schedule changed' ? [news.daysPerWeek] : []))).toEqual(
    daysTold,
  );
});
