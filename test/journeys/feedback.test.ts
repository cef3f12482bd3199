import { describe, expect, test } from 'vitest';
import { clientVisitor } from '../links/client-visitor.ts';
import { visibleText } from '../pages/markup.ts';
import { everyone } from './answers.ts';
import { begin, referral } from './journey.ts';
import { visitor } from './visitor.ts';

const counselor = 'ada-lindqvist';
const words = 'You were on time every day this week. Speak up more in group.';
const goals = ['Find work with regular hours', 'Call my sister every Sunday', 'Run a marathon'];

describe('what a counselor writes to a client in a review', async () => {
  const nora = referral('Nora Testwell', {
    evaluation: { goals, needs: ['A dentist'], fellowship: 'twelve-step' },
  });
  const journey = await begin({
    referrals: [nora],
    behaviour: everyone({ review: null, 'care-concern': null }),
  });
  const review = await journey.untilAsked('review', counselor);
  const counselorsPage = visitor(journey, counselor);
  const form = visibleText((await counselorsPage.open()).body);
  const fields = {
    goalsReached: 'g2',
    goalsDropped: 'g3',
    needsMet: 'n1',
    goalAdded: 'Sleep eight hours',
    feedback: words,
  };
  await counselorsPage.answer(review, { choice: 'advance', fields });
  const client = await clientVisitor(journey);
  await client.enter();
  const shown = await client.post({ action: 'see', page: 'progress', lang: 'en' });
  const shownInSpanish = await client.post({ action: 'see', page: 'progress', lang: 'es' });
  const feedback = () => journey.all('feedback');
  const id = feedback()[0]?.id ?? '';
  const send = (as: string, text = '') =>
    client.post({ action: 'answer-feedback', lang: 'en', feedback: id, as, text });
  const empty = await send('');
  const wordless = await send('own words');
  const answered = await send('disagree', 'I was on time, and group is hard for me.');
  const again = await send('agree');
  const concern = await journey.untilAsked('care-concern', counselor);
  const task = visibleText((await visitor(journey, counselor).open()).body);

  test('is written beside the decision, with the client’s own goals to tick', () => {
    for (const goal of goals) expect(form).toContain(goal);
    for (const label of ['A dentist', 'Words for the client']) expect(form).toContain(label);
  });

  test('reaches the client’s own page, with the goals and where they stand, in both languages', () => {
    const text = visibleText(shown.body);
    const plan = journey.all('carePlan').find(({ id: of }) => of === journey.episode().id);
    expect(plan?.goals.map(({ status }) => status)).toEqual(['open', 'met', 'dropped', 'open']);
    expect(plan?.needs).toMatchObject([{ status: 'met' }]);
    expect(text).toContain(words);
    for (const line of ['I am working on it', 'reached', 'Sleep eight hours', 'Ada Lindqvist'])
      expect(text).toContain(line);
    expect(visibleText(shownInSpanish.body)).toContain('Lo que me escribieron');
    expect(shown.body).not.toContain('<script');
  });

  test('is answered once, with what is missing said in plain words', () => {
    expect([empty.statusCode, wordless.statusCode, answered.statusCode]).toEqual([422, 422, 200]);
    expect(visibleText(wordless.body)).toContain('Write down what you want to say.');
    expect(visibleText(answered.body)).toContain('Your counselor is asked to talk with you about it.');
    expect(visibleText(again.body)).toContain('I do not agree');
    expect(feedback()).toMatchObject([
      { words, answer: { as: 'disagree', words: 'I was on time, and group is hard for me.' } },
    ]);
  });

  test('becomes the counselor’s task when the client disagrees, once, with both their words', () => {
    expect(concern).toMatchObject({
      reason: 'the client disagrees with feedback',
      about: { feedbackId: id },
    });
    expect(task).toContain(words);
    expect(task).toContain('I was on time, and group is hard for me.');
    expect(journey.tasks('care-concern')).toHaveLength(1);
  });

  test('is shown with the answer at the next review, and its words stand in no email and no audit', async () => {
    const next = await journey.untilAsked('review', counselor);
    expect(next.id).not.toBe(review.id);
    const page = visibleText((await visitor(journey, counselor).open()).body);
    expect(page).toContain('The client says');
    expect(page).toContain('group is hard for me');
    const mails = journey.play.clinic.mailbox.mails.map(({ subject, text }) => `${subject} ${text}`).join();
    const audit = JSON.stringify(await journey.audit(journey.episode()));
    for (const secret of ['on time every day', 'group is hard', 'Sleep eight hours']) {
      expect(mails).not.toContain(secret);
      expect(audit).not.toContain(secret);
    }
  });
});

describe('a client who wants to hear of news by email', async () => {
  const journey = await begin();
  await journey.days(4);
  const { id: episodeId, clientId } = journey.episode();
  const write = () => journey.act('give-feedback', { episodeId, words });
  const client = await clientVisitor(journey);
  await client.enter();
  const before = journey.mailsTo(clientId).length;
  await write();
  const unasked = journey.mailsTo(clientId).length;
  const asked = await client.post({ action: 'news', lang: 'en', wanted: 'yes' });
  await write();
  await journey.untilTrue('the mail is there', () => journey.mailsTo(clientId).length > unasked);
  const mail = journey.mailsTo(clientId).at(-1);
  await client.enter();
  const home = await client.post({ action: 'see', page: 'home', lang: 'en' });

  test('gets a link and no words; nobody gets a mail who did not ask for one', () => {
    expect(unasked).toBe(before);
    expect(visibleText(asked.body)).toContain('You get an email when there is something new here.');
    expect(mail?.text).toContain('/l/');
    for (const word of ['feedback', 'group', 'counselor', 'review', 'clinic'])
      expect(`${mail?.subject} ${mail?.text}`.toLowerCase()).not.toContain(word);
  });

  test('finds on the first page that something waits', () => {
    expect(visibleText(home.body)).toContain('2 things were written to you.');
  });

  test('can stop it again', async () => {
    await client.post({ action: 'news', lang: 'en', wanted: 'no' });
    expect(journey.all('client').find(({ id }) => id === clientId)?.newsByEmail).toBe(false);
    const mails = journey.mailsTo(clientId).length;
    await write();
    await journey.days(1);
    expect(journey.mailsTo(clientId)).toHaveLength(mails);
  });
});

describe('mutual help', async () => {
  const nora = referral('Nora Testwell', { evaluation: { fellowship: 'twelve-step' } });
  const journey = await begin({ referrals: [nora], behaviour: everyone({ milestones: null }) });
  const asked = await journey.untilAsked('milestones', counselor);
  const page = visitor(journey, counselor);
  const form = visibleText((await page.open()).body);
  const fields = { fellowship: 'twelve-step', meetings: '6', sponsor: 'yes', step: '3' };
  await page.answer(asked, { choice: 'on track', fields });
  const episodeId = journey.episode().id;
  const proof = { what: 'sponsor', how: 'sponsor’s letter' };
  await journey.act('verify-milestone', { episodeId, ...proof });
  const next = await journey.untilAsked('milestones', counselor);
  const later = visibleText((await visitor(journey, counselor).open()).body);

  test('is asked about in the terms of the client’s fellowship, and says what the program expects', () => {
    expect(form).toContain('A sponsor?');
    expect(form).not.toContain('facilitator');
    expect(form).toContain('encourages it');
  });

  test('is kept as reported, apart from what somebody verified, and shown the next time', () => {
    expect(journey.all('milestones')).toMatchObject([
      { basis: 'self-reported', meetings: 6, sponsor: 'yes', step: 3, homeGroup: null },
    ]);
    expect(journey.all('milestoneCheck')).toMatchObject([{ ...proof, by: 'operator' }]);
    expect(next.id).not.toBe(asked.id);
    expect(later).toContain('meetings: 6, sponsor: yes, step: 3 (reported by the client');
    expect(later).toContain('sponsor (sponsor’s letter)');
  });

  test('is told to no partner', () => {
    const toldOf = journey.all('disclosure').map(({ description }) => description);
    expect(toldOf).not.toContain('milestones');
  });
});
