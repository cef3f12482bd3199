import { describe, expect, test } from 'vitest';
import { linksIn } from '../../local/mailbox.ts';
import { nth } from '../example-clinic.ts';
import {
  atNight,
  backup,
  crisisFacts,
  minutes,
  onCall,
  pagerReply,
  pagesAfter,
  start,
  theCrisis,
} from './crisis/night.ts';
import { homePage, standingLink } from './home-page.ts';
import { referral } from './journey.ts';
import { visitor } from './visitor.ts';

const manager = 'cedar-house.primary';

describe('an overdose that a home reports by its standing link in the night', async () => {
  const journey = await atNight();
  const page = homePage(journey, manager, await standingLink(journey, 'cedar-house', 'Gus Hartmann'));
  const entered = await page.enter();
  const report = [
    ['action', 'report'],
    ['resident', journey.episode().id],
    ['event', 'incident'],
    ['tick', 'overdose'],
    ['comment', 'He does not wake up.'],
  ] as [string, string][];
  const reported = await page.post(report);
  await journey.until(journey.play.clinic.now());
  const paged = pagesAfter(journey);
  await page.post(report);
  await minutes(journey, 1);

  test('pages the clinician on call at once, without waiting for a heartbeat', () => {
    expect(reported.statusCode).toBe(200);
    expect(paged).toEqual([[onCall, 0]]);
  });

  test('says on the home’s page that 911 comes first, and names 988', () => {
    for (const { body } of [entered, reported]) {
      expect(body).toContain('call 911 first');
      expect(body).toContain('988');
    }
  });

  test('opens one crisis, however often the button is pressed', () => {
    expect(journey.all('crisis')).toHaveLength(1);
    expect(theCrisis(journey)).toMatchObject({
      reports: [
        { by: manager, via: 'home', kind: 'overdose', homeId: 'cedar-house', facts: 'He does not wake up.' },
      ],
    });
  });

  test('shows the clinician who reported it, with the number to call', async () => {
    const { body } = await visitor(journey, onCall).open();
    expect(body).toContain('He does not wake up.');
    expect(body).toContain('Gus Hartmann');
    expect(body).toContain('+1 555 010 0201');
  });
});

describe('what a home ticks in its weekly check-in', async () => {
  const journey = await atNight({ 'home-check-in': null });
  await journey.untilTrue('the home is asked', () =>
    journey.tasks('home-check-in').some(({ status, asked }) => status === 'open' && asked.length > 0),
  );
  const checkIn = journey.openTask('home-check-in');
  const item = nth(checkIn.items, 0);
  const page = homePage(journey, manager);
  await page.enter();
  await page.post([
    ['action', 'answer'],
    ['taskId', checkIn.id],
    [`item.${checkIn.id}.${item}`, 'incident'],
    [`tick.${checkIn.id}.${item}`, 'conflict'],
    [`tick.${checkIn.id}.${item}`, 'suicidal words'],
  ]);
  await minutes(journey, 6);

  test('is a crisis when it is one of its kinds', () => {
    expect(theCrisis(journey).reports).toMatchObject([{ kind: 'suicidal words', via: 'home' }]);
    expect(pagesAfter(journey)).toEqual([[onCall, 0]]);
  });
});

describe('a crisis of a resident whom the home may no longer be shown', async () => {
  const journey = await atNight();
  const page = homePage(journey, manager, await standingLink(journey, 'cedar-house', 'Gus Hartmann'));
  await page.enter();
  await journey.act('revoke', { episodeId: journey.episode().id, how: 'oral' });
  const reported = await page.post([
    ['action', 'report'],
    ['resident', journey.episode().id],
    ['event', 'incident'],
    ['tick', 'violence'],
    ['comment', 'words that are not to be kept'],
  ]);
  await minutes(journey, 1);

  test('tells the home nothing, keeps nothing of the client, and has a clinician call the home', async () => {
    expect(reported.statusCode).toBe(422);
    const crisis = theCrisis(journey);
    expect(crisis).toMatchObject({
      id: 'clinic:cr-1',
      reports: [{ kind: 'violence', facts: '', homeId: 'cedar-house' }],
    });
    expect(crisis.clientId).toBeUndefined();
    expect(JSON.stringify(journey.all('crisis'))).not.toContain(journey.episode().id);
    const { body } = await visitor(journey, onCall).open();
    expect(body).toContain('Cedar Example House');
    expect(body).not.toContain('Nora');
  });
});

describe('a second report about a client', async () => {
  const journey = await atNight();
  await start(journey);
  await minutes(journey, 20);
  const joined = await journey.act('start-crisis', { kind: 'other', episodeId: journey.episode().id });
  await minutes(journey, 1);
  const whileClimbing = pagesAfter(journey);
  await visitor(journey, backup).answer(journey.openTask('crisis'), { choice: 'acknowledged' });
  await minutes(journey, 30);
  const acknowledged = theCrisis(journey);
  await start(journey, { kind: 'suicidal words', facts: 'again, in the kitchen' });
  await minutes(journey, 1);

  test('joins the one that is open, and pages nobody anew while somebody is asked', () => {
    expect(joined).toMatchObject({ outcome: 'joined' });
    expect(whileClimbing).toEqual([
      [onCall, 0],
      [backup, 15],
    ]);
    expect(acknowledged.status).toBe('acknowledged');
  });

  test('begins the ladder again when somebody had it already: it must not go unseen', () => {
    expect(journey.all('crisis')).toHaveLength(1);
    expect(theCrisis(journey)).toMatchObject({ status: 'climbing', climb: 2 });
    expect(pagesAfter(journey).at(-1)).toEqual([onCall, expect.any(Number)]);
    expect(pagesAfter(journey)).toHaveLength(3);
  });

  test('is on record, each with who reported it', async () => {
    const facts = await crisisFacts(journey);
    expect(facts.filter(({ what }) => what === 'crisis report joined')).toHaveLength(2);
    expect(theCrisis(journey).reports.map(({ kind }) => kind)).toEqual([
      'overdose',
      'other',
      'suicidal words',
    ]);
  });

  test('and one debrief closes all of it', async () => {
    await pagerReply(journey);
    await journey.days(1);
    await minutes(journey, 5 * 60);
    const debriefs = journey.tasks('crisis-debrief').filter(({ status }) => status === 'open');
    expect(debriefs).toHaveLength(1);
  });
});

describe('two clients in one night', async () => {
  const journey = await atNight({}, { referrals: [referral('Nora Testwell'), referral('Tess Mockingham')] });
  await journey.untilTrue('both are in treatment', () =>
    journey.all('episode').every(({ admittedOn }) => admittedOn),
  );
  await start(journey);
  await start(journey, { episodeId: journey.episode('Tess Mockingham').id });
  await start(journey, { episodeId: undefined, homeId: 'casa-olmo' });

  test('have a crisis each, and one that is about nobody in particular has its own', () => {
    expect(journey.all('crisis').map(({ id }) => id.split(':')[1])).toEqual(['cr-1', 'cr-1', 'cr-1']);
    expect(journey.all('openCrisis')).toHaveLength(3);
  });
});

describe('a crisis after the episode has ended', async () => {
  const journey = await atNight();
  await journey.act('end-early', {
    episodeId: journey.episode().id,
    ending: 'left against advice',
    reason: 'left',
  });
  await journey.untilTrue('it has ended', () => journey.episode().ending !== null);
  await start(journey);
  await minutes(journey, 16);

  test('climbs as any other', () => {
    expect(pagesAfter(journey)).toEqual([
      [onCall, 0],
      [backup, 15],
    ]);
  });
});

describe('the standing link in an on-call person’s email', async () => {
  const journey = await atNight();
  await start(journey);
  await minutes(journey, 1);
  const mail = nth(journey.mailsTo(onCall), -1 + journey.mailsTo(onCall).length);
  const [, standing = ''] = linksIn(mail);
  const page = homePage(journey, onCall, standing);
  const { origin, pathname } = new URL(standing);
  const door = await journey.play.clinic.link({
    httpMethod: 'GET',
    path: pathname,
    pathParameters: { id: pathname.slice('/l/'.length) },
    headers: { origin },
    body: null,
    isBase64Encoded: false,
  });
  const withoutPasscode = await page.post({ action: 'start', kind: 'overdose' });
  const entered = await page.enter();
  const unclear = await page.post({ action: 'start', kind: 'nonsense' });
  const before = journey.all('crisis').length;
  const started = await page.post({
    action: 'start',
    kind: 'violence',
    episode: '',
    home: 'casa-olmo',
    facts: 'a fight',
  });
  await minutes(journey, 1);

  test('is inert when it is opened, and asks for the passcode before anybody is named', () => {
    expect(door.statusCode).toBe(200);
    expect(door.body).not.toContain('Nora');
    expect(withoutPasscode.statusCode).toBe(403);
    expect(entered.body).toContain('Nora Testwell');
    expect(unclear.statusCode).toBe(422);
    expect(before).toBe(1);
  });

  test('starts a crisis and says that people are being paged', () => {
    expect(started.body).toContain('being paged');
    expect(journey.all('crisis').find(({ id }) => id.startsWith('clinic:'))).toMatchObject({
      reports: [{ by: onCall, via: 'on-call link', kind: 'violence', homeId: 'casa-olmo', facts: 'a fight' }],
    });
  });

  test('is in nobody else’s email', async () => {
    await minutes(journey, 20);
    expect(linksIn(nth(journey.mailsTo(backup), journey.mailsTo(backup).length - 1))).toHaveLength(1);
  });
});

describe('a debrief that nobody gives', async () => {
  const journey = await atNight({ crisis: {} });
  await start(journey);
  await journey.days(9);
  const asked = journey.tasks('crisis-debrief');
  const stillOpen = theCrisis(journey);
  const open = nth(
    asked.filter(({ status }) => status === 'open'),
    0,
  );
  const by = nth(open.asked, 0);
  const given = await visitor(journey, by).answer(open, {
    choice: 'debriefed',
    fields: {
      whatHappened: 'He had fallen.',
      whatWasDone: 'An ambulance came.',
      called911: 'yes',
      naloxone: 'not needed',
      homeTold: 'no',
      followUp: 'no',
    },
  });

  test('is asked for again by the clinic’s day, and the crisis stays open', () => {
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.filter(({ status }) => status === 'open')).toHaveLength(1);
    expect(stillOpen.status).toBe('acknowledged');
  });

  test('closes it when it is given', () => {
    expect(given.statusCode).toBe(200);
    expect(theCrisis(journey).status).toBe('closed');
    expect(journey.tasks('care-concern').filter(({ reason }) => reason === 'crisis follow-up')).toEqual([]);
  });

  test('is refused where something is left out, and closes nothing', async () => {
    const other = await atNight({ crisis: {} });
    await start(other);
    await other.untilTrue(
      'the debrief is asked for',
      () => other.mailsTo(onCall).some(({ text }) => text.includes('what happened?')),
      3,
    );
    const refused = await visitor(other, onCall).answer(other.openTask('crisis-debrief'), {
      choice: 'debriefed',
    });
    expect(refused.statusCode).toBe(422);
    expect(theCrisis(other).status).toBe('acknowledged');
  });
});
