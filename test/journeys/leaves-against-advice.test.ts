import { describe, expect, test } from 'vitest';
import { everyone } from './answers.ts';
import { begin, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';

describe('a client who leaves against advice in the middle of a phase', async () => {
  // Given a client in the second phase, with a review, a check-in and a test that nobody has answered yet
  const journey = await begin({
    behaviour: everyone({ review: null, 'home-check-in': null, 'collect-specimen': null }),
  });
  const isOpen = (kind: 'review' | 'home-check-in' | 'collect-specimen') => () =>
    journey.tasks(kind).some(({ status }) => status === 'open');
  await journey.days(16);
  await journey.untilTrue('a review is open', isOpen('review'));
  await journey.untilTrue('a test is open', isOpen('collect-specimen'));
  await journey.untilTrue('the home has just been asked', () =>
    journey.tasks('home-check-in').some(({ status, rung }) => status === 'open' && rung === 0),
  );
  const openBefore = journey.tasks('review').concat(journey.tasks('collect-specimen'));
  const before = journey.episode();
  const leftAt = journey.play.clinic.now();
  // When the client leaves, and the case manager says so
  const reason = 'walked out after group, does not want to come back';
  await journey.act('end-early', { episodeId: before.id, ending: 'left against advice', reason });
  const atOnce = journey.episode();
  await journey.untilRest();
  const episode = journey.episode();

  test('treatment ends at that moment, with the reason, and the place is free', async () => {
    expect(before).toMatchObject({ stage: 'treatment', ending: null });
    expect(atOnce).toMatchObject({ ending: 'left against advice', endedOn: leftAt.slice(0, 10) });
    const [ended] = (await journey.audit(episode)).filter(({ what }) => what === 'treatment ended');
    expect(ended?.details).toMatchObject({ ending: 'left against advice', reason, decidedBy: 'operator' });
    expect(journey.all('enrolment')).toEqual([]);
  });

  test('open questions about the treatment are withdrawn, open tests with them', () => {
    const stillOpen = openBefore.filter(({ status }) => status === 'open').map(({ id }) => id);
    expect(stillOpen.length).toBeGreaterThan(1);
    for (const id of stillOpen) {
      const after = journey.all('task').find((task) => task.id === id);
      expect(after?.status).toBe('withdrawn');
    }
    expect(journey.all('drugTest').some(({ outcome }) => outcome === 'withdrawn')).toBe(true);
  });

  test('the home hears that the client has left, with its list of that day, and no more', () => {
    const later = journey.mailsTo('cedar-house.primary').filter(({ at }) => at > leftAt);
    const backup = journey.mailsTo('cedar-house.backup').filter(({ at }) => at > leftAt);
    const about = [...later, ...backup].map(({ id }) =>
      journey.tasks('home-notice').find((task) => id.startsWith(task.id)),
    );
    expect(about).toMatchObject([{ kind: 'home-notice', answer: { choice: 'noted' } }]);
    const told = journey.all('homeNotice').filter(({ day }) => day >= leftAt.slice(0, 10));
    expect(told.map(({ episodeId, news }) => [episodeId, news.news])).toEqual([[episode.id, 'discharged']]);
  });

  test('aftercare is offered all the same, and every follow-up call is made', () => {
    expect(episode.handoff).toMatchObject({ status: 'arrived' });
    expect(journey.all('followUp', episode)).toHaveLength(6);
  });

  test('nobody is owed anything', async () => {
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client who dies during the program', async () => {
  // Given a client in treatment, and another who lives in the same home
  const journey = await begin({ referrals: [referral('Nora Testwell'), referral('Tess Mockingham')] });
  await journey.days(20);
  await journey.until(journey.at(20, '10:00'));
  const { id: episodeId } = journey.episode();
  const diedAt = journey.play.clinic.now();
  // When the clinic learns of the death
  await journey.act('report-death', {
    episodeId,
    reportedBy: 'carmen-ruiz',
    reason: 'the family called',
  });
  const opened = journey.all('task').length;
  await journey.untilRest();
  const episode = journey.episode();

  test('from that moment nobody is asked anything about this client, and nobody calls', () => {
    const later = journey
      .all('task')
      .filter((task) => task.episodeId === episodeId && task.openedAt > diedAt);
    expect(later).toEqual([]);
    expect(journey.all('followUp', episode)).toEqual([]);
    expect(journey.all('task').length).toBeGreaterThan(opened);
    expect(episode).toMatchObject({
      stage: 'closed',
      ending: 'deceased',
      handoff: { status: 'not applicable' },
    });
  });

  test('the home is asked about the other client only, and nobody is owed anything', async () => {
    const checkIns = journey.all('checkIn').filter(({ date }) => date > diedAt.slice(0, 10));
    expect(checkIns.length).toBeGreaterThan(1);
    expect(checkIns.flatMap(({ episodeIds }) => episodeIds)).not.toContain(episodeId);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});
