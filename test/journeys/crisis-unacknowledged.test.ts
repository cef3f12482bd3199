import { describe, expect, test } from 'vitest';
import { pageAttempts } from '../../lambdas/domain/page.ts';
import { momentWords } from '../../lambdas/pages/dates.ts';
import { exampleClinic } from '../example-clinic.ts';
import {
  atNight,
  backup,
  clinicWithoutPager,
  crisisFacts,
  director,
  mailsAboutCrisis,
  minutes,
  onCall,
  pagesAfter,
  start,
  theCrisis,
  theLadder,
} from './crisis/night.ts';
import { visitor } from './visitor.ts';

describe('a crisis that nobody acknowledges until the director', async () => {
  const journey = await atNight({
    crisis: (_, contactId) => (contactId === director ? { afterMinutes: 4 } : null),
  });
  await start(journey);
  await minutes(journey, 240);

  test('climbs every quarter of an hour of the clock, by page and by email', () => {
    expect(pagesAfter(journey)).toEqual(theLadder.map((who, rung) => [who, rung * 15]));
    for (const who of theLadder) expect(mailsAboutCrisis(journey, who), who).toBe(1);
  });

  test('has each asking and each silence on record, and who acknowledged', async () => {
    const facts = await crisisFacts(journey);
    expect(facts.map(({ what, details }) => `${what} ${details?.to ?? ''}`.trim())).toEqual([
      'crisis opened',
      'crisis round begun',
      ...theLadder.slice(0, -1).flatMap((who) => [`paged ${who}`, `page not acknowledged ${who}`]),
      `paged ${director}`,
      'crisis acknowledged',
    ]);
    expect(theCrisis(journey).acknowledgements).toMatchObject([{ by: director, how: 'link' }]);
  });
});

describe('a crisis that nobody acknowledges at all', async () => {
  const journey = await atNight();
  await start(journey);
  await minutes(journey, 76);
  const afterOneRound = { crisis: theCrisis(journey), alerts: journey.tasks('crisis-alert').length };
  await minutes(journey, 7 * 24 * 60);
  const afterAWeek = theCrisis(journey);

  test('begins from the top again when the director’s half hour is over', () => {
    expect(pagesAfter(journey).slice(0, 5)).toEqual([
      ...theLadder.map((who, rung) => [who, rung * 15]),
      [onCall, 75],
    ]);
    expect(afterOneRound.crisis.round).toBe(2);
  });

  test('tells the director apart from the ladder after the first round', () => {
    expect(afterOneRound.alerts).toBe(1);
    expect(journey.tasks('crisis-alert')[0]).toMatchObject({
      reason: 'nobody acknowledged',
      ownerId: director,
    });
  });

  test('never goes quiet: somebody is paged every two hours at least on the first day, and on every day', () => {
    const asked = journey.play.clinic.pager.pages.map(({ at }) => Date.parse(at));
    const dayMs = 86_400_000;
    const gaps = asked.slice(1).map((at, index) => [at - (asked[0] ?? 0), at - (asked[index] ?? 0)] as const);
    for (const [sinceMs, gapMs] of gaps) if (sinceMs < dayMs) expect(gapMs).toBeLessThan(2 * 3_600_000);
    for (const [, gapMs] of gaps) expect(gapMs).toBeLessThan(dayMs);
  });

  test('is still open after a week, with every round on record', async () => {
    expect(['climbing', 'unanswered']).toContain(afterAWeek.status);
    expect(afterAWeek.climb).toBeGreaterThan(7);
    const rounds = (await crisisFacts(journey)).filter(({ what }) => what === 'crisis round over');
    expect(rounds.length).toBeGreaterThan(20);
    expect(journey.all('openCrisis')).toHaveLength(1);
  });
});

describe('the last one on the ladder of a crisis', async () => {
  const journey = await atNight();
  await start(journey);
  await minutes(journey, 46);
  const page = await visitor(journey, director).open();
  await minutes(journey, 100);

  test('reads who was asked before, and when each of them was', () => {
    const { timeZone } = exampleClinic().clinic;
    for (const { staffId, at } of journey.play.clinic.pager.pages.slice(0, 3)) {
      const name = journey.all('staff').find(({ id }) => id === staffId)?.name;
      expect(page.body).toContain(`${name}, ${momentWords(at, timeZone, 'en')}`);
    }
  });

  test('is not told that somebody else was asked first where nobody was', () => {
    const subjects = journey.mailsTo(director).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.includes('call for help'))).toEqual([
      'A call for help needs you',
      'Second request: A call for help needs you',
    ]);
  });
});

describe.each([
  ['whose pager is down', undefined, 'pager failed', pageAttempts],
  ['of a clinic without a pager', clinicWithoutPager(), 'no pager', 1],
] as const)('a crisis %s', async (_, clinic, because, tries) => {
  const journey = await atNight({}, clinic ? { clinic } : {});
  journey.play.clinic.pager.isDown = () => true;
  const startedMs = Date.parse(journey.play.clinic.now());
  await start(journey);
  await minutes(journey, 3);
  const soon = theLadder.map((who) => mailsAboutCrisis(journey, who));
  await minutes(journey, 3);
  const alerts = journey.tasks('crisis-alert');
  await minutes(journey, 20);
  const stillWaiting = theCrisis(journey).round;
  await minutes(journey, 20);

  test('climbs at once: within three minutes everybody on the ladder has an email', () => {
    expect(soon).toEqual([1, 1, 1, 1]);
  });

  test('says so to the director, and waits for the last one asked', () => {
    expect(alerts).toMatchObject([{ reason: because, ownerId: director }]);
    expect(stillWaiting).toBe(1);
    expect(theCrisis(journey).round).toBe(2);
  });

  test('has every failed page on record, tried as often as it makes sense', async () => {
    const failed = (await crisisFacts(journey)).filter(
      ({ what, details }) => what === 'page failed' && details?.kind === 'crisis',
    );
    expect(failed.slice(0, 4).map(({ details }) => details?.to)).toEqual(theLadder);
    expect(new Set(failed.map(({ details }) => details?.because))).toEqual(new Set([because]));
    const first = journey.all('page').filter(({ queuedAt }) => Date.parse(queuedAt) < startedMs + 180_000);
    expect(first.filter(({ contactId }) => contactId === onCall).map(({ attempts }) => attempts)).toEqual([
      tries,
    ]);
  });
});

describe('a crisis whose pager fails for one person only', async () => {
  const journey = await atNight({
    crisis: (_, contactId) => (contactId === backup ? { afterMinutes: 2 } : null),
  });
  journey.play.clinic.pager.isDown = ({ staffId }) => staffId === onCall;
  await start(journey);
  await minutes(journey, 10);

  test('goes to the next within seconds, who has it, and the director hears of it', () => {
    expect(pagesAfter(journey)).toEqual([[backup, 0]]);
    expect(theCrisis(journey).acknowledgements).toMatchObject([{ by: backup }]);
    expect(journey.tasks('crisis-alert')).toMatchObject([{ reason: 'pager failed', ownerId: director }]);
  });
});

describe('a crisis on a holiday', async () => {
  // Given a clinic that is closed on New Year's Day, and a client admitted before
  const journey = await atNight({}, { startsOn: '2026-12-28' });
  await journey.until(journey.at(4, '13:00'));
  await start(journey);
  await minutes(journey, 50);

  test('is asked by the clock, as on every other day', () => {
    expect(journey.play.today()).toBe('2027-01-01');
    expect(pagesAfter(journey)).toEqual(theLadder.map((who, rung) => [who, rung * 15]));
  });
});
