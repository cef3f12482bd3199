import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shownFigures } from '../../lambdas/domain/figure-suppression.ts';
import { reportPage } from '../../lambdas/pages/report.ts';
import { figuresIn, type Person } from '../domain/figure-worlds.ts';
import { type ServedLaptop, serveExample } from '../local/served-laptop.ts';
import { openBrowser, pixelsBeside, seriousIssues } from './phone.ts';

let browser: Browser;
let served: ServedLaptop;
beforeAll(async () => {
  browser = await openBrowser();
  served = await serveExample({ isManual: false, seed: 'director' });
  await served.postJson('/local/clock', { to: '2027-02-08T10:00' });
});
afterAll(async () => {
  await browser.close();
  await served.server.close();
});

const person: Person = {
  program: 'p',
  ending: 'completed',
  hasAppointment: true,
  age: 2,
  visit: 7,
  isReached30: true,
  isReached90: true,
};

/** A report of two programs in which some figures are shown for both, some in all only, and some not at all. */
function report(): string {
  const several = (count: number, changes: Partial<Person>) =>
    Array.from({ length: count }, () => ({ ...person, ...changes }));
  const people = [
    ...several(30, {}),
    ...several(25, { program: 'q', visit: 99, hasAppointment: false }),
    ...several(14, { ending: 'left against advice', visit: 14, isReached30: false }),
    ...several(12, { program: 'q', ending: 'lost to contact', visit: 30, isReached90: false }),
  ];
  return reportPage({
    clinicName: 'Harbor Example Clinic',
    isFictional: true,
    timeZone: 'America/Los_Angeles',
    madeAt: '2027-10-01T16:00:00.000Z',
    programNames: { p: 'Intensive Outpatient Program', q: 'Evening program' },
    figures: shownFigures(figuresIn(people, ['p', 'q'])),
  });
}

const screens = [390, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

describe.each(screens)('at $width pixels, $colorScheme', ({ width, colorScheme }) => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  });
  afterAll(() => page.close());

  test('the page of the week fits, reads well, and leads to the clients', async () => {
    await page.goto(`${served.server.url}/sign-in`);
    await page.getByRole('button', { name: 'Sign in as Fay Moreau' }).click();
    await page.goto(`${served.server.url}/console/monday`);
    expect(await page.locator('h1').innerText()).toBe('Monday, February 8, 2027');
    expect(await page.locator('section.panel').count()).toBeGreaterThan(1);
    expect(await pixelsBeside(page)).toBe(0);
    expect(await seriousIssues(page)).toEqual([]);
    const links = await page.locator('main a[href^="/console/clients/"]').count();
    if (links > 0) {
      await page.locator('main a[href^="/console/clients/"]').first().click();
      expect(await page.locator('h1').count()).toBe(1);
    }
  });

  test('the report fits and reads well, and every bar is drawn', async () => {
    // A page of its own: the one before would lend it its policy.
    await page.goto('about:blank');
    await page.setContent(report());
    expect(await page.locator('h1').innerText()).toBe('Harbor Example Clinic');
    expect(await pixelsBeside(page)).toBe(0);
    expect(await seriousIssues(page)).toEqual([]);
    const widths = await page
      .locator('rect.part')
      .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
    expect(widths.length).toBeGreaterThan(8);
    expect(Math.max(...widths)).toBeGreaterThan(width / 4);
    expect(await page.locator('text=held back').count()).toBeGreaterThan(2);
  });
});

test('the page of the week needs no script, and prints without its controls', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${served.server.url}/sign-in`);
  await page.getByRole('button', { name: 'Sign in as Fay Moreau' }).click();
  await page.emulateMedia({ media: 'print' });
  await page.goto(`${served.server.url}/console/monday`);
  expect(await page.locator('.toolbar').isVisible()).toBe(false);
  expect(await page.locator('section.panel').first().isVisible()).toBe(true);
  await context.close();
});
