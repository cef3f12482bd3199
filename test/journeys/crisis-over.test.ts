import { describe, expect, test } from 'vitest';
import { atNight, director, minutes, pagerReply, start, theCrisis } from './crisis/night.ts';

describe('a crisis that somebody has after the director was told apart from the ladder', async () => {
  const journey = await atNight();
  await start(journey);
  await minutes(journey, 80);
  const alerts = () => journey.tasks('crisis-alert').map(({ status }) => status);
  const before = alerts();
  await pagerReply(journey);
  const atOnce = alerts();
  const mails = journey.mailsTo(director).length;
  await minutes(journey, 180);

  test('tells the director no more that nobody has it', () => {
    expect([before, atOnce]).toEqual([['open'], ['withdrawn']]);
    expect(theCrisis(journey).status).toBe('acknowledged');
    expect(journey.mailsTo(director)).toHaveLength(mails);
  });
});

describe('a crisis whose client turns out to have died', async () => {
  const journey = await atNight({ 'death-confirmation': { afterMinutes: 40, choice: 'confirmed' } });
  await start(journey);
  await journey.act('report-death', {
    episodeId: journey.episode().id,
    reportedBy: 'carmen-ruiz',
    reason: 'told by the hospital',
  });
  await minutes(journey, 20);
  const pages = () => journey.play.clinic.pager.pages.length;
  const reported = { status: theCrisis(journey).status, pages: pages() };
  const [who = ''] = journey.openTask('death-confirmation').asked;
  await journey.untilTrue('two people know', () => journey.episode().ending === 'deceased', 1);
  const paged = pages();
  await journey.days(2);

  test('is climbed while one person says so, and nobody is paged once two do', () => {
    expect(reported.status).toBe('climbing');
    expect(reported.pages).toBeGreaterThan(1);
    expect(pages()).toBe(paged);
  });

  test('leaves the debrief to whoever confirmed it: it is about what the clinic did', () => {
    expect(theCrisis(journey)).toMatchObject({
      status: 'acknowledged',
      acknowledgements: [{ by: who, how: 'death confirmed' }],
    });
    expect(journey.tasks('crisis-debrief').map(({ ownerId }) => ownerId)).toContain(who);
  });
});
