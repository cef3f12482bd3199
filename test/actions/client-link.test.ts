import { describe, expect, test } from 'vitest';
import { BadInput } from '../../lambdas/runtime/define-action.ts';
import { linksIn } from '../../local/mailbox.ts';
import { everyone } from '../journeys/answers.ts';
import { begin, referral } from '../journeys/journey.ts';

const journey = await begin({
  referrals: [referral('Nora Testwell'), referral('Pablo Muestra Vega')],
  behaviour: everyone(),
});
await journey.days(2);
const { id: episodeId, clientId } = journey.episode();
const make = (input: Record<string, unknown>) => journey.act('client-link', { episodeId, ...input });

async function refused(promise: Promise<unknown>) {
  try {
    await promise;
  } catch (error) {
    if (error instanceof BadInput) return error.problems;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('the link that staff make for a client', async () => {
  const withoutPasscode = await refused(make({ on: 'own device' }));
  const { passcode } = await journey.act('set-passcode', { contactId: clientId });
  const made = await make({ on: 'own device' });
  const mailsBefore = journey.mailsTo(clientId).length;
  const mailed = await make({ on: 'own device', sendByEmail: true });
  const mail = journey.mailsTo(clientId).at(-1);

  test('needs a passcode first, which a client gets like everybody else', () => {
    expect(withoutPasscode).toMatchObject([
      {
        field: 'episodeId',
        problem: 'this client has no passcode yet',
        fix: `set one first, for ${clientId}`,
      },
    ]);
    expect(passcode).toMatch(/^\d{6,8}$/);
  });

  test('holds nothing of the client, and is handed over: nothing is mailed unless it is asked for', () => {
    expect(made.link).toMatch(/\/l\/[\w-]{43}$/);
    expect(mailsBefore).toBe(journey.mailsTo(clientId).length - 1);
  });

  test('is mailed to the client’s own address in words that tell a stranger nothing', () => {
    expect(mail?.to).toBe('nora@clients.example');
    expect(linksIn(mail ?? { text: '' }).at(0)).toBe(mailed.link);
    const said = `${mail?.subject} ${mail?.text} ${mail?.html}`;
    expect(said).not.toMatch(/Nora|Testwell|clinic\b|consent|treatment|recovery|sober|passcode/i);
  });

  test.each([
    ['to a tablet', { on: 'clinic tablet', sendByEmail: true }, 'sendByEmail'],
    ['on nothing', {}, 'on'],
  ])('is not mailed %s', async (_, input, field) => {
    expect((await refused(make(input))).map((problem) => problem.field)).toEqual([field]);
  });

  test('is not mailed where there is no safe address', async () => {
    const pablo = journey.episode('Pablo Muestra Vega');
    await journey.act('set-passcode', { contactId: pablo.clientId });
    const input = { episodeId: pablo.id, on: 'own device', sendByEmail: true };
    expect(await refused(journey.act('client-link', input))).toMatchObject([
      { field: 'sendByEmail', problem: 'the client has no safe address' },
    ]);
  });
});

describe('a consent on paper', () => {
  const paper = {
    episodeId,
    recipientIds: ['cedar-house'],
    categories: ['attendance'],
    purpose: 'to report attendance',
    signature: 'Nora Testwell',
    noticeVersion: '2026-02-16',
  };

  test.each([
    ['without an end', {}, 'expiresOn'],
    ['that has ended', { expiresOn: '2027-01-01' }, 'expiresOn'],
    [
      'irrevocable beyond its end',
      { expiresOn: '2027-02-01', irrevocableUntil: '2027-02-02' },
      'irrevocableUntil',
    ],
    [
      'irrevocable until a day that is over',
      { expiresOn: '2027-02-01', irrevocableUntil: '2027-01-01' },
      'irrevocableUntil',
    ],
    ['for somebody unknown', { expiresOn: '2027-02-01', recipientIds: ['nowhere'] }, 'recipientIds'],
  ])('%s is refused', async (_, change, field) => {
    const problems = await refused(journey.act('consent', { ...paper, ...change }));
    expect(problems.map((problem) => problem.field)).toEqual([field]);
  });

  test('says who entered it, and can be revoked unless it is a criminal-justice consent', async () => {
    const { consentId } = await journey.act('consent', { ...paper, expiresOn: '2027-02-01' });
    const consent = journey.all('consent').find(({ id }) => id === consentId);
    expect(consent).toMatchObject({ signing: { how: 'on paper', recordedBy: 'operator' } });
    expect(consent?.irrevocableUntil).toBeUndefined();
  });
});
