import { expect, test } from 'vitest';
import { everyone } from './answers.ts';
import { homePage } from './home-page.ts';
import { begin, referral } from './journey.ts';

const twin = (birthDate: string, phone: string) =>
  referral('Nora Testwell', { birthDate, phone, email: null, homeChoices: ['cedar-house'] });

test('two residents of one name who moved in on one day are told apart by the year of birth, and nobody else is', async () => {
  // Given two of one name and one of another, who came to the home together
  const journey = await begin({
    referrals: [
      twin('1981-02-03', '+1 555 020 0001'),
      twin('1994-02-03', '+1 555 020 0002'),
      referral('Tess Mockingham', { homeChoices: ['cedar-house'] }),
    ],
    behaviour: everyone({ 'home-check-in': null }),
  });
  await journey.untilTrue('the home is asked about all three', () =>
    journey.tasks('home-check-in').some(({ items, asked }) => items.length === 3 && asked.length > 0),
  );
  // When the manager opens the page
  const page = homePage(journey, 'cedar-house.primary');
  const { body } = await page.enter();
  // Then each of the two has the year beside the name, in the order of names
  const names = [...body.matchAll(/<span class="name"[^>]*>([^<]+)<span class="hint">([^<]*)</g)].map(
    ([, name, apart]) => `${name?.trim()}, ${apart}`,
  );
  expect(names.slice(0, 2).sort()).toEqual(['Nora Testwell, born 1981', 'Nora Testwell, born 1994']);
  expect(names[2]).toMatch(/^Tess Mockingham, moved in /);
});

test('what is recorded of a resident is shown with what was ticked, also when the page is sent again', async () => {
  const journey = await begin({ behaviour: everyone({ 'home-check-in': null }) });
  const checkIn = await journey.untilAsked('home-check-in', 'cedar-house.primary');
  const page = homePage(journey, 'cedar-house.primary');
  await page.enter();
  const [first = ''] = checkIn.items;
  const answer: [string, string][] = [
    ['action', 'answer'],
    ['taskId', checkIn.id],
    [`item.${checkIn.id}.${first}`, 'all well'],
    [`tick.${checkIn.id}.${first}`, 'transport'],
  ];
  const recorded = await page.post(answer);
  const replayed = await page.post(answer);
  const opened = await page.post({ action: 'open' });
  for (const { body } of [recorded, replayed, opened]) expect(body).toContain('All well; Needs transport');
  expect(replayed.body).toContain('You had answered this already. Nothing was changed.');
  expect(journey.tasks('home-check-in').find(({ id }) => id === checkIn.id)?.superseded).toEqual([]);
});
