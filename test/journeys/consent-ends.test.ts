import { describe, expect, test } from 'vitest';
import { everyone } from './answers.ts';
import { begin, type Journey, referral } from './journey.ts';

const home = 'cedar-house';
const receiver = 'lakeside-outpatient';

/** One consent for home and receiver that holds through a day. */
const consentUntil = (expiresOn: string, recipientIds = [home, receiver]) => ({
  recipientIds,
  categories: ['placement' as const, 'residence' as const, 'referral' as const, 'discharge' as const],
  purpose: 'to coordinate the stay and the care after it',
  signature: 'Nora Testwell',
  expiresOn,
  noticeVersion: '2026-02-16',
});

const story = (expiresOn: string) =>
  begin({
    referrals: [
      referral('Nora Testwell', {
        plannedDays: 30,
        homeChoices: [home],
        receiverChoices: [receiver],
        consents: [consentUntil(expiresOn)],
      }),
    ],
    behaviour: everyone({ 'consent-needed': null }),
  });

const asked = (journey: Journey) =>
  journey.tasks('consent-needed').map(({ about, reason, openedAt, status }) => ({
    for: about.homeId ?? about.receiverId,
    reason,
    on: openedAt.slice(0, 10),
    status,
  }));

describe('a consent that ends midway', async () => {
  const journey = await story('2027-01-25');
  await journey.until(journey.at(6, '20:00'));
  const before = asked(journey);
  await journey.until(journey.at(10, '20:00'));
  const then = asked(journey);
  await journey.act('consent', {
    episodeId: journey.episode().id,
    ...consentUntil('2027-01-28', [home]),
  });
  const tooShort = asked(journey);
  await journey.act('consent', {
    episodeId: journey.episode().id,
    ...consentUntil('2027-04-30', [home]),
  });
  const after = asked(journey);

  test('is asked for fourteen days before, once for each recipient, and not earlier', () => {
    expect(before).toEqual([]);
    expect(then).toEqual([
      { for: home, reason: 'ends soon', on: '2027-01-11', status: 'open' },
      { for: receiver, reason: 'ends soon', on: '2027-01-11', status: 'open' },
    ]);
  });

  test('stays asked for when the next one ends too soon as well', () => {
    expect(tooShort.map(({ status }) => status)).toEqual(['open', 'open']);
  });

  test('is answered by the next one that lasts, for the recipient that it names', () => {
    expect(after.map(({ status }) => status)).toEqual(['answered', 'open']);
    expect(journey.tasks('consent-needed')[0]?.answer).toMatchObject({ choice: 'signed', by: 'operator' });
  });
});

test('a consent for one matter alone is asked for when it ends, though the home may hear of others for longer', async () => {
  const journey = await story('2027-06-30');
  await journey.days(3);
  await journey.act('consent', {
    episodeId: journey.episode().id,
    ...consentUntil('2027-01-25', [home]),
    categories: ['attendance'],
  });
  await journey.until(journey.at(9, '20:00'));
  expect(asked(journey)).toMatchObject([{ for: home, reason: 'ends soon', on: '2027-01-11' }]);
  expect(journey.tasks('consent-needed')[0]?.about.category).toBe('attendance');
});

test('a consent that ends after the planned end of the episode is asked for by nobody', async () => {
  const journey = await story('2027-02-20');
  await journey.days(28);
  expect((journey.episode().plannedEndOn ?? '') < '2027-02-20').toBe(true);
  expect(asked(journey)).toEqual([]);
});

test('a client who moves to a home that no consent names: asked for the next morning, once', async () => {
  const journey = await story('2027-06-30');
  await journey.until(journey.at(8, '12:00'));
  await journey.act('change-home', {
    episodeId: journey.episode().id,
    homeId: 'casa-olmo',
    reason: 'a bed nearer to work',
  });
  await journey.until(journey.at(9, '12:00'));
  const [first] = asked(journey);
  expect(first).toMatchObject({ for: 'casa-olmo', reason: 'other recipient', on: '2027-01-13' });
  expect(journey.mailsTo('casa-olmo.primary')).toEqual([]);
});
