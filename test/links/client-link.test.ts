import { describe, expect, test } from 'vitest';
import { rightsNotice } from '../../lambdas/domain/notices.ts';
import { everyone, nobodyBut } from '../journeys/answers.ts';
import { begin, type Journey, referral } from '../journeys/journey.ts';
import { visitor } from '../journeys/visitor.ts';
import { fieldsOf, visibleText } from '../pages/markup.ts';
import { clientVisitor, filledConsent } from './client-visitor.ts';

/** Nora, referred without any consent: staff are asked for one for the home she chose. */
const withoutConsent = () =>
  begin({
    referrals: [referral('Nora Testwell', { consents: [] })],
    behaviour: nobodyBut({ intake: {} }),
  });

const consents = (journey: Journey) => journey.all('consent', journey.episode());

describe('a client who signs on the clinic’s tablet', async () => {
  const journey = await withoutConsent();
  const asked = await journey.untilAsked('consent-needed', 'carmen-ruiz');
  const client = await clientVisitor(journey, 'clinic tablet');
  const home = await client.enter();
  const form = await client.post({ action: 'see', page: 'sign', lang: 'en' });
  const empty = await client.post({ action: 'sign', lang: 'en', onFile: '0' });
  const signedOnFile = consents(journey).length;
  const signed = await client.post(filledConsent);
  const once = consents(journey);
  const again = await client.post(filledConsent);
  const told = await journey.untilAsked('placement-request', 'cedar-house.primary');

  test('sees first whom the clinic asks a consent for, and that it need not be given', () => {
    expect(visibleText(home.body)).toContain('We ask for your consent for: Cedar Example House');
    expect(asked.about.homeId).toBe('cedar-house');
  });

  test('reads every element of a consent, with nothing ticked beforehand', () => {
    const text = visibleText(form.body);
    expect(text).toContain('Your rights about your records');
    for (const element of [
      ...['For Nora Testwell', 'I permit Harbor Example Clinic', 'Cedar Example House', 'Living in the home'],
      ...['What for?', 'I can take this consent back at any time', 'Until when?', 'Type your full name'],
      'Today’s date: Wednesday, January 6, 2027',
    ])
      expect(text).toContain(element);
    expect(fieldsOf(form.body).filter(({ isChecked }) => isChecked)).toEqual([]);
  });

  test('cannot sign half of it: everything that is missing is said, and nothing is on file', () => {
    expect(empty.statusCode).toBe(422);
    expect(visibleText(empty.body)).toContain('It is not signed yet.');
    expect(empty.body.match(/<li>/g)).toHaveLength(7);
    expect(signedOnFile).toBe(0);
  });

  test('has a consent on file that says how it was signed and which notices were read', () => {
    expect(signed.statusCode).toBe(200);
    expect(visibleText(signed.body)).toContain('It is signed.');
    expect(once).toMatchObject([
      {
        discloser: 'Harbor Example Clinic',
        recipientIds: ['cedar-house'],
        categories: ['placement', 'residence'],
        expiresUpon: 'discharge from the program',
        signature: 'Nora Testwell',
        noticeVersion: rightsNotice.version,
        signing: { how: 'client link', on: 'clinic tablet', language: 'en' },
      },
    ]);
  });

  test('answers by it what waited for exactly this consent, and the home is asked', () => {
    const task = journey.tasks('consent-needed').find(({ id }) => id === asked.id);
    expect(task).toMatchObject({ status: 'answered', answer: { choice: 'signed', by: 'client' } });
    expect(told.ownerId).toBe('cedar-house');
  });

  test('signs once, however often the form is sent', () => {
    expect(again.statusCode).toBe(200);
    expect(consents(journey)).toHaveLength(1);
  });

  test('leaves nothing behind on the tablet', async () => {
    const left = await client.post({ action: 'leave', lang: 'en' });
    expect(left.headers['set-cookie']).toContain('Max-Age=0');
    expect(left.body).not.toContain('Nora');
    const after = await client.post({ action: 'see', page: 'home', lang: 'en' });
    expect(visibleText(after.body)).toContain('Enter your passcode');
    expect(after.body).not.toContain('Nora');
  });
});

describe('a consent that is not the one that staff wait for', async () => {
  const journey = await withoutConsent();
  const asked = await journey.untilAsked('consent-needed', 'carmen-ruiz');
  const client = await clientVisitor(journey);
  await client.enter();
  await client.post({ ...filledConsent, recipient: ['casa-olmo'] });
  await client.post({ ...filledConsent, onFile: '1', category: ['attendance'] });

  test('for another home, or without the category, it answers nothing', () => {
    expect(consents(journey)).toHaveLength(2);
    expect(journey.tasks('consent-needed').find(({ id }) => id === asked.id)?.status).toBe('open');
  });
});

describe('the link of a client', async () => {
  const journey = await begin({ behaviour: everyone({ 'home-check-in': null }) });
  await journey.days(3);
  const client = await clientVisitor(journey);
  const audit = async () => (await journey.audit(journey.episode())).length;

  test.each(['GET', 'HEAD', 'OPTIONS'])(
    '%s shows a button at most, and nothing of the client',
    async (method) => {
      const before = await audit();
      const response = await client.get(method);
      expect(response.body).not.toContain('Nora');
      if (method === 'GET') expect(fieldsOf(response.body).map(({ value }) => value)).toEqual(['open']);
      expect(await audit()).toBe(before);
    },
  );

  test.each([
    ['without the passcode', { action: 'see', page: 'home' }],
    ['with a signature but no passcode', filledConsent],
    ['with a wrong passcode', { action: 'passcode', passcode: '00000000' }],
  ])('a post %s shows and changes nothing', async (_, fields) => {
    const known = consents(journey).length;
    const response = await client.post(fields);
    expect(response.body).not.toContain('Nora');
    expect(consents(journey)).toHaveLength(known);
  });

  test('a post that did not come from our page is refused, passcode or not', async () => {
    await client.enter();
    for (const headers of [{ origin: 'https://elsewhere.example' }, { origin: undefined }]) {
      const response = await client.post({ action: 'revoke', recipient: 'all' }, headers);
      expect(response.statusCode).toBe(403);
      expect(response.body).not.toContain('Nora');
    }
    expect(consents(journey).every(({ revocations }) => revocations.length === 0)).toBe(true);
  });

  test('speaks the other language when asked to, and signs in it', async () => {
    await client.enter();
    const page = await client.post({ action: 'see', page: 'sign', lang: 'es' });
    expect(page.body).toContain('<html lang="es">');
    const onFile = String(consents(journey).length);
    const signed = await client.post({ ...filledConsent, lang: 'es', onFile });
    expect(visibleText(signed.body)).toContain('Está firmado.');
    expect(consents(journey).at(-1)).toMatchObject({
      purpose: 'para organizar y coordinar mi estancia en el hogar sobrio',
      signing: { language: 'es', on: 'own device' },
    });
  });

  test('gives a copy with every element, on the page and as a file', async () => {
    await client.enter();
    const [first] = consents(journey);
    const shown = await client.post({ action: 'see', page: 'copy', consent: first?.id ?? '', lang: 'en' });
    const file = await client.post({ action: 'save-copy', consent: first?.id ?? '', lang: 'en' });
    for (const text of [visibleText(shown.body), visibleText(file.body)]) {
      expect(text).toContain('Nora Testwell');
      expect(text).toContain('Cedar Example House');
      expect(text).toContain('I can take this consent back at any time');
    }
    expect(file.headers['content-disposition']).toBe('attachment; filename="copy.html"');
    expect(file.body).not.toContain('<form');
  });

  test('does not open for another client’s consent', async () => {
    await client.enter();
    const other = await client.post({ action: 'save-copy', consent: 'ep_other:c1', lang: 'en' });
    expect(other.headers['content-disposition']).toBeUndefined();
  });

  test('stops at the end of its days, as one that never was', async () => {
    const unknown = { ...(await client.get()), body: '' };
    await journey.days(31);
    const response = await client.get();
    expect(response.statusCode).toBe(404);
    expect(unknown.statusCode).toBe(200);
  });
});

describe('what a client sees and asks for', async () => {
  const journey = await begin({
    behaviour: everyone({ 'record-access': null, 'record-amendment': null }),
  });
  await journey.days(12);
  const client = await clientVisitor(journey);
  await client.enter();
  const disclosures = await client.post({ action: 'see', page: 'disclosures', lang: 'en' });
  const nothing = await client.post({ action: 'request', lang: 'en' });
  const unsaid = await client.post({ action: 'request', kind: 'amendment', text: ' ', lang: 'en' });
  const access = await client.post({ action: 'request', kind: 'access', lang: 'en' });
  await client.post({ action: 'request', kind: 'access', lang: 'en' });
  const amendment = await client.post({
    action: 'request',
    kind: 'amendment',
    text: 'I was never at the north house.',
    lang: 'en',
  });
  const matters = journey.all('matter');
  await journey.untilTrue('the director is asked', () => journey.tasks('record-amendment').length === 1, 3);

  test('sees who was told what, apart for each, and nobody at the home by name or address', () => {
    const text = visibleText(disclosures.body);
    expect(text).toContain('Cedar Example House');
    const shown = journey.all('disclosure').length;
    expect(shown).toBeGreaterThan(0);
    expect(text.match(/Consent 1/g)).toHaveLength(shown);
    for (const { address, contactId } of journey.all('disclosure')) {
      expect(disclosures.body).not.toContain(address);
      expect(disclosures.body).not.toContain(contactId);
    }
  });

  test('is told what a request lacks', () => {
    expect(nothing.statusCode).toBe(422);
    expect(unsaid.statusCode).toBe(422);
    expect(visibleText(unsaid.body)).toContain('Say what is wrong and how it should be.');
  });

  test('gets a day for the answer: 30 days for access, 60 for a correction; asking twice asks once', () => {
    expect(matters.map(({ kind, dueOn, openedAt }) => [kind, dueOn, openedAt.slice(0, 10)])).toEqual([
      ['record-access', '2027-02-15', '2027-01-16'],
      ['record-amendment', '2027-03-17', '2027-01-16'],
    ]);
    expect(visibleText(access.body)).toContain('Feb 15, 2027');
    expect(visibleText(amendment.body)).toContain('Mar 17, 2027');
  });

  test('is heard by the director, who reads the words behind the passcode and nowhere before', async () => {
    await journey.untilAsked('record-amendment', 'fay-moreau');
    const page = await visitor(journey, 'fay-moreau').open();
    expect(visibleText(page.body)).toContain('I was never at the north house.');
    for (const mail of journey.play.clinic.mailbox.mails)
      expect(`${mail.subject}${mail.text}${mail.html}`).not.toContain('north house');
  });
});
