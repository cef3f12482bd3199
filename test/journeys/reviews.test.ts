import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../lambdas/domain/clinic-calendar.ts';
import type { ProgramFile } from '../../lambdas/domain/program.ts';
import { sheerProgram } from '../example-clinic.ts';
import { visibleText } from '../pages/markup.ts';
import { type Answers, everyone } from './answers.ts';
import { begin, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';
import { visitor } from './visitor.ts';

const counselor = 'ada-lindqvist';
const reason = 'sleeps badly and has missed two groups';

/** The decision in each review, one after the other; all that follow go on as planned. */
function deciding(choices: string[], others: Answers = {}) {
  const decided = new Map<string, string>();
  return everyone({
    ...others,
    review: ({ id }) => {
      const choice = decided.get(id) ?? choices[decided.size] ?? 'advance';
      decided.set(id, choice);
      return { choice, fields: { reason } };
    },
  });
}

const decisions = (journey: Journey) =>
  [...journey.all('review')].sort((a, b) => (a.date < b.date ? -1 : 1)).map(({ decision }) => decision);

describe('a client who is held in the first phase', async () => {
  const journey = await begin({ behaviour: deciding(['hold']) });
  const plannedEnd = () => journey.episode().plannedEndOn ?? '';
  await journey.untilTrue('a review is open', () => journey.tasks('review').length > 0);
  const before = plannedEnd();
  await journey.untilTrue('it is done', () => decisions(journey).length > 0);
  const held = journey.episode();
  await journey.untilRest();

  test('stays there for another interval, and treatment lasts as much longer', async () => {
    expect(held).toMatchObject({ phaseIndex: 0, phaseStartedOn: held.lastReviewedOn });
    expect(held.plannedEndOn).toBe(addDays(before, 14));
    const begun = (await journey.audit(held)).filter(({ what }) => what === 'phase begun');
    expect(begun.map(({ details }) => details?.phaseIndex)).toEqual([1, 2]);
    expect(daysBetween(held.phaseStartedOn ?? '', begun[0]?.at.slice(0, 10) ?? '')).toBe(15);
  });

  test('has the reason on record, and completes the program all the same', async () => {
    expect(journey.all('review')[0]).toMatchObject({ by: counselor });
    expect(journey.all('review').map(({ reason: why }) => why)).toContain(reason);
    expect(journey.episode()).toMatchObject({ ending: 'completed', endedOn: plannedEnd() });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client who is stepped up in the second phase', async () => {
  const journey = await begin({ behaviour: deciding(['advance', 'step up']) });
  await journey.untilTrue('both reviews are done', () => decisions(journey).length === 2);
  const after = journey.episode();
  await journey.untilRest();

  test('goes back one phase, is tested as often as there, and steps down anew', async () => {
    expect(after).toMatchObject({ phaseIndex: 0, testRate: { phaseIndex: 0 } });
    const begun = (await journey.audit(after)).filter(({ what }) => what === 'phase begun');
    expect(begun.map(({ details }) => details?.phaseIndex)).toEqual([1, 1, 2]);
    expect(journey.tasks('higher-level-decision')).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client who is stepped up in the first phase', async () => {
  const journey = await begin({ behaviour: deciding(['step up'], { 'higher-level-decision': null }) });
  await journey.untilTrue('the first review is done', () => decisions(journey).length === 1);
  const after = journey.episode();
  const asked = await journey.untilAsked('higher-level-decision', counselor);
  const page = visibleText((await visitor(journey, counselor).open()).body);
  await visitor(journey, counselor).answer(asked, { choice: 'refer to a higher level of care' });
  await journey.untilRest();

  test('cannot go back a phase: the counselor is asked at once about a higher level of care', () => {
    expect(after.phaseIndex).toBe(0);
    expect(asked).toMatchObject({ reason: 'stepped up in the first phase' });
    expect(page).toContain('Does the client need a higher level of care?');
    expect(page).toContain(reason);
  });

  test('ends as stepped up when the counselor says so', async () => {
    expect(journey.episode()).toMatchObject({ ending: 'stepped up', stage: 'closed' });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client who is discharged in a review', async () => {
  const journey = await begin({ behaviour: deciding(['advance', 'discharge']) });
  await journey.untilRest();

  test('ends treatment that day, and everything after it goes on', async () => {
    const episode = journey.episode();
    expect(episode).toMatchObject({ ending: 'completed early', stage: 'closed' });
    expect(decisions(journey)).toEqual(['advance', 'discharge']);
    expect((episode.endedOn ?? '') < (episode.plannedEndOn ?? '')).toBe(true);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client whom nobody reviews', async () => {
  const journey = await begin({ behaviour: everyone({ review: null, milestones: null }) });
  await journey.untilRest();
  const episode = journey.episode();

  test('is told of to the director once it is overdue, and again at the next interval', () => {
    const alerts = journey.tasks('clinic-alert').filter(({ reason: why }) => why === 'review overdue');
    const days = alerts.map(({ openedAt }) => daysBetween(episode.admittedOn ?? '', openedAt.slice(0, 10)));
    expect(days).toEqual([30, 44]);
    expect(alerts.every(({ asked }) => asked[0] === 'fay-moreau')).toBe(true);
  });

  test('is asked about again after each silence, up the ladder to the director', () => {
    const reviews = journey.tasks('review');
    expect(reviews.length).toBeGreaterThan(2);
    expect(reviews.filter(({ status }) => status === 'given up').length).toBeGreaterThan(1);
    for (const { status, asked } of reviews) if (status === 'given up') expect(asked).toContain('fay-moreau');
  });

  test('ends on the planned day: no open question holds it back', async () => {
    expect(episode).toMatchObject({ ending: 'completed', endedOn: episode.plannedEndOn });
    expect(daysBetween(episode.admittedOn ?? '', episode.endedOn ?? '')).toBe(44);
    expect(journey.tasks('review').some(({ status }) => status === 'open')).toBe(false);
  });
});

describe('two missed tests', async () => {
  const journey = await begin({ behaviour: everyone({ 'collect-specimen': { choice: 'missed' } }) });
  await journey.untilTrue('a review is asked for', () => journey.tasks('review').length > 0);
  const [review] = journey.tasks('review');
  const missed = journey.all('drugTest').filter(({ outcome }) => outcome === 'missed');

  test('bring the next review forward, and say why', async () => {
    expect(missed).toHaveLength(2);
    expect(review).toMatchObject({ reason: 'two tests missed' });
    const { admittedOn } = journey.episode();
    expect(daysBetween(admittedOn ?? '', review?.openedAt.slice(0, 10) ?? '')).toBeLessThan(14);
  });

  test('do so once: the same tests ask for no second review', async () => {
    await journey.untilTrue('it is done', () => decisions(journey).length === 1);
    const atReview = journey.all('drugTest').length;
    await journey.untilTrue('another test is called', () => journey.all('drugTest').length > atReview);
    expect(journey.tasks('review')).toHaveLength(1);
  });
});

describe('a clinician who asks for a review', async () => {
  const journey = await begin({ behaviour: everyone({ review: null }) });
  await journey.days(4);
  const because = 'came late and in tears on two mornings';
  const episodeId = journey.episode().id;
  await journey.act('request-review', { episodeId, reason: because });
  const again = journey.act('request-review', { episodeId, reason: because });
  await expect(again).rejects.toThrow('a review is open already');
  const task = await journey.untilAsked('review', counselor);
  const page = visibleText((await visitor(journey, counselor).open()).body);

  test('has the counselor asked with the next digest, who reads why and all that is on record', () => {
    expect(task.reason).toBe('a clinician asks for it');
    expect(page).toContain(because);
    for (const label of ['In the program', 'Goals', 'Tests so far', 'Attendance so far', 'Next phase'])
      expect(page).toContain(label);
    expect(page).toContain('There is no phase before it.');
  });

  test('leaves the next review an interval later', async () => {
    await visitor(journey, counselor).answer(task, { choice: 'advance' });
    expect(decisions(journey)).toEqual(['advance']);
    const { nextReviewOn, openReview } = journey.episode();
    expect(openReview).toBeNull();
    expect(nextReviewOn).toBe(addDays(task.openedAt.slice(0, 10), 14));
  });
});

describe('a program of seven days', async () => {
  const program = sheerProgram();
  const days = [3, 2, 2];
  const short: ProgramFile = {
    ...program,
    lengthDays: { min: 7, planned: 7, max: 7 },
    phases: program.phases.map((phase, index) => ({ ...phase, days: days[index] ?? 2 })),
  };
  const journey = await begin({ program: short, referrals: [referral('Nora Testwell', { plannedDays: 7 })] });
  await journey.untilRest();

  test('has its review inside them, with time to answer, and ends on its last day', async () => {
    const episode = journey.episode();
    expect(daysBetween(episode.admittedOn ?? '', episode.endedOn ?? '')).toBe(6);
    const [review] = journey.all('review');
    expect(review?.decision).toBe('advance');
    expect(daysBetween(episode.admittedOn ?? '', review?.date ?? '')).toBeLessThan(6);
    expect(episode.ending).toBe('completed');
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});
