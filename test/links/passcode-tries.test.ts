import { describe, expect, test } from 'vitest';
import { anyClinic } from '../../lambdas/domain/records.ts';
import { everyone } from '../journeys/answers.ts';
import { homePage } from '../journeys/home-page.ts';
import { begin } from '../journeys/journey.ts';

const manager = 'cedar-house.primary';

async function atTheDoor() {
  const journey = await begin({ behaviour: everyone({ 'home-check-in': null, 'clinic-alert': null }) });
  await journey.untilAsked('home-check-in', manager);
  return { journey, page: homePage(journey, manager) };
}

const wrong = (index: number) => String(10_000_000 + index);

describe('five wrong passcodes', async () => {
  const { journey, page } = await atTheDoor();
  const answers: Awaited<ReturnType<typeof page.enter>>[] = [];
  for (let index = 0; index < 5; index += 1) answers.push(await page.enter(wrong(index)));
  const right = await page.enter();
  const lockedAt = journey.play.clinic.now();
  await journey.until(new Date(Date.parse(lockedAt) + 16 * 60_000).toISOString());
  const later = await page.enter();

  test('are counted down, and lock this link with the clinic’s phone on the page', () => {
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403, 403]);
    expect(answers[0]?.body).toContain('You can try 4 more times.');
    expect(answers[3]?.body).toContain('You can try once more.');
    expect(answers[4]?.body).toContain('Locked for now');
    expect(answers[4]?.body).toContain('+1 555 010 0100');
  });

  test('keep the right one out until 15 minutes are over', () => {
    expect(right.body).toContain('Locked for now');
    expect(later.statusCode).toBe(200);
    expect(later.body).toContain('Weekly check-in');
  });

  test('are told to staff, once', () => {
    expect(journey.tasks('clinic-alert')).toMatchObject([
      { reason: 'wrong passcodes', about: { contactId: manager } },
    ]);
  });
});

test('twenty passcodes at the same moment are no more than five tries', async () => {
  const { journey, page } = await atTheDoor();
  const { secrets } = journey.play.clinic.ports;
  const compare = secrets.passcodeMatches;
  let compared = 0;
  secrets.passcodeMatches = (...given) => {
    compared += 1;
    return compare(...given);
  };
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => page.enter(wrong(index))));
  expect(compared).toBe(5);
  expect(answers.filter(({ body }) => body.includes('Locked for now'))).toHaveLength(16);
});

test('a passcode form sent empty is no try', async () => {
  const { journey, page } = await atTheDoor();
  for (let index = 0; index < 6; index += 1) await page.enter('  ');
  const links = journey.play.clinic.store.all(anyClinic, 'link');
  expect(links.every(({ failedTries, lockedUntil }) => failedTries === 0 && lockedUntil === null)).toBe(true);
  expect((await page.enter()).statusCode).toBe(200);
});

test('the right passcode forgets the wrong ones before it', async () => {
  const { page } = await atTheDoor();
  for (let round = 0; round < 3; round += 1) {
    for (let index = 0; index < 4; index += 1) await page.enter(wrong(index));
    expect((await page.enter()).statusCode).toBe(200);
  }
});
