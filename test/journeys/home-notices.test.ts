import { describe, expect, test } from 'vitest';
import type { DisclosureCategory } from '../../lambdas/domain/consent.ts';
import { categoryOfNews } from '../../lambdas/domain/home-notice.ts';
import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import { everyone, nobodyBut } from './answers.ts';
import { homePage } from './home-page.ts';
import { begin, type DatedReferral, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const manager = 'cedar-house.primary';
const everything: DisclosureCategory[] = [
  'placement',
  'residence',
  'attendance',
  'test-status',
  'test-results',
  'discharge',
  'referral',
];

/** A client who lets the home know some categories. */
function consenting(name: string, categories: DisclosureCategory[]): DatedReferral {
  const plain = referral(name, { homeChoices: ['cedar-house'] });
  const consents = plain.consents.map((consent) => ({ ...consent, categories }));
  return { ...plain, consents };
}

const newsOf = (journey: Journey, name: string) =>
  journey
    .all('homeNotice')
    .filter(({ episodeId }) => episodeId === journey.episode(name).id)
    .map(({ news }) => news.news);

describe('two residents of one home, of whom one lets it know everything and one only where she lives', async () => {
  // Given both, whose tests, phases and endings go their way
  const journey = await begin({
    referrals: [
      consenting('Nora Testwell', everything),
      consenting('Tess Mockingham', ['placement', 'residence', 'referral']),
    ],
    behaviour: everyone(),
  });
  await journey.untilRest();
  const notices = journey.tasks('home-notice');

  test('the home is told once a day at most, and notes each list', () => {
    const days = notices.map(({ about }) => about.day);
    expect(days.length).toBeGreaterThan(3);
    expect(new Set(days).size).toBe(days.length);
    expect(notices.every(({ status, answer }) => status === 'answered' && answer?.choice === 'noted')).toBe(
      true,
    );
  });

  test('of the first it hears tests that were due, each phase, and the discharge', () => {
    const news = newsOf(journey, 'Nora Testwell');
    expect(new Set(news)).toEqual(new Set(['test status', 'phase begun', 'discharged']));
    expect(news.filter((one) => one === 'discharged')).toHaveLength(1);
  });

  test('of the second it hears nothing, and a person is asked what can be said of her discharge', () => {
    expect(newsOf(journey, 'Tess Mockingham')).toEqual([]);
    const untold = journey.tasks('consent-needed', journey.episode('Tess Mockingham'));
    expect(untold).toMatchObject([{ reason: 'category missing', about: { homeId: 'cedar-house' } }]);
  });

  test('only the first is in the ledger for it, and nobody is owed anything', async () => {
    const lines = journey.all('disclosure').filter(({ description }) => description === 'home-notice');
    expect(new Set(lines.map(({ episodeId }) => episodeId))).toEqual(
      new Set([journey.episode('Nora Testwell').id]),
    );
    expect(await obligationsUnmet(journey)).toEqual([]);
  });

  test('no mail about it names anybody', () => {
    const mails = JSON.stringify(journey.mailsTo(manager));
    for (const name of ['Nora', 'Testwell', 'Tess', 'Mockingham']) expect(mails).not.toContain(name);
  });
});

/** A resident with a test that came out negative, and a home that does not note its lists. */
async function afterATest(categories = everything) {
  const journey = await begin({
    referrals: [consenting('Nora Testwell', categories)],
    behaviour: everyone({ 'home-notice': null }),
  });
  await journey.untilTrue('a test is negative', () =>
    journey.all('drugTest').some(({ outcome }) => outcome === 'negative'),
  );
  const done = journey.all('drugTest').find(({ outcome }) => outcome === 'negative');
  if (!done) throw new Error('there is such a test');
  return { journey, testId: done.id, episodeId: done.episodeId };
}

describe('a result', async () => {
  const { journey, testId, episodeId } = await afterATest();
  const before = newsOf(journey, 'Nora Testwell');
  await journey.act('result-told', { episodeId, testId });
  const after = newsOf(journey, 'Nora Testwell');
  const { day } = journey.all('homeNotice').find(({ news }) => news.news === 'test result') ?? {};
  const listed = () =>
    journey.tasks('home-notice').find(({ about, asked }) => about.day === day && asked.length > 0);
  await journey.untilTrue('the list of that day has gone out', () => listed() !== undefined);
  const task = listed() as HumanTask;
  const page = homePage(journey, manager);
  const shown = await page.enter();

  test('is on the home’s list only after the client has heard it', () => {
    expect(before).not.toContain('test result');
    expect(after).toContain('test result');
  });

  test('is shown after the passcode, beside whether a test was given', () => {
    expect(task.about.homeId).toBe('cedar-house');
    expect(shown.body).toMatch(/Test of [A-Z][a-z]+ \d+, 2027: negative\./);
    expect(shown.body).toMatch(/A test was due [^:]+: given\./);
  });

  test('is in the ledger, each thing under its own category', () => {
    const lines = journey.all('disclosure').filter(({ description }) => description === 'home-notice');
    expect(lines.map(({ category }) => category).sort()).toEqual(
      journey
        .all('homeNotice')
        .filter((notice) => notice.day === day)
        .map(({ news }) => categoryOfNews(news))
        .sort(),
    );
    expect(lines.map(({ category }) => category)).toContain('test-results');
  });

  test('that is corrected is shown no more', async () => {
    await journey.act('correct-test', {
      episodeId,
      testId,
      outcome: 'dilute',
      reason: 'the wrong line was read',
    });
    const again = await page.post({ action: 'open' });
    expect(again.statusCode).toBe(200);
    expect(again.body).not.toContain(': negative.');
  });

  test('of somebody who revokes before the page is opened is not shown, nor is anything else of hers', async () => {
    await journey.act('revoke', { episodeId, recipientId: 'cedar-house', how: 'written' });
    const again = await page.post({ action: 'open' });
    expect(again.body).not.toContain('Nora');
    const late = await page.post({ action: 'answer', taskId: task.id, [`choice.${task.id}`]: 'noted' });
    expect(late.statusCode).toBe(410);
  });
});

test('a result is not told without the consent for results', async () => {
  const { journey, testId, episodeId } = await afterATest(['placement', 'residence', 'test-status']);
  await journey.act('result-told', { episodeId, testId });
  expect(newsOf(journey, 'Nora Testwell')).not.toContain('test result');
});

test('a presumptive result cannot be recorded as told', async () => {
  const journey = await begin({
    referrals: [consenting('Nora Testwell', everything)],
    behaviour: everyone({
      'collect-specimen': { choice: 'presumptive positive' },
      'confirm-specimen': null,
    }),
  });
  await journey.untilTrue('a test is presumptive positive', () =>
    journey.all('drugTest').some(({ outcome }) => outcome === 'presumptive positive'),
  );
  const presumptive = journey.all('drugTest').find(({ outcome }) => outcome === 'presumptive positive');
  await expect(
    journey.act('result-told', { episodeId: presumptive?.episodeId, testId: presumptive?.id }),
  ).rejects.toThrow('has no definitive result');
});

describe('a list that the home does not note', async () => {
  const journey = await begin({
    referrals: [consenting('Nora Testwell', everything)],
    behaviour: everyone({ 'home-notice': null }),
  });
  await journey.untilTrue('a list has climbed to its end', () =>
    journey.tasks('home-notice').some(({ rung, asked }) => rung === 3 && asked.includes('carmen-ruiz')),
  );
  const task = journey.tasks('home-notice').find(({ rung }) => rung === 3);

  test('goes to the manager twice, to the backup, then to the case manager, who calls', () => {
    expect(task?.asked).toEqual([manager, 'cedar-house.backup', 'carmen-ruiz']);
    const mail = journey.mailsTo('carmen-ruiz').find(({ id }) => id.startsWith(task?.id ?? '-'));
    expect(mail?.text).toContain('+1 555 010 0201');
  });
});

test('a client who moves out: the home that is left hears that the bed is free', async () => {
  const journey = await begin({
    referrals: [consenting('Nora Testwell', everything)],
    behaviour: everyone(),
  });
  await journey.until(journey.at(0, '12:00'));
  await journey.untilTrue('she is in treatment', () => journey.episode().stage === 'treatment');
  await journey.act('change-home', {
    episodeId: journey.episode().id,
    homeId: null,
    reason: 'moves to a sister',
  });
  expect(newsOf(journey, 'Nora Testwell')).toContain('bed released');
});

test('nothing is said of a death', async () => {
  const journey = await begin({
    referrals: [consenting('Nora Testwell', everything)],
    behaviour: nobodyBut({ intake: {}, 'placement-request': {}, 'death-confirmation': {} }),
  });
  await journey.until(journey.at(0, '12:00'));
  await journey.untilTrue('she is in treatment', () => journey.episode().stage === 'treatment');
  await journey.act('report-death', {
    episodeId: journey.episode().id,
    reportedBy: 'carmen-ruiz',
    reason: 'told by family',
  });
  await journey.untilTrue('treatment has ended', () => journey.episode().ending === 'deceased');
  expect(newsOf(journey, 'Nora Testwell')).not.toContain('discharged');
});
