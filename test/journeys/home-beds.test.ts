import { describe, expect, test } from 'vitest';
import { exampleClinic, nth, sheerProgram } from '../example-clinic.ts';
import { everyone } from './answers.ts';
import { homePage } from './home-page.ts';
import { begin, referral } from './journey.ts';
import { obligationsUnmet } from './obligations.ts';
import { visitor } from './visitor.ts';

describe('a case manager who asks homes for beds', async () => {
  // Given a client whose name nobody outside may know, and a request for two beds
  const journey = await begin({ behaviour: everyone({ 'bed-request': null, 'bed-offer': null }) });
  await journey.until(journey.at(0, '10:00'));
  const asked = await journey.act('ask-for-beds', { beds: 2, from: '2027-01-11', levels: ['III', 'II'] });
  const request = await journey.untilAsked('bed-request', 'casa-olmo.primary');
  const page = homePage(journey, 'casa-olmo.primary');
  const shown = await page.enter();
  await page.post({ action: 'answer', taskId: request.id, [`choice.${request.id}`]: '2 beds' });
  await journey.untilAsked('bed-offer', 'carmen-ruiz');
  const offer = homePage(journey, 'carmen-ruiz');
  const digest = await offer.enter();

  test('asks each home of the levels, about nobody', () => {
    expect(asked.homeIds).toEqual(['casa-olmo', 'cedar-house']);
    for (const task of journey.tasks('bed-request')) {
      expect(task.episodeId).toBeUndefined();
      expect(task).toMatchObject({ items: [], about: { beds: '2', from: '2027-01-11', levels: 'II, III' } });
    }
  });

  test('shows the home a number, a day and a level, and says that nobody is meant', () => {
    expect(shown.body).toContain('¿Tiene una cama libre?');
    expect(shown.body).toContain('II, III');
    expect(shown.body).toContain('la pregunta no es sobre nadie en particular');
    expect(shown.body).not.toContain('42 CFR part 2 prohibits');
    for (const part of ['Nora', 'Testwell']) expect(shown.body).not.toContain(part);
    const mails = JSON.stringify(journey.mailsTo('casa-olmo.primary'));
    for (const part of ['Nora', 'Testwell']) expect(mails).not.toContain(part);
  });

  test('needs no consent and writes no disclosure', () => {
    expect(journey.all('disclosure').filter(({ description }) => description === 'bed-request')).toEqual([]);
  });

  test('puts the answer on the bed board and tells the case manager', () => {
    expect(journey.all('freeBeds')).toMatchObject([{ id: 'casa-olmo', freeBeds: 2, via: 'bed request' }]);
    expect(digest.body).toContain('Un hogar tiene una cama libre');
    expect(digest.body).toContain('Inés Calderón, Casa Olmo de Ejemplo');
  });
});

test('a request that no home fits is refused by field', async () => {
  const journey = await begin();
  const asked = journey.act('ask-for-beds', { beds: 1, from: '2027-01-11', levels: ['IV'] });
  await expect(asked).rejects.toThrow(
    'levels: no home of this size and level is on record; choose other levels',
  );
  await expect(journey.act('ask-for-beds', { beds: 1, from: '2026-12-01', levels: ['II'] })).rejects.toThrow(
    'from:',
  );
});

describe('a home that has a question before it takes a client', async () => {
  // Given a placement request, to which the home answers with a question
  const journey = await begin({
    behaviour: everyone({ 'placement-request': null, 'placement-question': null }),
  });
  const request = await journey.untilAsked('placement-request', 'cedar-house.primary');
  const page = homePage(journey, 'cedar-house.primary');
  await page.enter();
  const thanks = await page.post({
    action: 'answer',
    taskId: request.id,
    [`choice.${request.id}`]: 'question',
    [`comment.${request.id}`]: 'Does she bring a car?',
  });
  const question = await journey.untilAsked('placement-question', 'carmen-ruiz');
  const staff = homePage(journey, 'carmen-ruiz');
  const shown = await staff.enter();
  const meanwhile = journey.openTask('placement-request');
  await staff.post({ action: 'answer', taskId: question.id, [`choice.${question.id}`]: 'done' });
  await visitor(journey, 'cedar-house.primary').answer(request, { choice: 'accept' });
  await journey.untilTrue('she lives there', () => journey.episode().residence?.homeId === 'cedar-house');

  test('gets thanks, and its request stays open', () => {
    expect(thanks.body).toContain('The request stays open.');
    expect(meanwhile).toMatchObject({ id: request.id, status: 'open', answer: null });
  });

  test('is called by the case manager, who has the question and the number at hand', () => {
    expect(shown.body).toContain('Does she bring a car?');
    expect(shown.body).toContain('+1 555 010 0201');
  });

  test('can accept afterwards', () => {
    expect(journey.tasks('placement-request')).toMatchObject([
      { status: 'answered', answer: { choice: 'accept' } },
    ]);
  });
});

describe('a manager who has left', async () => {
  // Given a manager with an open check-in, a phone that is let in for 30 days, and two links
  const journey = await begin({
    referrals: [referral('Nora Testwell')],
    behaviour: everyone({ 'home-check-in': null }),
  });
  const checkIn = await journey.untilAsked('home-check-in', 'cedar-house.primary');
  const page = homePage(journey, 'cedar-house.primary');
  const passcode = journey.play.passcodes.get('cedar-house.primary') ?? '';
  await page.enter();
  // When the contact is removed
  await journey.act('remove-contact', { contactId: 'cedar-house.primary', reason: 'works elsewhere' });
  const withCookie = await page.post({ action: 'open' });
  const withPasscode = await page.enter(passcode);
  const unknown = await homePage(
    journey,
    'cedar-house.primary',
    `${new URL(page.url).origin}/l/${'x'.repeat(43)}`,
  ).enter();

  test('opens nothing any more: not with the phone, nor with the passcode, and sees what any stranger sees', () => {
    expect(withCookie).toEqual(unknown);
    expect(withPasscode).toEqual(unknown);
    expect(unknown.statusCode).toBe(404);
  });

  test('leaves the open question to the other contact, who has a mail at once and answers', async () => {
    expect(journey.mailsTo('cedar-house.backup').some(({ id }) => id.startsWith(checkIn.id))).toBe(true);
    await visitor(journey, 'cedar-house.backup').answer(checkIn, {
      items: Object.fromEntries(checkIn.items.map((item) => [item, 'all well'])),
    });
    await journey.untilRest();
    expect(journey.tasks('home-check-in').find(({ id }) => id === checkIn.id)?.status).toBe('answered');
    expect(await obligationsUnmet(journey)).toEqual([]);
  });

  test('is refused by name when removed again', async () => {
    const again = journey.act('remove-contact', { contactId: 'cedar-house.primary', reason: 'again' });
    await expect(again).rejects.toThrow(
      'contactId: there is no contact "cedar-house.primary"; use one of: cedar-house.backup',
    );
  });
});

describe('a manager whose place somebody else has taken in the clinic’s file', async () => {
  // Given a manager with an open check-in, and a file that names another person as the home's contact
  const journey = await begin({ behaviour: everyone({ 'home-check-in': null }) });
  const checkIn = await journey.untilAsked('home-check-in', 'cedar-house.primary');
  const before = homePage(journey, 'cedar-house.primary');
  await before.enter();
  const file = exampleClinic();
  nth(file.soberHomes, 0).primary = {
    name: 'Ivo Placeholder',
    email: 'ivo@cedar-house.example',
    phone: '+1 555 010 0209',
    language: 'en',
  };
  await journey.act('apply-clinic', { clinic: file, programs: [sheerProgram()] });
  const { passcode } = await journey.act('set-passcode', { contactId: 'cedar-house.primary' });
  const withCookie = await before.post({ action: 'open' });
  const withNewPasscode = await before.enter(String(passcode));
  await journey.untilTrue('the new manager is reminded', () =>
    journey.mailsTo('cedar-house.primary').some(({ to }) => to === 'ivo@cedar-house.example'),
  );
  const after = await homePage(journey, 'cedar-house.primary').enter(String(passcode));

  test('opens nothing with the old link, whatever passcode there is now', () => {
    expect([withCookie.statusCode, withNewPasscode.statusCode]).toEqual([404, 404]);
  });

  test('has a successor whose own mail opens the same question', () => {
    expect(after.statusCode).toBe(200);
    expect(after.body).toContain('Answering as Ivo Placeholder');
    expect(after.body).toContain(checkIn.id);
  });
});
