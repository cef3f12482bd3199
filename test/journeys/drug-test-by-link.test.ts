import { describe, expect, test } from 'vitest';
import { localTimeOf } from '../../lambdas/domain/clinic-calendar.ts';
import type { HumanTask } from '../../lambdas/domain/human-task.ts';
import type { TaskKind } from '../../lambdas/domain/human-task-kinds.ts';
import { momentWords } from '../../lambdas/pages/dates.ts';
import type { HttpResponse } from '../../lambdas/runtime/define-route.ts';
import { firstTestUntil } from './drug-test/first-test.ts';
import { obligationsUnmet } from './obligations.ts';
import { visitor } from './visitor.ts';

const collections = 'dev-patel';
const right = { lastName: 'Testwell', birthDate: '1991-04-12' };
const urine = {
  specimen: 'urine',
  collectedAt: '09:00',
  temperatureF: '95',
  readAfterMinutes: '2',
  creatinineMgDl: '110',
};

/** The first test, at the moment when collections have the list with a question about it in hand. */
async function atHand(kind: TaskKind) {
  const isListed = (tasks: HumanTask[]) => tasks.some((task) => task.kind === kind && task.status === 'open');
  const story = await firstTestUntil(`collections are asked: ${kind}`, ({ tasks }) => isListed(tasks()), {
    [kind]: null,
  });
  const { journey } = story;
  await journey.untilAsked(kind, collections);
  const task = () => story.tasks().find((one) => one.kind === kind) as HumanTask;
  return { ...story, task, link: visitor(journey, collections) };
}

describe('a result entered with another client’s identifiers', async () => {
  const { journey, test: tested, task, link } = await atHand('collect-specimen');
  // When the date of birth is another's, three times
  const wrong = { ...urine, lastName: 'Testwell', birthDate: '1990-01-01' };
  const pages: HttpResponse[] = [];
  for (let tries = 0; tries < 3; tries += 1)
    pages.push(await link.answer(task(), { choice: 'negative', fields: wrong }));

  test('is refused beside the question, with what was typed and never what is right', () => {
    for (const { statusCode, body } of pages) {
      expect(statusCode).toBe(422);
      expect(body).toContain('are not those of the client above');
      expect(body).toContain('value="1990-01-01"');
      expect(body).toContain('value="negative" required checked');
      expect(body).not.toContain(right.birthDate);
    }
  });

  test('is not saved, but counted, with nothing of what was typed', async () => {
    expect(task()).toMatchObject({ status: 'open', answer: null, mismatches: 3 });
    expect(tested().outcome).toBe('pending');
    const counted = (await journey.audit(journey.episode())).filter(
      ({ what }) => what === 'identifiers did not match',
    );
    expect(counted.map(({ by, details }) => [by, details?.tries])).toEqual([
      [collections, 1],
      [collections, 2],
      [collections, 3],
    ]);
    expect(JSON.stringify(counted)).not.toMatch(/1990|1991|Testwell/);
  });

  test('is taken once they are right, and neither name nor date is kept with it', async () => {
    const page = await link.answer(task(), { choice: 'negative', fields: { ...urine, ...right } });
    expect(page.statusCode).toBe(200);
    expect(task()).toMatchObject({ status: 'answered', answer: { choice: 'negative', fields: urine } });
    expect(JSON.stringify(task().answer)).not.toMatch(/Testwell|1991/);
  });

  test('has the director look whether the record is right', async () => {
    await journey.untilRest();
    expect(journey.tasks('clinic-alert', journey.episode())).toMatchObject([
      { reason: 'identifiers do not match', asked: ['fay-moreau'], about: { taskId: task().id } },
    ]);
    expect(await obligationsUnmet(journey)).toEqual([]);
  });
});

test('figures that contradict an outcome are refused beside the figure', async () => {
  const { journey, task, link, test: tested } = await atHand('collect-specimen');
  const diluted = { ...urine, ...right, creatinineMgDl: '12' };
  const refused = await link.answer(task(), { choice: 'negative', fields: diluted });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('With creatinine below 20 mg/dL the specimen is dilute');
  expect(refused.body).toMatch(/name="field\.[^"]*creatinineMgDl" value="12"[^>]*aria-invalid="true"/);
  const taken = await link.answer(task(), { choice: 'dilute', fields: diluted });
  expect(taken.statusCode).toBe(200);
  await journey.untilTrue('it is taken up', () => tested().outcome !== 'pending');
  expect(tested()).toMatchObject({ outcome: 'dilute', specimen: { creatinineMgDl: 12 } });
});

test('a time of collection that has not come yet, or lies before the telling, is refused', async () => {
  const { task, link } = await atHand('collect-specimen');
  const at = (collectedAt: string) =>
    link.answer(task(), { choice: 'negative', fields: { ...urine, ...right, collectedAt } });
  expect((await at('23:59')).body).toContain('That time has not come yet');
  expect((await at('05:00')).body).toContain('The client had not been told yet');
  expect(task()).toMatchObject({ status: 'open', answer: null });
});

test('fields without a choice are no answer, and are not lost', async () => {
  const { task, link } = await atHand('collect-specimen');
  const page = await link.answer(task(), { fields: right });
  expect(page.statusCode).toBe(422);
  expect(page.body).toContain('Nothing was chosen');
  expect(page.body).toContain('value="Testwell"');
  expect(task().status).toBe('open');
});

describe('the telling', () => {
  test('is just now unless a time of today is given, never one to come', async () => {
    const { journey, task, link, test: tested } = await atHand('tell-client');
    const told = (toldAt: string) =>
      link.answer(task(), { choice: 'told', fields: { how: 'phone', toldAt } });
    expect((await told('23:59')).body).toContain('That time has not come yet');
    expect((await told('04:00')).body).toContain('The client had not been selected yet');
    expect(task().status).toBe('open');
    const now = localTimeOf(journey.play.timeZone, journey.play.clinic.now());
    expect((await told('06:02')).statusCode).toBe(200);
    await journey.untilTrue('it is taken up', () => tested().toldAt !== null);
    expect(localTimeOf(journey.play.timeZone, tested().toldAt ?? '')).toBe('06:02');
    expect(now > '06:02').toBe(true);
    expect(tested().telling).toMatchObject({ by: collections, how: 'phone' });
  });

  test('says how, and the page says whom to call, what a voicemail may say and until when', async () => {
    const { task, link } = await atHand('tell-client');
    const page = await link.open();
    expect(page.body).toContain('+1 555 010 0601');
    expect(page.body).toContain('the number to call back, nothing else');
    expect(page.body).toContain('later counts as not reached, never as missed');
    const silent = await link.answer(task(), { choice: 'told' });
    expect(silent.statusCode).toBe(422);
    expect(silent.body).toContain('Fill in “How was the client told?”');
  });
});

test('the page of the outcome says when the client was told and until when the window runs', async () => {
  const { journey, link, test: tested } = await atHand('collect-specimen');
  const page = await link.open();
  const { toldAt, window } = tested();
  const moment = (at = '') => momentWords(at, journey.play.timeZone, 'en');
  expect(page.body).toContain(`Told</dt><dd>${moment(toldAt ?? '')}, By phone, Dev Patel</dd>`);
  expect(page.body).toContain(`Specimen by</dt><dd>${moment(window?.endsAt)}</dd>`);
  expect(page.body).not.toContain(right.birthDate);
});
