import { describe, expect, test } from 'vitest';
import { ServiceUnavailable } from '../../lambdas/ports.ts';
import { clientVisitor } from '../links/client-visitor.ts';
import { fieldsOf, visibleText } from '../pages/markup.ts';
import { everyone, nobodyBut } from './answers.ts';
import { begin, type Journey } from './journey.ts';
import { visitor } from './visitor.ts';

const home = 'cedar-house';
const manager = `${home}.primary`;

/** Counselor and director: whoever hears of a consent that was taken back. */
function staffTold(journey: Journey): string[] {
  return journey
    .all('task')
    .filter(({ reason }) => reason === 'revoked' || reason === 'answered without consent')
    .map(({ kind, reason }) => `${kind}: ${reason}`)
    .sort();
}

const ledgerOf = (journey: Journey) =>
  journey.all('disclosure').filter(({ recipientId }) => recipientId === home);

const revoke = (journey: Journey) =>
  journey.act('revoke', { episodeId: journey.episode().id, recipientId: home, how: 'oral' });

describe('revoked between queueing and sending', async () => {
  // Given a request for a place that is queued while the mail service cannot be reached
  let isDown = true;
  const journey = await begin({
    behaviour: nobodyBut({ intake: {} }),
    local: {
      around: (ports) => ({
        ...ports,
        mailer: {
          async send(mail) {
            if (isDown && mail.to === 'gus@cedar-house.example') throw new ServiceUnavailable('no mail now');
            return ports.mailer.send(mail);
          },
        },
      }),
    },
  });
  const request = () => journey.tasks('placement-request')[0];
  await journey.untilTrue('the home’s mail is queued', () => (request()?.asked.length ?? 0) > 0, 10);
  const mailId = `${request()?.id}/rung-0`;
  const queued = journey.all('mail').find(({ id }) => id === mailId)?.status;
  // When the client takes the consent back, and the mail service comes back after that
  await revoke(journey);
  isDown = false;
  await journey.days(6);

  test('the mail is cancelled and never sent, nothing is in the ledger, and staff are told', () => {
    expect(queued).toBe('queued');
    expect(journey.all('mail').find(({ id }) => id === mailId)?.status).toBe('cancelled');
    expect(journey.mailsTo(manager)).toEqual([]);
    expect(journey.mailsTo(`${home}.backup`)).toEqual([]);
    expect(ledgerOf(journey)).toEqual([]);
    expect(staffTold(journey)).toContain('care-concern: revoked');
  });
});

describe('revoked between sending and opening', async () => {
  // Given a request for a place that has reached the home and was not opened yet
  const journey = await begin({ behaviour: nobodyBut({ intake: {} }) });
  await journey.untilAsked('placement-request', manager);
  const visit = visitor(journey, manager);
  await revoke(journey);
  const opened = await visit.open();
  await journey.days(2);

  test('the page shows nobody and says politely that it is no longer open; the ledger is empty', () => {
    expect(opened.statusCode).toBe(410);
    expect(opened.body).not.toContain('Nora');
    expect(visibleText(opened.body)).toContain('no longer open');
    expect(visibleText(opened.body)).not.toMatch(/consent|revoke|client/i);
    expect(ledgerOf(journey)).toEqual([]);
    expect(staffTold(journey)).toContain('care-concern: revoked');
  });
});

describe('revoked between opening and posting', async () => {
  // Given a home that has opened the request and seen whom it is about
  const journey = await begin({ behaviour: nobodyBut({ intake: {} }) });
  const request = await journey.untilAsked('placement-request', manager);
  const visit = visitor(journey, manager);
  const opened = await visit.open();
  const shown = ledgerOf(journey).length;
  await revoke(journey);
  const answered = await visit.answer(request, { choice: 'accept' });
  const again = await visit.answer(request, { choice: 'accept' });
  await journey.days(2);

  test('the answer is refused politely, nothing further is shown, and none of it is recorded', () => {
    expect(opened.body).toContain('Nora Testwell');
    expect(shown).toBe(1);
    for (const response of [answered, again]) {
      expect(response.statusCode).toBe(410);
      expect(response.body).not.toContain('Nora');
    }
    expect(ledgerOf(journey)).toHaveLength(1);
    expect(journey.tasks('placement-request')[0]).toMatchObject({ status: 'refused', answer: null });
    expect(journey.episode().residence).toBeNull();
  });

  test('staff are told of the revocation, and once that somebody answered all the same', () => {
    expect(staffTold(journey)).toEqual(['care-concern: answered without consent', 'care-concern: revoked']);
  });
});

describe('a client who takes a consent back behind their own link', async () => {
  // Given a resident whose home has the week’s question open
  const journey = await begin({ behaviour: everyone({ 'home-check-in': null, 'consent-needed': null }) });
  await journey.days(12);
  const checkIn = await journey.untilAsked('home-check-in', manager);
  const before = visitor(journey, manager);
  await before.open();
  const client = await clientVisitor(journey, 'clinic tablet');
  await client.enter();
  // When the client says for whom, after having chosen nothing at first
  const unsaid = await client.post({ action: 'revoke', lang: 'en' });
  const still = journey.all('consent').every(({ revocations }) => revocations.length === 0);
  const page = await client.post({ action: 'see', page: 'revoke', lang: 'en' });
  const done = await client.post({ action: 'revoke', recipient: home, lang: 'en' });
  const twice = await client.post({ action: 'revoke', recipient: home, lang: 'en' });
  const overview = await client.post({ action: 'see', page: 'home', lang: 'en' });
  const answered = await before.answer(checkIn, { items: { [journey.episode().id]: 'all well' } });
  await journey.days(2);

  test('has no choice made for them', () => {
    expect(unsaid.statusCode).toBe(422);
    expect(still).toBe(true);
    expect(fieldsOf(page.body).filter(({ isChecked }) => isChecked)).toEqual([]);
  });

  test('reads that it is taken back, at once, and sees it on the overview; twice changes nothing more', () => {
    expect(visibleText(done.body)).toContain('It is taken back.');
    expect(visibleText(twice.body)).toContain('It is taken back.');
    expect(visibleText(overview.body)).toContain('Taken back Cedar Example House');
    const revocations = journey.all('consent').flatMap((consent) => consent.revocations);
    expect(revocations.length).toBeGreaterThan(0);
    for (const revoked of revocations)
      expect(revoked).toMatchObject({ recipientId: home, how: 'written', recordedBy: 'client' });
  });

  test('the home’s answer is refused, and the case manager is asked for a new consent', () => {
    expect(answered.statusCode).toBe(410);
    expect(answered.body).not.toContain('Nora');
    expect(journey.tasks('consent-needed').at(-1)).toMatchObject({
      about: { homeId: home },
      reason: 'revoked',
    });
  });
});

describe('a criminal-justice consent', async () => {
  const journey = await begin({ behaviour: everyone() });
  await journey.days(3);
  const { id: episodeId } = journey.episode();
  await journey.act('revoke', { episodeId, recipientId: 'all', how: 'written' });
  await journey.act('consent', {
    episodeId,
    recipientIds: [home],
    categories: ['attendance'],
    purpose: 'to report attendance to the court’s program',
    signature: 'Nora Testwell',
    expiresOn: '2027-03-31',
    irrevocableUntil: '2027-02-01',
    noticeVersion: '2026-02-16',
  });
  const client = await clientVisitor(journey);
  await client.enter();
  const overview = await client.post({ action: 'see', page: 'home', lang: 'en' });
  const tried = await client.post({ action: 'revoke', recipient: 'all', lang: 'en' });
  const held = journey.all('consent').filter(({ revocations }) => revocations.length === 0);

  test('says plainly until when it cannot be taken back, and stands when that is tried', async () => {
    expect(visibleText(overview.body)).toContain('cannot be taken back until the end of Feb 1, 2027');
    expect(visibleText(tried.body)).toContain('Nothing was changed.');
    expect(held).toMatchObject([{ irrevocableUntil: '2027-02-01' }]);
    await expect(revoke(journey)).rejects.toThrow('cannot be revoked until 2027-02-01 is over');
  });

  test('can be taken back on the day after', async () => {
    await journey.until(journey.at(29, '10:00'));
    const next = await clientVisitor(journey);
    await next.enter();
    const done = await next.post({ action: 'revoke', recipient: home, lang: 'en' });
    expect(visibleText(done.body)).toContain('It is taken back.');
  });
});
