import { expect, test } from 'vitest';
import { exampleClinic, sheerProgram } from '../example-clinic.ts';
import { everyone } from './answers.ts';
import { homePage, standingLink } from './home-page.ts';
import { begin, type DatedReferral, type Journey, referral } from './journey.ts';
import { executionsWrong } from './obligations/executions.ts';
import { visitor } from './visitor.ts';

const primary = 'cedar-house.primary';

/** So many clients, every `share`th of whom goes to Cedar House; the others live in homes of their own. */
function manyReferrals(count: number, share: number): DatedReferral[] {
  const nora = referral('Nora Testwell');
  return Array.from({ length: count }, (_, index) => ({
    ...nora,
    name: `Person Testwell ${index + 1}`,
    email: null,
    homeChoices: index % share === 0 ? ['cedar-house'] : [],
    receiverChoices: [],
    consents:
      index % share === 0
        ? nora.consents
            .filter(({ recipientIds }) => recipientIds.includes('cedar-house'))
            .map((consent) => ({ ...consent, recipientIds: ['cedar-house'] }))
        : [],
  }));
}

async function largeClinic(count: number, share: number): Promise<Journey> {
  const clinic = exampleClinic();
  const program = sheerProgram();
  const soberHomes = clinic.soberHomes.map((home) => ({ ...home, beds: 40 }));
  const caseload = { ...program.caseload, softCap: 200, hardCap: 200 };
  return begin({
    clinic: { ...clinic, soberHomes },
    program: { ...program, caseload },
    referrals: manyReferrals(count, share),
    behaviour: everyone(),
  });
}

test('a home of thirty opens its check-in, and each resident who is shown stands in the ledger', async () => {
  const journey = await largeClinic(30, 1);
  const task = await journey.untilAsked('home-check-in', primary);
  const before = journey.all('disclosure').length;
  const page = await visitor(journey, primary).open();
  expect(page.statusCode).toBe(200);
  for (const { name } of journey.all('client')) expect(page.body).toContain(name);
  expect(task.items).toHaveLength(30);
  const shown = journey.all('disclosure').slice(before);
  expect(new Set(shown.map(({ episodeId }) => episodeId))).toEqual(new Set(task.items));
  expect(shown).toHaveLength(30);
});

test('a home of thirty opens its own page, too', async () => {
  const journey = await largeClinic(30, 1);
  await journey.untilAsked('home-check-in', primary);
  const before = journey.all('disclosure').length;
  const page = await homePage(
    journey,
    primary,
    await standingLink(journey, 'cedar-house', 'Gus Hartmann'),
  ).enter();
  expect(page.statusCode).toBe(200);
  for (const { name } of journey.all('client')) expect(page.body).toContain(name);
  expect(journey.all('disclosure')).toHaveLength(before + 30);
});

test('in a clinic of a hundred and twenty a home is asked about its own, and can report', async () => {
  const journey = await largeClinic(120, 30);
  const task = await journey.untilAsked('home-check-in', primary);
  expect(task.items).toHaveLength(4);
  const page = homePage(journey, primary, await standingLink(journey, 'cedar-house', 'Gus Hartmann'));
  await page.enter();
  const said = { action: 'report', resident: task.items[0] ?? '', event: 'incident', tick: 'overdose' };
  await page.post(said);
  expect(journey.all('homeReport').map(({ episodeId }) => episodeId)).toEqual([task.items[0]]);
  expect(executionsWrong(journey).filter((wrong) => /FAILED|TIMED_OUT/.test(wrong))).toEqual([]);
});
