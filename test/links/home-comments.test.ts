import { describe, expect, test } from 'vitest';
import { everyone } from '../journeys/answers.ts';
import { homePage, standingLink } from '../journeys/home-page.ts';
import { begin } from '../journeys/journey.ts';

const manager = 'cedar-house.primary';
const tooLong = 'a'.repeat(501);
const controls = 'Calm again.\u0000\u202e \r\nNobody hurt.\u0007';

describe('what a home writes', async () => {
  const journey = await begin({ behaviour: everyone({ 'home-check-in': null }) });
  const checkIn = await journey.untilAsked('home-check-in', manager);
  const [first = ''] = checkIn.items;
  const answer = homePage(journey, manager);
  const report = homePage(journey, manager, await standingLink(journey, 'cedar-house', 'Gus Hartmann'));
  await answer.enter();
  await report.enter();
  const said = { action: 'answer', taskId: checkIn.id, [`item.${checkIn.id}.${first}`]: 'concern' };
  const reported = { action: 'report', resident: first, event: 'concern' };

  test('is refused when it is longer than 500 characters, and nothing is recorded', async () => {
    const refused = [
      await answer.post({ ...said, [`comment.${checkIn.id}`]: tooLong }),
      await answer.post({ ...said, [`reason.${checkIn.id}`]: tooLong }),
      await report.post({ ...reported, comment: tooLong }),
    ];
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([422, 422, 422]);
    for (const { body } of refused) expect(body).toContain('The comment is too long');
    expect(journey.openTask('home-check-in').answer).toBeNull();
    expect(journey.all('homeReport')).toEqual([]);
  });

  test('is kept without control characters and characters that turn the direction of the text', async () => {
    await report.post({ ...reported, comment: controls });
    await answer.post({ ...said, [`comment.${checkIn.id}`]: controls });
    const [kept] = journey.all('homeReport');
    const answered = journey.tasks('home-check-in').find(({ id }) => id === checkIn.id);
    expect(kept?.comment).toBe('Calm again. \nNobody hurt.');
    expect(answered?.answer?.comment).toBe('Calm again. \nNobody hurt.');
  });

  test('is refused where nothing was chosen or what happened is unknown', async () => {
    const refused = [
      await report.post({ action: 'report', resident: first }),
      await report.post({ action: 'report', event: 'incident' }),
      await report.post({ action: 'report', resident: first, event: 'gossip' }),
    ];
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([422, 422, 422]);
    expect(journey.all('homeReport')).toHaveLength(1);
  });
});
