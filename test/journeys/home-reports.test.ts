import { describe, expect, test } from 'vitest';
import { everyone } from './answers.ts';
import { homePage, standingLink } from './home-page.ts';
import { begin, type Journey, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

const manager = 'cedar-house.primary';

async function homeOfTwo(): Promise<Journey> {
  const journey = await begin({
    referrals: [referral('Nora Testwell'), referral('Tess Mockingham')],
    behaviour: everyone({ 'home-check-in': null }),
  });
  await journey.untilTrue('the home is asked about both', () =>
    journey.tasks('home-check-in').some(({ items, asked }) => items.length === 2 && asked.length > 0),
  );
  return journey;
}

/** The task that tells the case manager to call, once it has reached her. */
async function callForHome(journey: Journey) {
  const isAsked = () => journey.tasks('resident-report').some(({ asked }) => asked.includes('carmen-ruiz'));
  await journey.untilTrue('the case manager is asked to call', isAsked, 1);
  return journey.tasks('resident-report')[0];
}

/** The reports and tasks that a home's words have led to. */
function followed(journey: Journey) {
  const kinds = [
    'incident-report',
    'bed-at-risk',
    'bed-risk-decision',
    'resident-report',
    'resident-needs',
  ] as const;
  return kinds
    .flatMap((kind) => journey.tasks(kind))
    .map(({ kind, ownerId, reason }) => [kind, ownerId, reason]);
}

describe('a check-in that tells of an incident with one resident and says nothing of the other yet', async () => {
  // Given a home that is asked about two, and answers for one of them: an incident, a missed curfew, no food
  const journey = await homeOfTwo();
  const checkIn = journey.openTask('home-check-in');
  const [first = '', second = ''] = checkIn.items;
  const page = homePage(journey, manager);
  await page.enter();
  const said = await page.post([
    ['action', 'answer'],
    ['taskId', checkIn.id],
    [`item.${checkIn.id}.${first}`, 'incident'],
    [`tick.${checkIn.id}.${first}`, 'curfew missed'],
    [`tick.${checkIn.id}.${first}`, 'food'],
    [`tick.${checkIn.id}.${first}`, 'conflict'],
    [`field.${checkIn.id}.freeBeds`, '2'],
    [`comment.${checkIn.id}`, 'They shouted at each other.'],
  ]);
  const saidAt = journey.play.clinic.now();
  await journey.until(new Date(Date.parse(saidAt) + 20 * 60_000).toISOString());
  const asked = followed(journey);
  const stillOpen = journey.openTask('home-check-in').id === checkIn.id;
  await page.post([
    ['action', 'answer'],
    ['taskId', checkIn.id],
    [`item.${checkIn.id}.${second}`, 'all well'],
  ]);
  await journey.untilRest();

  test('is taken although it is not complete, and the right people are asked within minutes', () => {
    expect(said.statusCode).toBe(200);
    expect(stillOpen).toBe(true);
    const { counselorId, caseManagerId } = journey.all('episode').find(({ id }) => id === first) ?? {};
    expect(asked).toEqual([
      ['incident-report', counselorId, 'incident'],
      ['resident-report', caseManagerId, 'curfew missed'],
    ]);
  });

  test('keeps what was ticked and written, and asks nobody a second time when the rest is answered', () => {
    expect(followed(journey)).toEqual(asked);
    expect(journey.all('homeReport')).toMatchObject([
      {
        episodeId: first,
        said: 'incident',
        comment: 'They shouted at each other.',
        via: 'check-in',
        by: manager,
      },
    ]);
    expect(journey.all('homeReport')[0]?.ticks).toEqual(['curfew missed', 'food', 'conflict']);
  });

  test('fills the bed board, and leaves nobody owed anything', async () => {
    expect(journey.all('freeBeds')).toMatchObject([
      { id: 'cedar-house', freeBeds: 2, isAtLeast: false, by: manager, via: 'check-in' },
    ]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

test('what is ticked for somebody without an answer is not taken, and nothing is lost of what was posted', async () => {
  const journey = await homeOfTwo();
  const checkIn = journey.openTask('home-check-in');
  const [first = '', second = ''] = checkIn.items;
  const page = homePage(journey, manager);
  await page.enter();
  const refused = await page.post([
    ['action', 'answer'],
    ['taskId', checkIn.id],
    [`item.${checkIn.id}.${first}`, 'concern'],
    [`tick.${checkIn.id}.${second}`, 'medication'],
  ]);
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('Nothing was chosen');
  expect(refused.body).toMatch(new RegExp(`name="item\\.[^"]*${first}" value="concern" checked`));
  expect(refused.body).toMatch(new RegExp(`name="tick\\.[^"]*${second}" value="medication" checked`));
  expect(journey.openTask('home-check-in').answer).toBeNull();
});

describe('a home that reports at night by its standing link', async () => {
  // Given the manager's standing link
  const journey = await homeOfTwo();
  const [first = '', second = ''] = journey.openTask('home-check-in').items;
  const url = await standingLink(journey, 'cedar-house', 'Gus Hartmann');
  const page = homePage(journey, manager, url);
  await journey.until(journey.at(8, '23:40'));
  // When a bed is at risk, and the button is pressed twice
  const shown = await page.enter();
  const report = {
    action: 'report',
    resident: first,
    event: 'bed at risk',
    comment: 'Rent is three weeks late.',
  };
  const thanks = await page.post(report);
  await page.post(report);
  const linked = await standingLink(journey, 'cedar-house', 'Gus Hartmann');
  await journey.until(journey.at(8, '23:59'));

  test('sees 911 and the clinic’s numbers before the form, and each consented resident by name', () => {
    expect(shown.body.indexOf('call 911 first')).toBeGreaterThan(0);
    expect(shown.body.indexOf('call 911 first')).toBeLessThan(shown.body.indexOf('<form'));
    expect(shown.body.indexOf('+1 555 010 0199')).toBeLessThan(shown.body.indexOf('<form'));
    for (const name of ['Nora Testwell', 'Tess Mockingham']) expect(shown.body).toContain(name);
    expect(shown.body).toContain('42 CFR part 2 prohibits');
  });

  test('leads to the case manager’s and the clinician’s task the same night, once', () => {
    expect(thanks.statusCode).toBe(200);
    expect(thanks.body).not.toContain('Nora');
    expect(followed(journey).map(([kind]) => kind)).toEqual(['bed-at-risk', 'bed-risk-decision']);
    expect(journey.all('homeReport')).toHaveLength(1);
  });

  test('is in the ledger for each resident that it showed', () => {
    for (const episodeId of [first, second]) {
      const lines = journey.all('disclosure').filter((line) => line.episodeId === episodeId);
      expect(lines.filter(({ description }) => description === 'home-report')).toMatchObject([
        { recipientId: 'cedar-house', contactId: manager, category: 'residence' },
      ]);
    }
  });

  test('keeps its address', () => expect(linked).toBe(url));

  test('shows the case manager what was said, by whom, and whom to call', async () => {
    const task = await journey.untilAsked('bed-at-risk', 'carmen-ruiz');
    const staff = homePage(journey, 'carmen-ruiz');
    const { body } = await staff.enter();
    expect(task.about.reportId).toBe(journey.all('homeReport')[0]?.id);
    expect(body).toContain('Rent is three weeks late.');
    expect(body).toContain('Gus Hartmann, Cedar Example House');
  });
});

describe('a resident who revokes the consent while the report page is open', async () => {
  const journey = await homeOfTwo();
  const [first = ''] = journey.openTask('home-check-in').items;
  const page = homePage(journey, manager, await standingLink(journey, 'cedar-house', 'Gus Hartmann'));
  await page.enter();
  await journey.act('revoke', { episodeId: first, recipientId: 'cedar-house', how: 'oral' });
  const refused = await page.post({ action: 'report', resident: first, event: 'incident' });
  const again = await page.post({ action: 'open' });
  const name = journey
    .all('client')
    .find(({ id }) => journey.all('episode').find((one) => one.id === first)?.clientId === id)?.name;

  test('cannot be reported on any more, and is no longer shown', () => {
    expect(refused.statusCode).toBe(422);
    expect(journey.all('homeReport')).toEqual([]);
    expect(again.body).not.toContain(name);
  });

  test('is a reason for the case manager to call the home the same day', async () => {
    const task = await callForHome(journey);
    expect(task).toMatchObject({
      reason: 'report refused',
      episodeId: first,
      about: { homeId: 'cedar-house' },
    });
  });
});

test('the standing link of one home shows nobody of another', async () => {
  const journey = await homeOfTwo();
  const [first = ''] = journey.openTask('home-check-in').items;
  const page = homePage(
    journey,
    'casa-olmo.primary',
    await standingLink(journey, 'casa-olmo', 'Inés Calderón'),
  );
  const shown = await page.enter();
  for (const { name } of journey.all('client')) expect(shown.body).not.toContain(name);
  const refused = await page.post({ action: 'report', resident: first, event: 'incident' });
  expect(refused.statusCode).toBe(422);
  expect(journey.all('homeReport')).toEqual([]);
});

test('an incident told of somebody who has just revoked is not taken with the check-in, and staff call the home', async () => {
  // Given a page about two that is open while one of them revokes
  const journey = await homeOfTwo();
  const checkIn = journey.openTask('home-check-in');
  const [first = '', second = ''] = checkIn.items;
  const page = homePage(journey, manager);
  await page.enter();
  await journey.act('revoke', { episodeId: first, recipientId: 'cedar-house', how: 'oral' });
  // When the manager answers for both
  const refused = await page.post([
    ['action', 'answer'],
    ['taskId', checkIn.id],
    [`item.${checkIn.id}.${first}`, 'incident'],
    [`item.${checkIn.id}.${second}`, 'all well'],
  ]);
  // Then nothing is taken, and the case manager hears that there is something to ask
  expect(refused.statusCode).toBe(422);
  expect(journey.openTask('home-check-in').answer).toBeNull();
  expect(journey.all('homeReport')).toEqual([]);
  const task = await callForHome(journey);
  expect(task).toMatchObject({ reason: 'report refused', episodeId: first });
});
