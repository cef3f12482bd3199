import { describe, expect, test } from 'vitest';
import { addDays } from '../../lambdas/domain/clinic-calendar.ts';
import { clientVisitor } from '../links/client-visitor.ts';
import { everyone } from './answers.ts';
import { begin, type Journey } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';
import { fieldsFor, visitor } from './visitor.ts';

const lakeside = 'lakeside-outpatient';
const sunrise = 'sunrise-continuing-care';
const manager = 'carmen-ruiz';

const details = async (journey: Journey, what: string) =>
  (await journey.audit(journey.episode()))
    .filter((entry) => entry.what === what)
    .map((entry) => entry.details);

const hasAccepted = (journey: Journey) =>
  journey.all('episode').some(({ handoff }) => handoff.status === 'open' && handoff.receiverId === lakeside);

describe('a receiver that accepts at once', async () => {
  // Given a client with a plan, and a receiver that says yes with a day and a time
  const journey = await begin({ behaviour: everyone({ 'handoff-referral': null }) });
  const question = await journey.untilAsked('handoff-referral', `${lakeside}.primary`);
  const shown = await visitor(journey, `${lakeside}.primary`).open();
  const { plannedEndOn, residence } = journey.episode();
  const visitOn = addDays(plannedEndOn ?? '', 5);
  const page = await visitor(journey, `${lakeside}.primary`).answer(question, {
    choice: 'accept',
    fields: { visitOn, visitAt: '10:30' },
  });
  await journey.until(`${addDays(plannedEndOn ?? '', 1)}T12:00:00.000Z`);
  const beforeVisit = journey.episode();
  await journey.untilRest();

  test('is shown who it is about, and not where the client lives or since when', () => {
    expect(residence?.homeId).toBe('cedar-house');
    expect(shown.body).toContain('Nora Testwell');
    for (const hidden of ['Cedar', 'moved in', 'Jan 5']) expect(shown.body).not.toContain(hidden);
  });

  test('has an appointment before discharge, and the plan is on record', async () => {
    expect(page.statusCode).toBe(200);
    expect(await details(journey, 'appointment made')).toContainEqual(
      expect.objectContaining({ receiverId: lakeside, visitOn, visitAt: '10:30', beforeDischarge: true }),
    );
    expect(beforeVisit.handoff).toMatchObject({ status: 'open', receiverId: lakeside, visitOn });
    expect(journey.all('aftercarePlan')).toMatchObject([
      { decision: 'refer to the named receiver', supersededAt: null, levelOfCare: 'outpatient' },
    ]);
  });

  test('is given the records and the client in person, is in contact within the program’s hours, and the client arrives', async () => {
    expect(await details(journey, 'handoff prepared')).toMatchObject([{ records: 'sent' }]);
    const [contact] = journey.tasks('first-contact');
    const [ended] = (await journey.audit(journey.episode())).filter(({ what }) => what === 'treatment ended');
    const hoursAfter = (Date.parse(contact?.openedAt ?? '') - Date.parse(ended?.at ?? '')) / 3_600_000;
    expect(hoursAfter).toBeGreaterThanOrEqual(24);
    expect(hoursAfter).toBeLessThan(24.2);
    expect(await details(journey, 'first contact made')).toHaveLength(1);
    expect(journey.tasks('receiver-visit')).toMatchObject([{ ownerId: lakeside, status: 'answered' }]);
    expect(journey.tasks('first-visit')).toEqual([]);
    expect(journey.episode().handoff).toMatchObject({ status: 'arrived', receiverId: lakeside, visitOn });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a receiver whose first visit is on the day after the ending', async () => {
  // Given a receiver that accepts without naming a day, and whose records have not come when the client does
  const journey = await begin({
    behaviour: everyone({ 'receiver-visit': { choice: 'arrived', fields: { records: 'not received' } } }),
  });
  await journey.untilRest();

  test('is asked about visit, contact and records in one question', async () => {
    expect(journey.tasks('first-contact')).toEqual([]);
    expect(await details(journey, 'first contact made')).toHaveLength(1);
    expect(journey.tasks('handoff-follow-up')).toMatchObject([{ reason: 'records not received' }]);
    expect(journey.episode().handoff.status).toBe('arrived');
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a first receiver that declines, and a second that accepts', async () => {
  const journey = await begin({
    behaviour: everyone({
      'handoff-referral': (_, contactId) =>
        contactId.startsWith(lakeside)
          ? { choice: 'decline', fields: { because: 'no place' } }
          : { choice: 'accept' },
    }),
  });
  await journey.untilRest();

  test('the reason is on record, the second is asked in the client’s order, and the client arrives there', async () => {
    expect(await details(journey, 'receiver did not accept')).toMatchObject([
      { receiverId: lakeside, outcome: 'decline', because: 'no place' },
    ]);
    expect(journey.tasks('handoff-referral').map(({ ownerId }) => ownerId)).toEqual([lakeside, sunrise]);
    expect(journey.episode().handoff).toMatchObject({ status: 'arrived', receiverId: sunrise });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client who does not come to the first visit', async () => {
  // Given a receiver that accepts, and a client who stays away the first time
  const journey = await begin({
    behaviour: everyone({
      'receiver-visit': null,
      're-engage': null,
    }),
  });
  const first = await journey.untilAsked('receiver-visit', `${lakeside}.primary`);
  await visitor(journey, `${lakeside}.primary`).answer(first, { choice: 'no show' });
  const called = await journey.untilAsked('re-engage', manager);
  await visitor(journey, manager).answer(called, {
    choice: 'new visit agreed',
    fields: fieldsFor(journey, called, 'new visit agreed'),
  });
  await journey.untilTrue('the second visit is asked about', () =>
    journey.tasks('receiver-visit').some(({ status }) => status === 'open'),
  );
  const rebooked = journey.episode().handoff;
  await journey.untilTrue(
    'the receiver has its mail',
    () => journey.openTask('receiver-visit').asked.length > 0,
  );
  await visitor(journey, `${lakeside}.primary`).answer(journey.openTask('receiver-visit'), {
    choice: 'arrived',
    fields: { records: 'received' },
  });
  await journey.untilRest();

  test('is called, gets another visit, and arrives', async () => {
    expect(called.openedAt.slice(0, 10)).toBe(first.openedAt.slice(0, 10));
    expect(rebooked).toMatchObject({ attempts: 1, tries: [{ what: 'no show' }] });
    expect(journey.episode().handoff).toMatchObject({ status: 'arrived', receiverId: lakeside });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client who never comes and is never reached', async () => {
  const journey = await begin({
    behaviour: everyone({
      'receiver-visit': { choice: 'no show' },
      're-engage': { choice: 'could not reach the client' },
    }),
  });
  await journey.untilRest();

  test('is lost to contact only after the program’s tries, each on its own day', async () => {
    const [closing] = await details(journey, 'handoff closed');
    expect(closing).toMatchObject({ status: 'lost to contact' });
    const days = [closing?.tries].flat().map((one) => String(one).slice(0, 10));
    expect(new Set(days).size).toBe(3);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('receivers that never answer', async () => {
  const journey = await begin({
    behaviour: everyone({
      'handoff-referral': null,
      'find-receiver': {
        choice: 'arranged with another provider',
        fields: { otherReceiver: 'Meadow Example Counseling' },
      },
    }),
  });
  await journey.untilRest();

  test('each is asked up the ladder, then staff arrange it by phone, and the case manager says that the client arrived', async () => {
    const referrals = journey.tasks('handoff-referral');
    expect(referrals.map(({ ownerId, status }) => [ownerId, status])).toEqual([
      [lakeside, 'given up'],
      [sunrise, 'given up'],
    ]);
    expect(referrals[0]?.asked).toEqual([`${lakeside}.primary`, `${lakeside}.backup`, manager]);
    expect(journey.tasks('receiver-visit')).toEqual([]);
    expect(journey.tasks('first-visit')).toMatchObject([{ status: 'answered' }]);
    expect(journey.episode().handoff).toMatchObject({
      status: 'arrived',
      receiverId: null,
      otherReceiver: 'Meadow Example Counseling',
    });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a receiver that proposes times', async () => {
  const journey = await begin({ behaviour: everyone({ 'handoff-referral': null, 'referral-reply': null }) });
  const question = await journey.untilAsked('handoff-referral', `${lakeside}.primary`);
  const visitAtReceiver = visitor(journey, `${lakeside}.primary`);
  const withoutTimes = await visitAtReceiver.answer(question, { choice: 'propose times' });
  const proposed = await visitAtReceiver.answer(question, {
    choice: 'propose times',
    fields: { times: 'Tuesdays after 3 pm' },
  });
  const stillOpen = journey.tasks('handoff-referral')[0]?.status;
  // When the case manager agrees on one of them by phone
  const reply = await journey.untilAsked('referral-reply', manager);
  const shown = await visitor(journey, manager).open();
  const visitOn = addDays(journey.episode().plannedEndOn ?? '', 6);
  await visitor(journey, manager).answer(reply, {
    choice: 'time agreed',
    fields: { visitOn, visitAt: '15:30' },
  });
  const settled = journey.tasks('handoff-referral')[0];
  await journey.untilRest();

  test('must say which, keeps its question open, and staff read the times', () => {
    expect(withoutTimes.statusCode).toBe(422);
    expect(proposed.statusCode).toBe(200);
    expect(stillOpen).toBe('open');
    expect(shown.body).toContain('Tuesdays after 3 pm');
  });

  test('has accepted with the time that was agreed, and is not asked again', async () => {
    expect(settled).toMatchObject({
      status: 'answered',
      answer: { choice: 'accept', by: manager, fields: { visitOn, visitAt: '15:30' } },
    });
    expect(journey.tasks('handoff-referral')).toHaveLength(1);
    expect(journey.episode().handoff).toMatchObject({ status: 'arrived', receiverId: lakeside, visitOn });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a receiver that asks a question', async () => {
  const journey = await begin({ behaviour: everyone({ 'handoff-referral': null }) });
  const question = await journey.untilAsked('handoff-referral', `${lakeside}.primary`);
  const receiver = visitor(journey, `${lakeside}.primary`);
  await receiver.answer(question, { choice: 'question' });
  await journey.untilTrue('the case manager has replied', () =>
    journey.tasks('referral-reply').some(({ status }) => status === 'answered'),
  );
  const [reply] = journey.tasks('referral-reply');
  await receiver.answer(question, { choice: 'accept' });
  await journey.untilRest();

  test('is answered by staff while the referral stays open, and then accepts', async () => {
    expect(reply?.reason).toBe('the receiver asks something');
    expect(journey.tasks('handoff-referral')).toMatchObject([
      { status: 'answered', answer: { choice: 'accept' }, superseded: [{ because: 'asked back' }] },
    ]);
    expect(journey.episode().handoff).toMatchObject({ status: 'arrived', receiverId: lakeside });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a consent that is revoked after the receiver has accepted', async () => {
  // Given a receiver that has accepted, and a visit to come
  const journey = await begin({ behaviour: everyone({ 'consent-needed': null }) });
  await journey.untilTrue('the receiver has accepted', () => hasAccepted(journey));
  const { id: episodeId } = journey.episode();
  const revokedAt = journey.play.clinic.now();
  const before = journey.mailsTo(`${lakeside}.primary`).length;
  // When the client takes the consent for it back, and will not sign again
  await journey.act('revoke', { episodeId, recipientId: lakeside, how: 'oral' });
  const opened = await visitor(journey, `${lakeside}.primary`).open();
  const needed = await journey.untilAsked('consent-needed', manager);
  await visitor(journey, manager).answer(needed, { choice: 'client declines' });
  await journey.untilRest();

  test('that receiver is shown and sent nothing more from that moment', () => {
    expect(opened.body).not.toContain('Testwell');
    expect(journey.mailsTo(`${lakeside}.primary`)).toHaveLength(before);
    const shown = journey.all('disclosure').filter(({ recipientId }) => recipientId === lakeside);
    expect(shown.filter(({ at }) => at > revokedAt)).toEqual([]);
  });

  test('the case manager is asked what now, and the next receiver takes the client on', async () => {
    expect(needed.about).toMatchObject({ receiverId: lakeside });
    expect(journey.episode().handoff).toMatchObject({ status: 'arrived', receiverId: sunrise });
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a plan that names another receiver after one has accepted', async () => {
  // Given a receiver that has accepted, and a client whose consents name both
  const journey = await begin();
  await journey.untilTrue('the receiver has accepted', () => hasAccepted(journey));
  const { id: episodeId } = journey.episode();
  await journey.act('make-aftercare-plan', {
    episodeId,
    levelOfCare: 'outpatient',
    receiver: sunrise,
    mutualHelp: 'Four meetings a week',
    home: 'With a sister',
    warningSigns: 'Stays up late',
  });
  await journey.untilRest();

  test('is a new version beside the first, and the handoff goes on to the one it names', async () => {
    const plans = journey.all('aftercarePlan').sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(plans.map(({ supersededAt }) => supersededAt === null)).toEqual([false, true]);
    expect(journey.episode().handoff).toMatchObject({ status: 'arrived', receiverId: sunrise });
    const ofLakeside = journey.tasks('receiver-visit').filter(({ ownerId }) => ownerId === lakeside);
    expect(ofLakeside).toEqual([]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client who declines aftercare', async () => {
  const journey = await begin({
    behaviour: everyone({
      'receiver-visit': { choice: 'client declined' },
      'decline-sign-off': { choice: 'signed off' },
    }),
  });
  await journey.untilRest();

  test('is signed for by a clinician before the handoff is closed', async () => {
    const [signature] = journey.tasks('decline-sign-off');
    expect(signature).toMatchObject({ asked: ['ada-lindqvist'], status: 'answered' });
    expect(await details(journey, 'handoff closed')).toMatchObject([
      { status: 'declined by client', signedOffBy: 'ada-lindqvist' },
    ]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a plan that nobody makes', async () => {
  const journey = await begin({ behaviour: everyone({ 'aftercare-plan': null }) });
  await journey.untilRest();

  test('is shown to the director until it is made, and the record says that it never was', async () => {
    const told = journey.tasks('late-aftercare-plan');
    expect(told.length).toBeGreaterThan(1);
    expect(told[0]?.asked).toEqual(['fay-moreau']);
    const { plannedEndOn } = journey.episode();
    expect((told[0]?.openedAt ?? '').slice(0, 10) < (plannedEndOn ?? '')).toBe(true);
    expect(await details(journey, 'aftercare plan never made')).toHaveLength(1);
    expect(journey.episode().handoff.status).toBe('arrived');
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

describe('a client who leaves against advice before aftercare has begun', async () => {
  const journey = await begin();
  await journey.days(12);
  const { id: episodeId } = journey.episode();
  await journey.act('end-early', { episodeId, ending: 'left against advice', reason: 'walked out' });
  const leftAt = journey.play.clinic.now();
  await journey.untilRest();

  test('is offered a handoff at once, and every follow-up is made', async () => {
    const [plan] = journey.tasks('aftercare-plan');
    expect((Date.parse(plan?.openedAt ?? '') - Date.parse(leftAt)) / 3_600_000).toBeLessThan(1);
    expect(journey.episode().handoff.status).toBe('arrived');
    expect(journey.all('followUp')).toHaveLength(6);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

test('a client reads the plan on the own link, in both languages, with 988 and 911 in it', async () => {
  const journey = await begin();
  await journey.untilTrue('a plan is made', () => journey.all('aftercarePlan').length === 1);
  const client = await clientVisitor(journey);
  await client.enter();
  for (const [lang, heading] of [
    ['en', 'My plan for afterwards'],
    ['es', 'Mi plan para después'],
  ] as const) {
    const { body } = await client.post({ action: 'see', page: 'aftercare', lang });
    for (const words of [heading, '988', '911', 'step work on Sundays']) expect(body).toContain(words);
  }
});
